"""When shards may log in, among the shards of one process."""

import asyncio
import math
import time

# Discord's 5 seconds, and half a second for what the network does to two messages that follow each other
SPACING = 5.5


class LocalTurns:
    """The turns of one process."""

    def __init__(self, spacing: float = SPACING) -> None:
        """Space the turns of a bucket by some seconds."""
        self._spacing = spacing
        self._taken: dict[tuple[int, int], tuple[str, float]] = {}

    async def take(self, application_id: int, bucket: int, holder: str, *, then: str) -> None:
        """Wait for a turn; see `bot.sharding.protocols.Turns`."""
        key = application_id, bucket
        while True:
            now = time.monotonic()
            held_by, at = self._taken.get(key, ("", -math.inf))
            if held_by == holder or now - at >= self._spacing:
                self._taken[key] = then, now
                return
            await asyncio.sleep(at + self._spacing - now)
