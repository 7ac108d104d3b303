from typing import TYPE_CHECKING, cast

import pytest

from bot.store.records import GuildSettings
from tests.bot.conftest import World

if TYPE_CHECKING:
    from bot.commands.digest import Digest


@pytest.fixture
async def digest(world: World) -> "Digest":
    await world.bot.store.set_guild_settings(world.guild.id, GuildSettings(digest_channel_id=world.channel.id))
    # not of the class that could be imported here: discord.py loads extensions anew
    return cast("Digest", world.bot.get_cog("Digest"))


async def test_a_server_gets_its_own_unanswered_questions_once(world: World, digest: "Digest") -> None:
    other = world.env.create_guild()
    elsewhere = other.create_text_channel("general")
    stranger = other.add_member(world.env.create_user("stranger"))
    await world.bob.slash(world.channel, "ask", question="unsure")
    await world.alice.slash(world.channel, "ask", question="unsure")
    await world.bob.slash(world.channel, "ask", question="birthday of hu tao")
    await stranger.slash(elsewhere, "ask", question="unsure")

    await digest.send_daily()
    await digest.send_daily()
    embeds = [embed for message in world.channel.history() for embed in message.embeds]
    lists = [embed.description for embed in embeds if embed.title == "Not answered since the last list: 1"]
    assert lists == ["• unsure"]

    await world.bob.slash(world.channel, "ask", question="unsure")
    assert await world.bot.store.due_digests() == [world.guild.id]


async def test_a_list_that_cannot_be_sent_is_sent_later(world: World, digest: "Digest") -> None:
    await world.bob.slash(world.channel, "ask", question="unsure")
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await digest.send_daily()
    assert await world.bot.store.due_digests() == [world.guild.id]
    await digest.send_daily()
    assert await world.bot.store.due_digests() == []
