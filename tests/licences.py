"""The licences of what is installed, as the packages state them: `python -m tests.licences > docs/licences.md`."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

PROJECT = Path(__file__).parents[1]
_PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)
_HEAD = """# Licences of the packages

What `make run` installs, with the licence that each package states in its metadata; the tools of the developers
(`requirements-dev.lock`) are not part of it. Written by `python -m tests.licences > docs/licences.md`; a test compares.

| package | licence |
|---|---|
"""
_TAIL = """
Packages for another system alone (Windows, Python 3.13) are named without their licence. PyTorch's build for GPUs
brings NVIDIA's libraries, under NVIDIA's own terms.
"""


def locked(name: str) -> list[str]:
    """The packages of a lock file."""
    return _PINNED.findall((PROJECT / name).read_text(encoding="utf-8"))


def licence_of(package: str) -> str | None:
    """What an installed package states; None where it is not installed."""
    try:
        stated = metadata(package)
    except PackageNotFoundError:
        return None
    classifiers = [text.rpartition(" :: ")[2] for text in stated.get_all("Classifier") or () if "License ::" in text]
    line = (stated["License"] or "").strip().partition("\n")[0]
    return stated["License-Expression"] or ", ".join(classifiers) or line or "not stated"


def page() -> str:
    """The page for the documentation."""
    return _HEAD + "".join(_rows()) + _TAIL


def _rows() -> Iterator[str]:
    for package in sorted([*locked("requirements.lock"), "torch"]):
        yield f"| {package} | {licence_of(package) or 'not installed here'} |\n"


if __name__ == "__main__":
    sys.stdout.write(page())
