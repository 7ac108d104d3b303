"""The worker whose assistant runs in a Ray cluster."""

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from pathlib import Path
from random import uniform
from time import perf_counter
from typing import Any, TypeVar

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from bot.failures import DeadlineError, StoppingError
from bot.presentation.catalogue import spoken, text
from bot.ray_serve.client import ServeClient, UnreachableError
from bot.ray_serve.upgrade import Upgrade
from bot.ray_serve.wire import BATCHES_AT_A_REPLICA
from bot.settings import Settings
from bot.worker.base import LostError, Worker
from bot.worker.calls import Call, Drawing
from bot.worker.requests import Request
from bot.worker.status import Health
from katheryne_models.answer.answer import Entity
from katheryne_models.errors import KatheryneError
from katheryne_models.game.game import Game
from katheryne_models.naming import Naming
from katheryne_models.question.names import Catalogue
from katheryne_models.versions import Versions

logger = logging.getLogger(__name__)

T = TypeVar("T")

AGAIN_SECONDS = 0.1  # before a call is tried once more: the proxy needs a moment to see that a replica is gone
LOOK_SECONDS = 2.0  # between looks at a cluster that answers
SILENCE_SECONDS = 5.0  # a cluster from which nothing comes for so long is lost
FIRST_WAIT_SECONDS = 0.25
LONGEST_WAIT_SECONDS = 15.0
UNEVENNESS = 0.2  # of a wait, so that several bots don't come at once


