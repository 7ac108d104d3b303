"""Other forms of the released checkpoints, for use outside this project."""

from pathlib import Path

import torch

from katheryne_models.checkpoint import find_checkpoint, list_checkpoints
from katheryne_models.network_files import load_autoencoder, load_network


def export_pt(models: Path) -> list[Path]:
    """Write every checkpoint as a `.pt` file beside its folder.

    An autoencoder's file holds its state dict; an assistant's holds `model_state_dict` and `vocabulary`, a dict from
    token to id. Both can be read with `torch.load(path, weights_only=True)`.

    Raises:
        CheckpointError: If a checkpoint is damaged.
    """
    written = []
    for name in list_checkpoints(models, "autoencoder"):
        network, _ = load_autoencoder(find_checkpoint(models, name))
        written.append(_save(network.state_dict(), models / f"{name}.pt"))
    for name in list_checkpoints(models, "assistant"):
        assistant, vocabulary, _ = load_network(find_checkpoint(models, name))
        content = {
            "model_state_dict": assistant.state_dict(),
            "vocabulary": {"tokens": list(vocabulary.tokens), "plan_token_ids": list(vocabulary.plan_token_ids)},
        }
        written.append(_save(content, models / f"{name}.pt"))
    return written


def _save(content: object, path: Path) -> Path:
    unfinished = path.with_suffix(".tmp")
    torch.save(content, unfinished)
    unfinished.rename(path)
    return path
