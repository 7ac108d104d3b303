"""Checkpoints: a folder with weights, sizes, vocabulary, metrics and a model card."""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import safetensors
import safetensors.torch
from pydantic import JsonValue, ValidationError
from torch import Tensor

from katheryne_models.checkpoint_config import (
    CONFIG_READER,
    TORCH_TYPES,
    AnyConfig,
    AutoencoderConfig,
    Kind,
    WeightType,
)
from katheryne_models.checksum import is_whole, to_file, with_checksum
from katheryne_models.errors import CheckpointError
from katheryne_models.quantised_weights import expected, quantise, restore
from katheryne_models.question.vocabulary import Vocabulary

WEIGHTS = "model.safetensors"
CONFIG = "config.json"
VOCABULARY = "vocabulary.json"
METRICS = "metrics.json"
CARD = "README.md"

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_REMEDIES: dict[Kind | None, str] = {
    "assistant": "`katheryne train assistant` makes a new one.",
    "autoencoder": "`katheryne train autoencoders` makes a new one.",
    "reader": "`katheryne train second-opinion` makes a new one.",
    None: "`katheryne train assistant` or `katheryne train autoencoders` makes a new one.",
}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint that was read and checked.

    Attributes:
        folder: Where it was read.
        config: The network's kind and sizes.
        weights: The state dict, all float32, with the names and shapes that the config implies.
        vocabulary: The tokens of a network that reads; None for an autoencoder.
        metrics: What the training measured.
    """

    folder: Path
    config: AnyConfig
    weights: dict[str, Tensor]
    vocabulary: Vocabulary | None
    metrics: dict[str, JsonValue]


def _refuse(path: Path, what: str, kind: Kind | None, cause: Exception | None = None) -> NoReturn:
    """Raise the error that names the file, what is wrong and the command that mends it."""
    message = f"{path} {what}. {_REMEDIES[kind]}"
    raise CheckpointError(message) from cause


def save_checkpoint(
    folder: Path,
    config: AnyConfig,
    weights: Mapping[str, Tensor],
    *,
    card: str,
    metrics: Mapping[str, JsonValue],
    vocabulary: Vocabulary | None = None,
    further: Mapping[str, bytes] | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> None:
    """Write a checkpoint beside its place, then move it there, so that no reader meets half of one.

    Args:
        folder: The checkpoint's place; what stands there is replaced.
        config: Kind and sizes. The checksums are filled in here.
        weights: The network's state dict; stored as `config.weight_type`.
        card: The model card, Markdown.
        metrics: What the training measured.
        vocabulary: The assistant's tokens.
        further: Other files that are read, by name.
        pictures: PNG files that the card shows, by name; they are never read again.

    Raises:
        CheckpointError: The parts do not fit together, a weight is not a finite number or too large for
            the stored type, or the files cannot be written. What stood at `folder` is then unharmed.
    """
    stored = _stored(weights, config.weight_type)
    for name, weight in stored.items():
        if not weight.float().isfinite().all():
            message = f"{folder} was not written: {name} holds a value that is not a finite {config.weight_type}."
            raise CheckpointError(message)
    payload = safetensors.torch.save(stored)
    update: dict[str, object] = {"sha256": hashlib.sha256(payload).hexdigest()}
    if vocabulary is not None:
        update["vocabulary_sha256"] = vocabulary.sha256
    config = config.model_copy(update=update)
    _check_weights(folder / WEIGHTS, config, stored)
    _check_vocabulary(folder / VOCABULARY, config, vocabulary)
    try:
        read = {METRICS: (json.dumps(metrics, indent=2, allow_nan=False) + "\n").encode(), **(further or {})}
        if vocabulary is not None:
            read[VOCABULARY] = vocabulary.to_json().encode()
        checksums = {name: hashlib.sha256(content).hexdigest() for name, content in read.items()}
        config = with_checksum(config.model_copy(update={"files": checksums}))
        files = {WEIGHTS: payload, CONFIG: to_file(config), CARD: card.encode(), **read, **(pictures or {})}
        _write(folder, files)
    except (OSError, ValueError) as error:
        message = f"{folder} could not be written: {error}."
        raise CheckpointError(message) from error


def _stored(weights: Mapping[str, Tensor], weight_type: WeightType) -> dict[str, Tensor]:
    """Weights as a checkpoint stores them."""
    plain = {name: weight.detach().cpu().contiguous() for name, weight in weights.items()}
    if weight_type == "int8":
        return quantise(plain)
    return {name: weight.to(TORCH_TYPES[weight_type]) for name, weight in plain.items()}


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files to a scratch folder, flushed to disk, and put it in the folder's place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as scratch:
        fresh = Path(scratch) / "new"
        fresh.mkdir()
        for name, content in files.items():
            with (fresh / name).open("wb") as handle:
                handle.write(content)
                handle.flush()
                os.fsync(handle.fileno())
        _swap(fresh, folder, Path(scratch) / "old")


def _swap(fresh: Path, folder: Path, old: Path) -> None:
    """Move the new folder into place and the old one away; put the old one back where that fails."""
    existed = folder.exists()
    if existed:
        folder.rename(old)
    try:
        fresh.rename(folder)
    except BaseException:  # an interrupt, too, must not cost the old checkpoint
        if existed:
            old.rename(folder)
        raise


def load_checkpoint(folder: Path) -> Checkpoint:
    """Read a checkpoint and check every part against the others, before any network is built.

    Raises:
        CheckpointError: A file is missing, damaged or does not fit; the text names it and what mends it.
    """
    config = _read_config(folder)
    payload = _read(folder / WEIGHTS, config.kind)
    if hashlib.sha256(payload).hexdigest() != config.sha256:
        _refuse(folder / WEIGHTS, f"is damaged: its SHA-256 is not the one in {CONFIG}", config.kind)
    try:
        stored = safetensors.torch.load(payload)
    except (safetensors.SafetensorError, KeyError, ValueError, RuntimeError) as error:
        _refuse(folder / WEIGHTS, f"is not a safetensors file: {error}", config.kind, error)
    _check_weights(folder / WEIGHTS, config, stored)
    vocabulary = None
    if not isinstance(config, AutoencoderConfig):
        try:
            vocabulary = Vocabulary.load(folder / VOCABULARY)
        except CheckpointError as error:
            message = f"{error.user_text} {_REMEDIES[config.kind]}"
            raise CheckpointError(message) from error
    _check_vocabulary(folder / VOCABULARY, config, vocabulary)
    metrics = read_metrics(folder, config.kind)
    for name, checksum in config.files.items():
        if hashlib.sha256(_read(folder / name, config.kind)).hexdigest() != checksum:
            _refuse(folder / name, f"is damaged: its SHA-256 is not the one in {CONFIG}", config.kind)
    return Checkpoint(folder, config, restore(stored), vocabulary, metrics)


def _read(path: Path, kind: Kind | None) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        _refuse(path, "is missing", kind, error)
    except OSError as error:
        _refuse(path, f"cannot be read: {error.strerror}", kind, error)


def _read_config(folder: Path) -> AnyConfig:
    path = folder / CONFIG
    content = _read(path, None)
    try:
        config = CONFIG_READER.validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        _refuse(path, f"is not valid{' at ' + where if where else ''}: {first['msg']}", None, error)
    if not is_whole(content, config.checksum):
        _refuse(path, "is damaged: its checksum is not the one that it states", config.kind)
    return config


def read_metrics(folder: Path, kind: Kind) -> dict[str, JsonValue]:
    """Read what the training of a checkpoint measured, without the weights.

    Raises:
        CheckpointError: The file is missing or damaged.
    """
    path = folder / METRICS
    try:
        metrics = json.loads(_read(path, kind))
    except (ValueError, RecursionError) as error:
        _refuse(path, f"is not JSON: {error}", kind, error)
    if not isinstance(metrics, dict):
        _refuse(path, "must hold one JSON object", kind)
    return metrics


def _check_weights(path: Path, config: AnyConfig, stored: Mapping[str, Tensor]) -> None:
    """Compare the tensors' names, shapes and types with those of the config's network."""
    state = config.skeleton().state_dict()
    if config.weight_type == "int8":
        needed = expected(state)
    else:
        needed = {name: (tuple(weight.shape), TORCH_TYPES[config.weight_type]) for name, weight in state.items()}
    for name in sorted(needed.keys() ^ stored.keys()):
        _refuse(path, f"{'lacks' if name in needed else 'has the unexpected'} tensor {name}", config.kind)
    for name, weight in stored.items():
        shape, kind = needed[name]
        if tuple(weight.shape) != shape:
            what = f"has {name} of shape {tuple(weight.shape)} where {CONFIG} needs {shape}"
            _refuse(path, what, config.kind)
        if weight.dtype != kind:
            what = f"has {name} of type {weight.dtype} where {CONFIG} says {config.weight_type}"
            _refuse(path, what, config.kind)


def _check_vocabulary(path: Path, config: AnyConfig, vocabulary: Vocabulary | None) -> None:
    """See that a reading network's vocabulary is the one that it was trained with."""
    if isinstance(config, AutoencoderConfig):
        return
    if vocabulary is None:
        _refuse(path, "is missing", config.kind)
    if len(vocabulary) != config.vocab_size:
        what = f"holds {len(vocabulary)} tokens where {CONFIG} says {config.vocab_size}"
        _refuse(path, what, config.kind)
    if vocabulary.sha256 != config.vocabulary_sha256:
        _refuse(
            path,
            f"is not the vocabulary that the weights were trained with, by the checksum in {CONFIG}",
            config.kind,
        )


