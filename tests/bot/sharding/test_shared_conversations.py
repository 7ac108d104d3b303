"""Follow-up context that outlives a process."""

import asyncio

import pytest

from bot.failures import StoreError
from bot.sharding.postgres import conversations as postgres_conversations
from bot.sharding.postgres.conversations import PostgresConversations
from bot.sharding.postgres.database import Database
from katheryne_models.answer.answer import Entity, Exchange
from tests.bot.postgres import PostgresServer

FIRST = Exchange("fact.birthday <character:0>", (Entity("character", "hutao", "Hu Tao"),))
SECOND = Exchange("fact.region <character:0>")


def process(database: Database, places: int = 10, seconds: float = 60) -> PostgresConversations:
    return PostgresConversations(database, places, seconds)


async def test_another_process_knows_the_last_question(database: Database) -> None:
    first, second = process(database), process(database)
    await first.remember((1, 1), FIRST)
    await first.remember((1, None), SECOND)
    assert await second.last((1, 1)) == FIRST
    assert await second.last((1, None)) == SECOND
    assert await second.last((2, 1)) is None
    await second.remember((1, 1), SECOND)
    assert await first.last((1, 1)) == SECOND


async def test_what_one_process_forgets_no_other_knows(database: Database) -> None:
    first, second = process(database), process(database)
    await first.remember((1, 1), FIRST)
    await first.remember((1, None), SECOND)
    await first.remember((2, 1), FIRST)
    assert sorted(await second.of(1), key=str) == sorted([(1, FIRST), (None, SECOND)], key=str)
    await second.forget(1)
    assert await first.of(1) == []
    assert await first.last((1, 1)) is None
    assert await first.last((2, 1)) == FIRST


async def test_an_exchange_expires(database: Database) -> None:
    conversations = process(database, seconds=0)
    await conversations.remember((1, 1), FIRST)
    assert await conversations.last((1, 1)) is None
    assert await conversations.of(1) == []


async def test_the_table_is_bounded(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_conversations, "CLEAN_EVERY", 10)
    conversations = process(database, places=3)
    for user in range(1, 11):
        await conversations.remember((user, 1), FIRST)
    kept = [user for user in range(1, 11) if await conversations.last((user, 1))]
    assert kept == [8, 9, 10]


async def test_what_another_version_wrote_is_no_context(database: Database) -> None:
    conversations = process(database)
    await conversations.remember((1, 1), FIRST)
    for written in ("{}", '{"plan": "no.such <plan"}'):
        await database.run(lambda c, w=written: c.execute("UPDATE shared_exchanges SET exchange = $1", w), 5)  # type: ignore[misc]
        assert await conversations.last((1, 1)) is None
        assert await conversations.of(1) == []


async def test_a_failing_database_costs_the_context_and_nothing_is_called_deleted(
    database: Database, postgres_server: PostgresServer
) -> None:
    conversations = process(database)
    await asyncio.to_thread(postgres_server.stop)
    try:
        await conversations.remember((1, 1), FIRST)
        assert await conversations.last((1, 1)) is None
        with pytest.raises(StoreError, match="processes share"):
            await conversations.forget(1)
        with pytest.raises(StoreError):
            await conversations.of(1)
    finally:
        await asyncio.to_thread(postgres_server.start)
