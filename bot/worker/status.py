"""How the worker fares."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from prometheus_client import Counter, Histogram, Metric

from katheryne_models.answer.answer import Answer
from katheryne_models.errors import KatheryneError

KEPT_LATENCIES = 1000
LATENCY_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
STAGE_BUCKETS = (0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
SIZE_BUCKETS = (1, 2, 4, 8, 16, 32, 64)


class Health(StrEnum):
    """Whether the worker can answer."""

    READY = "ready"
    LOADING = "loading"
    OFFLINE = "offline"
    RESTARTING = "restarting"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Status:
    """The worker at one moment.

    Attributes:
        health: Whether it can answer.
        reason: Why it can't, or None.
        checkpoint: The name of the loaded checkpoint, or None.
        queue_depth: How many requests wait.
        served: How many requests got a result, known failures included.
        failed: How many requests ended in an unforeseen error.
        batches: How many batches were run.
        last_batch: How many requests were in the last batch.
        restarts: How often what answers died, and was replaced or waited for.
        latencies_ms: From queueing to result, of the last 1,000 requests, ascending, in milliseconds.
    """

    health: Health
    reason: str | None
    checkpoint: str | None
    queue_depth: int
    served: int
    failed: int
    batches: int
    last_batch: int
    restarts: int
    latencies_ms: tuple[float, ...]

    def latency_ms(self, percentile: float) -> float | None:
        """A percentile (0 to 100, nearest rank) of the latencies in milliseconds; None before the first."""
        if not self.latencies_ms:
            return None
        rank = round(percentile / 100 * (len(self.latencies_ms) - 1))
        return self.latencies_ms[rank]


class Tally:
    """Counts what the thread does; read from the event loop."""

    def __init__(self) -> None:
        """Start at zero."""
        # of no registry: a program may hold several workers, and each tells of itself
        self._seconds = Histogram(
            "katheryne_request_seconds", "From queueing to result", buckets=LATENCY_BUCKETS, registry=None
        )
        self._batch_sizes = Histogram(
            "katheryne_batch_size", "Requests in a batch", buckets=SIZE_BUCKETS, registry=None
        )
        self._stages = Histogram(
            "katheryne_stage_seconds",
            "A stage of a batch of questions",
            ["stage"],
            buckets=STAGE_BUCKETS,
            registry=None,
        )
        self._answers = Counter(
            "katheryne_answers", "Questions that were answered or declined", ["outcome"], registry=None
        )
        self.served = 0
        self.failed = 0
        self.batches = 0
        self.last_batch = 0
        self._latencies: deque[float] = deque(maxlen=KEPT_LATENCIES)
        self._lock = Lock()

    def batch(self, size: int) -> None:
        """Count a batch."""
        self._batch_sizes.observe(size)
        self.batches += 1
        self.last_batch = size

    def stage(self, name: str, seconds: float) -> None:
        """Count a stage of a batch of questions, and how long it took."""
        self._stages.labels(name).observe(seconds)

    def result(self, seconds: float, *, failed: bool) -> None:
        """Count a request that ended, and how long it took."""
        self._seconds.observe(seconds)
        with self._lock:
            self._latencies.append(seconds * 1000)
            if failed:
                self.failed += 1
            else:
                self.served += 1

    def outcome(self, seconds: float, outcome: object) -> None:
        """Count a request by what became of it: an exception, or its result.

        A known failure is a result too; an answer counts as answered or declined.
        """
        if isinstance(outcome, Answer):
            self._answers.labels("answered" if outcome.answered else "declined").inc()
        self.result(seconds, failed=isinstance(outcome, Exception) and not isinstance(outcome, KatheryneError))

    def metrics(self) -> Iterable[Metric]:
        """The counts for monitoring."""
        for metric in (self._seconds, self._stages, self._batch_sizes, self._answers):
            yield from metric.collect()

    def latencies_ms(self) -> tuple[float, ...]:
        """The latencies kept, ascending."""
        with self._lock:
            return tuple(sorted(self._latencies))
