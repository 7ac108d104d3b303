"""What is PostgreSQL's own: a server that is away, hangs, is killed or refuses.

KATHERYNE_SERVER_KILLS says how often the server is killed; 10 times where it says nothing.
"""

import asyncio
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.failures import StoreError
from bot.settings import StoreSettings
from bot.store.opening import open_store
from bot.store.records import Feedback, UserSettings
from bot.store.schema import TABLES, known_migrations
from bot.store.store import Store
from tests.bot.postgres import PASSWORD, PostgresServer, running_server
from tests.bot.test_store import WRONG

PROJECT = Path(__file__).parents[2]
KILLS = int(os.environ.get("KATHERYNE_SERVER_KILLS", "10"))


@pytest.fixture
def place(url: str) -> StoreSettings:
    return StoreSettings(url=SecretStr(url))


@pytest.fixture
def database(url: str) -> str:
    """The database's name."""
    return url.partition("@/")[2].partition("?")[0]


@pytest.fixture(scope="module")
def durable_server() -> Iterator[PostgresServer]:
    with running_server(fsync=True) as server:
        yield server


async def test_the_tables_are_those_of_the_sqlite_file(place: StoreSettings, tmp_path: Path) -> None:
    kinds = {"bigint": int, "text": str, "boolean": bool, "timestamp with time zone": datetime}
    async with await open_store(place) as store, await open_store(StoreSettings(path=tmp_path / "file")) as file:
        found: dict[str, dict[str, type]] = {}
        must: set[tuple[str, str]] = set()
        for table, column, kind, nullable in await store._database.run(
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
            "WHERE table_schema = 'public' AND table_name <> 'schema_version' ORDER BY table_name, ordinal_position"
        ):
            found.setdefault(table, {})[column] = kinds[kind]
            must |= {(table, column)} if nullable == "NO" else set()
        assert {table: list(columns.items()) for table, columns in found.items()} == {
            table: list(columns.items()) for table, columns in TABLES.items()
        }
        assert must == {
            (table, column)
            for table in TABLES
            for column, needed, key in await file._database.run(
                'SELECT name, "notnull", pk FROM pragma_table_info($1)', table
            )
            if needed or key
        }


async def test_the_schema_has_the_number_of_the_last_migration(place: StoreSettings) -> None:
    for _ in range(2):
        async with await open_store(place) as store:
            assert await store._database.run("SELECT version FROM schema_version") == [
                (len(known_migrations("postgres")),)
            ]


async def test_a_newer_schema_is_refused(place: StoreSettings) -> None:
    async with await open_store(place) as store:
        await store._database.run("UPDATE schema_version SET version = 99")
    with pytest.raises(StoreError, match=r"newer Katheryne \(schema 99.*KATHERYNE_STORE__URL"):
        await open_store(place)


async def test_a_failing_migration_changes_nothing(
    place: StoreSettings, postgres_server: PostgresServer, database: str
) -> None:
    postgres_server.sql("CREATE TABLE audit (mine TEXT)", database)
    with pytest.raises(StoreError, match='"audit" already exists'):
        await open_store(place)
    assert postgres_server.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", database) == "audit"


async def test_what_an_older_program_kept_is_there_after_the_migration(
    place: StoreSettings, postgres_server: PostgresServer, database: str
) -> None:
    postgres_server.sql(known_migrations("postgres")[0], database)
    postgres_server.sql("CREATE TABLE schema_version (version INTEGER NOT NULL)", database)
    postgres_server.sql("INSERT INTO schema_version VALUES (1)", database)
    postgres_server.sql("INSERT INTO feedback (question, plan, verdict, model_version, data_version, created_at) "
                        "VALUES ('who is paimon', 'unknown', 'wrong', 'assistant', 'genshin-db 5.2.12', now())",
                        database)  # fmt: skip
    async with await open_store(place) as store:
        declined = Feedback("how strong is she", "unknown", "declined", "assistant", "genshin-db 5.2.12")
        await store.add_feedback(declined)
        assert await store.feedback() == [WRONG, declined]


async def test_writes_are_durable_when_acknowledged_whatever_the_server_is_set_to(
    place: StoreSettings, postgres_server: PostgresServer, database: str
) -> None:
    postgres_server.sql(f"ALTER DATABASE {database} SET synchronous_commit = off")
    async with await open_store(place) as store:
        await store.add_feedback(WRONG)
        assert await store._database.run("SHOW synchronous_commit") == [("on",)]


async def test_a_server_that_was_away_is_found_again(place: StoreSettings, postgres_server: PostgresServer) -> None:
    async with await open_store(place) as store:
        await asyncio.gather(*(store.add_feedback(WRONG) for _ in range(8)))
        postgres_server.stop()
        try:
            for _ in range(2):
                with pytest.raises(StoreError, match=r"See that the server runs"):
                    await store.feedback()
        finally:
            postgres_server.start()
        assert await store.feedback() == [WRONG] * 8
        await store.add_feedback(WRONG)


