import asyncio
import threading
from collections.abc import AsyncIterator

import pytest

from bot.failures import (
    AskerBusyError,
    BusyError,
    DeadlineError,
    ModelOfflineError,
    ReloadError,
    StoppingError,
)
from bot.settings import WorkerSettings
from bot.worker import AssistantWorker, Health
from katheryne_models.answer.answer import Answer
from katheryne_models.errors import CheckpointError, KatheryneError, UnknownNameError
from katheryne_models.question.question import Question
from tests.bot.assistants import HU_TAO, ScriptedAssistant
from tests.bot.waiting import until

BROKEN = "data/models/broken/config.json is damaged."


class Shelf:
    """A loader with named assistants, one damaged checkpoint and one that fails unforeseen."""

    def __init__(self) -> None:
        self.first = ScriptedAssistant("first")
        self.second = ScriptedAssistant("second")
        self.loading_threads: set[threading.Thread] = set()
        self.may_load = threading.Event()
        self.may_load.set()

    def __call__(self, name: str) -> ScriptedAssistant:
        self.loading_threads.add(threading.current_thread())
        self.may_load.wait(30)
        match name:
            case "first":
                return self.first
            case "second":
                return self.second
            case "broken":
                raise CheckpointError(BROKEN)
            case _:
                raise OSError(name)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def settings() -> WorkerSettings:
    return WorkerSettings(max_batch=8, max_wait_ms=0, queue_size=6, queue_per_user=4, deadline_seconds=30)


@pytest.fixture
async def worker(shelf: Shelf, settings: WorkerSettings) -> AsyncIterator[AssistantWorker]:
    worker = AssistantWorker(shelf, settings)
    await worker.start()
    await worker.reload("first")
    yield worker
    shelf.first.gate.set()
    shelf.second.gate.set()
    await worker.stop()


def asking(worker: AssistantWorker, text: str, user_id: int = 1) -> asyncio.Task[Answer]:
    return asyncio.create_task(worker.ask(Question(text), user_id=user_id))


async def held(worker: AssistantWorker, assistant: ScriptedAssistant, user_id: int = 99) -> asyncio.Task[Answer]:
    """Occupy the thread with a question that waits for the gate."""
    task = asking(worker, "gate", user_id)
    await asyncio.to_thread(assistant.gate_reached.wait, 30)
    return task


async def queued(worker: AssistantWorker, count: int) -> None:
    await until(lambda: worker.status.queue_depth == count)


async def test_answers_in_its_own_thread(worker: AssistantWorker, shelf: Shelf) -> None:
    answer = await worker.ask(Question("hello"), user_id=1)
    similar = await worker.similar("Hu Tao", user_id=1, count=2)

    assert answer.text == "first answers 'hello'."
    assert similar.query == HU_TAO
    assert len(similar.neighbours) == 2
    assert len(shelf.first.threads) == 1
    assert threading.current_thread() not in shelf.first.threads | shelf.loading_threads


async def test_without_an_assistant_it_says_why(shelf: Shelf, settings: WorkerSettings) -> None:
    worker = AssistantWorker(shelf, settings)
    await worker.start()
    with pytest.raises(ModelOfflineError, match="katheryne train assistant"):
        await worker.ask(Question("hello"), user_id=1)
    with pytest.raises(CheckpointError):
        await worker.reload("broken")
    with pytest.raises(ModelOfflineError, match=r"config\.json is damaged"):
        await worker.ask(Question("hello"), user_id=1)
    assert worker.status.health is Health.OFFLINE
    assert worker.versions is None
    assert worker.complete("hu", ("character",)) == []

    shelf.may_load.clear()
    loading = asyncio.create_task(worker.reload("first"))
    await until(lambda: worker.status.health is Health.LOADING)
    with pytest.raises(ModelOfflineError, match="still loading"):
        await worker.similar("Hu Tao", user_id=1)
    shelf.may_load.set()
    await loading
    assert (await worker.ask(Question("hello"), user_id=1)).answered
    await worker.stop()


