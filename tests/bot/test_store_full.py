"""A disk that is full, and one that is read-only, both real: a small one is mounted for the test."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.failures import StoreError
from bot.settings import StoreSettings
from bot.store.opening import open_store
from bot.store.records import Feedback

PROJECT = Path(__file__).parents[2]
WRONG = Feedback("who is paimon", "unknown", "wrong", "assistant", "genshin-db 5.2.12")
# Everything in a namespace of its own, so that the mount is gone with the process.
MOUNT = 'mount -t tmpfs -o size=1m none "$1" && "$2" -c "$3" "$1"'
FILL = """
import asyncio, json, sqlite3, subprocess, sys
from contextlib import closing
from pathlib import Path
from bot.failures import StoreError
from bot.settings import StoreSettings
from bot.store.opening import open_store
from bot.store.records import Feedback

disk = Path(sys.argv[1])
where = StoreSettings(path=disk / "store.sqlite3")
said = {}

async def main():
    async with await open_store(where) as store:
        kept = 0

        async def keep():
            nonlocal kept
            await store.add_feedback(Feedback(f"question {kept + 1}", "unknown", "declined", "m", "d"))
            kept += 1

        await keep()
        filler = (disk / "filler").open("wb", buffering=0)
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            filler.close()
        try:
            for _ in range(1000):
                await keep()
        except StoreError as error:
            said["full"] = error.user_text
        assert len(await store.feedback()) == kept
        (disk / "filler").unlink()
        await keep()
        said["kept"] = kept
        said["found"] = len(await store.feedback())
    with closing(sqlite3.connect(disk / "store.sqlite3")) as connection:
        said["integrity"] = connection.execute("PRAGMA integrity_check").fetchone()[0]
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        await open_store(where)
    except StoreError as error:
        said["read-only"] = error.user_text
    print(json.dumps(said))

asyncio.run(main())
"""


def on_a_small_disk(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    own_mounts = ["unshare", "--mount", "--user", "--map-root-user", "sh", "-c", MOUNT, "sh"]
    if shutil.which("unshare") is None or subprocess.run([*own_mounts[:4], "true"], check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk of their own")
    command = [*own_mounts, str(folder), sys.executable, script]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


def test_a_full_disk_loses_nothing_and_is_used_again_when_there_is_room(tmp_path: Path) -> None:
    run = on_a_small_disk(FILL, tmp_path)
    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout)
    assert "make room" in said["full"]
    assert said["kept"] == said["found"] > 1
    assert said["integrity"] == "ok"
    assert "the right to write" in said["read-only"]


async def test_a_store_that_becomes_read_only_still_reads(tmp_path: Path) -> None:
    async with await open_store(StoreSettings(path=tmp_path / "store.sqlite3")) as store:
        await store.add_feedback(WRONG)
        await store._database.run("PRAGMA query_only = 1")
        with pytest.raises(StoreError, match="the right to write"):
            await store.add_feedback(WRONG)
        assert await store.feedback() == [WRONG]
        await store._database.run("PRAGMA query_only = 0")
        await store.add_feedback(WRONG)
        assert len(await store.feedback()) == 2
