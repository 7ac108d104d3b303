"""Pictures, drawn beside the event loop and kept for the next who asks."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

MOST_KEPT = 64  # pictures of at most 200 KB


class Pictures:
    """Draws in one thread of its own, so that neither the event loop nor the assistant's thread waits.

    All methods belong to the event loop.
    """

    def __init__(self) -> None:
        """Make an empty shelf; its thread starts with the first picture."""
        self._pool = ThreadPoolExecutor(1, "pictures")
        self._kept: OrderedDict[Hashable, asyncio.Future[bytes]] = OrderedDict()

    async def get(self, key: Hashable, draw: Callable[[], bytes]) -> bytes:
        """The picture of a key, drawn at most once, whoever asks for it at the same time.

        Args:
            key: What the picture shows, and by which checkpoint.
            draw: Draws it, as a PNG file.

        Raises:
            Exception: Whatever drawing raises; it is tried anew for the next who asks.
        """
        return await self._shared(key, lambda: asyncio.get_running_loop().run_in_executor(self._pool, draw))

    async def fetch(self, key: Hashable, fetch: Callable[[], Coroutine[Any, Any, bytes]]) -> bytes:
        """The picture of a key, fetched from where it is drawn at most once; else as `get`."""
        return await self._shared(key, lambda: asyncio.create_task(fetch()))

    async def _shared(self, key: Hashable, begin: Callable[[], asyncio.Future[bytes]]) -> bytes:
        future = self._kept.get(key)
        if future is None:
            future = begin()
            self._kept[key] = future
            future.add_done_callback(lambda done: self._forget_failure(key, done))
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return await asyncio.shield(future)

    def clear(self) -> None:
        """Forget all pictures: another checkpoint draws others."""
        self._kept.clear()

    def close(self) -> None:
        """End the thread after what it draws now."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _forget_failure(self, key: Hashable, done: asyncio.Future[bytes]) -> None:
        if (done.cancelled() or done.exception()) and self._kept.get(key) is done:
            del self._kept[key]
