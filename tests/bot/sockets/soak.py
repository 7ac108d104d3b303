"""Runs the bot for long, with all that troubles it, and counts what is lost.

    python -m tests.bot.sockets.soak [--minutes 30] [--json FILE]

The bot is a program of its own with the released networks. First its capacity is measured; then people ask at 70 % of
it, a fifth of them something new. Meanwhile an admin reloads checkpoints, every third a broken one, the gateway's
connection is cut, and one person floods the bot with questions.
"""

import argparse
import asyncio
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from tests.bot.sockets.conftest import PROJECT, run_program
from tests.bot.sockets.load import ANNOUNCED, QUESTIONS, UNLIMITED, mark
from tests.bot.sockets.local_discord import Asked, LocalDiscord

SHARE = 0.7  # of the capacity
NEW = 5  # one question of so many is new
PEOPLE = 500
AT_ONCE = 64
MEASURED = 10  # seconds for measuring the capacity
RELOAD_EVERY, CUT_EVERY, FLOOD_EVERY, SAMPLE_EVERY = 45, 100, 30, 5  # seconds
FLOOD = 60  # questions at once


@dataclass
class Soaked:
    """What came of it.

    Attributes:
        minutes: How long it ran.
        capacity: Questions a second that were answered when as many as possible were asked.
        rate: Questions a second that were asked.
        sent: Interactions, all together.
        outcomes: How many were answered at once or announced first, and `lost`, those without a reply in 3 seconds.
        reloads: Reloads by whether they succeeded; every third was of a broken checkpoint.
        cuts: How often the gateway's connection was cut.
        floods: How often one person asked 60 things at once.
        p50_ms: Half of the replies to the crowd came in so many milliseconds, by quarter of the time.
        p99_ms: 99 % of them, by quarter.
        megabytes: Resident memory, median by quarter.
        files: Open files, sockets among them, median by quarter.
    """

    minutes: float
    capacity: float
    rate: float
    sent: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reloads: Counter[str] = field(default_factory=Counter)
    cuts: int = 0
    floods: int = 0
    p50_ms: list[float] = field(default_factory=list)
    p99_ms: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    files: list[float] = field(default_factory=list)


