import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.failures import AskerBusyError, BusyError, DeadlineError, ModelOfflineError, ReloadError, StoppingError
from bot.ray_serve.upgrade import Upgrade
from bot.ray_serve.worker import RayWorker
from bot.settings import AssistantSettings, Settings
from bot.worker import Health
from katheryne_models.answer.answer import Answer, Exchange
from katheryne_models.errors import CheckpointError, KatheryneError, UnknownNameError
from katheryne_models.lookup import Lookup
from katheryne_models.question.linked import Link
from katheryne_models.question.names import Reading
from katheryne_models.question.question import Question
from katheryne_models.similarity.similar import Wish
from tests.bot.assistants import EMBLEM, HU_TAO, PNG, STAFF, YOIMIYA, ScriptedAssistant
from tests.bot.ray_serve.stand_in import LOST_REPLICA, StandIn
from tests.bot.waiting import until

PROJECT = Path(__file__).parents[3]


@pytest.fixture
async def worker(cluster: StandIn) -> AsyncIterator[RayWorker]:
    worker = await worker_of(cluster.settings())
    yield worker
    cluster.gate.set()
    await worker.stop()


async def worker_of(settings: Settings) -> RayWorker:
    worker = RayWorker(settings)
    await worker.start()
    await worker.begin("another")
    return worker


def asking(worker: RayWorker, text: str, user_id: int = 1) -> asyncio.Task[Answer]:
    return asyncio.create_task(worker.ask(Question(text), user_id=user_id))


async def test_all_that_is_asked_comes_back_as_the_assistant_gave_it(worker: RayWorker, cluster: StandIn) -> None:
    reading = Reading("character", "hutao", "Hu Tao", 0.9)
    exchange = Exchange("p", (HU_TAO,), (STAFF,), (("<character:0>", Link("<character:0>", (reading,), 0, 1)),), ("w",))
    question = Question("and her birthday? ü😀", exchange)
    here = ScriptedAssistant("first")

    assert await worker.ask(question, user_id=1) == here.ask_batch([question])[0]
    assert cluster.assistant.exchanges == [exchange]
    wish = Wish(same=("element",), prefer_element=True)
    assert await worker.similar("Hu Tao", user_id=1, count=2, wish=wish) == here.similar("Hu Tao", count=2)
    assert cluster.assistant.wishes == [wish]
    assert await worker.entity("emblemofseveredfate", user_id=1, kind="artifact") == EMBLEM
    lookup = Lookup("Hu Tao", "fact.birthday <character:0>", (HU_TAO,))
    assert await worker.look_up(lookup, user_id=1) == here.look_up(lookup)
    assert await worker.map_picture(here.similar("Hu Tao")) == PNG
    assert await worker.comparison_picture(HU_TAO, YOIMIYA) == PNG
    assert await worker.growth_picture(HU_TAO) == PNG
    assert worker.versions == here.versions
    assert worker.status.checkpoint == "first"
    # half a character can't be sent; the rest is asked
    assert (await worker.ask(Question("hu \ud83d tao"), user_id=1)).answered


async def test_names_are_completed_without_the_cluster(cluster: StandIn) -> None:
    settings = cluster.settings()
    worker = await worker_of(settings.model_copy(update={"assistant": AssistantSettings(data=PROJECT / "data/game")}))
    await cluster.stop()
    assert worker.complete("hu ta", ("character",), 1) == [HU_TAO]
    assert worker.complete_question("hu ta")
    assert worker.called(HU_TAO) == HU_TAO
    await worker.stop()


async def test_failures_are_those_of_the_assistant(worker: RayWorker) -> None:
    with pytest.raises(UnknownNameError) as caught:
        await worker.similar("nobody", user_id=1)
    assert caught.value.suggestions == ("Hu Tao", "Yoimiya")
    with pytest.raises(KatheryneError, match="rather not say"):
        await worker.ask(Question("declined"), user_id=1)
    with pytest.raises(RuntimeError, match="boom"):
        await worker.ask(Question("boom"), user_id=1)
    assert worker.status.health is Health.READY
    assert worker.status.failed == 1


