"""What Discord's own failures do to people's questions."""

import asyncio
import os
import signal
from collections.abc import Callable

import pytest
from pydantic import SecretStr

from bot.run import run_bot
from bot.settings import Settings, WorkerSettings
from tests.bot.conftest import Models
from tests.bot.sockets.conftest import Connect
from tests.bot.sockets.gateway import Gateway
from tests.bot.sockets.local_discord import TOKEN, LocalDiscord, Trouble
from tests.bot.sockets.test_session import embed_of
from tests.bot.waiting import until

CALLBACK = "POST /interactions/{id}/{token}/callback"
EDIT = "PATCH /webhooks/{id}/{token}/messages/@original"
MESSAGE = "POST /channels/{id}/messages"
REFUSALS = (429, 500, 503)


@pytest.mark.parametrize("status", REFUSALS)
async def test_a_first_reply_that_is_refused_is_sent_again(connect: Connect, server: LocalDiscord, status: int) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    await connect()
    server.troubles[CALLBACK].append(Trouble(status))
    reply = await server.command(alice, channel, "ask", question="birthday of hu tao").reply()
    assert embed_of(reply)["description"] == "first answers 'birthday of hu tao'."
    assert server.requests[CALLBACK] == 2


async def test_an_announced_answer_that_is_refused_is_sent_again(
    connect: Connect, server: LocalDiscord, models: Models
) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    await connect()
    server.troubles[EDIT].append(Trouble(503))
    asked = server.command(alice, channel, "ask", question="gate")
    assert (await asked.reply())["type"] == 5
    models.first.gate.set()
    await until(lambda: server.reply_of(asked).embeds)
    assert server.reply_of(asked).embeds[0]["description"] == "first answers 'gate'."
    assert server.requests[EDIT] == 2


@pytest.mark.parametrize("status", REFUSALS)
async def test_a_message_that_is_refused_is_sent_again(connect: Connect, server: LocalDiscord, status: int) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    bot = await connect()
    assert bot.user is not None
    server.troubles[MESSAGE].append(Trouble(status))
    server.say(alice, channel, f"<@{bot.user.id}> birthday of hu tao")
    await until(lambda: len(server.messages(channel)) == 2)
    answer = server.messages(channel)[1]
    assert [embed["description"] for embed in answer.embeds] == ["first answers 'birthday of hu tao'."]
    assert server.requests[MESSAGE] == 2


async def test_a_slow_reply_keeps_nobody_else_waiting(connect: Connect, server: LocalDiscord) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    bob = server.add_member(channel, "bob")
    await connect()
    server.troubles[CALLBACK].append(Trouble(None, seconds=2.5))
    slow = server.command(alice, channel, "ask", question="birthday of hu tao")
    await until(lambda: server.requests[CALLBACK] == 1)
    await server.command(bob, channel, "ask", question="birthday of hu tao").reply()
    assert not slow.callback.done()
    assert embed_of(await slow.reply())["description"] == "first answers 'birthday of hu tao'."


async def test_a_start_waits_until_discord_serves_again(connect: Connect, server: LocalDiscord) -> None:
    server.troubles["GET /users/@me"].extend([Trouble(500), Trouble(429)])
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    await connect()
    assert (await server.command(alice, channel, "ask", question="birthday of hu tao").reply())["type"] == 4


@pytest.mark.parametrize(
    ("trouble", "identifies", "resumes"),
    [(Gateway.ask_to_reconnect, 1, 1), (Gateway.invalidate, 2, 0)],
)
async def test_a_question_outlives_the_gateways_troubles(
    connect: Connect,
    server: LocalDiscord,
    models: Models,
    trouble: Callable[[Gateway], None],
    identifies: int,
    resumes: int,
) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    await connect()
    before = server.command(alice, channel, "ask", question="gate")
    await asyncio.to_thread(models.first.gate_reached.wait)
    trouble(server.gateway)
    await until(lambda: (len(server.gateway.identifies), server.gateway.resumes) == (identifies, resumes))
    models.first.gate.set()

    await until(lambda: server.reply_of(before) and server.reply_of(before).embeds)
    assert server.reply_of(before).embeds[0]["description"] == "first answers 'gate'."
    after = await server.command(alice, channel, "ask", question="birthday of hu tao").reply()
    assert embed_of(after)["description"] == "first answers 'birthday of hu tao'."


async def test_a_full_queue_is_answered_before_the_program_leaves(
    settings: Settings, models: Models, server: LocalDiscord
) -> None:
    size = 6
    channel = server.add_channel()
    people = [server.add_member(channel, f"person{number}") for number in range(size + 2)]
    chosen = settings.model_copy(
        update={"token": SecretStr(TOKEN), "worker": WorkerSettings(queue_size=size, max_batch=2)}
    )
    running = asyncio.create_task(run_bot(chosen, lambda _: models.first))
    await until(lambda: server.gateway.identifies and server.requests["PUT /applications/{id}/commands"])
    first = server.command(people[0], channel, "ask", question="gate")
    await asyncio.to_thread(models.first.gate_reached.wait)
    questions = [f"question {number}" for number in range(size)]
    waiting = [
        server.command(person, channel, "ask", question=question)
        for person, question in zip(people[1:-1], questions, strict=True)
    ]
    for asked in (first, *waiting):
        assert (await asked.reply())["type"] == 5
    refused = await server.command(people[-1], channel, "ask", question="one too many").reply()
    assert "Too many questions" in refused["data"]["content"]

    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(0.1)  # the signal has come, and the program waits for the thread
    assert not running.done()
    models.first.gate.set()
    await running
    texts = [server.reply_of(asked).embeds[0]["description"] for asked in (first, *waiting)]
    assert texts == [f"first answers {question!r}." for question in ("gate", *questions)]
