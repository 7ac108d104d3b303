"""Opens the store that is configured."""

from pathlib import Path

from pydantic import SecretStr, ValidationError

from bot.failures import StoreError
from bot.settings import StoreSettings
from bot.store.database import Database
from bot.store.sqlite_database import SqliteDatabase
from bot.store.store import Store


async def open_store(chosen: StoreSettings) -> Store:
    """Open the store, and bring it to the current schema.

    Raises:
        StoreError: It can't be used.
    """
    return Store(await open_database(chosen))


async def open_database(chosen: StoreSettings) -> Database:
    """Open the PostgreSQL database where a URL is set, the SQLite file otherwise.

    Raises:
        StoreError: It can't be used, or PostgreSQL's driver is not installed.
    """
    url = chosen.url.get_secret_value()
    if not url:
        return await SqliteDatabase.open(chosen.path)
    try:
        from bot.store.postgres_database import PostgresDatabase  # noqa: PLC0415 - needed, and installed, only for this
    except ImportError as error:
        message = (
            f"A store in PostgreSQL needs asyncpg ({error}). Install it: "
            ".venv/bin/pip install --constraint constraints.txt --editable '.[postgres]'"
        )
        raise StoreError(message) from error
    return await PostgresDatabase.open(url)


def place(written: str) -> StoreSettings:
    """Where a store lies: a PostgreSQL URL or the name of an SQLite file.

    Raises:
        StoreError: It is a URL of something else. The text repeats nothing of it.
    """
    if "://" not in written:
        return StoreSettings(path=Path(written))
    try:
        return StoreSettings(url=SecretStr(written))
    except ValidationError as error:
        reason = error.errors(include_url=False, include_context=False, include_input=False)[0]["msg"]
        message = f"That store has no such address: {reason}. Write postgresql://USER@HOST/DATABASE."
        raise StoreError(message) from None
