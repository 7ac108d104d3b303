"""Turns to log in: in memory, and among processes."""

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable

import pytest

from bot.sharding.gate import IdentifyGate
from bot.sharding.postgres import turns as postgres_turns
from bot.sharding.postgres.database import Database
from bot.sharding.postgres.turns import PostgresTurns
from bot.sharding.protocols import Turns
from bot.sharding.turns import LocalTurns
from tests.bot.postgres import PostgresServer

SPACING = 0.2
APPLICATION = 7


@pytest.fixture(params=["memory", "PostgreSQL"])
def turns(request: pytest.FixtureRequest) -> Turns:
    if request.param == "memory":
        return LocalTurns(SPACING)
    return PostgresTurns(request.getfixturevalue("database"), SPACING)


def gate(turns: Turns, max_concurrency: int = 1) -> IdentifyGate:
    async def asked() -> int:
        return max_concurrency

    return IdentifyGate(turns, asked)


async def times_of(identifies: list[Callable[[], Awaitable[None]]]) -> list[float]:
    """When each got through, all having started at once, in the order of getting through."""
    times = []

    async def timed(identify: Callable[[], Awaitable[None]]) -> None:
        await identify()
        times.append(time.monotonic())

    await asyncio.gather(*map(timed, identifies))
    return times


def steps(times: list[float]) -> list[float]:
    return [later - earlier for earlier, later in itertools.pairwise(times)]


async def test_processes_log_in_one_after_the_other(turns: Turns) -> None:
    processes = [gate(turns) for _ in range(4)]

    def log_in(number: int) -> Callable[[], Awaitable[None]]:
        async def connect() -> None:
            await processes[number].before_connecting(APPLICATION, number)
            await asyncio.sleep(0.05)  # the connection opens
            await processes[number].before_identify(APPLICATION, number)

        return connect

    times = await times_of([log_in(number) for number in range(4)])
    # from IDENTIFY to IDENTIFY, whatever the connection took; clocks differ by a little
    assert min(steps(times)) > SPACING - 0.02


async def test_buckets_do_not_wait_for_each_other(turns: Turns) -> None:
    one = gate(turns, max_concurrency=2)
    times = await times_of([lambda shard=shard: one.before_identify(APPLICATION, shard) for shard in range(4)])  # type: ignore[misc]
    first, second, third, fourth = times
    assert third - first > SPACING - 0.02
    assert fourth - second > SPACING - 0.02
    assert second - first < SPACING


async def test_applications_do_not_wait_for_each_other(turns: Turns) -> None:
    one = gate(turns)
    times = await times_of([lambda number=number: one.before_identify(number, 0) for number in range(5)])  # type: ignore[misc]
    assert times[-1] - times[0] < SPACING


async def test_a_shard_that_logs_in_again_at_once_waits(turns: Turns) -> None:
    one = gate(turns)
    await one.before_connecting(APPLICATION, 0)
    await one.before_identify(APPLICATION, 0)
    began = time.monotonic()
    await one.before_identify(APPLICATION, 0)
    assert time.monotonic() - began > SPACING - 0.02


async def test_a_turn_that_nobody_uses_passes(turns: Turns) -> None:
    await gate(turns).before_connecting(APPLICATION, 0)
    async with asyncio.timeout(5):
        await gate(turns).before_identify(APPLICATION, 1)


async def test_nobody_logs_in_while_the_database_fails(
    database: Database,
    postgres_server: PostgresServer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(postgres_turns, "RETRY_SECONDS", 0.1)
    one = gate(PostgresTurns(database, SPACING))
    await asyncio.to_thread(postgres_server.stop)
    try:
        waiting = asyncio.create_task(one.before_identify(APPLICATION, 0))
        await asyncio.sleep(0.5)
        assert not waiting.done()
        assert "shard 0 waits to log in" in caplog.text
    finally:
        await asyncio.to_thread(postgres_server.start)
    async with asyncio.timeout(20):
        await waiting
