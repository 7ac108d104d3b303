"""Waiting for what another thread does."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], object]) -> None:
    """Wait until a condition holds; a test's own limit of time ends what never does."""
    while not condition():  # noqa: ASYNC110 - what a thread does has no event to wait for
        await asyncio.sleep(0.001)
