"""A question as it comes in."""

from dataclasses import dataclass

from katheryne_models.answer.answer import Exchange


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks.

    Attributes:
        text: The words, as they were written.
        exchange: What a follow-up may lean on, or None for a first question.
    """

    text: str
    exchange: Exchange | None = None
