import time

import pytest

from bot.conversations import Conversations
from katheryne_models.answer.answer import Exchange

FIRST, SECOND = Exchange("fact.birthday <character:0>"), Exchange("fact.region <character:0>")


async def test_each_asker_and_channel_has_its_own() -> None:
    conversations = Conversations(places=10, seconds=60)
    await conversations.remember((1, 1), FIRST)
    await conversations.remember((1, 2), SECOND)
    assert await conversations.last((1, 1)) == FIRST
    assert await conversations.last((1, 2)) == SECOND
    assert await conversations.last((2, 1)) is None


async def test_the_least_recent_goes_first() -> None:
    conversations = Conversations(places=2, seconds=60)
    await conversations.remember((1, 1), FIRST)
    await conversations.remember((2, 1), FIRST)
    await conversations.remember((1, 1), SECOND)
    await conversations.remember((3, 1), FIRST)
    assert [await conversations.last((user, 1)) for user in (1, 2, 3)] == [SECOND, None, FIRST]


async def test_an_exchange_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    conversations = Conversations(places=2, seconds=60)
    await conversations.remember((1, 1), FIRST)
    now = 1059.0
    assert await conversations.last((1, 1)) == FIRST
    now = 1060.0
    assert await conversations.last((1, 1)) is None
