import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.failures import StoreError
from bot.store.backup import back_up
from bot.store.migrate import known_migrations
from bot.store.records import AuditEntry, Feedback, GuildSettings, UserSettings
from bot.store.store import Store

HOUSE_RULES = GuildSettings(private=True, language="de", channel_ids=frozenset({3, 4}), digest_channel_id=5)
CHOSEN = UserSettings(private=False, language="ja", name="Lumine", keep_questions=False)
WRONG = Feedback("who is paimon", "unknown", "wrong", "assistant", "genshin-db 5.2.12")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "katheryne.sqlite3"


def tables(path: Path) -> dict[str, list[str]]:
    connection = sqlite3.connect(path)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            name: [row[1] for row in connection.execute("SELECT * FROM pragma_table_info(?)", (name,))]
            for name in names
        }
    finally:
        connection.close()


def spoil(path: Path, start: int) -> None:
    """Overwrite a file, or make one, from a byte on."""
    path.parent.mkdir(exist_ok=True)
    content = path.read_bytes() if path.exists() else bytes(10_000)
    path.write_bytes(content[:start] + b"\xff" * (len(content) - start))


async def test_everything_written_is_there_after_reopening(path: Path) -> None:
    async with await Store.open(path) as store:
        await store.set_admin_role(1, 10)
        await store.set_admin_role(2, 20)
        await store.set_admin_role(2, None)
        await store.add_feedback(WRONG)
        entry = await store.begin_audit(actor_id=7, guild_id=1, action="reload", argument="second")
        await store.begin_audit(actor_id=7, guild_id=1, action="reload", argument="third")
        await store.end_audit(entry, "done")
        await store.set_guild_settings(1, HOUSE_RULES)
        await store.set_user_settings(7, CHOSEN)
        await store.set_synced_tree("1:0", "abc")
        await store.set_synced_tree("1:0", "def")

    async with await Store.open(path) as store:
        assert [await store.admin_role(guild) for guild in (1, 2, 3)] == [10, None, None]
        assert await store.feedback() == [WRONG]
        assert [entry.outcome for entry in await store.audit()] == ["done", "started"]
        assert isinstance((await store.audit())[0], AuditEntry)
        assert [await store.guild_settings(guild) for guild in (1, 2, 3)] == [
            HOUSE_RULES,
            GuildSettings(),
            GuildSettings(),
        ]
        assert [await store.user_settings(user) for user in (7, 8)] == [CHOSEN, UserSettings()]
        assert await store.synced_tree("1:0") == "def"
        assert await store.synced_tree("2:0") is None


async def test_feedback_has_no_room_for_a_person(path: Path) -> None:
    async with await Store.open(path):
        columns = tables(path)["feedback"]
    assert columns == ["id", "question", "plan", "verdict", "model_version", "data_version", "created_at", "guild_id"]


async def test_writes_are_in_the_journal_and_on_the_disk_when_acknowledged(path: Path) -> None:
    async with await Store.open(path) as store:
        await store.add_feedback(WRONG)
        other = sqlite3.connect(path)
        assert other.execute("SELECT count(*) FROM feedback").fetchone() == (1,)
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        other.close()
        async with store._connection.execute("PRAGMA synchronous") as cursor:
            assert await cursor.fetchone() == (2,)  # FULL


async def test_migrations_leave_the_schema_number_of_the_last(path: Path) -> None:
    async with await Store.open(path):
        pass
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(known_migrations()),)
    connection.close()


async def test_a_failing_migration_changes_nothing(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE audit (mine TEXT)")
    connection.commit()
    connection.close()

    with pytest.raises(StoreError, match="audit already exists"):
        await Store.open(path)
    assert set(tables(path)) == {"audit"}


async def test_two_programs_may_start_at_once(path: Path) -> None:
    first, second = await asyncio.gather(Store.open(path), Store.open(path))
    await asyncio.gather(
        *(store.add_feedback(WRONG) for store in (first, second) for _ in range(20)),
    )
    assert len(await first.feedback()) == len(await second.feedback()) == 40
    await first.close()
    await second.close()


async def test_a_newer_schema_is_refused(path: Path) -> None:
    async with await Store.open(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match=r"katheryne\.sqlite3 was written by a newer Katheryne \(schema 99"):
        await Store.open(path)


async def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    spoil(path, 0)
    with pytest.raises(StoreError, match="put a backup in its place"):
        await Store.open(path)


async def test_a_damaged_page_is_refused(path: Path) -> None:
    async with await Store.open(path) as store:
        for _ in range(200):
            await store.add_feedback(WRONG)
    spoil(path, 8192)
    with pytest.raises(StoreError, match="damaged"):
        await Store.open(path)


async def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="right to write"):
        await Store.open(tmp_path)


async def test_a_locked_file_is_reported_and_recovers(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.store.BUSY_SECONDS", 0.01)
    async with await Store.open(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="Another program holds it"):
            await store.add_feedback(WRONG)
        other.execute("ROLLBACK")
        other.close()
        await store.add_feedback(WRONG)
        assert await store.feedback() == [WRONG]


async def test_purge_deletes_what_is_older_than_the_retention(path: Path) -> None:
    async with await Store.open(path) as store:
        await store.add_feedback(WRONG)
        await store.begin_audit(actor_id=7, guild_id=1, action="reload", argument="old")
        other = sqlite3.connect(path)
        old = (datetime.now(UTC) - timedelta(days=31)).isoformat(timespec="milliseconds")
        other.execute("UPDATE feedback SET created_at = ?", (old,))
        other.execute("UPDATE audit SET created_at = ?", (old,))
        other.commit()
        other.close()
        await store.add_feedback(WRONG)
        await store.begin_audit(actor_id=7, guild_id=1, action="reload", argument="new")

        await store.purge(60)
        assert len(await store.feedback()) == 2
        await store.purge(30)
        assert len(await store.feedback()) == 1
        assert [entry.argument for entry in await store.audit()] == ["new"]


async def test_what_an_older_program_kept_is_there_after_the_migration(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in known_migrations()[0].split(";"):
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
        connection.execute("INSERT INTO feedback VALUES (1, 'who is paimon', 'unknown', 'wrong', 'assistant', "
                           "'genshin-db 5.2.12', '2026-01-01T00:00:00.000+00:00')")  # fmt: skip
    declined = Feedback("how strong is she", "unknown", "declined", "assistant", "genshin-db 5.2.12")
    async with await Store.open(path) as store:
        await store.add_feedback(declined)
        assert await store.feedback() == [WRONG, declined]


async def test_a_store_in_use_is_copied_whole(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy #1.sqlite3"
    async with await Store.open(path) as store:
        await store.add_feedback(WRONG)
        back_up(path, copy)
        await store.add_feedback(WRONG)
    async with await Store.open(copy) as store:
        assert await store.feedback() == [WRONG]


def test_a_copy_that_cannot_be_made_says_why(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        back_up(path, tmp_path / "copy.sqlite3")
    path.parent.mkdir()
    sqlite3.connect(path).close()
    with pytest.raises(StoreError, match="can't be copied"):
        back_up(path, tmp_path / "no" / "copy.sqlite3")
