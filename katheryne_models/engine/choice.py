"""Chooses what runs the network."""

import logging
from pathlib import Path
from typing import Literal

import torch

from katheryne_models.checkpoint import load_checkpoint
from katheryne_models.checkpoint_config import ReaderConfig
from katheryne_models.engine.engine import Engine
from katheryne_models.engine.onnx_files import load_onnx_engine
from katheryne_models.engine.reading import Reader
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.engine.torch_reader import TorchReader
from katheryne_models.errors import CheckpointError
from katheryne_models.network_files import load_network, load_reader
from katheryne_models.question.vocabulary import Vocabulary
from katheryne_models.sentence_reader import SentenceReader

EngineName = Literal["auto", "torch", "onnx"]
logger = logging.getLogger(__name__)


def open_engine(checkpoint: Path, name: EngineName, cache: Path) -> Engine:
    """Open the engine of an assistant's checkpoint.

    Args:
        checkpoint: The checkpoint's folder.
        name: "torch", on a GPU where there is one; "onnx", the int8 engine for processors; "auto" takes the GPU, or
            else the int8 engine, or else PyTorch on the processor.
        cache: Where the int8 engine's files are kept; they are made at first use.

    Raises:
        CheckpointError: If the checkpoint is damaged, or the engine that was asked for can't be had.
    """
    if name == "onnx" or (name == "auto" and not _has_gpu()):
        # The cache may still hold what was made from weights that were damaged since, so these are checked first.
        load_checkpoint(checkpoint)
        try:
            return load_onnx_engine(checkpoint, cache)
        except CheckpointError as error:
            if name == "onnx":
                raise
            logger.warning("the int8 engine can't be used, so PyTorch answers: %s", error.user_text)
    network, vocabulary, _ = load_network(checkpoint)
    return TorchEngine(network, vocabulary, _device())


def open_reader(checkpoint: Path, name: EngineName) -> Reader:
    """Open the engine of a second opinion's checkpoint; as `open_engine`, but nothing of it is kept in a cache.

    Raises:
        CheckpointError: If the checkpoint is damaged, or the engine that was asked for can't be had.
    """
    network, vocabulary, config = load_reader(checkpoint)
    if name == "onnx" or (name == "auto" and not _has_gpu()):
        try:
            return _onnx_reader(network, vocabulary, config)
        except CheckpointError as error:
            if name == "onnx":
                raise
            logger.warning("the int8 engine can't be used, so PyTorch gives the second opinion: %s", error.user_text)
    return TorchReader(network, vocabulary, config, _device())


def _onnx_reader(network: SentenceReader, vocabulary: Vocabulary, config: ReaderConfig) -> Reader:
    # Loaded here: where PyTorch answers, ONNX's builder is not needed.
    from katheryne_models.engine.onnx_reader import OnnxReader  # noqa: PLC0415 - see above

    return OnnxReader(network, vocabulary, config)


def _has_gpu() -> bool:
    return _device() != "cpu"


def _device() -> str:
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"
