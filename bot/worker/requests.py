"""What waits in the worker's queue."""

from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter
from typing import Generic, TypeVar

from bot.failures import DeadlineError
from bot.worker.calls import Call
from bot.worker.status import Tally

T = TypeVar("T")


@dataclass(eq=False, slots=True, kw_only=True)
class Request(Generic[T]):
    """One thing that somebody waits for.

    Attributes:
        call: What is to be done.
        user_id: Who waits; the queue takes turns between users.
        patience: Seconds after which nobody waits any longer.
        queued_at: When it was made, on the clock of `perf_counter`.
        future: Where the result goes.
    """

    call: Call[T]
    user_id: int
    patience: float
    queued_at: float = field(default_factory=perf_counter)
    future: Future[T] = field(default_factory=Future)

    def left(self) -> float:
        """The seconds until the deadline; none or fewer once it has passed."""
        return self.patience - (perf_counter() - self.queued_at)

    def late(self) -> bool:
        """Whether the deadline has passed."""
        return self.left() < 0

    def claim(self) -> bool:
        """Take it up; False where nobody waits for it any longer."""
        if self.late():
            self.fail(DeadlineError(seconds=self.patience))
            return False
        return self.future.set_running_or_notify_cancel()

    def end(self, outcome: T | Exception, tally: Tally) -> None:
        """Hand over the result or the failure, unless the waiting was ended meanwhile, and count it."""
        tally.outcome(perf_counter() - self.queued_at, outcome)
        if isinstance(outcome, Exception):
            self.fail(outcome)
            return
        with suppress(InvalidStateError):
            self.future.set_result(outcome)

    def fail(self, error: BaseException) -> None:
        """Hand over an error, unless the waiting was ended meanwhile."""
        with suppress(InvalidStateError):
            self.future.set_exception(error)
