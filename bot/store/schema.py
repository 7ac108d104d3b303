"""The schema that this program knows: its tables, and the migrations that lead to it in either database."""

from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Literal

from bot.failures import StoreError

Dialect = Literal["sqlite", "postgres"]

# Each table's columns in order, the primary key first, with what they mean: SQLite has no type for the last two.
TABLES: Mapping[str, Mapping[str, type]] = {
    "guild_settings": {
        "guild_id": int,
        "admin_role_id": int,
        "private": bool,
        "language": str,
        "channel_ids": str,
        "digest_channel_id": int,
        "digest_feedback_id": int,
    },
    "user_settings": {"user_id": int, "private": bool, "language": str, "name": str, "keep_questions": bool},
    "feedback": {
        "id": int,
        "question": str,
        "plan": str,
        "verdict": str,
        "model_version": str,
        "data_version": str,
        "created_at": datetime,
        "guild_id": int,
    },
    "audit": {
        "id": int,
        "actor_id": int,
        "guild_id": int,
        "action": str,
        "argument": str,
        "outcome": str,
        "created_at": datetime,
    },
    "command_sync": {"scope": str, "tree_hash": str},
}


def known_migrations(dialect: Dialect) -> list[str]:
    """The numbered SQL files in order; the first brings an empty database to schema 1.

    Raises:
        StoreError: The files are not numbered 1, 2, 3 …
    """
    folder = files("bot.store").joinpath("migrations", dialect)
    named = sorted((entry.name, entry) for entry in folder.iterdir() if entry.name.endswith(".sql"))
    if [int(name.split("_")[0]) for name, _ in named] != list(range(1, len(named) + 1)):
        message = "The store's migrations are not numbered in order. Install the program again."
        raise StoreError(message)
    return [entry.read_text(encoding="utf-8") for _, entry in named]


def refuse_newer(version: int, known: int, name: str, setting: str) -> None:
    """Leave a database alone that a newer program has changed.

    Args:
        version: The database's schema.
        known: The newest schema that this program knows.
        name: The database, for the error's text.
        setting: What chooses another database.

    Raises:
        StoreError: The schema is newer.
    """
    if version > known:
        message = (
            f"{name} was written by a newer Katheryne (schema {version}, this one knows {known}). "
            f"Update the program, or {setting}."
        )
        raise StoreError(message)
