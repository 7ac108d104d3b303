"""The thread that owns the assistant."""

import logging
from collections.abc import Callable
from threading import Thread
from time import perf_counter
from typing import Any

from bot.failures import DeadlineError, StoppingError
from bot.settings import WorkerSettings
from bot.worker.calls import Ask
from bot.worker.fair_queue import FairQueue
from bot.worker.protocols import Assistant
from bot.worker.requests import Request
from bot.worker.status import Tally
from katheryne_models.errors import KatheryneError
from katheryne_models.question.question import Question

logger = logging.getLogger(__name__)


class AssistantThread(Thread):
    """Takes batches from the queue and serves them until the queue is closed and empty.

    Attributes:
        assistant: What serves the next batch; `take_over` replaces it.
        busy_since: When the batch that is being served was begun, on the clock of `perf_counter`, or None.
        abandoned: Whether another thread took its place, because it hung; if it comes to, it ends.
    """

    def __init__(
        self,
        assistant: Assistant,
        queue: FairQueue,
        tally: Tally,
        settings: WorkerSettings,
        on_end: Callable[["AssistantThread", BaseException | None], None],
    ) -> None:
        """Prepare the thread; `start` runs it.

        Args:
            assistant: What serves the first batch.
            queue: Where requests wait.
            tally: Where results are counted.
            settings: Batch size and lingering.
            on_end: Called in this thread when it ends, with what killed it, or None.
        """
        super().__init__(name="assistant", daemon=True)
        self._queue = queue
        self._tally = tally
        self._settings = settings
        self._on_end = on_end
        self.busy_since: float | None = None
        self.abandoned = False
        self._in_flight: list[Request[Any]] = []
        self.take_over(assistant)

    def take_over(self, assistant: Assistant) -> None:
        """Serve with an assistant from the next batch on."""
        assistant.watch = self._tally.stage
        self.assistant = assistant

    def run(self) -> None:
        """Serve until there is nothing more to serve."""
        cause: BaseException | None = None
        try:
            while not self.abandoned and (
                batch := self._queue.take(self._settings.max_batch, self._settings.max_wait_ms / 1000)
            ):
                self._in_flight = batch
                self.busy_since = perf_counter()
                self._serve(self.assistant, batch)
                self.busy_since = None
                self._in_flight = []
        except BaseException as error:  # noqa: BLE001 - a thread's death must be told, whatever caused it
            cause = error
        # told first: whoever reads of the failure finds the worker's health up to date
        self._on_end(self, cause)
        self.give_up(cause)

    def give_up(self, cause: BaseException | None = None) -> None:
        """Fail what is being served, so that nobody waits for it in vain."""
        for request in self._in_flight:
            if not request.future.done():
                request.fail(RuntimeError(f"the assistant thread died: {cause!r}") if cause else StoppingError())

    def _serve(self, assistant: Assistant, batch: list[Request[Any]]) -> None:
        self._tally.batch(len(batch))
        questions = [(request, request.call.question) for request in batch if isinstance(request.call, Ask)]
        if questions:
            self._answer(assistant, questions)
        for request in batch:
            if not isinstance(request.call, Ask):
                self._run_alone(assistant, request, attempts=2)

    def _answer(self, assistant: Assistant, asked: list[tuple[Request[Any], Question]]) -> None:
        requests = [request for request, _ in asked]
        try:
            outcomes = assistant.ask_batch([question for _, question in asked])
            pairs = list(zip(requests, outcomes, strict=True))
        except Exception:  # whatever one question does to a batch, the others get their answers
            logger.exception("a batch of %d failed; each question is tried alone", len(requests))
            for request in requests:
                self._run_alone(assistant, request, attempts=1)
            return
        for request, outcome in pairs:
            request.end(outcome, self._tally)

    def _run_alone(self, assistant: Assistant, request: Request[Any], attempts: int) -> None:
        if request.late():
            request.end(DeadlineError(seconds=request.patience), self._tally)
            return
        try:
            outcome = request.call.run(assistant)
        except KatheryneError as error:
            outcome = error
        except Exception as error:
            if attempts > 1:
                logger.exception("a request failed and is tried again")
                self._run_alone(assistant, request, attempts - 1)
                return
            outcome = error
        request.end(outcome, self._tally)
