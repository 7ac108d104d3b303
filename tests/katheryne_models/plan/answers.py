"""The written-down questions with their answers, and the game tables as they stand in their files."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from katheryne_models.game.game import ROW_KEYS, Game
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.run import run
from katheryne_models.plan.reading import parse_plan
from katheryne_models.question.linker import Linker

FOLDER = Path(__file__).parent / "answers"
TABLES = Path(__file__).parents[3] / "data" / "game"


@dataclass(frozen=True)
class Written:
    """A question, the plan that it means, and what is answered."""

    question: str
    plan: str
    text: str
    declined: bool = False

    def __str__(self) -> str:
        return f"{self.question} [{self.plan}]"


@cache
def written() -> tuple[Written, ...]:
    files = sorted(FOLDER.glob("*.toml"))
    return tuple(
        Written(**answer) for path in files for answer in tomllib.loads(path.read_text(encoding="utf-8"))["answer"]
    )


def reply_to(question: str, plan: str, game: Game, linker: Linker) -> Reply:
    return run(parse_plan(plan), linker.link(question), game)


def refusal_of(question: str, plan: str, game: Game, linker: Linker) -> DeclinedError | None:
    try:
        reply_to(question, plan, game, linker)
    except DeclinedError as error:
        return error
    return None


@cache
def rows_of(table: str) -> dict[str, dict[str, Any]]:
    """A table's rows by the names that facts have for them, read without the package under test."""
    rows: list[dict[str, Any]] = pq.read_table(TABLES / f"{table}.parquet").to_pylist()
    columns = ROW_KEYS.get(table, ("key",))
    return {"/".join(str(row[column]) for column in columns): row for row in rows}