async def test_what_waits_is_served_in_one_batch_with_askers_in_turn(worker: AssistantWorker, shelf: Shelf) -> None:
    first = await held(worker, shelf.first)
    tasks = [asking(worker, f"a{n}", user_id=1) for n in range(3)]
    tasks += [asking(worker, "b0", user_id=2), asking(worker, "c0", user_id=3)]
    await queued(worker, 5)
    shelf.first.gate.set()
    answers = await asyncio.gather(first, *tasks)

    assert [answer.question for answer in answers] == ["gate", "a0", "a1", "a2", "b0", "c0"]
    assert shelf.first.batches == [["gate"], ["a0", "b0", "c0", "a1", "a2"]]
    assert worker.status.batches == 2
    assert worker.status.last_batch == 5


async def test_a_batch_is_no_larger_than_allowed(shelf: Shelf) -> None:
    worker = AssistantWorker(shelf, WorkerSettings(max_batch=2, max_wait_ms=1000))
    await worker.start()
    await worker.reload("first")
    first = await held(worker, shelf.first)
    tasks = [asking(worker, f"q{n}", user_id=n) for n in range(5)]
    await queued(worker, 5)
    shelf.first.gate.set()
    await asyncio.gather(first, *tasks)
    await worker.stop()

    assert [len(batch) for batch in shelf.first.batches] == [1, 2, 2, 1]


async def test_a_batch_waits_for_company_up_to_its_limit(shelf: Shelf) -> None:
    worker = AssistantWorker(shelf, WorkerSettings(max_batch=3, max_wait_ms=1000, queue_per_user=9))
    await worker.start()
    await worker.reload("first")
    first = await held(worker, shelf.first)
    tasks = [asking(worker, "q0"), asking(worker, "q1")]
    await queued(worker, 2)
    shelf.first.gate.set()
    await first
    await queued(worker, 0)  # two are taken up, and there is room for a third
    tasks.append(asking(worker, "q2"))
    await asyncio.gather(*tasks)
    await worker.stop()

    assert shelf.first.batches[1:] == [["q0", "q1", "q2"]]


async def test_a_full_queue_refuses_at_once(worker: AssistantWorker, shelf: Shelf) -> None:
    first = await held(worker, shelf.first)
    tasks = [asking(worker, f"q{n}", user_id=n) for n in range(6)]
    await queued(worker, 6)
    with pytest.raises(BusyError):
        await worker.ask(Question("one more"), user_id=7)
    shelf.first.gate.set()
    assert len(await asyncio.gather(first, *tasks)) == 7


async def test_one_asker_cannot_fill_the_queue(worker: AssistantWorker, shelf: Shelf) -> None:
    first = await held(worker, shelf.first)
    flood = [asking(worker, f"q{n}") for n in range(4)]
    await queued(worker, 4)
    with pytest.raises(AskerBusyError, match="4 questions"):
        await worker.ask(Question("flood"), user_id=1)
    other = asking(worker, "other", user_id=2)
    await queued(worker, 5)
    shelf.first.gate.set()
    await asyncio.gather(first, other, *flood)


async def test_given_up_questions_make_room_and_are_never_run(worker: AssistantWorker, shelf: Shelf) -> None:
    first = await held(worker, shelf.first)
    flood = [asking(worker, f"q{n}") for n in range(4)]
    await queued(worker, 4)
    for task in flood:
        task.cancel()
    await asyncio.gather(*flood, return_exceptions=True)
    wanted = asking(worker, "wanted")
    await until(lambda: worker.status.queue_depth == 1)
    shelf.first.gate.set()
    await asyncio.gather(first, wanted)

    assert shelf.first.batches == [["gate"], ["wanted"]]


