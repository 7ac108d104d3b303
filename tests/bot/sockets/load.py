"""Measures `/ask` under load, over real sockets, beside the bot's simplest command in the same run.

    python -m tests.bot.sockets.load [--json FILE]

The bot is a program of its own with the released networks; the local Discord and the people who ask share this process.
Times run from the moment at which the bot is told of a command to the arrival of its first reply.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bot.sockets.conftest import run_program
from tests.bot.sockets.local_discord import Asked, LocalDiscord

QUESTIONS = Path(__file__).parents[3] / "training" / "evaluation" / "blind_questions.jsonl"
SIMPLEST = "about"
PEOPLE = 500
SECONDS = 8
RATES = (1, 50, 200)
AT_ONCE = 64  # people who ask one thing after the other, for the highest rate
ANNOUNCED = 5  # the type of a reply that says "thinking…"
UNLIMITED = "1000000"


@dataclass(frozen=True, slots=True)
class Load:
    """One row: a command at a rate.

    Attributes:
        command: Which, and whether its plans are new or kept.
        rate: How many were sent a second, or None for as many as are answered.
        answered: How many were answered in a second.
        p50_ms: Half of the replies came within so many milliseconds.
        p99_ms: 99 % of the replies came within so many milliseconds.
        announced: How many were announced by "thinking…" first.
        lost: How many got no reply within Discord's 3 seconds.
    """

    command: str
    rate: int | None
    answered: float
    p50_ms: float
    p99_ms: float
    announced: int
    lost: int


class Crowd:
    """People of one server who use commands."""

    def __init__(self, server: LocalDiscord) -> None:
        self._server = server
        self._channel = server.add_channel()
        self._people: Iterator[Any] = cycle(
            [server.add_member(self._channel, f"person{number}") for number in range(PEOPLE)]
        )
        self._times: list[float] = []
        self._announced = 0
        self._lost = 0

    def about(self) -> Asked:
        return self._server.command(next(self._people), self._channel, SIMPLEST)

    def ask(self, question: str) -> Asked:
        return self._server.command(next(self._people), self._channel, "ask", question=question)

    async def at_rate(self, name: str, rate: int, use: Callable[[], Asked]) -> Load:
        """Send commands evenly, whatever becomes of them."""
        began = time.perf_counter()
        waiting = []
        for number in range(max(rate * SECONDS, SECONDS)):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            waiting.append(asyncio.create_task(self._reply(use())))
        await asyncio.gather(*waiting)
        return self._row(name, rate, time.perf_counter() - began)

    async def at_most(self, name: str, use: Callable[[], Asked]) -> Load:
        """Let people ask one thing after the other."""
        began = time.perf_counter()

        async def keep_asking() -> None:
            while time.perf_counter() - began < SECONDS:
                await self._reply(use())

        await asyncio.gather(*(keep_asking() for _ in range(AT_ONCE)))
        return self._row(name, None, time.perf_counter() - began)

    async def _reply(self, asked: Asked) -> None:
        try:
            reply = await asked.reply()
        except TimeoutError:
            self._lost += 1
            return
        self._times.append((time.perf_counter() - asked.sent_at) * 1000)
        self._announced += reply["type"] == ANNOUNCED

    def _row(self, name: str, rate: int | None, took: float) -> Load:
        times = sorted(self._times)
        cuts = statistics.quantiles(times, n=100) if len(times) > 1 else [0.0] * 99
        row = Load(name, rate, len(times) / took, cuts[49], cuts[98], self._announced, self._lost)
        self._times, self._announced, self._lost = [], 0, 0
        return row


async def measure(folder: Path) -> list[Load]:
    """All rows, the simplest command first at each rate."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [str(json.loads(line)["question"]) for line in lines]
    # a word that means nothing makes a plan new, and seldom another one
    new = (f"{question} {mark}" for mark in map(mark, range(10**6)) for question in questions)
    kept = cycle(questions[:200])
    server = LocalDiscord(None)
    await server.start()
    rows: list[Load] = []
    limits = {
        "KATHERYNE_DISCORD__COMMANDS_PER_MINUTE": UNLIMITED,
        "KATHERYNE_DISCORD__SERVER_COMMANDS_PER_MINUTE": UNLIMITED,
    }
    try:
        async with run_program(server, folder, **limits) as program:
            await program.loaded()
            crowd = Crowd(server)
            uses: dict[str, Callable[[], Asked]] = {
                f"/{SIMPLEST}": crowd.about,
                "/ask, plans new": lambda: crowd.ask(next(new)),
                "/ask, plans kept": lambda: crowd.ask(next(kept)),
            }
            await crowd.at_rate("warm up", 50, uses["/ask, plans kept"])
            for rate in RATES:
                rows += [await crowd.at_rate(name, rate, use) for name, use in uses.items()]
            rows += [await crowd.at_most(name, use) for name, use in uses.items()]
    finally:
        await server.stop()
    return rows


def mark(number: int) -> str:
    """A word that no language has."""
    return "zq" + "".join("bcdfghjklm"[int(digit)] for digit in str(number))


def main() -> None:
    """Measure, print the table, and write it as JSON where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the rows as JSON")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = asyncio.run(measure(Path(folder)))
    table = Table(
        "command",
        "sent a second",
        "answered",
        "p50 ms",
        "p99 ms",
        "times its p50",
        "times its p99",
        "announced",
        "lost",
    )
    for row in rows:
        beside = next(one for one in rows if one.rate == row.rate)
        table.add_row(
            row.command, str(row.rate or "as many as are answered"), f"{row.answered:.0f}", f"{row.p50_ms:.1f}",
            f"{row.p99_ms:.1f}", f"{row.p50_ms / beside.p50_ms:.1f}", f"{row.p99_ms / beside.p99_ms:.1f}",
            str(row.announced), str(row.lost),
        )  # fmt: skip
    Console().print(table)
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
