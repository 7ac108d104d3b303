"""What the commands share: exit codes, options, and how a known failure is told."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from katheryne_models.errors import KatheryneError, UnknownNameError

FAILED, CANNOT_START = 1, 69

Json = Annotated[bool, typer.Option("--json", help="Write JSON to standard output.")]


@contextmanager
def known_failures() -> Iterator[None]:
    """Turn a known failure into one line and an exit code."""
    try:
        yield
    except UnknownNameError as error:
        complain(error.user_text)
        raise typer.Exit(FAILED) from error
    except KatheryneError as error:
        complain(error.user_text)
        raise typer.Exit(CANNOT_START) from error


def complain(text: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(f"{text}\n")


def print_json(value: object) -> None:
    """Write a line of JSON to standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
