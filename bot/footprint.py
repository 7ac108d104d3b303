"""How long the bot takes to be ready and how much memory it holds, beside the bare imports of its libraries."""

import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bot.failures import StartError

_REPETITIONS = 3
_BARE = "import torch, discord, pandas, pyarrow, aiosqlite"
# What `katheryne run` does before it can answer: the client's modules and, in the worker's thread, the assistant.
_READY = """
from pathlib import Path
import bot.client, bot.run
from bot.checkpoints import assistant_loader
from bot.settings import load_settings
chosen = load_settings(Path({config!r})).assistant
assistant = assistant_loader(chosen)(chosen.checkpoint)
"""
_TELL = """
import resource, sys
sys.stdout.write(f"ready {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\\n")
sys.stdout.flush()
"""
_KILOBYTE = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss


@dataclass(frozen=True, slots=True)
class Footprint:
    """One row of the table.

    Attributes:
        what: What was started.
        seconds: From the start of the program until it was ready, the median.
        megabytes: The most memory that it held resident until then, the median.
        time_ratio: How many times the bare imports' time.
        memory_ratio: How many times their memory.
    """

    what: str
    seconds: float
    megabytes: float
    time_ratio: float
    memory_ratio: float


def measure_footprint(config: Path) -> list[Footprint]:
    """Start both as programs of their own, in turn; the first row is the yardstick.

    Args:
        config: The configuration of the bot, whose engines are made beforehand.

    Raises:
        StartError: One of them fails.
    """
    programs = {
        "bare imports: torch, discord.py, pandas, pyarrow, aiosqlite": _BARE,
        "the bot, ready to answer": _READY.format(config=str(config.resolve())),
    }
    _start(programs["the bot, ready to answer"])  # makes the engines, and brings the files into memory
    _start(_BARE)
    measured: dict[str, list[tuple[float, float]]] = {what: [] for what in programs}
    for _ in range(_REPETITIONS):
        for what, program in programs.items():
            measured[what].append(_start(program))
    medians = {what: tuple(map(statistics.median, zip(*rows, strict=True))) for what, rows in measured.items()}
    bare_seconds, bare_megabytes = next(iter(medians.values()))
    return [
        Footprint(what, seconds, megabytes, seconds / bare_seconds, megabytes / bare_megabytes)
        for what, (seconds, megabytes) in medians.items()
    ]


def _start(program: str) -> tuple[float, float]:
    """Seconds until a program is ready, and the megabytes that it holds."""
    began = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", program + _TELL], capture_output=True, text=True, check=False)  # noqa: S603 - a program of this file
    took = time.perf_counter() - began
    word, _, size = run.stdout.strip().rpartition("\n")[2].partition(" ")
    if word != "ready":
        message = f"The program to be measured failed: {run.stderr.strip()[-300:]}"
        raise StartError(message)
    return took, int(size) * _KILOBYTE / 1e6