def find_checkpoint(root: Path, name: str) -> Path:
    """Find a checkpoint by its name.

    Args:
        root: The folder of the checkpoints.
        name: Lower-case letters, digits, dots, dashes and underscores; never a path.

    Raises:
        CheckpointError: The name is not one, nothing bears it, or it leads out of `root`.
    """
    if not _NAME.fullmatch(name):
        message = f"{name[:60]!r} is not a checkpoint's name: use a-z, 0-9, dot, dash and underscore."
        raise CheckpointError(message)
    folder = root / name
    if not (folder / CONFIG).is_file():
        present = ", ".join(list_checkpoints(root)) or "none"
        _refuse(folder, f"is not a checkpoint (present: {present})", None)
    home = root.resolve()
    for path in (folder, *folder.iterdir()):
        if not path.resolve().is_relative_to(home):
            _refuse(path, f"is a link that leads out of {root}", None)
    return folder


def list_checkpoints(root: Path, kind: Kind | None = None) -> tuple[str, ...]:
    """Name the checkpoints under a folder in order, of one kind if asked; none where it is missing.

    A checkpoint whose config cannot be read counts only where no kind is asked.
    """
    if not root.is_dir():
        return ()
    names = [path.parent.name for path in root.glob(f"*/{CONFIG}") if _NAME.fullmatch(path.parent.name)]
    return tuple(sorted(name for name in names if kind is None or _kind_of(root / name) == kind))


def _kind_of(folder: Path) -> Kind | None:
    try:
        return _read_config(folder).kind
    except CheckpointError:
        return None
