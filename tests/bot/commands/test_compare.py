import asyncio

import pytest

from katheryne_models.answer.answer import Entity
from tests.bot.commands.test_ask import labels, reply_of
from tests.bot.conftest import World


async def test_two_things_are_shown_in_words_and_as_a_picture(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "compare", first="hu tao", second="character:yoimiya"))
    [embed] = reply.embeds
    assert embed.title == "Hu Tao beside Yoimiya"
    assert embed.description == "compare.all <character:0> <character:1> with Hu Tao, Yoimiya."
    assert [attachment.filename for attachment in reply.attachments] == ["comparison.png"]


async def test_the_second_name_must_be_of_the_first_ones_kind(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "compare", first="hu tao", second="staff of homa"))
    assert reply.ephemeral
    chosen = await world.bob.click(reply, label="Yoimiya")
    assert chosen.followups[0].embeds[0].title == "Hu Tao beside Yoimiya"


async def test_a_near_first_name_is_compared_with_the_second(world: World) -> None:
    reply = reply_of(await world.bob.slash(world.channel, "compare", first="hutoa", second="yoimiya"))
    assert labels(reply) == ["Hu Tao", "Yoimiya"]
    chosen = await world.bob.click(reply, label="Hu Tao")
    assert chosen.followups[0].embeds[0].title == "Hu Tao beside Yoimiya"


async def test_a_slow_name_is_announced_in_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve, gate = world.bot.worker.entity, asyncio.Event()

    async def resolve_late(name: str, *, user_id: int, kind: str | None = None) -> Entity:
        await world.env.external_wait(gate.wait(), reason="the thread is busy")
        return await resolve(name, user_id=user_id, kind=kind)

    monkeypatch.setattr(world.bot.worker, "entity", resolve_late)
    result = await world.bob.slash(world.channel, "compare", first="hu tao", second="yoimiya")
    assert result.deferred
    gate.set()
    await world.env.settle()
    assert reply_of(result).embeds[0].title == "Hu Tao beside Yoimiya"
