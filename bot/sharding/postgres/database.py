"""The database that processes share."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import asyncpg

from bot.failures import StoreError
from bot.store.address import read_address

logger = logging.getLogger(__name__)

CONNECTIONS = 2  # many processes, and PostgreSQL allows 100 by default
OPENING_SECONDS = 5.0
REST_SECONDS = 2.0
# any number, as long as all processes have the same
_SCHEMA_LOCK = 0x6B617468

Result = TypeVar("Result")
# asyncpg's connection, or the pool's stand-in for it
Connection = Any
_FAILURES = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


class Database:
    """A few connections, which are made anew where they break.

    One that fails is left alone for a while, so that not every command waits for it in vain.
    """

    def __init__(self, pool: asyncpg.Pool) -> None:
        """Use open connections; see `open_database`."""
        self._pool = pool
        self._fails = False
        self._rests_until = 0.0
        self._running: set[asyncio.Task[Any]] = set()

    async def run(self, use: Callable[[Connection], Awaitable[Result]], seconds: float) -> Result:
        """Use a connection for some seconds at most.

        Raises:
            StoreError: The database fails, did a moment ago, or takes longer.
        """
        if time.monotonic() < self._rests_until:
            message = "the database that the processes share failed a moment ago"
            raise StoreError(message)
        task = asyncio.create_task(self._use(use))
        self._running.add(task)
        task.add_done_callback(self._ended)
        try:
            # A connection that hangs may hang while it is cancelled too: it is left behind, not waited for.
            await asyncio.wait({task}, timeout=seconds)
        finally:
            task.cancel()
        try:
            if not task.done():
                message = f"no reply within {seconds} s"
                raise TimeoutError(message)
            result = task.result()
        except _FAILURES as error:
            raise self._failed(error) from error
        self._works()
        return result

    async def _use(self, use: Callable[[Connection], Awaitable[Result]]) -> Result:
        async with self._pool.acquire() as connection:
            return await use(connection)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # whoever has left has been told already

    def _failed(self, error: BaseException) -> StoreError:
        self._rests_until = time.monotonic() + REST_SECONDS
        reason = f"the database that the processes share fails ({type(error).__name__}: {error})"
        if not self._fails:
            logger.warning("%s; each process goes on alone", reason)
        self._fails = True
        return StoreError(reason)

    def _works(self) -> None:
        if self._fails:
            logger.info("the database that the processes share works again")
        self._fails = False


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """Connect, and make the tables where there are none.

    Raises:
        StoreError: The database can't be used.
    """
    try:
        pool = await asyncpg.create_pool(
            url, min_size=CONNECTIONS, max_size=CONNECTIONS, timeout=OPENING_SECONDS, command_timeout=OPENING_SECONDS
        )
    except _FAILURES as error:
        raise _unusable(url, error) from error
    try:
        try:
            await _make_tables(pool)
        except _FAILURES as error:
            raise _unusable(url, error) from error
        yield Database(pool)
    finally:
        # as above: a connection that hangs must not keep the program from leaving
        pool.terminate()


def _unusable(url: str, error: BaseException) -> StoreError:
    message = (
        f"The database {read_address(url).shown} can't be used ({type(error).__name__}: {error}). "
        "Check KATHERYNE_STORE__URL, and whether the server runs."
    )
    return StoreError(message)


async def _make_tables(pool: asyncpg.Pool) -> None:
    statements = await asyncio.to_thread(Path(__file__).with_name("tables.sql").read_text, encoding="utf-8")
    async with pool.acquire() as connection, connection.transaction():
        # processes that start at once would make them at once, which PostgreSQL refuses
        await connection.execute("SELECT pg_advisory_xact_lock($1)", _SCHEMA_LOCK)
        await connection.execute(statements)
