"""Cooldowns that count in whichever process."""

import asyncio

import pytest

from bot.failures import TooFastError
from bot.limits import Limits
from bot.sharding.postgres import limits as postgres_limits
from bot.sharding.postgres.database import Database
from bot.sharding.postgres.limits import PostgresLimits
from tests.bot.postgres import PostgresServer


def process(database: Database, per_user: int = 3, per_guild: int = 100) -> PostgresLimits:
    return PostgresLimits(database, Limits(per_user, per_guild), per_user, per_guild)


async def pass_seconds(database: Database, seconds: int) -> None:
    """Let time go by, as far as the table knows."""
    statement = f"UPDATE shared_limits SET at = at - interval '{seconds} seconds'"  # noqa: S608 - a number
    await database.run(lambda connection: connection.execute(statement), 5)


async def test_one_persons_use_counts_in_all_processes(database: Database) -> None:
    first, second = process(database), process(database)
    await first.take(1, 10)
    await second.take(1, 20)
    await first.take(1, None)
    with pytest.raises(TooFastError, match="in 20 s"):
        await second.take(1, 20)
    await second.take(2, 20)
    await pass_seconds(database, 20)
    await first.take(1, 10)
    with pytest.raises(TooFastError):
        await second.take(1, 20)


async def test_no_more_than_a_minutes_worth_is_given_to_many_at_once(database: Database) -> None:
    processes = [process(database, per_user=7) for _ in range(2)]
    results = await asyncio.gather(
        *(processes[number % 2].take(1, number) for number in range(1, 41)), return_exceptions=True
    )
    assert sum(result is None for result in results) == 7
    assert sum(isinstance(result, TooFastError) for result in results) == 33


async def test_who_is_refused_loses_nothing(database: Database) -> None:
    limits = process(database, per_user=1, per_guild=1)
    await limits.take(1, 5)
    for _ in range(5):
        with pytest.raises(TooFastError):
            await limits.take(2, 5)
    await limits.take(2, 6)


async def test_full_buckets_are_deleted(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_limits, "CLEAN_EVERY", 5)
    limits = process(database)
    for user in range(1, 5):
        await limits.take(user, None)
    await pass_seconds(database, 61)
    await limits.take(5, None)
    assert await database.run(lambda connection: connection.fetchval("SELECT count(*) FROM shared_limits"), 5) == 1


async def test_each_process_counts_alone_while_the_database_fails(
    database: Database, postgres_server: PostgresServer
) -> None:
    first, second = process(database, per_user=1), process(database, per_user=1)
    await asyncio.to_thread(postgres_server.stop)
    try:
        await first.take(1, 5)
        await second.take(1, 5)
        with pytest.raises(TooFastError):
            await first.take(1, 5)
    finally:
        await asyncio.to_thread(postgres_server.start)
