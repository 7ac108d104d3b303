"""Brings an SQLite file to the schema that this program knows."""

import sqlite3
from collections.abc import Iterator

from bot.store.schema import known_migrations, refuse_newer


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """Apply the pending migrations in one transaction.

    Args:
        connection: In autocommit mode.
        path: The file's name, for the error's text.

    Raises:
        StoreError: A newer program wrote the file.
        sqlite3.Error: The file can't be read or written.
    """
    migrations = known_migrations("sqlite")
    # the version is read under the write lock: two programs may start at once
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = schema_version(connection)
        refuse_newer(version, len(migrations), path, "name another file under store.path in config.toml")
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


def _statements(script: str) -> Iterator[str]:
    # sqlite3's executescript would commit the transaction that this must be part of
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
