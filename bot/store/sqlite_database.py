"""The SQLite file."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

import aiosqlite

from bot.failures import StoreError
from bot.store.database import Database, Row, Session, Value
from bot.store.sqlite_schema import migrate

# shorter than the 3 seconds that Discord allows for a reply
BUSY_SECONDS = 2.0


class SqliteDatabase(Database):
    """One connection to the file; its thread runs one statement after the other.

    A statement outside a transaction runs in autocommit mode, so it is whole, and with `synchronous=FULL` it is on the
    disk when the call returns.
    """

    def __init__(self, connection: aiosqlite.Connection, path: Path) -> None:
        """Wrap an open, migrated connection; use `SqliteDatabase.open`."""
        self.name = str(path)
        self._connection = connection

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open or make the file and bring it to the current schema.

        Raises:
            StoreError: The file is damaged, locked, not writable, or of a newer schema.
        """
        # aiosqlite leaves a stray thread behind where its own opening fails
        opened = await asyncio.to_thread(_open, path)
        return cls(await aiosqlite.Connection(lambda: opened, iter_chunk_size=64), path)

    async def run(self, statement: str, *values: Value) -> list[Row]:
        """Run one statement, and give the rows that it returns."""
        # SQLite takes $1 for a parameter that is called 1
        named = {str(number): _stored(value) for number, value in enumerate(values, 1)}
        try:
            return [tuple(row) for row in await self._connection.execute_fetchall(statement, named)]
        except sqlite3.Error as error:
            raise _store_error(self.name, error) from error

    async def run_long(self, statement: str, *values: Value) -> list[Row]:
        """Run one statement: a reader waits for nobody, and a writer as long as any other."""
        return await self.run(statement, *values)

    async def insert_rows(self, table: str, columns: Collection[str], rows: Sequence[Row]) -> None:
        """Put many rows with their own ids into a table."""
        places = ", ".join("?" * len(columns))
        insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - names of the schema
        try:
            await self._connection.executemany(insert, [tuple(map(_stored, row)) for row in rows])
        except sqlite3.Error as error:
            raise _store_error(self.name, error) from error

    @asynccontextmanager
    async def transaction(self, *, alone: bool) -> AsyncIterator[Session]:
        """A session that sees the file as of one moment. Nothing else may use this object meanwhile."""
        await self.run("BEGIN IMMEDIATE" if alone else "BEGIN")
        try:
            yield self
        except BaseException:
            # SQLite has rolled back by itself where the disk is full
            if self._connection.in_transaction:
                await self.run("ROLLBACK")
            raise
        await self.run("COMMIT")

    async def close(self) -> None:
        """Close the file."""
        await self._connection.close()


def _stored(value: Value) -> int | str | None:
    """A value as the file keeps it: a time is a text that sorts by time."""
    return value.isoformat(timespec="milliseconds") if isinstance(value, datetime) else value


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL. SQLite does not wait by itself where another program is switching the same new file."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise _store_error(str(path), error) from error
    try:
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        _check(connection)
        migrate(connection, str(path))
    except sqlite3.Error as error:
        connection.close()
        raise _store_error(str(path), error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    finding = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if finding != "ok":
        raise sqlite3.DatabaseError(finding)


def _store_error(path: str, error: Exception) -> StoreError:
    return StoreError(f"The store {path} can't be used ({error}). {_mend(error)}")


def _mend(error: Exception) -> str:
    """What the operator can do about a failure, by SQLite's primary result code."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return "Another program holds it: stop the other Katheryne or the tool that has the file open."
    if primary == sqlite3.SQLITE_FULL:
        return "The disk is full: make room."
    if isinstance(error, OSError) or primary in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
        return "Give the bot's user the right to write the file and its folder."
    if primary == sqlite3.SQLITE_IOERR:
        return "The disk reports an error: check it and the room on it."
    return "It is damaged: put a backup in its place, or move it away to start with an empty one."
