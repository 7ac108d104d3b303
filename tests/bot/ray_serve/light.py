"""The application with a small assistant in it, whose replicas start in seconds: where the answers do not matter."""

import os
import time
from collections.abc import Sequence

from ray.serve import Application

from bot.ray_serve.application import Arguments, build
from bot.settings import load_settings
from katheryne_models.answer.answer import Answer
from katheryne_models.errors import CheckpointError, KatheryneError
from katheryne_models.question.question import Question
from tests.bot.assistants import ScriptedAssistant

SECONDS_A_BATCH = 0.02


class LightAssistant(ScriptedAssistant):
    """Says which process answers, and takes its time."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} in {os.getpid()}")
        self.versions = type(self.versions)(self.versions.data, self.versions.game, name)
        self._sickly = name == "sickly"

    def try_out(self) -> None:
        if self._sickly:
            message = "sickly fails on a trial."
            raise CheckpointError(message)

    def ask_batch(self, questions: Sequence[Question]) -> list[Answer | KatheryneError]:
        time.sleep(SECONDS_A_BATCH)
        return super().ask_batch(questions)


def load(name: str) -> LightAssistant:
    """`broken` is damaged; `sickly` loads, and fails its health check."""
    if name == "broken":
        message = "broken/model.safetensors is damaged."
        raise CheckpointError(message)
    return LightAssistant(name)


def application(arguments: Arguments) -> Application:
    return build(load_settings(arguments.config), load, arguments.checkpoint)
