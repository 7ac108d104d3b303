"""Reads the wording files: what people write, a plan a key, a wording a line.

    "fact.birthday {character}" = '''
    when is {character}'s birthday
    (what|which) day was {character} born
    '''

`{character}` is a slot, `{character2}` a second one of the kind, `(a|b|)` one of several alternatives.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from random import Random

from katheryne_models.plan.grammar import placeholder
from katheryne_models.plan.reading import PlanSyntaxError, canonical
from training.dataset import Split
from training.errors import TrainingDataError

SLOT = re.compile(r"\{([a-z_]+?)(\d?)\}")
_PREVIOUS = re.compile(r"\{previous:([a-z_]+)\}")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_SPLITS: tuple[tuple[Split, int], ...] = (("test", 8), ("validation", 16), ("train", 100))


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to ask for a plan.

    Attributes:
        plan: The plan with slots: `fact.birthday {character}`.
        text: The question with slots and alternatives.
        topic: The file it stands in.
    """

    plan: str
    text: str
    topic: str

    def split(self, seed: int) -> Split:
        """The split that the wording belongs to, with all that is made from it."""
        digest = hashlib.sha256(f"{seed}:{self.text}".encode()).digest()
        share = int.from_bytes(digest[:4], "big") % 100
        return next(split for split, limit in _SPLITS if share < limit)

    def choose(self, random: Random) -> str:
        """The text with one of each alternatives."""
        text = self.text
        while _CHOICE.search(text):
            text = _CHOICE.sub(lambda match: random.choice(match.group(1).split("|")), text)
        return " ".join(text.split())


def plan_with_placeholders(plan: str) -> str:
    """A plan's slots as placeholders, in the plan language's one order.

    Raises:
        PlanSyntaxError: If it is not a plan.
    """
    earlier = _PREVIOUS.sub(r"<previous:\1>", plan)
    return canonical(SLOT.sub(lambda match: placeholder(match.group(1), int(match.group(2) or 1) - 1), earlier))


@lru_cache(maxsize=1)
def read_wordings() -> tuple[Wording, ...]:
    """All wordings of the project, file by file.

    Raises:
        TrainingDataError: As for `read_wording_file`.
    """
    own = [Path(str(item)) for item in files("training.wordings").iterdir() if item.name.endswith(".toml")]
    return tuple(wording for path in sorted(own) for wording in read_wording_file(path))


def read_wording_file(path: Path) -> Iterator[Wording]:
    """The wordings of one file.

    Raises:
        TrainingDataError: If it is no TOML, a key no plan, or a wording lacks a slot of its plan; the message names
            file, plan and wording, and the line where there is one.
    """
    try:
        written = path.read_text(encoding="utf-8")
        content = tomllib.loads(written)
    except (OSError, ValueError) as error:
        message = f"{path} can't be read as a wording file: {error}."
        raise TrainingDataError(message) from error
    for plan, lines in content.items():
        try:
            plan_with_placeholders(plan)
        except PlanSyntaxError as error:
            message = f"{path}: {plan!r} is no plan: {error}."
            raise TrainingDataError(message) from error
        if not isinstance(lines, str):
            message = f"{path}: the wordings of {plan!r} must be one text with a wording a line."
            raise TrainingDataError(message)
        for text in filter(None, (line.strip() for line in lines.splitlines())):
            missing = set(SLOT.findall(plan)) - set(SLOT.findall(text))
            if missing:
                slot = "".join(min(missing))
                message = (
                    f"{path}, line {_line(written, plan, text)}: the wording {text!r} lacks {{{slot}}}, which its plan "
                    f"{plan!r} needs."
                )
                raise TrainingDataError(message)
            yield Wording(plan, text, path.stem)


def _line(written: str, plan: str, text: str) -> int:
    """The line, from 1, on which a wording of a plan stands; TOML's reader does not tell."""
    of_plan = max(written.find(plan), 0)
    return written.count("\n", 0, max(written.find(text, of_plan), of_plan)) + 1
