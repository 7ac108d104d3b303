"""The installed checkpoints of the assistant.

`katheryne_models` is imported inside the functions, which run in other threads: it brings torch along,
which takes seconds, and the event loop has people to answer meanwhile.
"""

import asyncio
from pathlib import Path

from bot.failures import UnknownCheckpointError
from bot.presentation.escaping import neutralise
from bot.settings import AssistantSettings
from bot.worker import Assistant, AssistantLoader
from katheryne_models.errors import CheckpointError

MOST_NAMES = 25


def assistant_loader(settings: AssistantSettings) -> AssistantLoader:
    """A loader of the checkpoints under the models' folder, over the configured game snapshot."""

    def load(name: str) -> Assistant:
        from katheryne_models.assistant import load_bundle  # noqa: PLC0415 - see above

        return load_bundle(
            settings.models,
            name,
            data=settings.data,
            engine=settings.engine,
            engines=settings.engines,
            second_opinion=settings.second_opinion,
        )

    return load


async def checkpoint_names(models: Path) -> tuple[str, ...]:
    """The names of the assistant's checkpoints under a folder, sorted."""
    return await asyncio.to_thread(_list, models)


async def known_checkpoint(models: Path, name: str) -> str:
    """The name itself, where such a checkpoint is installed.

    Raises:
        UnknownCheckpointError: None is; the text says which are.
    """
    names = await checkpoint_names(models)
    if name not in names:
        shown = ", ".join(names[:MOST_NAMES])
        raise UnknownCheckpointError(name=neutralise(name, 60), names=shown, count=len(names))
    return name


def _list(models: Path) -> tuple[str, ...]:
    from katheryne_models.checkpoint import list_checkpoints  # noqa: PLC0415 - see above

    return list_checkpoints(models, "assistant")


async def measured_accuracy(models: Path, name: str | None) -> float | None:
    """The share of right plans on the test split that a checkpoint's training measured; None where it says nothing."""
    return await asyncio.to_thread(_measured, models / name) if name else None


def _measured(folder: Path) -> float | None:
    from katheryne_models.checkpoint import read_metrics  # noqa: PLC0415 - see above

    try:
        measured = read_metrics(folder, "assistant").get("test_accuracy")
    except CheckpointError:
        return None
    return float(measured) if isinstance(measured, int | float) else None