async def test_a_late_question_is_told_so_and_never_run(shelf: Shelf) -> None:
    worker = AssistantWorker(shelf, WorkerSettings(deadline_seconds=0.05))
    await worker.start()
    await worker.reload("first")
    first = await held(worker, shelf.first)
    waiting = asking(worker, "waiting", user_id=2)
    for task in (first, waiting):
        with pytest.raises(DeadlineError, match=r"0\.05 seconds"):
            await task
    shelf.first.gate.set()
    await until(lambda: worker.status.queue_depth == 0)
    await worker.stop()

    assert shelf.first.batches == [["gate"]]


async def test_an_exception_fails_nobody_else(worker: AssistantWorker, shelf: Shelf) -> None:
    first = await held(worker, shelf.first)
    tasks = {text: asking(worker, text, n) for n, text in enumerate(("fine", "boom", "boom together", "declined"))}
    await queued(worker, 4)
    shelf.first.gate.set()
    await asyncio.gather(first, *tasks.values(), return_exceptions=True)

    assert tasks["fine"].result().answered
    assert tasks["boom together"].result().answered
    assert isinstance(tasks["boom"].exception(), ValueError)
    assert isinstance(tasks["declined"].exception(), KatheryneError)
    assert [len(batch) for batch in shelf.first.batches] == [1, 4, 1, 1, 1, 1]
    assert worker.status.health is Health.READY
    assert worker.status.failed == 1
    assert worker.status.restarts == 0


