"""What one request comes to: text, and the facts that it states."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from katheryne_models.answer.answer import Choice, Entity, Fact
from katheryne_models.errors import KatheryneError
from katheryne_models.game.game import Row
from katheryne_models.game.schema import TABLES


class DeclinedError(KatheryneError):
    """The data has no answer; the text says so, and what is true instead.

    Attributes:
        choices: Questions that would be answered.
    """

    def __init__(self, user_text: str, choices: Iterable[Choice] = ()) -> None:
        super().__init__(user_text)
        self.choices = tuple(choices)


@dataclass(slots=True)
class Reply:
    """The answer to one request, built up line by line.

    Attributes:
        lines: The text's lines.
        facts: Every value stated.
        found: What the text names besides what was asked about.
        picture: The address of a picture.
        element: The element of the character that is shown.
    """

    lines: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    found: list[Entity] = field(default_factory=list)
    picture: str | None = None
    element: str | None = None

    def add(self, line: str) -> None:
        """Add a line."""
        self.lines.append(line)

    def state(self, row: Row, *fields: str) -> None:
        """Note that the text states some fields of a row; a field that the data leaves empty states nothing."""
        self.facts.extend(fact for name in fields if (fact := row.fact(name)).value not in {None, ""})

    def show(self, row: Row) -> None:
        """Show the picture of a row, and its element, if it has a picture and none is shown yet."""
        if self.picture is None and "icon" in TABLES[row.table].names:
            self.picture = row.text("icon")
            self.element = row.text("element") if row.table == "characters" else None

    def extend(self, other: "Reply") -> None:
        """Go on with another request's answer."""
        self.lines += other.lines
        self.facts += other.facts
        self.found += [entity for entity in other.found if entity not in self.found]
        if self.picture is None:
            self.picture, self.element = other.picture, other.element

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)
