"""Brings a store to the schema that this program knows."""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from bot.failures import StoreError


def known_migrations() -> list[str]:
    """The numbered SQL files in order; the first brings an empty file to schema 1.

    Raises:
        StoreError: The files are not numbered 1, 2, 3 …
    """
    folder = files("bot.store").joinpath("migrations")
    named = sorted((entry.name, entry) for entry in folder.iterdir() if entry.name.endswith(".sql"))
    if [int(name.split("_")[0]) for name, _ in named] != list(range(1, len(named) + 1)):
        message = "The store's migrations are not numbered in order. Install the program again."
        raise StoreError(message)
    return [entry.read_text(encoding="utf-8") for _, entry in named]


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """Apply the pending migrations in one transaction.

    Args:
        connection: In autocommit mode.
        path: The file's name, for the error's text.

    Raises:
        StoreError: A newer program wrote the file.
        sqlite3.Error: The file can't be read or written.
    """
    migrations = known_migrations()
    # the version is read under the write lock: two programs may start at once
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = schema_version(connection)
        _refuse_newer(version, len(migrations), path)
        for script in migrations[version:]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def schema_version(connection: sqlite3.Connection) -> int:
    """The number of the last migration that was applied; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _refuse_newer(version: int, known: int, path: str) -> None:
    if version > known:
        message = (
            f"{path} was written by a newer Katheryne (schema {version}, this one knows {known}). "
            "Update the program, or name another file under store.path in config.toml."
        )
        raise StoreError(message)


def _statements(script: str) -> Iterator[str]:
    # sqlite3's executescript would commit the transaction that this must be part of
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
