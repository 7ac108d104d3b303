"""Copies an SQLite file that is in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.failures import StoreError
from bot.settings import StoreSettings


def back_up(store: StoreSettings, target: Path) -> None:
    """Copy the store, whole and as of one moment, while a bot may be writing to it.

    Args:
        store: Where it lies.
        target: The copy, which is written under another name first, so that it is never half a copy.

    Raises:
        StoreError: There is no such store, it is no file, or the copy can't be written.
    """
    if store.url.get_secret_value():
        message = "The store is in PostgreSQL, which has its own copies: pg_dump --format=custom --file=FILE DATABASE"
        raise StoreError(message)
    path = store.path
    if not path.is_file():
        message = f"There is no store at {path} yet: the bot makes it at its first start."
        raise StoreError(message)
    unfinished = target.with_name(f"{target.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        # the address of the file takes away the meaning that "?" and "#" would have in it
        with (
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        message = f"{path} can't be copied to {target}: {error}."
        raise StoreError(message) from error
