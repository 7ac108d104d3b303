"""Lets the shards of a process log in one after the other, as Discord wants it."""

import secrets
from collections.abc import Awaitable, Callable

from bot.sharding.protocols import Turns


class IdentifyGate:
    """Takes each shard's turn in two steps: before its connection is opened, and right before its IDENTIFY.

    A connection that says nothing for a minute ends, and many processes may have to wait longer than that. So the
    waiting comes first. What is left between the two steps is the opening of the connection, after which the turn is
    renewed: the next one's 5 seconds run from the IDENTIFY itself.
    """

    def __init__(self, turns: Turns, max_concurrency: Callable[[], Awaitable[int]]) -> None:
        """Guard the shards of one process.

        Args:
            turns: What the processes share.
            max_concurrency: Asks Discord how many shards may log in within 5 seconds.
        """
        self._turns = turns
        self._max_concurrency = max_concurrency
        self._buckets = 0
        self._process = secrets.token_hex(8)

    async def before_connecting(self, application_id: int, shard_id: int) -> None:
        """Wait for a shard's turn, and keep it."""
        holder = self._holder(shard_id)
        await self._turns.take(application_id, await self._bucket(shard_id), holder, then=holder)

    async def before_identify(self, application_id: int, shard_id: int) -> None:
        """Use a shard's turn; a shard that logs in anew has none yet and waits for it."""
        await self._turns.take(application_id, await self._bucket(shard_id), self._holder(shard_id), then="")

    def _holder(self, shard_id: int) -> str:
        return f"{self._process}:{shard_id}"

    async def _bucket(self, shard_id: int) -> int:
        if not self._buckets:
            self._buckets = await self._max_concurrency()
        return shard_id % self._buckets
