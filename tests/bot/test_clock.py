"""A machine's clock that is put forward or back makes nothing late, nothing old and nothing lost."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

import bot.store.store
from bot.conversations import Conversations
from bot.failures import TooFastError
from bot.limits import Limits
from bot.settings import WorkerSettings
from bot.store.records import Feedback
from bot.worker import AssistantWorker
from bot.worker.worker import WATCH_SECONDS
from katheryne_models.answer.answer import Exchange
from katheryne_models.question.question import Question
from tests.bot.assistants import ScriptedAssistant
from tests.bot.conftest import World
from tests.bot.waiting import until

YEARS = timedelta(days=3653)
WRONG = Feedback("who is paimon", "unknown", "wrong", "assistant", "genshin-db 5.2.12")


class Clock:
    """The machine's clock, which may be set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ahead = timedelta()
        clock, real = self, time.time

        class Moved(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # only UTC is asked for
                assert tz is UTC
                return datetime.fromtimestamp(time.time(), UTC)

        monkeypatch.setattr(time, "time", lambda: real() + clock.ahead.total_seconds())
        monkeypatch.setattr(bot.store.store, "datetime", Moved)
        monkeypatch.setattr("discord.utils.utcnow", lambda: datetime.fromtimestamp(time.time(), UTC))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.mark.parametrize("jump", [YEARS, -YEARS])
async def test_no_question_is_late_because_the_clock_was_set(clock: Clock, jump: timedelta) -> None:
    assistant = ScriptedAssistant()
    worker = AssistantWorker(lambda _: assistant, WorkerSettings(hang_seconds=5.0))
    await worker.start()
    await worker.reload("first")
    running = asyncio.create_task(worker.ask(Question("gate"), user_id=1))
    await asyncio.to_thread(assistant.gate_reached.wait)
    waiting = asyncio.create_task(worker.ask(Question("birthday of hu tao"), user_id=2))
    await until(lambda: worker.status.queue_depth == 1)
    clock.ahead += jump
    await asyncio.sleep(2 * WATCH_SECONDS)
    assistant.gate.set()
    assert (await running).answered
    assert (await waiting).answered
    assert worker.status.restarts == 0
    assert 0 < min(worker.status.latencies_ms) <= max(worker.status.latencies_ms) < 60_000
    await worker.stop()


@pytest.mark.parametrize("jump", [YEARS, -YEARS])
def test_follow_ups_and_limits_do_not_go_by_the_clock(clock: Clock, jump: timedelta) -> None:
    conversations, limits = Conversations(places=10, seconds=60), Limits(per_user=1, per_guild=9)
    conversations.remember((1, 1), Exchange("fact.birthday <character:0>"))
    limits.take(1, None)
    clock.ahead += jump
    assert conversations.last((1, 1)) is not None
    with pytest.raises(TooFastError):
        limits.take(1, None)


async def test_entries_do_not_get_old_by_a_clock_that_is_put_forward(
    clock: Clock, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    store = world.bot.store
    await store.add_feedback(WRONG)
    await world.bot.keep_house()
    clock.ahead += YEARS
    await world.bot.keep_house()
    assert await store.feedback() == [WRONG]
    assert "clock was put forward or back" in caplog.text

    await world.bot.keep_house()  # a day later it still says so: then it is believed
    assert await store.feedback() == []


async def test_entries_of_before_and_after_a_clock_that_is_put_back_keep_their_order(
    clock: Clock, world: World
) -> None:
    store = world.bot.store
    await store.add_feedback(WRONG)
    clock.ahead -= YEARS
    later = Feedback("how strong is she", "unknown", "declined", "assistant", "genshin-db 5.2.12")
    await store.add_feedback(later)
    assert await store.feedback() == [WRONG, later]
    assert await store.unanswered(2) == [later, WRONG]