class RayWorker(Worker):
    """Sends requests to the cluster as they come, several at a time, and keeps the bot's own rules.

    Queue, fairness and deadlines are those of every worker. A call that loses its replica is made once more, which is
    safe, since no call changes anything. While the cluster is lost, the model is offline, and the worker keeps trying.
    """

    def __init__(self, settings: Settings) -> None:
        """Prepare a worker that knows no cluster yet.

        Args:
            settings: The configuration.
        """
        super().__init__(settings.worker)
        self._ray = settings.ray
        self._data = settings.assistant.data
        self._most_under_way = BATCHES_AT_A_REPLICA * settings.worker.max_batch * settings.ray.max_replicas
        self._under_way: dict[asyncio.Task[None], Request[Any]] = {}
        self._drawing = asyncio.Semaphore(settings.ray.max_replicas)
        self._naming: Naming | None = None
        self._versions: Versions | None = None
        self._looked = False
        self._heard_at = 0.0
        self._doubt = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._watching: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Bind the worker to the running event loop."""
        self._client = ServeClient(self._ray.address)

    async def begin(self, checkpoint: str) -> None:  # noqa: ARG002 - the cluster has chosen its own
        """Look for the cluster, which answers with the checkpoint that it has; `reload` changes it.

        Raises:
            ModelOfflineError: It can't be reached; it goes on being looked for.
        """
        _, found = await asyncio.gather(self._load_names(), self._look())
        self._watching = asyncio.create_task(self._watch())
        if not found:
            raise self._offline()

    async def reload(self, name: str) -> None:
        """Upgrade the cluster to a checkpoint, replica by replica.

        Raises:
            KatheryneError: The checkpoint can't be used; the current one goes on answering.
        """
        async with self._reloading:
            await Upgrade(self._ray).run(name)
            self._pictures.clear()
            await self._look()

    async def stop(self) -> None:
        """Wait for what is asked, then end; after `stop_seconds` what is left fails with StoppingError."""
        self._stopping = True
        self._queue.close()
        self._pictures.close()
        if self._watching is not None:
            self._watching.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(self._settings.stop_seconds):
                await self._idle.wait()
        self._give_up(StoppingError())
        await self._client.close()

    def complete(self, typed: str, kinds: tuple[str, ...], limit: int = 25) -> list[Entity]:
        """Names, in the language that is spoken, that complete what is typed; also while offline."""
        return self._naming.complete(typed, kinds, limit, spoken()) if self._naming else []

    def complete_question(self, typed: str, limit: int = 25) -> list[str]:
        """Questions that what is typed may become; also while offline."""
        return self._naming.complete_question(typed, limit) if self._naming else []

    def called(self, entity: Entity) -> Entity:
        """A thing by its name in the language that is spoken."""
        return self._naming.called(entity, spoken()) if self._naming else entity

    @property
    def versions(self) -> Versions | None:
        """Where the answers come from, or None while offline."""
        return self._versions

    def metrics(self) -> Iterable[Metric]:
        """The worker's counts for monitoring."""
        yield from super().metrics()
        yield GaugeMetricFamily("katheryne_under_way", "Requests that the cluster has", len(self._under_way))

    def _health(self) -> Health:
        if self._stopping:
            return Health.STOPPED
        if self._versions is not None:
            return Health.READY
        return Health.OFFLINE if self._looked else Health.LOADING

    def _reason(self, health: Health) -> str:
        match health:
            case Health.LOADING:
                return text("error-offline-loading")
            case Health.STOPPED:
                return text("error-stopping")
            case _:
                return text("error-offline-cluster")

    async def _load_names(self) -> None:
        """Names are completed here: what is typed can't wait for a cluster."""
        try:
            self._naming = await asyncio.to_thread(_names, self._data)
        except KatheryneError as error:
            logger.warning("names are not completed: %s", error.user_text)

    def _queued(self) -> None:
        """Send what waits, as far as the cluster shall have it at a time."""
        while len(self._under_way) < self._most_under_way and (request := self._queue.take_now()) is not None:
            self._idle.clear()
            task = asyncio.create_task(self._serve(request))
            self._under_way[task] = request
            task.add_done_callback(self._served)

    def _served(self, task: asyncio.Task[None]) -> None:
        self._under_way.pop(task, None)
        self._queued()
        if not self._under_way:
            self._idle.set()

    async def _serve(self, request: Request[Any]) -> None:
        try:
            outcome = await self._call(request.call, request.left())
        except TimeoutError:
            outcome = DeadlineError(seconds=request.patience)
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to whoever asked
            outcome = error
        request.end(outcome, self._tally)

    async def _drawn(self, drawing: Drawing) -> bytes:
        if self._versions is None:
            raise self._offline()
        try:
            return await self._pictures.fetch(drawing, lambda: self._draw(drawing))
        except LostError:
            raise self._offline() from None

    async def _draw(self, drawing: Drawing) -> bytes:
        seconds = self._settings.deadline_seconds
        async with self._drawing:
            try:
                return await self._call(drawing, seconds)
            except TimeoutError:
                raise DeadlineError(seconds=seconds) from None

    async def _call(self, call: Call[T], seconds: float) -> T:
        """Have a call done, and once more where its replica is lost.

        Raises:
            LostError: Twice there was none.
            TimeoutError: The seconds have passed.
            Exception: What the call ended in.
        """
        until = perf_counter() + seconds
        try:
            return await self._heard(self._client.call(call, seconds))
        except UnreachableError as error:
            logger.debug("a call is made once more: %s", error)
            self._doubt.set()
        await asyncio.sleep(AGAIN_SECONDS)
        if perf_counter() >= until:
            raise TimeoutError
        try:
            return await self._heard(self._client.call(call, until - perf_counter()))
        except UnreachableError as error:
            self._doubt.set()
            raise LostError from error

    async def _watch(self) -> None:
        """Look at the cluster again and again, and at once where there is doubt; less often while it is lost."""
        wait = FIRST_WAIT_SECONDS
        while True:
            uneven = uniform(1 - UNEVENNESS, 1 + UNEVENNESS)  # noqa: S311 - nothing secret
            pause = LOOK_SECONDS if self._versions else wait * uneven
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._doubt.wait()
            self._doubt.clear()
            wait = FIRST_WAIT_SECONDS if await self._look() else min(2 * wait, LONGEST_WAIT_SECONDS)

    async def _look(self) -> bool:
        """See whether the cluster answers."""
        began = perf_counter()
        try:
            try:
                hello = await self._client.hello(SILENCE_SECONDS)
            except UnreachableError:
                await asyncio.sleep(AGAIN_SECONDS)
                hello = await self._client.hello(SILENCE_SECONDS)
        except UnreachableError as error:
            self._lose(str(error))
        except TimeoutError:
            # a cluster that answers others is not lost, only busy
            if self._versions is None or self._heard_at < began:
                self._lose(f"nothing came from {self._ray.address} for {SILENCE_SECONDS:.0f} s")
        else:
            self._find(hello.versions)
        return self._versions is not None

    async def _heard(self, answer: Coroutine[Any, Any, T]) -> T:
        """Note that something came from the cluster, be it a failure of the call's own."""
        try:
            result = await answer
        except (KatheryneError, RuntimeError):
            self._heard_at = perf_counter()
            raise
        self._heard_at = perf_counter()
        return result

    def _find(self, versions: Versions) -> None:
        if self._versions is None:
            logger.info("the cluster at %s answers with the checkpoint %s", self._ray.address, versions.model)
        self._looked = True
        if versions != self._versions:
            self._pictures.clear()
        self._versions = versions

    def _lose(self, reason: str) -> None:
        if self._versions is not None:
            self._restarts += 1
            logger.warning("the cluster is lost, and looked for until it answers: %s", reason)
        elif not self._looked:
            logger.warning("there is no cluster yet, and it is looked for until it answers: %s", reason)
        self._looked = True
        self._versions = None
        self._give_up(LostError())

    def _give_up(self, error: Exception) -> None:
        """Fail what is under way and what waits."""
        for task, request in list(self._under_way.items()):
            request.end(error, self._tally)
            task.cancel()
        for request in self._queue.drain():
            request.fail(error)


def _names(data: Path) -> Naming:
    game = Game(data)
    return Naming(game, Catalogue(game))