class Soak:
    """One run."""

    def __init__(self, server: LocalDiscord, channel: Any, admin: Any, pid: int) -> None:
        self._server = server
        self._channel = channel
        self._admin = admin
        self._pid = pid
        self._people = cycle([server.add_member(channel, f"person{number}") for number in range(PEOPLE)])
        self._flooder = server.add_member(channel, "flooder")
        lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
        self._questions = [str(json.loads(line)["question"]) for line in lines]
        self._asked = 0
        self._times: list[tuple[float, float]] = []  # when, and how long in milliseconds
        self._samples: list[tuple[float, float, int]] = []  # when, megabytes, files

    async def capacity(self) -> float:
        """Questions a second where everybody asks as soon as they are answered."""
        began = time.perf_counter()
        done = 0

        async def keep_asking() -> None:
            nonlocal done
            while time.perf_counter() - began < MEASURED:
                await self._outcome(self._ask(next(self._people)))
                done += 1

        await asyncio.gather(*(keep_asking() for _ in range(AT_ONCE)))
        return done / (time.perf_counter() - began)

    async def run(self, minutes: float) -> Soaked:
        """Soak it."""
        result = Soaked(minutes, await self.capacity(), 0)
        result.rate = SHARE * result.capacity
        self._times.clear()
        began, end = time.perf_counter(), time.perf_counter() + 60 * minutes
        troubles = (
            (RELOAD_EVERY, self._reload),
            (CUT_EVERY, self._cut),
            (FLOOD_EVERY, self._flood),
            (SAMPLE_EVERY, self._sample),
        )
        beside = [asyncio.create_task(_every(seconds, end, trouble, result)) for seconds, trouble in troubles]
        waiting = set()
        number = 0
        while time.perf_counter() < end:
            await asyncio.sleep(max(0.0, began + number / result.rate - time.perf_counter()))
            number += 1
            task = asyncio.create_task(self._crowd(result))
            waiting.add(task)
            task.add_done_callback(waiting.discard)
        await asyncio.gather(*waiting, *beside)
        for quarter in range(4):
            first, last = (began + (end - began) * part / 4 for part in (quarter, quarter + 1))
            times = [took for at, took in self._times if first <= at < last]
            cuts = statistics.quantiles(times, n=100)
            result.p50_ms.append(round(cuts[49], 1))
            result.p99_ms.append(round(cuts[98], 1))
            samples = [(size, files) for at, size, files in self._samples if first <= at < last]
            result.megabytes.append(statistics.median(size for size, _ in samples))
            result.files.append(statistics.median(files for _, files in samples))
        return result

    def _ask(self, person: Any) -> Asked:
        self._asked += 1
        question = self._questions[self._asked % len(self._questions)]
        if self._asked % NEW == 0:
            question = f"{question} {mark(self._asked)}"
        return self._server.command(person, self._channel, "ask", question=question)

    async def _crowd(self, result: Soaked) -> None:
        asked = self._ask(next(self._people))
        result.sent += 1
        outcome = await self._outcome(asked)
        result.outcomes[outcome] += 1
        if outcome != "lost":
            now = time.perf_counter()
            self._times.append((now, (now - asked.sent_at) * 1000))

    @staticmethod
    async def _outcome(asked: Asked) -> str:
        try:
            reply = await asked.reply()
        except TimeoutError:
            return "lost"
        return "announced" if reply["type"] == ANNOUNCED else "at once"

    async def _reload(self, result: Soaked) -> None:
        broken = (sum(result.reloads.values()) + 1) % 3 == 0
        name = "broken" if broken else "assistant"
        result.sent += 1
        outcome = await self._outcome(self._server.command(self._admin, self._channel, "admin reload", name=name))
        result.outcomes[outcome] += 1
        result.reloads["of a broken checkpoint" if broken else "of a good checkpoint"] += 1

    async def _cut(self, result: Soaked) -> None:
        result.cuts += 1
        self._server.gateway.cut()

    async def _flood(self, result: Soaked) -> None:
        result.floods += 1
        result.sent += FLOOD
        outcomes = await asyncio.gather(*(self._outcome(self._ask(self._flooder)) for _ in range(FLOOD)))
        result.outcomes.update(outcomes)

    async def _sample(self, _: Soaked) -> None:
        self._samples.append((time.perf_counter(), *_size(self._pid)))


def _size(pid: int) -> tuple[float, int]:
    """A process's resident megabytes and its open files."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 - names alone


async def _every(seconds: float, end: float, trouble: Callable[[Soaked], Awaitable[None]], result: Soaked) -> None:
    while time.perf_counter() + seconds < end:
        await asyncio.sleep(seconds)
        await trouble(result)


async def soak(folder: Path, minutes: float) -> Soaked:
    """Run the bot, and soak it."""
    models = folder / "models"
    shutil.copytree(PROJECT / "data" / "models", models)
    shutil.copytree(models / "assistant", models / "broken")
    (models / "broken" / "model.safetensors").write_bytes(b"no weights")
    server = LocalDiscord(None)
    await server.start()
    channel = server.add_channel()
    admin = server.add_member(channel, "admin")
    role = server.backend.create_role(channel.guild_id, name="Keepers")
    server.backend.add_member_role(channel.guild_id, admin.id, role.id)
    settings = {
        "KATHERYNE_DISCORD__COMMANDS_PER_MINUTE": UNLIMITED,
        "KATHERYNE_DISCORD__SERVER_COMMANDS_PER_MINUTE": UNLIMITED,
        "KATHERYNE_DISCORD__ADMIN_ROLES": json.dumps([str(role.id)]),
        "KATHERYNE_ASSISTANT__MODELS": str(models),
    }
    try:
        async with run_program(server, folder, **settings) as program:
            await program.loaded()
            return await Soak(server, channel, admin, program.pid).run(minutes)
    finally:
        await server.stop()


def main() -> None:
    """Soak, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--json", type=Path, help="write the result as JSON")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = vars(asyncio.run(soak(Path(folder), chosen.minutes)))
    written = json.dumps(result, indent=1)
    sys.stdout.write(written + "\n")
    if chosen.json:
        chosen.json.write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
