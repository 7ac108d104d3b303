"""Lets atheris look for texts that reach new code: `python -m tests.fuzz.coverage_guided link -runs=1000000`.

atheris is no part of the locked versions; `pip install atheris` brings it.
"""

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped]  # not among the locked versions

with atheris.instrument_imports(include=["katheryne_models", "bot"]):
    from tests.fuzz.targets import MOST_CHARACTERS, make_targets


def main() -> None:
    """Run the command; atheris ends the process."""
    name = sys.argv.pop(1)
    target = make_targets(Path(tempfile.gettempdir()) / "katheryne-engines", network=name == "ask")[name]

    def one(data: bytes) -> None:
        target(atheris.FuzzedDataProvider(data).ConsumeUnicode(MOST_CHARACTERS))

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
