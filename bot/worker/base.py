"""What every worker offers to the bot: questions in a bounded, fair queue, answered within a deadline."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TypeVar

from prometheus_client import Metric

from bot.failures import DeadlineError, ModelOfflineError, StoppingError
from bot.pictures import Pictures
from bot.settings import WorkerSettings
from bot.worker.calls import (
    Ask,
    Call,
    DrawComparison,
    DrawGrowth,
    Drawing,
    DrawMap,
    FindEntity,
    FindSimilar,
    LookUp,
)
from bot.worker.fair_queue import FairQueue
from bot.worker.requests import Request
from bot.worker.status import Health, Status, Tally
from katheryne_models.answer.answer import Answer, Entity
from katheryne_models.lookup import Lookup
from katheryne_models.question.question import Question
from katheryne_models.similarity.similar import ANY, Similar, Wish
from katheryne_models.versions import Versions

T = TypeVar("T")


class LostError(Exception):
    """What served a request is lost; whoever asked is told that there is no model, in their language."""


class Worker(ABC):
    """Takes requests and sees that each ends in time, whoever serves them.

    All methods belong to the event loop that `start` was called in.
    """

    def __init__(self, settings: WorkerSettings) -> None:
        """Prepare a worker that serves nothing yet.

        Args:
            settings: Limits of queue, batch and time.
        """
        self._settings = settings
        self._queue = FairQueue(settings.queue_size, settings.queue_per_user)
        self._tally = Tally()
        self._pictures = Pictures()
        self._reloading = asyncio.Lock()
        self._stopping = False
        self._restarts = 0

    @abstractmethod
    async def start(self) -> None:
        """Bind the worker to the running event loop."""

    @abstractmethod
    async def begin(self, checkpoint: str) -> None:
        """Get ready to answer for the first time.

        Args:
            checkpoint: The name of the checkpoint that the configuration wants.

        Raises:
            KatheryneError: It can't be had; the worker stays offline, and says why.
        """

    @abstractmethod
    async def reload(self, name: str) -> None:
        """Answer with a checkpoint of this name from now on.

        Raises:
            KatheryneError: The checkpoint can't be used; the current one goes on answering.
        """

    @abstractmethod
    async def stop(self) -> None:
        """Serve what waits, then end; after `stop_seconds` what is left fails with StoppingError."""

    @abstractmethod
    def complete(self, typed: str, kinds: tuple[str, ...], limit: int = 25) -> list[Entity]:
        """Names, in the language that is spoken, that complete what is typed."""

    @abstractmethod
    def complete_question(self, typed: str, limit: int = 25) -> list[str]:
        """Questions that what is typed may become."""

    @abstractmethod
    def called(self, entity: Entity) -> Entity:
        """A thing by its name in the language that is spoken."""

    @property
    @abstractmethod
    def versions(self) -> Versions | None:
        """Where the answers come from, or None while offline."""

    async def ask(self, question: Question, *, user_id: int) -> Answer:
        """Answer a question.

        Raises:
            KatheryneError: A known failure: offline, busy, late, or one of the assistant's own.
            Exception: Whatever the assistant raised twice.
        """
        return await self._submit(Ask(question), user_id)

    async def similar(
        self, name: str, *, user_id: int, kind: str | None = None, count: int = 5, wish: Wish = ANY
    ) -> Similar:
        """Find what resembles the thing named so.

        Raises:
            UnknownNameError: Nothing carries that name.
            KatheryneError: Another known failure: offline, busy, late.
            Exception: Whatever the assistant raised twice.
        """
        return await self._submit(FindSimilar(name, kind, count, wish), user_id)

    async def entity(self, name: str, *, user_id: int, kind: str | None = None) -> Entity:
        """Find what a name means.

        Raises:
            UnknownNameError: Nothing of the kind bears the name, or several things do.
            KatheryneError: Another known failure: offline, busy, late.
        """
        return await self._submit(FindEntity(name, kind), user_id)

    async def look_up(self, lookup: Lookup, *, user_id: int) -> Answer:
        """Answer what needs no understanding.

        Raises:
            KatheryneError: A known failure: offline, busy, late.
        """
        return await self._submit(LookUp(lookup), user_id)

    async def map_picture(self, similar: Similar) -> bytes:
        """Where an item and its neighbours stand, as a PNG file.

        Raises:
            KatheryneError: Nothing can draw it, or there is no such map.
            Exception: Whatever drawing raises.
        """
        return await self._drawn(DrawMap(similar))

    async def comparison_picture(self, first: Entity, second: Entity) -> bytes:
        """Two items side by side, as a PNG file.

        Raises:
            KatheryneError: Nothing can draw it, or the two can't be compared.
            Exception: Whatever drawing raises.
        """
        return await self._drawn(DrawComparison(first, second))

    async def growth_picture(self, entity: Entity) -> bytes:
        """How a thing's stats grow by level, as a PNG file.

        Raises:
            KatheryneError: Nothing can draw it, or the thing has no stats.
            Exception: Whatever drawing raises.
        """
        return await self._drawn(DrawGrowth(entity))

    @property
    def status(self) -> Status:
        """The worker at this moment."""
        health = self._health()
        versions = self.versions
        return Status(
            health=health,
            reason=None if health is Health.READY else self._reason(health),
            checkpoint=versions.model if versions else None,
            queue_depth=len(self._queue),
            served=self._tally.served,
            failed=self._tally.failed,
            batches=self._tally.batches,
            last_batch=self._tally.last_batch,
            restarts=self._restarts,
            latencies_ms=self._tally.latencies_ms(),
        )

    def metrics(self) -> Iterable[Metric]:
        """The worker's counts for monitoring."""
        yield from self._tally.metrics()

    @abstractmethod
    async def _drawn(self, drawing: Drawing) -> bytes:
        """A picture, drawn at most once."""

    @abstractmethod
    def _health(self) -> Health:
        """Whether it can answer."""

    @abstractmethod
    def _reason(self, health: Health) -> str:
        """Why it can't, as users read it."""

    def _queued(self) -> None:  # noqa: B027 - a thread that waits for the queue needs no call
        """Called when a request has come into the queue."""

    async def _submit(self, call: Call[T], user_id: int) -> T:
        if self._stopping:
            raise StoppingError
        if self._health() in {Health.LOADING, Health.OFFLINE}:
            raise self._offline()
        request = Request(call=call, user_id=user_id, patience=self._settings.deadline_seconds)
        self._queue.put(request)
        self._queued()
        try:
            async with asyncio.timeout(request.patience) as limit:
                return await asyncio.wrap_future(request.future)
        except LostError:
            raise self._offline() from None
        except TimeoutError:
            if limit.expired():
                raise DeadlineError(seconds=request.patience) from None
            raise

    def _offline(self) -> ModelOfflineError:
        """What is told while there is nothing that could answer."""
        return ModelOfflineError(reason=self._reason(self._health()))
