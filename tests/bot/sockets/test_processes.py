"""Several processes share the servers: real programs, a local Discord with shards, and a PostgreSQL server.

How long a killed process is away is printed: pytest -s -k killed
"""

import asyncio
import itertools
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.settings import StoreSettings
from bot.store.opening import open_store
from tests.bot.postgres import PostgresServer
from tests.bot.sockets.conftest import Program, local_discord, run_program
from tests.bot.sockets.gateway import IDENTIFY_SECONDS
from tests.bot.sockets.load import UNLIMITED
from tests.bot.sockets.local_discord import LocalDiscord
from tests.bot.sockets.openapi import DiscordContract
from tests.bot.waiting import until

REGISTRATIONS = "PUT /applications/{id}/commands"
FREELY = {
    "KATHERYNE_DISCORD__COMMANDS_PER_MINUTE": UNLIMITED,
    "KATHERYNE_DISCORD__SERVER_COMMANDS_PER_MINUTE": UNLIMITED,
}
SCRIPTED = {"SCRIPTED_ASSISTANT": "1"}


@asynccontextmanager
async def run_all(server: LocalDiscord, folder: Path, *shards: str, **settings: str) -> AsyncIterator[list[Program]]:
    """One program for each run of shards, all started at once and all connected."""
    async with AsyncExitStack() as stack:
        programs = [
            await stack.enter_async_context(run_program(server, folder, "run", "--shards", one, **settings))
            for one in shards
        ]
        for program in programs:
            await program.loaded()
        yield programs


def said(reply: dict[str, Any]) -> str:
    return str(reply["data"].get("content") or reply["data"]["embeds"][0]["description"])


def assert_all_logged_in_properly(server: LocalDiscord) -> None:
    """No two IDENTIFYs of a bucket came within Discord's 5 seconds."""
    assert server.gateway.too_early == 0
    for times in server.gateway.identified_at.values():
        assert all(later - earlier >= IDENTIFY_SECONDS for earlier, later in itertools.pairwise(times))


