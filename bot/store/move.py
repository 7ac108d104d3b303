"""Moves a store from one database to another."""

from collections.abc import Mapping
from contextlib import AsyncExitStack, aclosing
from datetime import datetime
from itertools import zip_longest

from bot.failures import StoreError
from bot.settings import StoreSettings
from bot.store.database import Row, Session, Value, moment, pages, without_nul
from bot.store.opening import open_database
from bot.store.schema import TABLES


async def move(source: StoreSettings, target: StoreSettings) -> dict[str, int]:
    """Copy all tables into an empty store, compare every row, and only then let the copy be seen.

    The source is read as of one moment, also while a bot writes to it, and is not changed.

    Returns:
        How many rows each table has, in both.

    Raises:
        StoreError: The target is not empty, either can't be used, or a row differs; then the target stays empty.
    """
    async with AsyncExitStack() as opened:
        old = await open_database(source)
        opened.push_async_callback(old.close)
        new = await open_database(target)
        opened.push_async_callback(new.close)
        old_session = await opened.enter_async_context(old.transaction(alone=False))
        new_session = await opened.enter_async_context(new.transaction(alone=True))
        for table in TABLES:
            await _refuse_filled(new_session, table, new.name)
        for table, columns in TABLES.items():
            async for page in pages(old_session, table, columns):
                await new_session.insert_rows(table, columns, _meant(page, columns))
        return {table: await _compare(old_session, new_session, table, columns) for table, columns in TABLES.items()}


async def _refuse_filled(session: Session, table: str, name: str) -> None:
    if await session.run(f"SELECT 1 FROM {table} LIMIT 1"):  # noqa: S608 - a name of TABLES
        message = f"{name} is not empty: its table {table} has rows. Name an empty store, or empty this one first."
        raise StoreError(message)


async def _compare(old: Session, new: Session, table: str, columns: Mapping[str, type]) -> int:
    """Read a table on both sides.

    Returns:
        How many rows it has.

    Raises:
        StoreError: A row differs, or is on one side only.
    """
    count = 0
    async with aclosing(pages(new, table, columns)) as copies:
        async for page in pages(old, table, columns):
            _refuse_difference(_meant(page, columns), _meant(await anext(copies, []), columns), table)
            count += len(page)
        _refuse_difference([], await anext(copies, []), table)
    return count


def _refuse_difference(rows: list[Row], copies: list[Row], table: str) -> None:
    for row, copy in zip_longest(rows, copies):
        if row != copy:
            message = f"The row {(row or copy)[0]} of {table} is not the same in both stores. Nothing was moved."
            raise StoreError(message)


def _meant(rows: list[Row], columns: Mapping[str, type]) -> list[Row]:
    """Rows of either database as the values that they stand for."""
    kinds = tuple(columns.values())
    return [tuple(map(_value, row, kinds)) for row in rows]


def _value(kept: Value, kind: type) -> Value:
    if isinstance(kept, str):
        return moment(kept) if kind is datetime else without_nul(kept)
    return bool(kept) if kind is bool and kept is not None else kept
