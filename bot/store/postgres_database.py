"""A PostgreSQL database. Importing this needs asyncpg."""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Self

import asyncpg

from bot.failures import StoreError
from bot.store.address import read_address
from bot.store.database import Database, Row, Session, Value, without_nul
from bot.store.postgres_schema import migrate
from bot.store.schema import TABLES

# A statement's time with its wait for a connection, and the time to give up one that hangs: together they leave room
# for an answer within the 3 seconds that Discord allows for a reply.
COMMAND_SECONDS, RELEASE_SECONDS = 1.0, 0.25
LONG_SECONDS = 10.0
# Another program may be migrating the database when this one starts.
START_SECONDS = 30.0
# Statements take about a millisecond each, so few connections serve many members.
MOST_CONNECTIONS = 4

_FAILURES = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)

Connection = asyncpg.pool.PoolConnectionProxy


class PostgresSession(Session):
    """Runs statements on one connection."""

    def __init__(self, connection: Connection, name: str) -> None:
        """Use a connection to a database of a name."""
        self._connection = connection
        self._name = name

    async def run(self, statement: str, *values: Value) -> list[Row]:
        """Run one statement, and give the rows that it returns."""
        with _told(self._name):
            return [tuple(record) for record in await self._connection.fetch(statement, *map(_stored, values))]

    async def insert_rows(self, table: str, columns: Collection[str], rows: Sequence[Row]) -> None:
        """Put many rows with their own ids into a table; ids given out from then on are higher."""
        with _told(self._name):
            await self._connection.copy_records_to_table(table, columns=list(columns), records=rows)
        if "id" in columns:
            last = f"SELECT setval(pg_get_serial_sequence($1, 'id'), max(id)) FROM {table}"  # noqa: S608 - as in TABLES
            await self.run(last, table)


class PostgresDatabase(Database):
    """A few connections to a database, made when they are needed and made anew after the server was away.

    A statement outside a transaction commits when it ends. `synchronous_commit` is switched on, whatever the server's
    own setting is, so what is acknowledged outlives a crash of the server.
    """

    def __init__(self, pool: asyncpg.Pool, name: str) -> None:
        """Wrap the connections to a migrated database; use `PostgresDatabase.open`."""
        self.name = name
        self._pool = pool

    @classmethod
    async def open(cls, url: str) -> Self:
        """Connect, and bring the database to the current schema.

        Args:
            url: An address as `read_address` takes it.

        Raises:
            StoreError: The server can't be reached, refuses the user, or has a newer schema.
        """
        name = read_address(url).shown
        with _told(name):
            pool = await asyncpg.create_pool(
                url,
                min_size=0,
                max_size=MOST_CONNECTIONS,
                timeout=COMMAND_SECONDS,
                server_settings={"application_name": "katheryne", "synchronous_commit": "on"},
            )
        database = cls(pool, name)
        try:
            with _told(name):
                async with asyncio.timeout(START_SECONDS), database._connection() as connection:
                    await migrate(connection, name)
        except BaseException:
            await database.close()
            raise
        return database

    async def run(self, statement: str, *values: Value) -> list[Row]:
        """Run one statement, and give the rows that it returns."""
        return await self._run(COMMAND_SECONDS, statement, *values)

    async def run_long(self, statement: str, *values: Value) -> list[Row]:
        """Run a statement that may take some seconds."""
        return await self._run(LONG_SECONDS, statement, *values)

    async def _run(self, seconds: float, statement: str, *values: Value) -> list[Row]:
        with _told(self.name):
            try:
                async with asyncio.timeout(seconds), self._connection() as connection:
                    return [tuple(record) for record in await connection.fetch(statement, *map(_stored, values))]
            except (OSError, asyncpg.PostgresConnectionError):
                # the other connections are as old and as dead
                await self._pool.expire_connections()
                raise

    async def insert_rows(self, table: str, columns: Collection[str], rows: Sequence[Row]) -> None:
        """Put many rows with their own ids into a table; ids given out from then on are higher."""
        async with self.transaction(alone=True) as session:
            await session.insert_rows(table, columns, rows)

    @asynccontextmanager
    async def transaction(self, *, alone: bool) -> AsyncIterator[Session]:
        """A session that sees the database as of one moment. Its statements may take any time."""
        with _told(self.name):
            async with (
                self._connection() as connection,
                connection.transaction(isolation="repeatable_read", readonly=not alone),
            ):
                if alone:
                    await connection.execute(f"LOCK TABLE {', '.join(TABLES)} IN EXCLUSIVE MODE")
                yield PostgresSession(connection, self.name)

    async def close(self) -> None:
        """Close the connections; those of a server that does not answer are let go."""
        with suppress(*_FAILURES):
            async with asyncio.timeout(RELEASE_SECONDS):
                await self._pool.close()

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        connection = await self._pool.acquire()
        try:
            yield connection
        finally:
            await self._pool.release(connection, timeout=RELEASE_SECONDS)


def _stored(value: Value) -> Value:
    return without_nul(value) if isinstance(value, str) else value


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn a failure of the server or the way to it into the project's own failure."""
    try:
        yield
    except _FAILURES as error:
        message = f"The store {name} can't be used ({_reason(error)}). {_mend(error)}"
        raise StoreError(message) from error


def _reason(error: Exception) -> str:
    """A failure in one line. The lines after the first may show what is kept."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return (str(error).splitlines() or [type(error).__name__])[0]


# What the operator can do, by the beginning of the SQLSTATE code; the first that fits counts.
_MENDS = {
    "28": "Correct the user or the password in KATHERYNE_STORE__URL.",
    "3D": "Make the database: createdb --encoding=UTF8 NAME.",
    "42501": "Give its user the right: make it the owner of the database.",
    "25006": "It takes no writes: name the primary server, or switch default_transaction_read_only off.",
    "53100": "The server's disk is full: make room.",
    "53300": "The server takes no more connections: raise its max_connections, or stop other programs.",
    "XX": "The server says that its data are damaged: put a backup in their place.",
    "08": "See that the server runs. The bot connects again by itself.",
    "57": "See that the server runs. The bot connects again by itself.",
}


def _mend(error: Exception) -> str:
    """What the operator can do about a failure."""
    if isinstance(error, OSError):
        return "See that the server runs, and that the address is right. The bot connects again by itself."
    code = str(getattr(error, "sqlstate", None) or "")
    return next((mend for start, mend in _MENDS.items() if code.startswith(start)), "The server's log says more.")
