"""What a failing network does to people's questions: nothing."""

import asyncio
import logging

import pytest

from tests.bot.conftest import Models
from tests.bot.sockets.conftest import Connect
from tests.bot.sockets.local_discord import LocalDiscord
from tests.bot.waiting import until


async def test_a_cut_connection_is_resumed_and_no_answer_is_lost(
    connect: Connect, server: LocalDiscord, models: Models
) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    bob = server.add_member(channel, "bob")
    await connect()
    before = server.command(alice, channel, "ask", question="gate")
    await asyncio.to_thread(models.first.gate_reached.wait)
    server.gateway.cut()
    meanwhile = server.command(bob, channel, "ask", question="birthday of hu tao")
    models.first.gate.set()

    await until(lambda: server.reply_of(before) and server.reply_of(before).embeds)
    await until(lambda: server.reply_of(meanwhile) and server.reply_of(meanwhile).embeds)
    assert server.reply_of(before).embeds[0]["description"] == "first answers 'gate'."
    assert server.reply_of(meanwhile).embeds[0]["description"] == "first answers 'birthday of hu tao'."
    assert server.gateway.resumes == 1
    assert server.gateway.identifies == [0]


async def test_a_reply_after_three_seconds_is_refused_and_the_bot_goes_on(
    connect: Connect, server: LocalDiscord, caplog: pytest.LogCaptureFixture
) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    await connect()
    caplog.set_level(logging.INFO)
    late = server.command(alice, channel, "ask", question="birthday of hu tao")
    server.backend.clock.advance(4)
    await until(lambda: "could no longer be answered" in caplog.text)
    assert not late.callback.done()

    reply = await server.command(alice, channel, "ask", question="birthday of hu tao").reply()
    assert reply["type"] == 4
