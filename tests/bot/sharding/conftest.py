"""What processes share, in a database of one's own."""

from collections.abc import AsyncIterator

import pytest

from bot.sharding.postgres import conversations, limits
from bot.sharding.postgres.database import Database, open_database
from tests.bot.postgres import PostgresServer


@pytest.fixture
async def database(postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    # a busy machine may take longer than a command would wait
    monkeypatch.setattr(limits, "SECONDS", 5.0)
    monkeypatch.setattr(conversations, "SECONDS", 5.0)
    async with open_database(postgres_server.new_database()) as opened:
        yield opened
