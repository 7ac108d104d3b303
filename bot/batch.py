"""Answers in bulk: JSON Lines in, JSON Lines out, in order."""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from bot.presentation.pages import PAGE_LIMIT, split_pages
from katheryne_models.answer.answer import Answer, Exchange
from katheryne_models.assistant import Assistant

_NOTE_ROOM = 80  # characters for the line that says that there are more pages


class BatchLine(BaseModel):
    """One line of the input: a question, or the turns of a conversation whose last one is answered."""

    model_config = ConfigDict(extra="ignore", strict=True)

    id: str | int | None = None
    question: str | None = None
    turns: list[str] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "BatchLine":
        if not self.turns and self.question is None:
            message = "it has neither `question` nor `turns`"
            raise ValueError(message)
        return self

    @property
    def texts(self) -> list[str]:
        """What is asked, in order."""
        return self.turns or [self.question or ""]


def as_json(answer: Answer, latency_ms: float, identity: str | int | None = None) -> dict[str, object]:
    """An answer as the command line prints it."""
    return {
        "id": identity,
        "question": answer.question,
        "answer": first_page(answer.text),
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "plan": answer.plan,
        "entities": [entity.name for entity in answer.entities],
        "facts": [asdict(fact) for fact in answer.facts],
        "picture": answer.picture,
        "alternatives": [choice.question for choice in answer.alternatives],
        "latency_ms": round(latency_ms, 2),
    }


def first_page(text: str) -> str:
    """What a user sees of an answer at first: all of it, or its first page and how many there are."""
    pages = split_pages(text, PAGE_LIMIT - _NOTE_ROOM)
    return (
        pages[0] if len(pages) == 1 else f"{pages[0]}\n(page 1 of {len(pages)}: ask for one part of it to see the rest)"
    )


def answer_turns(assistant: Assistant, texts: Iterable[str]) -> tuple[Answer, float]:
    """The answer to the last of several questions in a row, and the milliseconds that it took.

    A question that was declined leaves the follow-ups to what was answered before.
    """
    exchange: Exchange | None = None
    answer, took = None, 0.0
    for text in texts:
        began = time.perf_counter()
        answer = assistant.ask(text, exchange)
        took = (time.perf_counter() - began) * 1000
        exchange = answer.exchange or exchange
    assert answer is not None  # noqa: S101 - a line has at least one text
    return answer, took


def answer_lines(assistant: Assistant, lines: Iterable[str]) -> Iterator[tuple[str | None, str | None]]:
    """Answer every line.

    Yields:
        The answer as a line of JSON, or None; and what is wrong with the line, or None.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = BatchLine.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            yield None, f"line {number}: {where + ': ' if where else ''}{first['msg']}"
            continue
        answer, took = answer_turns(assistant, item.texts)
        yield json.dumps(as_json(answer, took, item.id), ensure_ascii=False), None