async def test_a_lost_call_is_made_once_more(worker: RayWorker, cluster: StandIn) -> None:
    cluster.failures.append(LOST_REPLICA)
    assert (await worker.ask(Question("hello"), user_id=1)).answered
    assert cluster.asked == ["hello", "hello"]
    assert worker.status.health is Health.READY
    assert worker.status.served == 1


async def test_a_call_that_is_lost_twice_is_told_so_and_nobody_else(worker: RayWorker, cluster: StandIn) -> None:
    cluster.failures.extend([LOST_REPLICA, LOST_REPLICA])
    with pytest.raises(ModelOfflineError, match="keep trying"):
        await worker.ask(Question("hello"), user_id=1)
    assert (await worker.ask(Question("again"), user_id=1)).answered
    assert cluster.asked == ["hello", "hello", "again"]


async def test_a_lost_cluster_is_offline_until_it_answers_again(
    worker: RayWorker, cluster: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    cluster.gate.clear()
    under_way = [asking(worker, f"q{n}", n) for n in range(5)]
    await until(lambda: len(cluster.asked) == 5)
    await cluster.stop()
    for outcome in await asyncio.gather(*under_way, return_exceptions=True):
        assert isinstance(outcome, ModelOfflineError)
    await until(lambda: worker.status.health is Health.OFFLINE)
    with pytest.raises(ModelOfflineError, match="keep trying"):
        await worker.ask(Question("hello"), user_id=1)
    with pytest.raises(ModelOfflineError):
        await worker.growth_picture(HU_TAO)
    assert worker.versions is None

    cluster.gate.set()
    await cluster.start()
    await until(lambda: worker.status.health is Health.READY)
    assert (await worker.ask(Question("hello"), user_id=1)).answered
    assert worker.status.restarts == 1
    changes = [message for message in caplog.messages if "the cluster" in message]
    assert [("is lost" in message, "answers with" in message) for message in changes] == [(True, False), (False, True)]


async def test_a_bot_without_a_cluster_finds_it_when_it_comes(cluster: StandIn) -> None:
    settings = cluster.settings()
    await cluster.stop()
    worker = RayWorker(settings)
    await worker.start()
    states = [worker.status.health]
    with pytest.raises(ModelOfflineError):
        await worker.begin("first")
    states.append(worker.status.health)
    assert states == [Health.LOADING, Health.OFFLINE]
    await cluster.start()
    await until(lambda: worker.status.health is Health.READY)
    assert (await worker.ask(Question("hello"), user_id=1)).answered
    await worker.stop()


async def test_another_version_of_the_program_is_not_asked(cluster: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    cluster.wire += 1
    worker = RayWorker(cluster.settings())
    await worker.start()
    with pytest.raises(ModelOfflineError):
        await worker.begin("first")
    assert "update the older one" in caplog.text
    await worker.stop()


async def test_several_are_under_way_at_once_and_the_rest_waits_its_turn(cluster: StandIn) -> None:
    worker = await worker_of(cluster.settings(max_batch=1, queue_size=3, queue_per_user=2))
    cluster.gate.clear()
    most = 4  # two batches of one for each of two replicas
    under_way = [asking(worker, f"q{n}", n) for n in range(most)]
    await until(lambda: len(cluster.asked) == most)
    waiting = [asking(worker, "a0", 1), asking(worker, "a1", 1)]
    await until(lambda: worker.status.queue_depth == 2)
    with pytest.raises(AskerBusyError):
        await worker.ask(Question("a2"), user_id=1)
    waiting.append(asking(worker, "b0", 2))
    await until(lambda: worker.status.queue_depth == 3)
    with pytest.raises(BusyError):
        await worker.ask(Question("c0"), user_id=3)
    cluster.gate.set()
    await asyncio.gather(*under_way, *waiting)

    assert cluster.most_at_once == most
    assert sorted(cluster.asked[most:]) == ["a0", "a1", "b0"]
    await worker.stop()


async def test_a_late_answer_is_told_so_once(cluster: StandIn) -> None:
    worker = await worker_of(cluster.settings(deadline_seconds=0.1))
    cluster.gate.clear()
    with pytest.raises(DeadlineError, match=r"0\.1 seconds"):
        await worker.ask(Question("hello"), user_id=1)
    cluster.gate.set()
    assert worker.status.health is Health.READY
    await worker.stop()


async def test_stopping_serves_what_is_under_way_and_refuses_the_rest(worker: RayWorker, cluster: StandIn) -> None:
    cluster.gate.clear()
    under_way = asking(worker, "hello")
    await until(lambda: cluster.asked)
    stopping = asyncio.create_task(worker.stop())
    await until(lambda: worker.status.health is Health.STOPPED)
    with pytest.raises(StoppingError):
        await worker.ask(Question("too late"), user_id=2)
    cluster.gate.set()
    await stopping
    assert (await under_way).answered


async def test_stopping_gives_up_on_a_cluster_that_hangs(cluster: StandIn) -> None:
    worker = await worker_of(cluster.settings(stop_seconds=0.05))
    cluster.gate.clear()
    hanging = asking(worker, "hello")
    await until(lambda: cluster.asked)
    await worker.stop()
    with pytest.raises(StoppingError):
        await hanging


async def test_an_upgrade_changes_the_checkpoint_and_nothing_else(worker: RayWorker, cluster: StandIn) -> None:
    await worker.reload("second")
    assert (await worker.ask(Question("q"), user_id=1)).text == "second answers 'q'."
    assert worker.status.checkpoint == "second"
    before, after = cluster.deployed
    [application] = after["applications"]
    assert application["args"].pop("upgrade") > before["applications"][0]["args"]["upgrade"]
    assert application["args"] == {"checkpoint": "second"}
    assert (after["proxy_location"], application["import_path"]) == (
        "HeadOnly",
        before["applications"][0]["import_path"],
    )


TRACEBACK = "The deployment failed to start 2 times in a row.\n  in __init__\nkatheryne_models.errors.CheckpointError: "


@pytest.mark.parametrize(
    ("verdict", "error", "said"),
    [
        (
            ("DEPLOY_FAILED", f"{TRACEBACK}broken/config.json is damaged."),
            CheckpointError,
            r"^broken/config\.json is dam",
        ),
        (("DEPLOY_FAILED", "the health check failed"), ReloadError, "did not become healthy"),
        (("DEPLOYING", ""), ReloadError, "not healthy after"),
    ],
)
async def test_a_failed_upgrade_is_taken_back(
    worker: RayWorker,
    cluster: StandIn,
    verdict: tuple[str, str],
    error: type[KatheryneError],
    said: str,
) -> None:
    cluster.verdicts["broken"] = verdict
    with pytest.raises(error, match=said):
        await Upgrade(worker._ray, seconds=0.2).run("broken")
    assert len(cluster.deployed) == 3
    assert cluster.deployed[2] == cluster.deployed[0]
    assert (await worker.ask(Question("q"), user_id=1)).text == "first answers 'q'."


async def test_without_a_dashboard_a_reload_says_so(cluster: StandIn) -> None:
    settings = cluster.settings()
    nowhere = settings.ray.model_copy(update={"dashboard": "http://127.0.0.1:1"})
    worker = await worker_of(settings.model_copy(update={"ray": nowhere}))
    with pytest.raises(ReloadError, match="second"):
        await worker.reload("second")
    assert (await worker.ask(Question("q"), user_id=1)).answered
    await worker.stop()


def test_the_default_configuration_needs_no_ray() -> None:
    program = """
import sys
sys.modules["ray"] = None  # importing it fails, as where it is not installed
from pathlib import Path
from bot.checkpoints import assistant_loader
from bot.run import worker_for
from bot.settings import load_settings
settings = load_settings(Path("config.toml"))
worker = worker_for(settings, assistant_loader(settings.assistant))
from bot.worker import AssistantWorker
assert isinstance(worker, AssistantWorker)
assert not [name for name in sys.modules if name.startswith(("bot.ray_serve", "ray.", "starlette"))]
from bot.ray_serve.worker import RayWorker
assert not [name for name in sys.modules if name.startswith(("ray.", "starlette", "torch"))]
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=PROJECT, timeout=60)
