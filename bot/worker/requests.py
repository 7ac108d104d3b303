"""What waits in the worker's queue."""

from abc import ABC, abstractmethod
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter
from typing import Generic, TypeVar

from bot.failures import DeadlineError
from bot.worker.protocols import Assistant
from katheryne_models.answer.answer import Answer, Entity
from katheryne_models.errors import KatheryneError
from katheryne_models.lookup import Lookup
from katheryne_models.question.question import Question
from katheryne_models.similarity.similar import Similar, Wish

T = TypeVar("T")


@dataclass(eq=False, slots=True, kw_only=True)
class Request(ABC, Generic[T]):
    """One thing that somebody waits for.

    Attributes:
        user_id: Who waits; the queue takes turns between users.
        patience: Seconds after which nobody waits any longer.
        queued_at: When it was made, on the clock of `perf_counter`.
        future: Where the result goes.
    """

    user_id: int
    patience: float
    queued_at: float = field(default_factory=perf_counter)
    future: Future[T] = field(default_factory=Future)

    @abstractmethod
    def run(self, assistant: Assistant) -> T:
        """Do the work, in the worker's thread."""

    def late(self) -> bool:
        """Whether the deadline has passed."""
        return perf_counter() - self.queued_at > self.patience

    def claim(self) -> bool:
        """Take it up; False where nobody waits for it any longer."""
        if self.late():
            self.fail(DeadlineError(seconds=self.patience))
            return False
        return self.future.set_running_or_notify_cancel()

    def resolve(self, result: T) -> None:
        """Hand over the result, unless the waiting was ended meanwhile."""
        with suppress(InvalidStateError):
            self.future.set_result(result)

    def fail(self, error: BaseException) -> None:
        """Hand over an error, unless the waiting was ended meanwhile."""
        with suppress(InvalidStateError):
            self.future.set_exception(error)


@dataclass(eq=False, slots=True, kw_only=True)
class AskRequest(Request[Answer]):
    """A question that waits for its answer."""

    question: Question

    def run(self, assistant: Assistant) -> Answer:
        """Answer the question in a batch of its own."""
        [outcome] = assistant.ask_batch([self.question])
        if isinstance(outcome, KatheryneError):
            raise outcome
        return outcome


@dataclass(eq=False, slots=True, kw_only=True)
class SimilarRequest(Request[Similar]):
    """A name that waits for its neighbours."""

    name: str
    kind: str | None
    count: int
    wish: Wish

    def run(self, assistant: Assistant) -> Similar:
        """Find the neighbours."""
        return assistant.similar(self.name, self.kind, self.count, self.wish)


@dataclass(eq=False, slots=True, kw_only=True)
class EntityRequest(Request[Entity]):
    """A name that waits for what it means."""

    name: str
    kind: str | None

    def run(self, assistant: Assistant) -> Entity:
        """Resolve the name."""
        return assistant.entity(self.name, self.kind)


@dataclass(eq=False, slots=True, kw_only=True)
class LookupRequest(Request[Answer]):
    """A plan that waits for its answer."""

    lookup: Lookup

    def run(self, assistant: Assistant) -> Answer:
        """Run the plan."""
        return assistant.look_up(self.lookup)
