"""What a training goes on from after it was killed: a file that is always whole."""

import pickle
from pathlib import Path
from typing import Any

import torch

from training.errors import TrainingError


def save_state(path: Path, state: dict[str, Any]) -> None:
    """Write a training's state under a temporary name, and rename it: a kill leaves the one before, or this one.

    Raises:
        TrainingError: The file can't be written.
    """
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(state, fresh)
        fresh.replace(path)
    except OSError as error:
        message = f"The training's state {path} can't be written: {error.strerror}. Make room, or allow it."
        raise TrainingError(message) from error


def load_state(path: Path, identity: str) -> dict[str, Any]:
    """Read a training's state; only tensors, numbers and texts are read, no code.

    Args:
        path: The file.
        identity: What the training must be that it belongs to: its settings and data.

    Raises:
        TrainingError: There is none, it is damaged, or it belongs to another training.
    """
    if not path.is_file():
        message = f"There is no training to go on with: {path} is missing. Start it without --resume."
        raise TrainingError(message)
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, ValueError, pickle.UnpicklingError) as error:
        message = f"The training's state {path} is damaged. Start the training anew, without --resume."
        raise TrainingError(message) from error
    if not isinstance(state, dict) or state.get("identity") != identity:
        message = (
            f"The training's state {path} belongs to a training with other settings or other data. "
            "Resume that one, or start anew, without --resume."
        )
        raise TrainingError(message)
    return state
