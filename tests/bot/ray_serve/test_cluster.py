"""A real Ray Serve on this machine: what is lost, and how it comes back. `pytest -s` shows the times."""

import asyncio
import json
import os
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import pytest

from bot.failures import ModelOfflineError, ReloadError
from bot.ray_serve.worker import RayWorker
from bot.settings import AssistantSettings, RaySettings, Settings, WorkerSettings
from bot.worker import Assistant, Health
from katheryne_models.answer.answer import Answer
from katheryne_models.errors import CheckpointError, KatheryneError, UnknownNameError
from katheryne_models.lookup import Lookup
from katheryne_models.question.question import Question
from tests.bot.assistants import HU_TAO
from tests.bot.ray_serve.cluster import PROJECT, Cluster
from tests.bot.waiting import until

pytest.importorskip("ray.serve", reason="Ray is not installed: pip install -e '.[ray]'")
pytestmark = pytest.mark.timeout(240)

BLIND = PROJECT / "training" / "evaluation" / "blind_questions.jsonl"
REPLICAS = 2
CPUS = 2 * REPLICAS + 1  # an upgrade starts as many beside the old ones; the released checkpoint has one
CONFIG = f"""
[ray]
min_replicas = {REPLICAS}
max_replicas = {REPLICAS}
"""
RELEASED = f"""
[assistant]
models = "{PROJECT}/data/models"
data = "{PROJECT}/data/game"
engines = "{PROJECT}/var/engines"

[ray]
min_replicas = 1
max_replicas = 1
"""


@dataclass
class Place:
    """The cluster, and what runs in it."""

    cluster: Cluster
    folder: Path

    def deploy(self) -> None:
        applications = [
            ("light", "tests.bot.ray_serve.light:application", CONFIG),
            ("released", "bot.ray_serve.application:application", RELEASED),
        ]
        wanted = []
        for name, import_path, config in applications:
            path = self.folder / f"{name}.toml"
            path.write_text(config, encoding="utf-8")
            arguments = {"config": str(path), "checkpoint": "first" if name == "light" else ""}
            route = f"/{name}"
            wanted.append({"name": name, "route_prefix": route, "import_path": import_path, "args": arguments})
        self.cluster.deploy(wanted)

    def settings(self, name: str) -> Settings:
        ray = RaySettings(
            address=f"{self.cluster.address}/{name}", dashboard=self.cluster.dashboard, application=name,
            min_replicas=REPLICAS, max_replicas=REPLICAS,
        )  # fmt: skip
        assistant = AssistantSettings(data=PROJECT / "data" / "game")
        return Settings(ray=ray, assistant=assistant, worker=WorkerSettings(queue_per_user=128))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    place = Place(Cluster(CPUS), tmp_path_factory.mktemp("ray"))
    try:
        place.cluster.start()
        place.deploy()
        yield place
    finally:
        place.cluster.remove()


async def worker_of(place: Place, name: str) -> RayWorker:
    worker = RayWorker(place.settings(name))
    await worker.start()
    await worker.begin("")
    return worker


@pytest.fixture
async def light(place: Place) -> AsyncIterator[RayWorker]:
    worker = await worker_of(place, "light")
    yield worker
    await worker.stop()


@pytest.fixture
async def released_worker(place: Place) -> AsyncIterator[RayWorker]:
    worker = await worker_of(place, "released")
    yield worker
    await worker.stop()


@dataclass
class Load:
    """People who ask without pause, and what they were told."""

    worker: RayWorker
    people: int = 12
    asked: int = 0
    answers: list[tuple[float, Answer]] = field(default_factory=list)
    told: list[tuple[float, KatheryneError]] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        self._on = True
        self._tasks = [asyncio.create_task(self._ask(person)) for person in range(self.people)]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._on = False
        await asyncio.gather(*self._tasks)  # raises whatever was not told as a known failure
        assert len(self.answers) + len(self.told) == self.asked

    async def _ask(self, person: int) -> None:
        while self._on:
            self.asked += 1
            try:
                answer = await self.worker.ask(Question(f"q{self.asked}"), user_id=person)
            except KatheryneError as error:
                self.told.append((time.perf_counter(), error))
                await asyncio.sleep(0.05)
            else:
                self.answers.append((time.perf_counter(), answer))

    def told_kinds(self) -> Counter[str]:
        return Counter(type(error).__name__ for _, error in self.told)

    def processes(self) -> set[str]:
        """Which answered."""
        return {re.findall(r" in (\d+) answers", answer.text)[0] for _, answer in self.answers}


