"""The program is killed at random points of its life; the next start finds nothing in its way and nothing lost.

It is killed in turn while it starts and after it has kept a verdict. KATHERYNE_PROGRAM_KILLS says how often;
twice where it says nothing.
"""

import asyncio
import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bot.sockets.conftest import run_program
from tests.bot.sockets.local_discord import LocalDiscord
from tests.bot.sockets.test_session import embed_of

KILLS = int(os.environ.get("KATHERYNE_PROGRAM_KILLS", "2"))
LONGEST_SECONDS = 10.0  # from the start over the making of the engine to the first answers


async def test_a_program_that_was_killed_starts_again(server: LocalDiscord, tmp_path: Path) -> None:
    channel = server.add_channel()
    alice = server.add_member(channel, "alice")
    chance = random.Random(KILLS)
    verdicts = 0
    for number in range(KILLS):
        async with run_program(server, tmp_path) as program:
            if number % 2:
                await program.loaded()
                asked = server.command(alice, channel, "ask", question="what is hu taos birthday")
                await asked.reply()
                await server.press(alice, channel, server.reply_of(asked), "Right").reply()
                verdicts += 1
            else:
                await asyncio.sleep(chance.uniform(0, LONGEST_SECONDS))
            await program.kill()
        with closing(sqlite3.connect(tmp_path / "store.sqlite3")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]

    async with run_program(server, tmp_path) as program:
        await program.loaded()
        reply = await server.command(alice, channel, "ask", question="what is hu taos birthday").reply()
        assert "July 15" in str(embed_of(reply)["description"])
        assert await program.leave() == 0
    with closing(sqlite3.connect(tmp_path / "store.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM feedback WHERE verdict = 'right'").fetchone() == (verdicts,)
