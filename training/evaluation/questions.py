"""Files of questions with what a right answer must hold, and how answers to them are graded.

A line is a JSON object: `id`, `question`, perhaps `turns` (a conversation whose last turn is the question), `category`,
`difficulty`, and `gold`. `gold.all_of` lists what must stand in the answer, a nested list any one of its texts;
`gold.abstain` marks what has no answer, where `gold.or_all_of` accepts an answer that corrects the question.
"""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from training.errors import TrainingDataError

Verdict = Literal["right", "declined", "wrong"]
_LONGEST = 1900  # characters: a longer answer is a dump, not an answer
_DASHES = dict.fromkeys(map(ord, "\u2010\u2012\u2013\u2014\u2212"), "-")
_QUOTES = {ord("\u2018"): "'", ord("\u2019"): "'", ord("\u201c"): '"', ord("\u201d"): '"'}


class Gold(BaseModel):
    """What a right answer must hold.

    Attributes:
        all_of: Texts that must all stand in the answer; of a list, any one.
        abstain: Whether there is no answer.
        or_all_of: What an answer that corrects the question's assumption must hold.
        none_of: What no answer may hold.
    """

    model_config = ConfigDict(extra="ignore")

    all_of: list[str | list[str]] = []
    abstain: bool = False
    or_all_of: list[str | list[str]] = []
    none_of: list[str] = []


class GradedQuestion(BaseModel):
    """One line of a question file."""

    model_config = ConfigDict(extra="ignore")

    id: str
    question: str = ""
    turns: list[str] = []
    category: str = "all"
    difficulty: str = "all"
    gold: Gold

    @model_validator(mode="after")
    def _asks_something(self) -> "GradedQuestion":
        if not (self.question or self.turns):
            message = "it has neither `question` nor `turns`"
            raise ValueError(message)
        return self

    @property
    def texts(self) -> list[str]:
        """What is asked, in order; the last is graded."""
        return self.turns or [self.question]

    def verdict(self, text: str, *, answered: bool) -> Verdict:
        """Grade an answer."""
        said = _plain(text)
        if any(_holds(said, item) for item in self.gold.none_of):
            return "wrong"
        if self.gold.abstain:
            corrected = bool(self.gold.or_all_of) and _holds_all(said, self.gold.or_all_of)
            return "right" if not answered or corrected else "wrong"
        if not answered:
            return "declined"
        return "right" if len(said) <= _LONGEST and _holds_all(said, self.gold.all_of) else "wrong"


def read_questions(path: Path) -> list[GradedQuestion]:
    """Read a question file.

    Raises:
        TrainingDataError: If it can't be read, or a line is malformed; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} can't be read as a file of questions: {error}."
        raise TrainingDataError(message) from error
    questions = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                questions.append(GradedQuestion.model_validate_json(line))
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                where = ".".join(str(part) for part in first["loc"])
                message = f"{path}, line {number}: {where + ': ' if where else ''}{first['msg']}."
                raise TrainingDataError(message) from error
    if not questions:
        message = f"{path} holds no question."
        raise TrainingDataError(message)
    return questions


def _plain(text: str) -> str:
    """A text without marks of emphasis, in small letters, with plain dashes, quotes and spaces."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(_DASHES | _QUOTES)
    return re.sub(r"\s+", " ", re.sub(r"[*_`~|]+", "", folded)).replace(" %", "%")


def _holds_all(said: str, wanted: Sequence[str | list[str]]) -> bool:
    return all(any(_holds(said, one) for one in ([item] if isinstance(item, str) else item)) for item in wanted)


def _holds(said: str, wanted: str) -> bool:
    """Whether a text stands in an answer, not as a part of a longer word or number."""
    text = _plain(wanted).strip()
    before = r"(?<![\d.,])(?<!\d)" if text[:1].isdigit() else r"(?<![^\W\d_])" if text[:1].isalpha() else ""
    behind = r"(?!\d|[.,]\d)" if text[-1:].isdigit() else ""
    return re.search(before + re.escape(text) + behind, said) is not None
