"""A bounded queue that takes turns between askers."""

from collections import OrderedDict, deque
from threading import Condition
from time import perf_counter
from typing import Any

from bot.failures import AskerBusyError, BusyError, StoppingError
from bot.worker.requests import Request

AnyRequest = Request[Any]


class FairQueue:
    """Requests in arrival order for each asker, and askers in turn.

    Filled from the event loop, emptied by the worker's thread, or by the event loop where others do the work.
    """

    def __init__(self, capacity: int, per_user: int) -> None:
        """Bound the queue.

        Args:
            capacity: How many requests may wait in all.
            per_user: How many of them may come from one asker.
        """
        self._capacity = capacity
        self._per_user = per_user
        self._turns: OrderedDict[int, deque[AnyRequest]] = OrderedDict()
        self._changed = Condition()
        self._closed = False

    def __len__(self) -> int:
        """How many requests wait."""
        with self._changed:
            return self._length()

    def put(self, request: AnyRequest) -> None:
        """Append a request without waiting.

        Raises:
            StoppingError: The queue is closed.
            BusyError: The queue is full.
            AskerBusyError: The asker has too many requests waiting.
        """
        with self._changed:
            if self._closed:
                raise StoppingError
            if self._length() >= self._capacity or self._waiting_of(request) >= self._per_user:
                self._forget_the_given_up()
            if self._waiting_of(request) >= self._per_user:
                raise AskerBusyError(count=self._per_user)
            if self._length() >= self._capacity:
                raise BusyError
            self._turns.setdefault(request.user_id, deque()).append(request)
            self._changed.notify()

    def take(self, most: int, linger: float) -> list[AnyRequest]:
        """Wait for requests and take up to `most` of them.

        A lone request is handed out at once. Where several wait already, more are probably on
        their way, so the batch is given `linger` seconds to fill.

        Returns:
            Requests that somebody still waits for; none once the queue is closed and empty.
        """
        with self._changed:
            batch: list[AnyRequest] = []
            while not batch:
                while not self._turns and not self._closed:
                    self._changed.wait()
                if not self._turns:
                    return []
                self._claim_into(batch, most)
            until = perf_counter() + linger
            while 1 < len(batch) < most and not self._closed and (left := until - perf_counter()) > 0:
                self._changed.wait(left)
                self._claim_into(batch, most)
            return batch

    def take_now(self) -> AnyRequest | None:
        """Take the next request that somebody still waits for, or None where none waits."""
        with self._changed:
            taken: list[AnyRequest] = []
            self._claim_into(taken, 1)
            return taken[0] if taken else None

    def close(self) -> None:
        """Take no more requests; what waits can still be taken out."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def drain(self) -> list[AnyRequest]:
        """Take out everything that waits."""
        with self._changed:
            waiting = [request for turn in self._turns.values() for request in turn]
            self._turns.clear()
            return waiting

    def _length(self) -> int:
        return sum(map(len, self._turns.values()))

    def _waiting_of(self, request: AnyRequest) -> int:
        return len(self._turns.get(request.user_id, ()))

    def _claim_into(self, batch: list[AnyRequest], most: int) -> None:
        while self._turns and len(batch) < most:
            user_id, turn = next(iter(self._turns.items()))
            request = turn.popleft()
            if turn:
                self._turns.move_to_end(user_id)
            else:
                del self._turns[user_id]
            if request.claim():
                batch.append(request)

    def _forget_the_given_up(self) -> None:
        for user_id, turn in list(self._turns.items()):
            kept = deque(request for request in turn if not request.future.cancelled())
            if kept:
                self._turns[user_id] = kept
            else:
                del self._turns[user_id]
