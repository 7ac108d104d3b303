import time

import pytest

from bot import limits
from bot.failures import TooFastError
from bot.limits import Limits


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock)
    return clock


async def test_a_minutes_worth_may_be_used_at_once_and_comes_back_evenly(clock: Clock) -> None:
    limited = Limits(per_user=3, per_guild=100)
    for _ in range(3):
        await limited.take(1, None)
    with pytest.raises(TooFastError, match="in 20 s"):
        await limited.take(1, None)
    clock.now += 20
    await limited.take(1, None)
    with pytest.raises(TooFastError):
        await limited.take(1, None)


async def test_people_do_not_use_up_what_others_have() -> None:
    limited = Limits(per_user=1, per_guild=100)
    await limited.take(1, 5)
    await limited.take(2, 5)
    with pytest.raises(TooFastError):
        await limited.take(1, 6)


async def test_a_server_has_a_limit_of_its_own() -> None:
    limited = Limits(per_user=10, per_guild=2)
    await limited.take(1, 5)
    await limited.take(2, 5)
    with pytest.raises(TooFastError):
        await limited.take(3, 5)
    await limited.take(3, 6)
    await limited.take(3, None)


async def test_who_is_refused_loses_nothing() -> None:
    limited = Limits(per_user=1, per_guild=1)
    await limited.take(1, 5)
    for _ in range(50):
        with pytest.raises(TooFastError):
            await limited.take(2, 5)
    await limited.take(2, 6)


async def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST_KEPT", 10)
    limited = Limits(per_user=2, per_guild=2)
    for user in range(1000):
        await limited.take(user, None)
    assert len(limited._buckets) == 10
