"""Tells a clock that was put forward or back from time that has passed."""

import time

import discord

TOLERANCE_SECONDS = 3600.0


class ClockWatch:
    """Compares the machine's clock with one that nobody can set, from each look to the next.

    A machine that slept looks as if its clock was put forward, since the other clock stands still meanwhile.
    """

    def __init__(self) -> None:
        """Prepare for the first look."""
        self._ahead: float | None = None

    def jumped(self) -> bool:
        """Whether the clock has moved by more than an hour against the other one since the last look, if any."""
        before, self._ahead = self._ahead, discord.utils.utcnow().timestamp() - time.monotonic()
        return before is not None and abs(self._ahead - before) > TOLERANCE_SECONDS
