import logging

import discord
import pytest

from katheryne_models.answer.answer import Exchange
from tests.bot.assistants import HU_TAO
from tests.bot.conftest import World


def replies(world: World, messages: list[discord.Message]) -> list[discord.Message]:
    return [message for message in messages if message.author.id == mention_of(world)]


def mention_of(world: World) -> int:
    assert world.bot.user is not None
    return world.bot.user.id


async def test_a_message_that_begins_with_the_bots_name_is_answered(world: World) -> None:
    await world.bob.send(world.channel, f"<@{mention_of(world)}> birthday of hu tao")
    [reply] = replies(world, world.channel.history())
    assert reply.embeds[0].description == "first answers 'birthday of hu tao'."
    assert reply.reference is not None


async def test_a_direct_message_is_answered_and_the_next_leans_on_it(world: World) -> None:
    await world.bob.send_dm("birthday of hu tao")
    await world.bob.send_dm("and her weapon")
    answered = replies(world, world.bob.user.dm_channel.history())
    assert [reply.embeds[0].title for reply in answered] == ["birthday of hu tao", "and her weapon"]
    assert world.models.first.exchanges == [None, Exchange("fact.birthday <character:0>", (HU_TAO,))]


@pytest.mark.parametrize("content", ["birthday of hu tao", "ask <@{bot}> for her birthday", "<@1> birthday"])
async def test_what_others_say_to_each_other_is_left_alone(world: World, content: str) -> None:
    await world.bob.send(world.channel, content.format(bot=mention_of(world)))
    assert replies(world, world.channel.history()) == []
    assert world.models.first.batches == []


async def test_a_bare_mention_is_told_what_to_ask(world: World) -> None:
    await world.bob.send(world.channel, f"<@{mention_of(world)}>")
    [reply] = replies(world, world.channel.history())
    assert "/help" in reply.content


async def test_a_known_failure_is_told(world: World) -> None:
    await world.bob.send_dm("declined")
    [reply] = replies(world, world.bob.user.dm_channel.history())
    assert reply.content == "I would rather not say."


async def test_an_unknown_failure_is_logged_under_a_number(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        await world.bob.send_dm("boom")
    [reply] = replies(world, world.bob.user.dm_channel.history())
    assert "Something went wrong" in reply.content
    assert "in message" in caplog.text


async def test_the_buttons_of_a_message_work(world: World) -> None:
    await world.bob.send_dm("birthday of hu tao")
    [reply] = replies(world, world.bob.user.dm_channel.history())
    await world.bob.user.click(reply, label="Right")
    assert [entry.verdict for entry in await world.bot.store.feedback()] == ["right"]
