"""What can be asked of an assistant, as values that can be kept, compared and sent."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.worker.protocols import Assistant
from katheryne_models.answer.answer import Answer, Entity
from katheryne_models.errors import KatheryneError
from katheryne_models.lookup import Lookup
from katheryne_models.question.question import Question
from katheryne_models.similarity.similar import Similar, Wish

T = TypeVar("T")


class Call(ABC, Generic[T]):
    """One thing to be done by an assistant."""

    @abstractmethod
    def run(self, assistant: Assistant) -> T:
        """Do it."""


class Drawing(Call[bytes]):
    """A picture to be drawn, as a PNG file."""


@dataclass(frozen=True)
class Ask(Call[Answer]):
    """Answer a question."""

    question: Question

    def run(self, assistant: Assistant) -> Answer:
        """Answer it in a batch of its own."""
        [outcome] = assistant.ask_batch([self.question])
        if isinstance(outcome, KatheryneError):
            raise outcome
        return outcome


@dataclass(frozen=True)
class FindSimilar(Call[Similar]):
    """Find what resembles the thing named so."""

    name: str
    kind: str | None
    count: int
    wish: Wish

    def run(self, assistant: Assistant) -> Similar:
        """Find the neighbours."""
        return assistant.similar(self.name, self.kind, self.count, self.wish)


@dataclass(frozen=True)
class FindEntity(Call[Entity]):
    """Find what a name means."""

    name: str
    kind: str | None

    def run(self, assistant: Assistant) -> Entity:
        """Resolve the name."""
        return assistant.entity(self.name, self.kind)


@dataclass(frozen=True)
class LookUp(Call[Answer]):
    """Answer a plan."""

    lookup: Lookup

    def run(self, assistant: Assistant) -> Answer:
        """Run the plan."""
        return assistant.look_up(self.lookup)


@dataclass(frozen=True)
class DrawMap(Drawing):
    """Draw where an item and its neighbours stand."""

    similar: Similar

    def run(self, assistant: Assistant) -> bytes:
        """Draw the map."""
        return assistant.map_picture(self.similar)


@dataclass(frozen=True)
class DrawComparison(Drawing):
    """Draw two items side by side."""

    first: Entity
    second: Entity

    def run(self, assistant: Assistant) -> bytes:
        """Draw the comparison."""
        return assistant.comparison_picture(self.first, self.second)


@dataclass(frozen=True)
class DrawGrowth(Drawing):
    """Draw how a thing's stats grow."""

    entity: Entity

    def run(self, assistant: Assistant) -> bytes:
        """Draw the growth."""
        return assistant.growth_picture(self.entity)
