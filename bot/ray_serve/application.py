"""What runs in the cluster: the very same assistant in each replica, behind Ray Serve.

`serve deploy` finds `application` by the import path in `deploy/ray/serve.yaml`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from ray import serve
from ray.serve import Application
from starlette.requests import Request
from starlette.responses import Response

from bot.checkpoints import assistant_loader
from bot.ray_serve.wire import BATCHES_AT_A_REPLICA, WIRE_VERSION, Failure, Hello, WireError, read_call, write
from bot.settings import Settings, WorkerSettings, load_settings
from bot.worker.calls import Ask, Call, Drawing
from bot.worker.protocols import AssistantLoader
from katheryne_models.answer.answer import Answer
from katheryne_models.errors import KatheryneError
from katheryne_models.question.question import Question

logger = logging.getLogger("ray.serve")  # the replica's own log

CONFIG = Path(__file__).resolve().parents[2] / "config.toml"
# A new replica starts beside each old one, which leaves only when the new one is healthy.
SURGE_PERCENT = 100
# Once may be bad luck; a checkpoint that fails twice is refused.
STARTS_BEFORE_FAILURE = 2
HEALTH_CHECK_SECONDS = 10.0


class Arguments(BaseModel):
    """What the Serve configuration says under `args`.

    Attributes:
        config: The `config.toml`, as the cluster's machines see it.
        checkpoint: The checkpoint's name, or nothing for the one that `config` names.
        upgrade: Another text here starts new replicas although all else stayed.
    """

    config: Path = CONFIG
    checkpoint: str = ""
    upgrade: str = ""


def application(arguments: Arguments) -> Application:
    """The application, as `config.toml` wants it.

    Raises:
        SettingsError: The configuration is missing or wrong.
    """
    settings = load_settings(arguments.config)
    checkpoint = arguments.checkpoint or settings.assistant.checkpoint
    return build(settings, assistant_loader(settings.assistant), checkpoint)


def build(settings: Settings, loader: AssistantLoader, checkpoint: str) -> Application:
    """The application with its limits and resources.

    Args:
        settings: The configuration.
        loader: Makes an assistant from a checkpoint's name, in the replica.
        checkpoint: The checkpoint's name.
    """
    ray, worker = settings.ray, settings.worker
    deployment = serve.deployment(
        AssistantReplica,
        name="assistant",
        ray_actor_options={"num_cpus": ray.num_cpus, "num_gpus": ray.num_gpus},
        autoscaling_config={
            "min_replicas": ray.min_replicas,
            "max_replicas": ray.max_replicas,
            "target_ongoing_requests": ray.target_ongoing_requests,
        },
        max_ongoing_requests=BATCHES_AT_A_REPLICA * worker.max_batch,
        max_surge_percent=SURGE_PERCENT,
        max_constructor_retry_count=STARTS_BEFORE_FAILURE,
        health_check_period_s=HEALTH_CHECK_SECONDS,
        health_check_timeout_s=worker.hang_seconds,
        graceful_shutdown_timeout_s=worker.stop_seconds,
    )
    return deployment.bind(loader, checkpoint, worker)


class AssistantReplica:
    """One assistant. As in the bot, one thread asks it and another draws, so that the replica stays reachable."""

    def __init__(self, loader: AssistantLoader, checkpoint: str, settings: WorkerSettings) -> None:
        """Load the checkpoint and try it.

        Raises:
            KatheryneError: It can't be used; then Serve refuses this replica.
        """
        self._assistant = loader(checkpoint)
        self._thread = ThreadPoolExecutor(1, "assistant")
        self._pictures = ThreadPoolExecutor(1, "pictures")
        together = serve.batch(max_batch_size=settings.max_batch, batch_wait_timeout_s=settings.max_wait_ms / 1000)
        self._answer: Callable[[Question], Awaitable[Answer | Exception]] = together(self._answer_together)

    async def __call__(self, request: Request) -> Response:
        """Answer a request of the bot: 200 with the result, 422 with a failure, 400 where it is no call."""
        path = request.url.path
        if path.endswith("/hello"):
            return Response(write(self._hello()), media_type="application/json")
        try:
            call = read_call(path, await request.body())
        except WireError as error:
            return Response(str(error), 400)
        try:
            result = await self._run(call)
        except KatheryneError as error:
            return Response(write(Failure.of(error)), 422)
        except Exception as error:  # told to the bot as a failure of this call: the replica itself is well
            logger.exception("%s failed", type(call).__name__)
            return Response(write(Failure.of(error)), 422)
        return Response(write(result))

    async def check_health(self) -> None:
        """Ask a few questions; whatever this raises, or a time-out, makes Serve replace the replica."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._assistant.try_out)

    def _hello(self) -> Hello:
        return Hello(WIRE_VERSION, serve.get_replica_context().replica_id.unique_id, self._assistant.versions)

    async def _run(self, call: Call[Any]) -> Any:  # noqa: ANN401 - each call has its own
        if isinstance(call, Ask):
            outcome = await self._answer(call.question)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome
        pool = self._pictures if isinstance(call, Drawing) else self._thread
        return await asyncio.get_running_loop().run_in_executor(pool, call.run, self._assistant)

    async def _answer_together(self, questions: list[Question]) -> list[Answer | Exception]:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._answer_batch, questions)

    def _answer_batch(self, questions: Sequence[Question]) -> list[Answer | Exception]:
        try:
            return list(self._assistant.ask_batch(questions))
        except Exception:  # whatever one question does to a batch, the others get their answers
            logger.exception("a batch of %d failed; each question is tried alone", len(questions))
            return [self._answer_alone(question) for question in questions]

    def _answer_alone(self, question: Question) -> Answer | Exception:
        try:
            return Ask(question).run(self._assistant)
        except Exception as error:  # noqa: BLE001 - it becomes that one question's failure
            return error
