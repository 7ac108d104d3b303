"""What a store needs of a database, whichever it is."""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

Value = int | str | datetime | None
Row = tuple[Any, ...]

PAGE_ROWS = 5_000


class Session(ABC):
    """Runs statements, written in the SQL that both databases know; `$1`, `$2` … stand for values.

    Every method raises StoreError where the database fails.
    """

    @abstractmethod
    async def run(self, statement: str, *values: Value) -> list[Row]:
        """Run one statement, and give the rows that it returns."""

    @abstractmethod
    async def insert_rows(self, table: str, columns: Collection[str], rows: Sequence[Row]) -> None:
        """Put many rows with their own ids into a table; ids given out from then on are higher."""


class Database(Session):
    """A database with the current schema. A statement outside a transaction is whole, and durable when it returns.

    Attributes:
        name: The file, or the address without its password.
    """

    name: str

    @abstractmethod
    async def run_long(self, statement: str, *values: Value) -> list[Row]:
        """Run a statement that looks at all of a large table, and for which nobody waits within Discord's 3 seconds."""

    @abstractmethod
    def transaction(self, *, alone: bool) -> AbstractAsyncContextManager[Session]:
        """A session that sees the database as of one moment, and changes all or, where an error leaves it, nothing.

        Args:
            alone: Whether nobody else may write meanwhile; otherwise only reading is allowed.
        """

    @abstractmethod
    async def close(self) -> None:
        """Let go of the file or the connections."""


async def pages(session: Session, table: str, columns: Collection[str]) -> AsyncGenerator[list[Row], None]:
    """The rows of a table by their key, some thousands at a time, so that no statement takes long.

    Args:
        session: Where the table is.
        table: Its name.
        columns: The wanted columns, the primary key first.
    """
    key, *_ = columns
    select = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - names of the schema, never a user's words
    order = f"ORDER BY {key} LIMIT {PAGE_ROWS}"
    rows = await session.run(f"{select} {order}")
    while rows:
        yield rows
        rows = await session.run(f"{select} WHERE {key} > $1 {order}", rows[-1][0])


def moment(kept: str | datetime) -> datetime:
    """A time as it comes from either database: SQLite has no type for it."""
    return datetime.fromisoformat(kept) if isinstance(kept, str) else kept


def without_nul(text: str) -> str:
    """A text that either database can keep: PostgreSQL's hold no NUL."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")
