"""One condition of a search or a check."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.reply import DeclinedError, Reply


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on things of one kind.

    Attributes:
        text: The condition in words, for the answer.
        holds: Whether a thing meets it.
        columns: The columns of the thing's own table that it rests on.
        values: The values asked for, where it is one of them.
        shown: What is so, in words; by default the columns' texts.
        opposite: What to say where it does not hold, if "not" before the condition reads badly.
        evidence: Rows of other tables that it rests on, each with a column.
    """

    text: str
    holds: Callable[[Entity, Row], bool]
    columns: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    shown: Callable[[Entity, Row], str] | None = None
    opposite: str | None = None
    evidence: Callable[[Entity], Iterable[tuple[Row, str]]] | None = None

    def actual(self, entity: Entity, row: Row) -> str:
        """What is so, in words; empty where the data does not say."""
        if self.shown:
            return self.shown(entity, row)
        return joined([value for column in self.columns if (value := row.text(column))])

    def unknown(self, entity: Entity, row: Row) -> bool:
        """Whether the data does not say what is so."""
        return bool(self.columns) and not self.opposite and not self.holds(entity, row) and not self.actual(entity, row)

    def truth(self, entity: Entity, row: Row) -> str:
        """What is so of a thing, in the terms of the condition."""
        actual = self.actual(entity, row)
        so = self.holds(entity, row)
        if self.opposite:
            said = self.text if so else self.opposite
            return say("truth-with", what=said, actual=actual) if actual else said
        if so:
            return self.text
        return say("truth-no", what=self.text, actual=actual) if actual else say("not", what=self.text)

    def state(self, reply: Reply, entity: Entity, row: Row) -> None:
        """Note the values that it rests on."""
        reply.state(row, *self.columns)
        for other, column in self.evidence(entity) if self.evidence else ():
            reply.state(other, column)

    def negated(self) -> "Filter":
        """The condition that holds where this one does not."""
        return Filter(
            self.opposite or say("not", what=self.text), lambda entity, row: not self.holds(entity, row),
            self.columns, self.values, self.shown, self.text, self.evidence,
        )  # fmt: skip


def cannot(kind: str) -> DeclinedError:
    """The refusal of a condition that things of a kind can't be searched by."""
    return DeclinedError(say("cannot-filter", what=say(f"kind-{kind}", count=2)))