async def test_a_batch_that_needs_too_much_memory_is_split(
    worker: AssistantWorker, shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    first = await held(worker, shelf.first)
    tasks = [asking(worker, text, n) for n, text in enumerate(("light", "heavy", "as light"))]
    await queued(worker, 3)
    shelf.first.gate.set()
    answers = await asyncio.gather(first, *tasks)

    assert [answer.question for answer in answers] == ["gate", "light", "heavy", "as light"]
    assert [len(batch) for batch in shelf.first.batches] == [1, 3, 1, 1, 1]
    assert "MemoryError" in caplog.text
    assert worker.status.restarts == 0


async def test_a_failing_look_up_is_tried_twice_and_a_known_failure_once(worker: AssistantWorker, shelf: Shelf) -> None:
    with pytest.raises(ValueError, match="similar failed"):
        await worker.similar("boom", user_id=1)
    assert len(shelf.first.wishes) == 2
    with pytest.raises(UnknownNameError) as caught:
        await worker.similar("nobody", user_id=1)
    assert len(shelf.first.wishes) == 3
    assert caught.value.suggestions == ("Hu Tao", "Yoimiya")
    assert (await worker.ask(Question("still there"), user_id=1)).answered


async def test_a_dead_thread_is_replaced(worker: AssistantWorker, shelf: Shelf) -> None:
    with pytest.raises(RuntimeError, match="died"):
        await worker.ask(Question("die"), user_id=1)
    assert worker.status.health is Health.RESTARTING
    assert (await worker.ask(Question("again"), user_id=1)).answered

    status = worker.status
    assert status.health is Health.READY
    assert status.restarts == 1
    assert len(shelf.first.threads) == 2


async def test_reload_swaps_between_batches(worker: AssistantWorker, shelf: Shelf) -> None:
    assert (await worker.ask(Question("q"), user_id=1)).text == "first answers 'q'."
    running = await held(worker, shelf.first)
    await worker.reload("second")
    after = asking(worker, "q")
    await queued(worker, 1)
    shelf.first.gate.set()

    assert (await running).text == "first answers 'gate'."
    assert (await after).text == "second answers 'q'."
    assert worker.status.checkpoint == "second"
    assert worker.versions == shelf.second.versions


@pytest.mark.parametrize(("name", "error"), [("broken", CheckpointError), ("missing", ReloadError)])
async def test_a_failed_reload_leaves_the_old_one_serving(
    worker: AssistantWorker, name: str, error: type[KatheryneError]
) -> None:
    await worker.ask(Question("q"), user_id=1)
    with pytest.raises(error):
        await worker.reload(name)
    assert (await worker.ask(Question("q"), user_id=1)).text == "first answers 'q'."
    assert worker.status.health is Health.READY
    assert worker.status.reason is None


async def test_stopping_serves_what_waits_and_refuses_the_rest(worker: AssistantWorker, shelf: Shelf) -> None:
    first = await held(worker, shelf.first)
    waiting = asking(worker, "waiting", 2)
    await queued(worker, 1)
    stopping = asyncio.create_task(worker.stop())
    await until(lambda: worker.status.health is Health.STOPPED)
    with pytest.raises(StoppingError):
        await worker.ask(Question("too late"), user_id=3)
    shelf.first.gate.set()
    await stopping

    assert (await first).answered
    assert (await waiting).answered


async def test_stopping_gives_up_on_a_thread_that_hangs(shelf: Shelf) -> None:
    worker = AssistantWorker(shelf, WorkerSettings(stop_seconds=0.05))
    await worker.start()
    await worker.reload("first")
    hanging = await held(worker, shelf.first)
    waiting = asking(worker, "waiting", 2)
    await queued(worker, 1)
    await worker.stop()
    for task in (hanging, waiting):
        with pytest.raises(StoppingError):
            await task
    shelf.first.gate.set()


async def test_status_counts_and_measures(worker: AssistantWorker) -> None:
    assert worker.status.latency_ms(50) is None
    for n in range(5):
        await worker.ask(Question(f"q{n}"), user_id=1)
    status = worker.status
    median, longest = status.latency_ms(50), status.latency_ms(100)

    assert status.served == 5
    assert median is not None
    assert longest is not None
    assert 0 < median <= longest == status.latencies_ms[-1]


async def test_a_thread_that_hangs_is_replaced(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    worker = AssistantWorker(shelf, WorkerSettings(hang_seconds=1.0))
    await worker.start()
    await worker.reload("first")
    hanging = await held(worker, shelf.first)
    waiting = asking(worker, "birthday of hu tao", user_id=2)

    assert (await waiting).text == "first answers 'birthday of hu tao'."
    with pytest.raises(RuntimeError, match="it hung"):
        await hanging
    assert worker.status.restarts == 1
    assert worker.status.health is Health.READY
    assert "is replaced" in caplog.text
    assert len(shelf.first.threads) == 2

    # the old one comes to, and leaves what waits to the new one
    shelf.first.gate.set()
    await until(lambda: sum(thread.is_alive() for thread in shelf.first.threads) == 1)
    assert (await worker.ask(Question("hello"), user_id=1)).answered
    assert worker.status.restarts == 1
    await worker.stop()
    # a thread tells that it is through shortly before it ends
    await until(lambda: not any(thread.is_alive() for thread in shelf.first.threads))


async def test_a_hundred_reloads_under_load_lose_no_question(shelf: Shelf) -> None:
    worker = AssistantWorker(shelf, WorkerSettings(queue_per_user=8))
    await worker.start()
    await worker.reload("first")
    reloading = True
    answered: list[str] = []

    async def keep_asking(user_id: int) -> None:
        while reloading:
            answer = await worker.ask(Question("hello"), user_id=user_id)
            answered.append(answer.text)

    async def answered_by(name: str, before: int) -> None:
        await until(lambda: f"{name} answers 'hello'." in answered[before:])

    asking_on = [asyncio.create_task(keep_asking(user_id)) for user_id in range(8)]
    refused = 0
    serving = "first"
    for number in range(100):
        name = ("first", "second", "broken")[number % 3]
        before = len(answered)
        try:
            await worker.reload(name)
            serving = name
        except CheckpointError:
            refused += 1
        await answered_by(serving, before)
    reloading = False
    await asyncio.gather(*asking_on)

    assert refused == 33
    assert set(answered) == {"first answers 'hello'.", "second answers 'hello'."}
    assert worker.status.checkpoint == "first"
    assert worker.status.restarts == 0
    assert worker.status.served == len(answered)
    assert worker.status.failed == 0
    await worker.stop()
