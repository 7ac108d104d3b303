"""A store moves from one database to another, and every row is compared.

KATHERYNE_MOVED_ROWS says how many judgements are moved, and a tenth as many servers' settings; 10,000 where it says
nothing.
"""

import asyncio
import itertools
import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from bot.cli import app
from bot.failures import StoreError
from bot.settings import StoreSettings
from bot.store.database import pages
from bot.store.move import move
from bot.store.opening import open_database, open_store, place
from bot.store.records import Feedback, UserSettings
from bot.store.schema import TABLES
from tests.bot.postgres import PASSWORD, PostgresServer
from tests.bot.test_store import CHOSEN, HOUSE_RULES, WRONG

ROWS = int(os.environ.get("KATHERYNE_MOVED_ROWS", "10000"))


@pytest.fixture
def file(tmp_path: Path) -> StoreSettings:
    return StoreSettings(path=tmp_path / "store.sqlite3")


@pytest.fixture
def server(url: str) -> StoreSettings:
    return StoreSettings(url=SecretStr(url))


async def fill(chosen: StoreSettings, rows: int) -> None:
    """Some of everything, with gaps between the ids, values that are missing, and texts of many kinds."""
    chance = random.Random(0)
    texts = ["who is paimon", "哪里", 'o\'neil "quoted" \\ back', "\N{PILE OF POO}", "", "a\r\nb", "x" * 2000]
    start = datetime(2026, 1, 1, tzinfo=UTC)

    def sometimes(value: int) -> int | None:
        return value if chance.random() < 0.5 else None

    feedback = [
        (
            3 * n + 1,
            f"{chance.choice(texts)} {n}",
            "unknown",
            chance.choice(["right", "wrong", "declined"]),
            "assistant",
            "genshin-db 5.2.12",
            start + timedelta(milliseconds=997 * n),
            sometimes(2**62 + n),
        )
        for n in range(rows)
    ]
    guilds = [
        (2**62 + n, sometimes(n), chance.random() < 0.5, chance.choice([None, "de", "ja"]), f"[{n}, {2**62 + n}]",
         sometimes(n), n)
        for n in range(rows // 10)
    ]  # fmt: skip
    users = [
        (n, chance.choice([None, True, False]), None, chance.choice([None, *texts]), chance.random() < 0.5)
        for n in range(rows // 10)
    ]
    audit = [(n + 5, n, n, "reload", chance.choice(texts), "done", start) for n in range(rows // 100)]
    scopes = [(scope, "hash") for scope in ("a:0", "B:0", "1:0", "ä:1", "_:2", "aa:0")]
    database = await open_database(chosen)
    async with database.transaction(alone=True) as session:
        await session.insert_rows("feedback", TABLES["feedback"], feedback)
        await session.insert_rows("guild_settings", TABLES["guild_settings"], guilds)
        await session.insert_rows("user_settings", TABLES["user_settings"], users)
        await session.insert_rows("audit", TABLES["audit"], audit)
        await session.insert_rows("command_sync", TABLES["command_sync"], scopes)
    await database.close()


@pytest.mark.timeout(600)
async def test_everything_is_moved_and_the_way_back_gives_the_same_file(
    file: StoreSettings, server: StoreSettings, tmp_path: Path
) -> None:
    await fill(file, ROWS)
    counts = await move(file, server)
    assert counts == {
        "guild_settings": ROWS // 10, "user_settings": ROWS // 10, "feedback": ROWS, "audit": ROWS // 100,
        "command_sync": 6,
    }  # fmt: skip
    back = StoreSettings(path=tmp_path / "back.sqlite3")
    assert await move(server, back) == counts
    before, after = await open_database(file), await open_database(back)
    for table, columns in TABLES.items():
        assert [page async for page in pages(before, table, columns)] == [
            page async for page in pages(after, table, columns)
        ]
    await before.close()
    await after.close()


async def test_a_live_bots_memory_is_moved_and_goes_on(file: StoreSettings, server: StoreSettings) -> None:
    async with await open_store(file) as live:
        await live.add_feedback(WRONG)
        await live.set_guild_settings(1, HOUSE_RULES)
        await live.set_admin_role(1, 10)
        await live.set_user_settings(7, CHOSEN)
        entry = await live.begin_audit(actor_id=7, guild_id=1, action="reload", argument="second")
        await move(file, server)
        await live.add_feedback(WRONG)
        audit = await live.audit()
    async with await open_store(server) as store:
        assert await store.feedback() == [WRONG]
        assert await store.settings_for(7, 1) == (CHOSEN, HOUSE_RULES)
        assert await store.admin_role(1) == 10
        assert await store.audit() == audit
        await store.add_feedback(WRONG)
        assert len(await store.feedback()) == 2
        assert await store.begin_audit(actor_id=7, guild_id=1, action="reload", argument="third") == entry + 1


async def test_a_copy_made_while_the_bot_writes_is_of_one_moment(file: StoreSettings, server: StoreSettings) -> None:
    await fill(file, 1000)

    async def write() -> None:
        async with await open_store(file) as live:
            for number in itertools.count(1):
                await live.set_user_settings(10**6, UserSettings(name=str(number)))
                await live.add_feedback(Feedback(f"live {number}", "unknown", "wrong", "assistant", "d"))

    writing = asyncio.create_task(write())
    await asyncio.sleep(0.05)
    counts = await move(file, server)
    assert not writing.done()
    writing.cancel()
    await asyncio.wait({writing})
    async with await open_store(server) as store:
        live = [entry.question for entry in await store.feedback() if entry.question.startswith("live")]
        assert live == [f"live {number}" for number in range(1, len(live) + 1)]
        assert counts["feedback"] == 1000 + len(live)
        # the settings are written first, so they are at most one ahead
        assert int((await store.user_settings(10**6)).name or 0) - len(live) in {0, 1}


async def test_a_text_with_a_nul_is_moved_without_it(file: StoreSettings, server: StoreSettings) -> None:
    async with await open_store(file) as store:
        await store.set_synced_tree("1:0", "before\0behind")
    await move(file, server)
    async with await open_store(server) as store:
        assert await store.synced_tree("1:0") == "before\N{REPLACEMENT CHARACTER}behind"


async def test_a_store_that_is_not_empty_is_left_alone(file: StoreSettings, server: StoreSettings) -> None:
    async with await open_store(file) as store:
        await store.set_guild_settings(1, HOUSE_RULES)
    async with await open_store(server) as store:
        await store.set_user_settings(7, CHOSEN)
    with pytest.raises(StoreError, match="not empty: its table user_settings"):
        await move(file, server)
    with pytest.raises(StoreError, match="not empty: its table guild_settings"):
        await move(server, file)
    async with await open_store(server) as store:
        assert await store.user_settings(7) == CHOSEN
        assert not (await store.guild_settings(1)).private


@pytest.mark.parametrize("body", ["NEW.question = upper(NEW.question); RETURN NEW;", "RETURN NULL;"])
async def test_a_row_that_differs_takes_the_whole_copy_back(
    file: StoreSettings, server: StoreSettings, postgres_server: PostgresServer, url: str, body: str
) -> None:
    async with await open_store(file) as store:
        await store.add_feedback(WRONG)
        await store.set_guild_settings(1, HOUSE_RULES)
    async with await open_store(server):
        pass
    name = url.partition("@/")[2].partition("?")[0]
    postgres_server.sql(f"CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$", name)
    postgres_server.sql("CREATE TRIGGER spoil BEFORE INSERT ON feedback FOR EACH ROW EXECUTE FUNCTION spoil()", name)
    with pytest.raises(StoreError, match="The row 1 of feedback is not the same"):
        await move(file, server)
    assert postgres_server.sql("SELECT count(*) FROM feedback", name) == "0"
    assert postgres_server.sql("SELECT count(*) FROM guild_settings", name) == "0"


async def test_a_row_too_many_takes_the_whole_copy_back(
    file: StoreSettings, server: StoreSettings, postgres_server: PostgresServer, url: str
) -> None:
    async with await open_store(file) as store:
        await store.set_synced_tree("1:0", "abc")
    async with await open_store(server):
        pass
    name = url.partition("@/")[2].partition("?")[0]
    body = "INSERT INTO user_settings (user_id) VALUES (9); RETURN NEW;"
    postgres_server.sql(f"CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$", name)
    postgres_server.sql(
        "CREATE TRIGGER spoil BEFORE INSERT ON command_sync FOR EACH ROW EXECUTE FUNCTION spoil()", name
    )
    with pytest.raises(StoreError, match="The row 9 of user_settings is not the same"):
        await move(file, server)
    assert postgres_server.sql("SELECT count(*) FROM user_settings", name) == "0"


def test_the_command_moves_the_store_and_says_how_much(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str
) -> None:
    monkeypatch.setenv("KATHERYNE_STORE__PATH", str(tmp_path / "store.sqlite3"))
    runner = CliRunner()
    for _ in range(2):  # an empty store may be moved twice
        moved = runner.invoke(app, ["store", "migrate", "--to", url])
        assert moved.exit_code == 0, moved.stderr
    assert "feedback: 0 rows, the same in both" in moved.stdout
    assert PASSWORD not in moved.stdout + moved.stderr

    monkeypatch.setenv("KATHERYNE_STORE__URL", url)
    copied = runner.invoke(app, ["store", "backup", str(tmp_path / "copy.sqlite3")])
    assert copied.exit_code != 0
    assert "pg_dump" in copied.stderr
    exported = runner.invoke(app, ["feedback", "export", str(tmp_path / "judged.toml")])
    assert exported.exit_code == 0, exported.stderr
    refused = runner.invoke(app, ["store", "migrate", "--to", f"mysql://me:{PASSWORD}@localhost/katheryne"])
    assert refused.exit_code != 0
    assert PASSWORD not in refused.stdout + refused.stderr


def test_a_place_is_a_file_or_a_postgresql_address() -> None:
    assert place("var/copy.sqlite3").path == Path("var/copy.sqlite3")
    assert place("postgres://localhost/katheryne").url.get_secret_value() == "postgres://localhost/katheryne"
    for address in (f"mysql://me:{PASSWORD}@localhost/katheryne", f"postgres://me:{PASSWORD}/x@localhost/katheryne"):
        with pytest.raises(StoreError, match="postgresql://") as caught:
            place(address)
        assert PASSWORD not in caught.value.user_text
