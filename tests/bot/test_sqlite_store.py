"""What is SQLite's own: the file, its journal, its damages."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.failures import StoreError
from bot.settings import StoreSettings
from bot.store.backup import back_up
from bot.store.opening import open_database, open_store
from bot.store.records import Feedback
from bot.store.schema import TABLES, known_migrations
from tests.bot.test_store import WRONG


@pytest.fixture
def place(tmp_path: Path) -> StoreSettings:
    return StoreSettings(path=tmp_path / "var" / "katheryne.sqlite3")


@pytest.fixture
def path(place: StoreSettings) -> Path:
    return place.path


def tables(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            name: [row[1] for row in connection.execute("SELECT * FROM pragma_table_info(?)", (name,))]
            for name in names
        }


def spoil(path: Path, start: int) -> None:
    """Overwrite a file, or make one, from a byte on."""
    path.parent.mkdir(exist_ok=True)
    content = path.read_bytes() if path.exists() else bytes(10_000)
    path.write_bytes(content[:start] + b"\xff" * (len(content) - start))


async def test_the_tables_are_those_that_are_known(place: StoreSettings, path: Path) -> None:
    async with await open_store(place):
        assert tables(path) == {name: list(columns) for name, columns in TABLES.items()}


async def test_feedback_has_no_room_for_a_person(place: StoreSettings, path: Path) -> None:
    async with await open_store(place):
        columns = tables(path)["feedback"]
    assert columns == ["id", "question", "plan", "verdict", "model_version", "data_version", "created_at", "guild_id"]


async def test_writes_are_in_the_journal_and_on_the_disk_when_acknowledged(place: StoreSettings, path: Path) -> None:
    async with await open_store(place) as store:
        await store.add_feedback(WRONG)
        with closing(sqlite3.connect(path)) as other:
            assert other.execute("SELECT count(*) FROM feedback").fetchone() == (1,)
            assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert await store._database.run("PRAGMA synchronous") == [(2,)]  # FULL


async def test_migrations_leave_the_schema_number_of_the_last(place: StoreSettings, path: Path) -> None:
    async with await open_store(place):
        pass
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(known_migrations("sqlite")),)


async def test_a_failing_migration_changes_nothing(place: StoreSettings, path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE audit (mine TEXT)")
        connection.commit()
    with pytest.raises(StoreError, match="audit already exists"):
        await open_store(place)
    assert set(tables(path)) == {"audit"}


async def test_a_newer_schema_is_refused(place: StoreSettings, path: Path) -> None:
    async with await open_store(place):
        pass
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"katheryne\.sqlite3 was written by a newer Katheryne \(schema 99"):
        await open_store(place)


async def test_a_file_that_is_no_database_is_refused(place: StoreSettings, path: Path) -> None:
    spoil(path, 0)
    with pytest.raises(StoreError, match="put a backup in its place"):
        await open_store(place)


async def test_a_damaged_page_is_refused(place: StoreSettings, path: Path) -> None:
    async with await open_store(place) as store:
        for _ in range(200):
            await store.add_feedback(WRONG)
    spoil(path, 8192)
    with pytest.raises(StoreError, match="damaged"):
        await open_store(place)


async def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="right to write"):
        await open_store(StoreSettings(path=tmp_path))


async def test_a_locked_file_is_reported_and_recovers(
    place: StoreSettings, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.sqlite_database.BUSY_SECONDS", 0.01)
    async with await open_store(place) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="Another program holds it"):
                await store.add_feedback(WRONG)
            other.execute("ROLLBACK")
        await store.add_feedback(WRONG)
        assert await store.feedback() == [WRONG]


async def test_what_an_older_program_kept_is_there_after_the_migration(place: StoreSettings, path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in known_migrations("sqlite")[0].split(";"):
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
        connection.execute("INSERT INTO feedback VALUES (1, 'who is paimon', 'unknown', 'wrong', 'assistant', "
                           "'genshin-db 5.2.12', '2026-01-01T00:00:00.000+00:00')")  # fmt: skip
    declined = Feedback("how strong is she", "unknown", "declined", "assistant", "genshin-db 5.2.12")
    async with await open_store(place) as store:
        await store.add_feedback(declined)
        assert await store.feedback() == [WRONG, declined]


async def test_a_reading_transaction_sees_one_moment_and_stops_no_writer(place: StoreSettings) -> None:
    reader = await open_database(place)
    async with await open_store(place) as store, reader.transaction(alone=False) as session:
        assert await session.run("SELECT count(*) FROM feedback") == [(0,)]
        await store.add_feedback(WRONG)
        assert await session.run("SELECT count(*) FROM feedback") == [(0,)]
    await reader.close()


async def test_a_store_in_use_is_copied_whole(place: StoreSettings, tmp_path: Path) -> None:
    copy = tmp_path / "copy #1.sqlite3"
    async with await open_store(place) as store:
        await store.add_feedback(WRONG)
        back_up(place, copy)
        await store.add_feedback(WRONG)
    async with await open_store(StoreSettings(path=copy)) as store:
        assert await store.feedback() == [WRONG]


def test_a_copy_that_cannot_be_made_says_why(place: StoreSettings, path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        back_up(place, tmp_path / "copy.sqlite3")
    path.parent.mkdir()
    sqlite3.connect(path).close()
    with pytest.raises(StoreError, match="can't be copied"):
        back_up(place, tmp_path / "no" / "copy.sqlite3")