async def test_the_released_checkpoint_answers_as_it_does_here(released_worker: RayWorker, released: Assistant) -> None:
    lines = BLIND.read_text(encoding="utf-8").splitlines()[::9][:50]
    questions = [Question(json.loads(line)["question"]) for line in lines]
    here = [released.ask_batch([question])[0] for question in questions]
    there = await asyncio.gather(
        *(released_worker.ask(question, user_id=n) for n, question in enumerate(questions)), return_exceptions=True
    )
    assert len(there) == 50
    for one, other in zip(here, there, strict=True):
        assert isinstance(one, Answer)
        assert isinstance(other, Answer)
        # the sum of a batch's floating-point numbers depends on the batch in the last digits
        assert other.confidence == pytest.approx(one.confidence, abs=1e-4)
        assert replace(other, confidence=0) == replace(one, confidence=0)

    first = released.ask_batch([Question("when is hu tao's birthday")])[0]
    assert isinstance(first, Answer)
    follow_up = Question("and her weapon?", first.exchange)
    assert await released_worker.ask(follow_up, user_id=1) == released.ask_batch([follow_up])[0]
    similar, found = released.similar("hu tao"), await released_worker.similar("hu tao", user_id=1)
    assert [replace(one, score=0) for one in found.neighbours] == [replace(one, score=0) for one in similar.neighbours]
    assert found.query == similar.query
    lookup = Lookup("Hu Tao", "fact.birthday <character:0>", (HU_TAO,))
    assert await released_worker.look_up(lookup, user_id=1) == released.look_up(lookup)
    assert await released_worker.entity("hutao", user_id=1) == HU_TAO
    assert await released_worker.growth_picture(HU_TAO) == released.growth_picture(HU_TAO)
    with pytest.raises(UnknownNameError):
        await released_worker.similar("qwxzv", user_id=1)
    assert released_worker.versions == released.versions


async def test_replicas_share_the_load(light: RayWorker) -> None:
    async with Load(light, people=40) as load:
        await until(lambda: len(load.answers) > 400)
    assert len(load.processes()) == REPLICAS
    assert load.told == []


async def test_a_killed_replica_costs_nobody_an_answer(place: Place, light: RayWorker) -> None:
    async with Load(light) as load:
        await until(lambda: len(load.answers) > 50)
        killed, killed_at = place.cluster.replicas("light")[0], time.perf_counter()
        os.kill(killed, signal.SIGKILL)
        await until(lambda: load.answers[-1][0] > killed_at + 0.5)
        await asyncio.to_thread(_wait_for, place, killed)
        back = time.perf_counter() - killed_at
    gap = longest_gap([at for at, _ in load.answers])
    say(f"a replica killed: {load.asked} asked, told {dict(load.told_kinds())}, gap {gap:.2f} s, back {back:.1f} s")
    assert set(load.told_kinds()) <= {"ModelOfflineError"}
    assert light.status.health is Health.READY
    assert light.status.failed <= len(load.told)


async def test_an_upgrade_loses_no_question_and_a_failed_one_changes_nothing(place: Place, light: RayWorker) -> None:
    before = set(place.cluster.replicas("light"))
    async with Load(light, people=4) as load:
        for name, error, said in (
            ("broken", CheckpointError, r"broken/model\.safetensors is damaged"),
            ("sickly", KatheryneError, "sickly"),
        ):
            began = time.perf_counter()
            with pytest.raises(error, match=said):
                await light.reload(name)
            say(f"{name} was refused after {time.perf_counter() - began:.1f} s")
            assert light.status.checkpoint == "first"
            await asyncio.to_thread(_wait_until_running, place)
            assert set(place.cluster.replicas("light")) == before
        began = time.perf_counter()
        await light.reload("second")
        say(f"second answered everywhere after {time.perf_counter() - began:.1f} s")
        upgraded_at = time.perf_counter()
        await until(lambda: load.answers[-1][0] > upgraded_at + 0.5)
    assert load.told == []
    texts = [answer.text.split()[0] for at, answer in load.answers]
    assert set(texts) == {"first", "second"}
    late = {answer.text.split()[0] for at, answer in load.answers if at > upgraded_at + 0.2}
    assert late == {"second"}
    assert light.status.checkpoint == "second"
    await light.reload("first")
    assert light.status.checkpoint == "first"


async def test_a_lost_cluster_is_told_in_time_and_found_again(place: Place, light: RayWorker) -> None:
    async with Load(light) as load:
        await until(lambda: len(load.answers) > 20)
        killed_at = time.perf_counter()
        place.cluster.kill()
        await until(lambda: light.status.health is Health.OFFLINE)
        offline = time.perf_counter() - killed_at
        with pytest.raises(ModelOfflineError):
            await light.ask(Question("hello"), user_id=99)
        with pytest.raises(ReloadError):
            await light.reload("second")
        started_at = time.perf_counter()
        place.cluster.start()
        await asyncio.to_thread(place.deploy)
        deployed = time.perf_counter() - started_at
        await until(lambda: light.status.health is Health.READY)
        found = time.perf_counter() - started_at
        await until(lambda: load.answers[-1][0] > started_at)
    waited = max(at for at, _ in load.answers if at < started_at) - killed_at
    say(
        f"the cluster killed: offline after {offline:.2f} s, last answer after {waited:.2f} s; "
        f"started and deployed in {deployed:.1f} s, found after {found:.1f} s; told {dict(load.told_kinds())}"
    )
    assert set(load.told_kinds()) == {"ModelOfflineError"}
    assert light.status.restarts == 1


def say(measured: str) -> None:
    """A line that `pytest -s` shows, beside what `docs/running.md` says."""
    sys.stdout.write(f"\n{measured}\n")


def longest_gap(times: list[float]) -> float:
    return max(after - before for before, after in zip(sorted(times), sorted(times)[1:], strict=False))


def _wait_until_running(place: Place) -> None:
    while place.cluster.applications()["light"]["status"] != "RUNNING":
        time.sleep(0.2)


def _wait_for(place: Place, gone: int) -> None:
    """Wait until another replica has taken the place of one."""
    while gone in (running := place.cluster.replicas("light")) or len(running) < REPLICAS:
        time.sleep(0.2)
