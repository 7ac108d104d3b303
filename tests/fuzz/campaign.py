"""Tries texts by chance: `python -m tests.fuzz.campaign --inputs 100000 --seed 0 [--target link]`."""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from random import Random

from tests.fuzz.inputs import mutated, seeds
from tests.fuzz.targets import Target, make_targets


@dataclass(frozen=True, slots=True)
class Tried:
    """What a station did with its texts.

    Attributes:
        target: The station's name.
        inputs: How many texts it was given.
        failures: The texts that it failed on, with the error's name, at most ten.
        slowest_ms: The longest time for one of them, in milliseconds.
        slowest: Which one that was, its beginning.
    """

    target: str
    inputs: int
    failures: tuple[str, ...]
    slowest_ms: float
    slowest: str


def campaign(name: str, target: Target, inputs: int, seed: int, corpus: list[str]) -> Tried:
    """Give a station so many texts."""
    failures: list[str] = []
    longest, slowest = 0.0, ""
    for text in islice(mutated(corpus, Random(f"{name} {seed}")), inputs):
        began = time.perf_counter()
        try:
            target(text)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must be told with its text
            if len(failures) < 10:
                failures.append(f"{type(error).__name__}: {error}: {text!r}"[:2000])
        took = time.perf_counter() - began
        if took > longest:
            longest, slowest = took, text[:80]
    return Tried(name, inputs, tuple(failures), longest * 1000, slowest)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000, help="texts for each station; ask gets a tenth")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--target", help="one station alone")
    chosen = parser.parse_args()
    corpus = seeds()
    with tempfile.TemporaryDirectory(prefix="katheryne-") as engines:
        targets = make_targets(Path(engines))
        failed = False
        for name, target in targets.items():
            if chosen.target in (None, name):
                inputs = chosen.inputs // 10 if name == "ask" else chosen.inputs
                tried = campaign(name, target, inputs, chosen.seed, corpus)
                failed = failed or bool(tried.failures)
                sys.stdout.write(json.dumps(asdict(tried), ensure_ascii=True) + "\n")
                sys.stdout.flush()
    sys.exit(failed)


if __name__ == "__main__":
    main()
