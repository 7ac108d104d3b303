from collections.abc import AsyncIterator

import pytest

from tests.bot.ray_serve.stand_in import StandIn


@pytest.fixture
async def cluster() -> AsyncIterator[StandIn]:
    cluster = StandIn()
    await cluster.start()
    yield cluster
    cluster.gate.set()
    await cluster.stop()
