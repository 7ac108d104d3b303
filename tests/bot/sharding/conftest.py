"""What processes share, in a database of one's own."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from tests.bot.postgres import PostgresServer

if TYPE_CHECKING:
    from bot.sharding.postgres.database import Database


@pytest.fixture
async def database(postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> "AsyncIterator[Database]":
    from bot.sharding.postgres import conversations, limits  # noqa: PLC0415 - asyncpg may be missing
    from bot.sharding.postgres.database import open_database  # noqa: PLC0415 - as above

    # a busy machine may take longer than a command would wait
    monkeypatch.setattr(limits, "SECONDS", 5.0)
    monkeypatch.setattr(conversations, "SECONDS", 5.0)
    async with open_database(postgres_server.new_database()) as opened:
        yield opened
