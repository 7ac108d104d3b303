"""The worker of this process: it owns the thread that owns the assistant."""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress
from time import perf_counter

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from bot.failures import ReloadError, StoppingError
from bot.presentation.catalogue import spoken, text
from bot.settings import WorkerSettings
from bot.worker.base import Worker
from bot.worker.calls import Drawing
from bot.worker.protocols import Assistant, AssistantLoader
from bot.worker.status import Health
from bot.worker.thread import AssistantThread
from katheryne_models.answer.answer import Entity
from katheryne_models.errors import KatheryneError
from katheryne_models.versions import Versions

logger = logging.getLogger(__name__)

FIRST_RESTART_SECONDS = 0.05
LONGEST_RESTART_SECONDS = 30.0
WATCH_SECONDS = 0.5
QUIET_SECONDS = 60.0  # a thread that has lived this long is restarted without delay when it dies


class AssistantWorker(Worker):
    """Owns the thread that owns the assistant.

    All methods belong to the event loop that `start` was called in.
    """

    def __init__(self, loader: AssistantLoader, settings: WorkerSettings) -> None:
        """Prepare a worker without an assistant.

        Args:
            loader: Makes an assistant from a checkpoint's name.
            settings: Limits of queue, batch and time.
        """
        super().__init__(settings)
        self._loader = loader
        self._assistant: Assistant | None = None
        self._thread: AssistantThread | None = None
        self._thread_alive = False
        self._thread_ended = asyncio.Event()
        self._respawn: asyncio.TimerHandle | None = None
        self._restart_delay = FIRST_RESTART_SECONDS
        self._spawned_at = 0.0
        self._load_failure: str | None = None

    async def start(self) -> None:
        """Bind the worker to the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._watching = self._loop.call_later(WATCH_SECONDS, self._watch)

    async def stop(self) -> None:
        """Serve what waits, then end; after `stop_seconds` what is left fails with StoppingError."""
        self._stopping = True
        self._watching.cancel()
        self._pictures.close()
        self._queue.close()
        if self._respawn is not None:
            self._respawn.cancel()
        if self._thread is not None and self._thread_alive:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._settings.stop_seconds):
                    await self._thread_ended.wait()
            self._thread.give_up()
        for request in self._queue.drain():
            request.fail(StoppingError())

    def complete(self, typed: str, kinds: tuple[str, ...], limit: int = 25) -> list[Entity]:
        """Names, in the language that is spoken, that complete what is typed; none while offline."""
        return self._assistant.complete(typed, kinds, limit, spoken()) if self._assistant else []

    def complete_question(self, typed: str, limit: int = 25) -> list[str]:
        """Questions that what is typed may become; none while offline."""
        return self._assistant.complete_question(typed, limit) if self._assistant else []

    def called(self, entity: Entity) -> Entity:
        """A thing by its name in the language that is spoken."""
        return self._assistant.called(entity, spoken()) if self._assistant else entity

    async def begin(self, checkpoint: str) -> None:
        """Load the first checkpoint.

        Raises:
            KatheryneError: It can't be used.
        """
        await self.reload(checkpoint)

    async def reload(self, name: str) -> None:
        """Load a checkpoint beside the current one, then answer with it from the next batch on.

        Raises:
            KatheryneError: The checkpoint can't be used; the current one goes on answering.
        """
        async with self._reloading:
            try:
                assistant = await asyncio.to_thread(self._loader, name)
            except KatheryneError as error:
                self._load_failure = error.user_text
                raise
            except Exception as error:  # files and runtimes fail in many ways; the current one goes on
                failure = ReloadError(name=name, reason=type(error).__name__)
                self._load_failure = failure.user_text
                raise failure from error
            self._swap(assistant)

    @property
    def versions(self) -> Versions | None:
        """Where the answers come from, or None while offline."""
        return self._assistant.versions if self._assistant else None

    def metrics(self) -> Iterable[Metric]:
        """The worker's counts for monitoring."""
        yield from super().metrics()
        reused = self._assistant.plans_reused if self._assistant else 0
        # a gauge: it begins anew with each checkpoint
        yield GaugeMetricFamily("katheryne_plans_reused", "Questions whose plan was kept from an equal one", reused)

    async def _drawn(self, drawing: Drawing) -> bytes:
        assistant = self._assistant
        if assistant is None:
            raise self._offline()
        return await self._pictures.get(drawing, lambda: drawing.run(assistant))

    def _health(self) -> Health:
        if self._stopping:
            return Health.STOPPED
        if self._assistant is None:
            return Health.LOADING if self._reloading.locked() else Health.OFFLINE
        return Health.READY if self._thread_alive else Health.RESTARTING

    def _reason(self, health: Health) -> str:
        match health:
            case Health.LOADING:
                return text("error-offline-loading")
            case Health.OFFLINE:
                return self._load_failure or text("error-offline-missing")
            case Health.STOPPED:
                return text("error-stopping")
            case _:
                return text("about-health-restarting")

    def _swap(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._pictures.clear()
        self._load_failure = None
        if self._thread is None:
            self._spawn(assistant)
        else:
            self._thread.take_over(assistant)

    def _spawn(self, assistant: Assistant) -> None:
        if self._stopping:
            return
        self._thread = AssistantThread(assistant, self._queue, self._tally, self._settings, self._tell_of_end)
        self._thread_alive = True
        self._spawned_at = perf_counter()
        self._thread.start()

    def _watch(self) -> None:
        """Put another thread in the place of one that has been at one batch for too long.

        A thread can't be stopped from outside. It is left to itself, and ends if it ever comes to.
        """
        self._watching = self._loop.call_later(WATCH_SECONDS, self._watch)
        thread = self._thread
        since = thread.busy_since if thread else None
        if thread is None or since is None or perf_counter() - since < self._settings.hang_seconds:
            return
        logger.error(
            "the assistant thread has been at one batch for %.0f s and is replaced", self._settings.hang_seconds
        )
        thread.abandoned = True
        thread.give_up(TimeoutError("it hung"))
        self._restart()

    def _tell_of_end(self, thread: AssistantThread, cause: BaseException | None) -> None:
        """Pass a thread's end on to the event loop; runs in that thread."""
        with suppress(RuntimeError):  # the loop is closed: nobody is left to tell
            self._loop.call_soon_threadsafe(self._handle_end, thread, cause)

    def _handle_end(self, thread: AssistantThread, cause: BaseException | None) -> None:
        if thread is not self._thread:
            return
        self._thread_alive = False
        self._thread_ended.set()
        if self._stopping:
            return
        if perf_counter() - self._spawned_at > QUIET_SECONDS:
            self._restart_delay = FIRST_RESTART_SECONDS
        logger.error("the assistant thread died, restart in %.2f s", self._restart_delay, exc_info=cause)
        self._respawn = self._loop.call_later(self._restart_delay, self._restart)
        self._restart_delay = min(2 * self._restart_delay, LONGEST_RESTART_SECONDS)

    def _restart(self) -> None:
        if self._assistant is not None:
            self._restarts += 1
            self._thread_ended.clear()
            self._spawn(self._assistant)
