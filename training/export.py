"""Other forms of the released checkpoints, for use outside this project."""

from pathlib import Path

import torch

from katheryne_models.checkpoint import find_checkpoint, list_checkpoints
from katheryne_models.engine.onnx_engine import Precision
from katheryne_models.engine.onnx_files import write_onnx
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


def export_onnx(models: Path, engines: Path, precision: Precision) -> list[Path]:
    """Write every assistant's ONNX files anew, tried beside PyTorch.

    Args:
        models: The folder of the checkpoints.
        engines: The folder of derived engines; `load_onnx_engine` finds them there.
        precision: How the large matrices are stored.

    Returns:
        Every file written. `katheryne_models.engine.onnx_graph` says what the graphs read and give.

    Raises:
        CheckpointError: If a checkpoint is damaged, the files can't be written, or the plans are not PyTorch's.
    """
    folders = [
        write_onnx(find_checkpoint(models, name), engines, precision) for name in list_checkpoints(models, "assistant")
    ]
    return [path for folder in folders for path in sorted(folder.iterdir())]


def _save(content: object, path: Path) -> Path:
    unfinished = path.with_suffix(".tmp")
    torch.save(content, unfinished)
    unfinished.rename(path)
    return path
