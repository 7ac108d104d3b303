"""A process that is killed while it writes loses nothing that it was told is written.

KATHERYNE_KILLS says how often it is killed; 20 times where it says nothing. A migration is killed at each statement.
"""

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from bot.settings import StoreSettings
from bot.store.opening import open_store
from bot.store.schema import known_migrations

PROJECT = Path(__file__).parents[2]
KILLS = int(os.environ.get("KATHERYNE_KILLS", "20"))
WRITER = """
import asyncio, sys
from pathlib import Path
from bot.store.records import Feedback, GuildSettings, UserSettings
from bot.settings import StoreSettings
from bot.store.opening import open_store

async def write(path, number):
    async with await open_store(StoreSettings(path=path)) as store:
        while True:
            number += 1
            await store.add_feedback(Feedback(f"question {number}", "unknown", "declined", "m", "d"))
            await store.set_user_settings(1, UserSettings(name=str(number)))
            await store.set_guild_settings(2, GuildSettings(channel_ids=frozenset({number})))
            print(number, flush=True)

asyncio.run(write(Path(sys.argv[1]), int(sys.argv[2])))
"""

# Begins a migration in one process after the other, of which each kills itself one statement later than the one before.
MIGRATION = """
import os, signal, sqlite3, sys
from bot.store.sqlite_schema import migrate

def migrate_and_die(path, statements):
    left = statements

    def count(_statement):
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.set_trace_callback(count)
    migrate(connection, path)

for statements in range(int(sys.argv[2])):
    if (process := os.fork()) == 0:
        migrate_and_die(sys.argv[1], statements)
        os._exit(0)
    killed = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL
    tables = sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    print(int(killed), tables)
    if not killed:
        break
"""


def killed_after(seconds: float, path: Path, number: int) -> int:
    """Let a process write on from a number, kill it, and return the last number that it was told is written."""
    environment = {"PYTHONPATH": str(PROJECT), "PATH": ""}
    command = [sys.executable, "-c", WRITER, str(path), str(number)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline()]
        time.sleep(seconds)
        process.kill()
        told += process.stdout.readlines()
    # the last line may be cut off
    return max(int(line) for line in told if line.endswith("\n"))


async def test_every_acknowledged_write_is_there_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    chance = random.Random(0)
    number = 0
    for _ in range(KILLS):
        number = killed_after(chance.uniform(0, 0.05), path, number)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        async with await open_store(StoreSettings(path=path)) as store:
            kept = {entry.question for entry in await store.feedback()}
            user, guild = await store.settings_for(1, 2)
        assert {f"question {one}" for one in range(1, number + 1)} <= kept
        assert int(user.name or 0) >= number
        assert max(guild.channel_ids) >= number
        # what was written but not told yet may be there too: go on after it
        number = max(number, *(int(question.split()[1]) for question in kept))
    assert number >= KILLS


def test_a_migration_that_is_killed_at_any_statement_leaves_nothing_of_it(tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(PROJECT), "PATH": ""}
    command = [sys.executable, "-c", MIGRATION, str(tmp_path / "store.sqlite3"), "200"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    *deaths, (last_killed, tables) = [tuple(map(int, line.split())) for line in run.stdout.splitlines()]
    assert len(deaths) > len(known_migrations("sqlite"))
    assert set(deaths) == {(1, 0)}
    assert (last_killed, tables > 0) == (0, True)
