"""What the last question of each asker in each channel was, for follow-ups."""

import time
from collections import OrderedDict

from bot.sharding.protocols import Place
from katheryne_models.answer.answer import Exchange


class Conversations:
    """Remembers the last exchange of an asker in a channel, for a while and in memory; the least recent goes first."""

    def __init__(self, places: int, seconds: float) -> None:
        """Bound the memory.

        Args:
            places: How many exchanges are kept.
            seconds: How long each is kept.
        """
        self._places = places
        self._seconds = seconds
        self._exchanges: OrderedDict[Place, tuple[Exchange, float]] = OrderedDict()

    async def last(self, place: Place) -> Exchange | None:
        """The last exchange there, or None where there was none lately."""
        exchange, until = self._exchanges.get(place, (None, 0.0))
        if time.monotonic() >= until:
            self._exchanges.pop(place, None)
            return None
        return exchange

    async def of(self, user_id: int) -> list[tuple[int | None, Exchange]]:
        """Somebody's last exchanges that still count, each with its channel's id."""
        now = time.monotonic()
        return [
            (channel_id, exchange)
            for (asker_id, channel_id), (exchange, until) in self._exchanges.items()
            if asker_id == user_id and now < until
        ]

    async def forget(self, user_id: int) -> None:
        """Forget somebody's exchanges."""
        for place in [place for place in self._exchanges if place[0] == user_id]:
            del self._exchanges[place]

    async def remember(self, place: Place, exchange: Exchange) -> None:
        """Keep an exchange for the next question there."""
        self._exchanges[place] = (exchange, time.monotonic() + self._seconds)
        self._exchanges.move_to_end(place)
        if len(self._exchanges) > self._places:
            self._exchanges.popitem(last=False)
