"""What the assistant hands back: a text, and where each fact in it was read."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from katheryne_models.question.linked import Link

FactValue = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that the game data names.

    Attributes:
        kind: `character`, `weapon`, `artifact`, `material` and so on.
        key: The row's stable identifier in the kind's table.
        name: The name as the game writes it.
    """

    kind: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One value that an answer rests on, with the table, row and field it was read from."""

    table: str
    row: str
    field: str
    value: FactValue


@dataclass(frozen=True, slots=True)
class Choice:
    """Another reading of the question, or a question that would be answered.

    Attributes:
        label: What a button shows; at most 80 characters.
        question: The question to ask when it is chosen.
    """

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a follow-up question may lean on: the asker's last question in a channel.

    Attributes:
        plan: The plan that was answered, with its placeholders.
        entities: What the question named, in the order of its placeholders.
        found: What the answer named.
        links: The question's links by placeholder.
        words: The question's words.
    """

    plan: str
    entities: tuple[Entity, ...] = ()
    found: tuple[Entity, ...] = ()
    links: tuple[tuple[str, "Link"], ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one question.

    Attributes:
        question: The question as it was asked.
        text: What the user reads, in Markdown; at most 1,900 characters a page.
        answered: False where Katheryne declined or asked back.
        confidence: How sure the assistant is that it understood, 0 to 1.
        plan: The answer plan, as text.
        entities: What the question and the answer are about.
        facts: Every value that the text states.
        picture: The address of a picture, or None.
        element: The element of the character whose picture it is, or None.
        alternatives: Other readings, or things that she can answer; at most five.
        exchange: What a follow-up may use, or None where nothing was answered.
    """

    question: str
    text: str
    answered: bool
    confidence: float
    plan: str
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    picture: str | None = None
    element: str | None = None
    alternatives: tuple[Choice, ...] = ()
    exchange: Exchange | None = field(default=None, repr=False)