async def test_a_server_that_hangs_keeps_nobody_waiting(place: StoreSettings, postgres_server: PostgresServer) -> None:
    store = await open_store(place)
    await asyncio.gather(*(store.add_feedback(WRONG) for _ in range(8)))
    postgres_server.halt()
    try:
        failures = await asyncio.gather(*(store.add_feedback(WRONG) for _ in range(8)), return_exceptions=True)
        assert all(isinstance(failure, StoreError) and "no answer" in failure.user_text for failure in failures)
        with pytest.raises(StoreError, match="no answer"):
            await store.feedback()
    finally:
        postgres_server.resume()
    assert set(await store.feedback()) == {WRONG}
    postgres_server.halt()
    try:
        await store.close()
    finally:
        postgres_server.resume()


async def test_a_statement_that_takes_too_long_is_given_up(place: StoreSettings) -> None:
    sleep = "SELECT 1 FROM pg_sleep(1.5)"  # longer than a member may wait, shorter than the nightly work may
    async with await open_store(place) as store:
        with pytest.raises(StoreError, match="no answer in time"):
            await store._database.run(sleep)
        assert await store._database.run_long(sleep) == [(1,)]
        stuck = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT 1 FROM pg_sleep%'"
        assert await store._database.run(stuck) == [(0,)]


async def write_until_it_fails(store: Store, number: int, told: list[int]) -> None:
    while True:
        try:
            await store.add_feedback(Feedback(f"question {number}", "unknown", "declined", "m", "d"))
            await store.set_user_settings(1, UserSettings(name=str(number)))
        except StoreError:
            return
        told.append(number)
        number += 1


async def test_every_acknowledged_write_is_there_after_the_server_was_killed(durable_server: PostgresServer) -> None:
    chance = random.Random(0)
    told = [0]
    async with await open_store(StoreSettings(url=SecretStr(durable_server.new_database()))) as store:
        for _ in range(KILLS):
            writing = asyncio.create_task(write_until_it_fails(store, told[-1] + 1, told))
            await asyncio.sleep(chance.uniform(0.05, 0.15))
            durable_server.kill()
            await writing
            durable_server.start()
            kept = {entry.question for entry in await store.feedback()}
            assert {f"question {number}" for number in told[1:]} <= kept
            assert int((await store.user_settings(1)).name or 0) >= told[-1]
    assert len(told) > KILLS


@pytest.mark.parametrize(
    ("url_of", "what", "mend"),
    [
        (lambda server: server.url(password="wr0ng-one"), "password authentication failed", "Correct the user"),
        (lambda server: server.url("nowhere"), '"nowhere" does not exist', "createdb"),
        (lambda _: f"postgresql://katheryne:{PASSWORD}@127.0.0.1:1/store", "Connect call failed", "address is right"),
        (lambda _: f"postgresql://katheryne:{PASSWORD}@/store?host=/nowhere", "No such file", "address is right"),
    ],
)
async def test_a_database_that_cannot_be_opened_says_what_mends_it(
    postgres_server: PostgresServer, url_of: Callable[[PostgresServer], str], what: str, mend: str
) -> None:
    with pytest.raises(StoreError) as caught:
        await open_store(StoreSettings(url=SecretStr(url_of(postgres_server))))
    assert what in caught.value.user_text
    assert mend in caught.value.user_text
    assert PASSWORD not in caught.value.user_text
    assert "wr0ng" not in caught.value.user_text


async def test_a_user_without_rights_and_a_server_without_writes_are_told_apart(
    place: StoreSettings, postgres_server: PostgresServer, database: str, url: str
) -> None:
    postgres_server.sql(f"CREATE ROLE guest LOGIN PASSWORD '{PASSWORD}'")
    with pytest.raises(StoreError, match=r"permission denied.*owner of the database"):
        await open_store(StoreSettings(url=SecretStr(url.replace("//katheryne", "//guest"))))
    async with await open_store(place):
        pass
    postgres_server.sql(f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    async with await open_store(place) as store:
        assert await store.feedback() == []
        with pytest.raises(StoreError, match="takes no writes"):
            await store.add_feedback(WRONG)


async def test_a_failure_shows_nothing_that_is_kept(place: StoreSettings) -> None:
    async with await open_store(place) as store:
        with pytest.raises(StoreError) as caught:
            await store.add_feedback(Feedback("my secret question", "p", "perhaps", "m", "d"))  # type: ignore[arg-type]
    assert "feedback_verdict" in caught.value.user_text
    assert "secret" not in caught.value.user_text


async def test_without_the_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    for module in ("postgres_database", "postgres_schema"):
        monkeypatch.delitem(sys.modules, f"bot.store.{module}", raising=False)
    with pytest.raises(StoreError, match="pip install"):
        await open_store(StoreSettings(url=SecretStr("postgresql://localhost/katheryne")))


def test_the_default_configuration_needs_nothing_of_it() -> None:
    program = """
import asyncio, json, sys, tempfile
from pathlib import Path
import bot.cli, bot.run
from bot.settings import StoreSettings
from bot.store.opening import open_store

async def used():
    async with await open_store(StoreSettings(path=Path(tempfile.mkdtemp()) / "store.sqlite3")) as store:
        await store.feedback()

asyncio.run(used())
print(json.dumps([name for name in sys.modules if "asyncpg" in name or "postgres" in name]))
"""
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout) == []