@pytest.mark.timeout(300)  # four programs start, on a busy machine
async def test_two_processes_share_servers_cooldowns_and_context(
    contract: DiscordContract | None, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    shared = {"KATHERYNE_STORE__URL": postgres_server.new_database()}
    async with local_discord(contract, shards=2) as server:
        channels = [server.add_channel(f"Server {shard}", shard=shard) for shard in (0, 1)]
        alice, bob = (server.add_member(channels[0], name) for name in ("alice", "bob"))
        for person in (alice, bob):
            server.backend.add_member(channels[1].guild_id, person.id)
        async with run_all(server, tmp_path, "0/2", "1/2", **shared, **SCRIPTED):
            assert sorted(server.gateway.identifies) == [0, 1]
            assert server.requests[REGISTRATIONS] == 1
            for channel in channels:
                reply = await server.command(alice, channel, "ask", question="birthday of hu tao").reply()
                assert said(reply) == "assistant answers 'birthday of hu tao'."

        # the same shards again, in programs that remember nothing themselves, one with the released networks
        limits = {"KATHERYNE_DISCORD__COMMANDS_PER_MINUTE": "3"}
        async with (
            run_all(server, tmp_path, "0/2", **shared, **limits, KATHERYNE_DISCORD__REPLY_WITHIN_SECONDS="2.5"),
            run_all(server, tmp_path, "1/2", **shared, **limits, **SCRIPTED),
        ):
            reply = await server.command(alice, channels[0], "ask", question="and her element?").reply()
            assert "Pyro" in said(reply)
            # three commands a minute, wherever they are used
            for channel in (channels[0], channels[1], channels[0]):
                await server.command(bob, channel, "about").reply()
            reply = await server.command(bob, channels[1], "about").reply()
            assert "That was a lot at once" in said(reply)
        assert server.requests[REGISTRATIONS] == 1
        assert max(server.first_replies.values()) == 1
        assert_all_logged_in_properly(server)


async def test_one_process_may_have_several_shards_and_needs_no_database(
    contract: DiscordContract | None, tmp_path: Path
) -> None:
    async with local_discord(contract, shards=4) as server:
        server.gateway.max_concurrency = 2
        channels = [server.add_channel(f"Server {shard}", shard=shard) for shard in range(4)]
        people = [server.add_member(channel, f"person{channel.id}") for channel in channels]
        async with run_all(server, tmp_path, "0-3/4", **SCRIPTED) as [program]:
            assert server.gateway.identifies == [0, 1, 2, 3]
            for person, channel in zip(people, channels, strict=True):
                reply = await server.command(person, channel, "ask", question="birthday of hu tao").reply()
                assert said(reply) == "assistant answers 'birthday of hu tao'."
            # sessions that Discord still knows are taken up again, without a turn
            server.gateway.cut()
            async with asyncio.timeout(30):
                await until(lambda: server.gateway.resumes == len(channels))
            reply = await server.command(people[3], channels[3], "ask", question="birthday of hu tao").reply()
            assert said(reply) == "assistant answers 'birthday of hu tao'."
            assert server.gateway.identifies == [0, 1, 2, 3]
            assert await program.leave() == 0
        assert_all_logged_in_properly(server)


@dataclass
class Crowd:
    """Somebody in one server, who asks and judges without end.

    Attributes:
        outcomes: How often what happened.
        answered_at: When answers came.
        judged: The judgements that the bot acknowledged, by question.
    """

    server: LocalDiscord
    channel: Any
    person: Any
    outcomes: Counter[str] = field(default_factory=Counter)
    answered_at: list[float] = field(default_factory=list)
    judged: list[str] = field(default_factory=list)

    async def go_on(self) -> None:
        for number in itertools.count():
            question = f"question {number} in {self.channel.guild_id}"
            try:
                asked = self.server.command(self.person, self.channel, "ask", question=question)
                await asked.reply()
                self.answered_at.append(time.monotonic())
                self.outcomes["answered"] += 1
                message = self.server.reply_of(asked)
                if message is not None and message.components:
                    await self.server.press(self.person, self.channel, message, "Right").reply()
                    self.judged.append(question)
            except TimeoutError:
                self.outcomes["lost"] += 1
            await asyncio.sleep(0.05)

    def answered_between(self, start: float, end: float) -> int:
        return sum(start < at < end for at in self.answered_at)


@pytest.mark.timeout(300)  # as above
async def test_a_killed_process_of_four_costs_its_own_servers_a_moment_and_nobody_anything_kept(
    contract: DiscordContract | None, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    url = postgres_server.new_database()
    settings = {"KATHERYNE_STORE__URL": url, **FREELY, **SCRIPTED}
    async with local_discord(contract, shards=4) as server, AsyncExitStack() as stack:
        server.gateway.max_concurrency = 2
        channels = [server.add_channel(f"Server {shard}", shard=shard) for shard in range(4)]
        crowds = [Crowd(server, channel, server.add_member(channel, f"person{channel.id}")) for channel in channels]
        programs = await stack.enter_async_context(
            run_all(server, tmp_path, *(f"{shard}/4" for shard in range(4)), **settings)
        )
        assert server.requests[REGISTRATIONS] == 1
        running = [asyncio.create_task(crowd.go_on()) for crowd in crowds]
        async with asyncio.timeout(60):
            await until(lambda: all(len(crowd.judged) > 5 for crowd in crowds))

            killed_at = time.monotonic()
            await programs[3].kill()
            restarted = await stack.enter_async_context(
                run_program(server, tmp_path, "run", "--shards", "3/4", **settings)
            )
            await restarted.loaded()
            await until(lambda: crowds[3].answered_between(time.monotonic() - 1, time.monotonic()))
            back_at = next(at for at in crowds[3].answered_at if at > killed_at + 0.5)
        before = len(crowds[3].judged)
        async with asyncio.timeout(30):
            await until(lambda: len(crowds[3].judged) >= before + 3)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

        async with await open_store(StoreSettings(url=SecretStr(url))) as store:
            kept = Counter(feedback.question for feedback in await store.feedback())
        judged = [question for crowd in crowds for question in crowd.judged]
        # no acknowledged write is lost, and none is there twice
        assert {question: kept[question] for question in judged} == dict.fromkeys(judged, 1)
        assert max(server.first_replies.values()) == 1
        for crowd in crowds[:3]:
            assert crowd.answered_between(killed_at, back_at) > 0
        assert server.requests[REGISTRATIONS] == 1
        assert sorted(server.gateway.identifies) == [0, 1, 2, 3, 3]
        assert_all_logged_in_properly(server)
        lost = [crowd.outcomes["lost"] for crowd in crowds]
        sys.stdout.write(
            f"\nback {back_at - killed_at:.1f} s after the kill; questions lost by shard: {lost}; "
            f"judgements kept: {len(judged)} of {len(judged)} acknowledged\n"
        )
