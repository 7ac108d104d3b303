"""Measures local against Ray Serve, on this machine: `python -m tests.bot.ray_serve.measure`.

One client process asks the questions of the blind set. Each backend is fresh, so that no plan is kept; the questions of
the latency are others than those of the throughput.
"""

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.checkpoints import assistant_loader
from bot.failures import ModelOfflineError
from bot.ray_serve.worker import RayWorker
from bot.settings import AssistantSettings, RaySettings, Settings, WorkerSettings
from bot.worker import AssistantWorker, Health, Worker
from katheryne_models.question.question import Question
from tests.bot.ray_serve.cluster import PROJECT, Cluster

ASSISTANT = AssistantSettings(
    models=PROJECT / "data/models", data=PROJECT / "data/game", engines=PROJECT / "var/engines"
)
AT_ONCE = WorkerSettings(queue_size=1000, queue_per_user=1000, deadline_seconds=300)
ONE_BY_ONE = 90
PAUSE_SECONDS = 0.1
SURELY_DEAD_SECONDS = 1.0  # after its end was ordered


@asynccontextmanager
async def running(worker: Worker) -> AsyncIterator[Worker]:
    await worker.start()
    await worker.begin("assistant")
    assert worker.status.health is Health.READY
    try:
        yield worker
    finally:
        await worker.stop()


async def measure(name: str, worker: Worker) -> None:
    lines = (PROJECT / "training/evaluation/blind_questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [Question(json.loads(line)["question"]) for line in lines]
    async with running(worker):
        took = []
        for question in questions[:ONE_BY_ONE]:
            began = time.perf_counter()
            await worker.ask(question, user_id=1)
            took.append(1000 * (time.perf_counter() - began))
            await asyncio.sleep(PAUSE_SECONDS)
        took.sort()
        rest = questions[ONE_BY_ONE:]
        began = time.perf_counter()
        await asyncio.gather(*(worker.ask(question, user_id=n) for n, question in enumerate(rest)))
        rate = len(rest) / (time.perf_counter() - began)
    median, late = took[len(took) // 2], took[int(0.95 * len(took))]
    sys.stdout.write(
        f"{name}: {rate:.0f} questions/s; one by one: median {median:.1f} ms, 95 % {late:.1f} ms; "
        f"load of the machine {os.getloadavg()[0]:.1f}\n"
    )
    sys.stdout.flush()


def with_replicas(count: int) -> None:
    folder = Path(tempfile.mkdtemp())
    config = folder / "config.toml"
    config.write_text(
        f'[assistant]\nmodels = "{ASSISTANT.models}"\ndata = "{ASSISTANT.data}"\nengines = "{ASSISTANT.engines}"\n'
        f"[ray]\nmin_replicas = {count}\nmax_replicas = {count}\n",
        encoding="utf-8",
    )
    cluster = Cluster(cpus=count)
    try:
        cluster.start()
        application = {
            "name": "katheryne",
            "route_prefix": "/katheryne",
            "import_path": "bot.ray_serve.application:application",
            "args": {"config": str(config)},
        }
        cluster.deploy([application])
        time.sleep(10)  # the cluster's own processes come to rest
        ray = RaySettings(address=f"{cluster.address}/katheryne", min_replicas=count, max_replicas=count)
        settings = Settings(assistant=ASSISTANT, worker=AT_ONCE, ray=ray)
        asyncio.run(measure_ray(f"Ray, replicas: {count}", settings))
        if count == 1:
            asyncio.run(measure_loss(cluster, settings))
    finally:
        cluster.remove()


async def measure_ray(name: str, settings: Settings) -> None:
    await measure(name, RayWorker(settings))


async def measure_loss(cluster: Cluster, settings: Settings) -> None:
    """Kill the only replica, and see how long it takes until that is told, and until somebody is answered again."""
    question = Question("when is hu tao's birthday")
    async with running(RayWorker(settings)) as worker:
        began = time.perf_counter()
        os.kill(cluster.replicas("katheryne")[0], signal.SIGKILL)
        told = 0.0
        while True:
            asked = time.perf_counter()
            try:
                await worker.ask(question, user_id=1)
            except ModelOfflineError:
                told = told or time.perf_counter() - began
                await asyncio.sleep(PAUSE_SECONDS)
            else:
                if told or asked - began > SURELY_DEAD_SECONDS:
                    break
    again = time.perf_counter() - began
    sys.stdout.write(f"the only replica killed: told after {told:.1f} s, answered again after {again:.1f} s\n")
    sys.stdout.flush()


async def measure_local() -> None:
    await measure("local", AssistantWorker(assistant_loader(ASSISTANT), AT_ONCE))


if __name__ == "__main__":
    asyncio.run(measure_local())
    for replicas in (1, 2):
        with_replicas(replicas)
