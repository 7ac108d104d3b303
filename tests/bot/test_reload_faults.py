"""A checkpoint that vanishes or is half written while it is being loaded, by the real loader."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.checkpoints import assistant_loader
from bot.settings import AssistantSettings, WorkerSettings
from bot.worker import Assistant, AssistantWorker, Health
from katheryne_models.errors import CheckpointError
from katheryne_models.question.question import Question

PROJECT = Path(__file__).parents[2]
RELEASED = PROJECT / "data" / "models" / "assistant"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder with one checkpoint, whose reader is held where it comes to the vocabulary: it is a pipe."""
    folder = tmp_path / "models"
    shutil.copytree(RELEASED, folder / "fresh")
    (folder / "fresh" / "vocabulary.json").unlink()
    os.mkfifo(folder / "fresh" / "vocabulary.json")
    return folder


@pytest.fixture
async def worker(released: Assistant, models: Path) -> AsyncIterator[AssistantWorker]:
    load = assistant_loader(AssistantSettings(models=models, data=PROJECT / "data" / "game", engine="torch"))
    worker = AssistantWorker(lambda name: released if name == "released" else load(name), WorkerSettings())
    await worker.start()
    await worker.reload("released")
    yield worker
    await worker.stop()


def vanish(folder: Path) -> bytes:
    shutil.rmtree(folder)
    return b""


def half(_folder: Path) -> bytes:
    content = (RELEASED / "vocabulary.json").read_bytes()
    return content[: len(content) // 2]


def whole_but_the_rest_is_gone(folder: Path) -> bytes:
    content = (RELEASED / "vocabulary.json").read_bytes()
    shutil.rmtree(folder)
    return content


@pytest.mark.parametrize("befall", [vanish, half, whole_but_the_rest_is_gone])
async def test_the_old_one_answers_on(worker: AssistantWorker, models: Path, befall: Callable[[Path], bytes]) -> None:
    folder = models / "fresh"
    reloading = asyncio.create_task(worker.reload("fresh"))
    pipe = await asyncio.to_thread((folder / "vocabulary.json").open, "wb", buffering=0)  # waits for the reader
    assert not reloading.done()
    with pipe:
        pipe.write(befall(folder))
    with pytest.raises(CheckpointError, match=str(folder)):
        await reloading

    assert worker.status.health is Health.READY
    assert worker.status.checkpoint == "assistant"
    answer = await worker.ask(Question("when is hu tao's birthday"), user_id=1)
    assert "July 15" in answer.text
