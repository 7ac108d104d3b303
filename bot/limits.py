"""How often commands may be used: by one person, and in one server."""

import math
import time
from collections import OrderedDict

from bot.failures import TooFastError

_MOST_KEPT = 50_000


class Limits:
    """Counts what each person and each server does within a minute, by token buckets in memory.

    A bucket holds a minute's worth and fills evenly. A full one is as good as none, so the least recent
    go first.
    """

    def __init__(self, per_user: int, per_guild: int) -> None:
        """Say how many a minute one person and one server may do."""
        self._rates = {"user": per_user, "guild": per_guild}
        self._buckets: OrderedDict[tuple[str, int], tuple[float, float]] = OrderedDict()

    async def take(self, user_id: int, guild_id: int | None) -> None:
        """Count one use.

        Raises:
            TooFastError: The person or the server has used up what a minute gives; nothing is counted then.
        """
        now = time.monotonic()
        wanted = [("user", user_id), *([("guild", guild_id)] if guild_id else [])]
        left = {key: self._left(key, now) for key in wanted}
        lacking = [(1 - has) * 60 / self._rates[key[0]] for key, has in left.items() if has < 1]
        if lacking:
            raise TooFastError(seconds=math.ceil(max(lacking)))
        for key, has in left.items():
            self._buckets[key] = (has - 1, now)
            self._buckets.move_to_end(key)
        while len(self._buckets) > _MOST_KEPT:
            self._buckets.popitem(last=False)

    def _left(self, key: tuple[str, int], now: float) -> float:
        """How much a bucket holds by now."""
        rate = self._rates[key[0]]
        held, then = self._buckets.get(key, (float(rate), now))
        return min(rate, held + (now - then) * rate / 60)
