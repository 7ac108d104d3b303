"""`/privacy` reaches what other processes remember of somebody."""

import json

from bot.sharding.postgres.conversations import PostgresConversations
from bot.sharding.postgres.database import Database
from katheryne_models.answer.answer import Exchange
from tests.bot.commands.test_ask import reply_of
from tests.bot.commands.test_privacy import open_privacy
from tests.bot.conftest import World


async def test_what_processes_share_is_exported_and_deleted(world: World, database: Database) -> None:
    shared = PostgresConversations(database, places=10, seconds=60)
    world.bot.conversations = shared
    await world.bob.slash(world.channel, "ask", question="birthday of hu tao")
    # in a server that another process serves
    await shared.remember((world.bob.id, 1), Exchange("fact.region <character:0>"))
    exported = reply_of(await world.bob.click(await open_privacy(world), label="Export my data"))
    plans = [one["plan"] for one in json.loads(await exported.attachments[0].read())["last_questions"]]
    assert sorted(plans) == ["fact.birthday <character:0>", "fact.region <character:0>"]
    deleted = await world.bob.click(await open_privacy(world), label="Delete my data")
    assert deleted.followups[0].content == "I have deleted what I kept about you."
    assert await shared.of(world.bob.id) == []
