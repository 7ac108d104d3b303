"""From files to networks that are ready to answer."""

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn, TypeVar

import torch
from pydantic import ValidationError
from torch import Tensor, nn

from katheryne_models.checkpoint import load_checkpoint
from katheryne_models.checkpoint_config import AssistantConfig, AutoencoderConfig, ReaderConfig
from katheryne_models.errors import CheckpointError
from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.genshin_model import GenshinAutoencoder
from katheryne_models.question.vocabulary import END_ID, Vocabulary
from katheryne_models.sentence_reader import SentenceReader

Network = TypeVar("Network", bound=nn.Module)


def _fill(skeleton: Network, weights: Mapping[str, Tensor]) -> Network:
    """Put weights whose names and shapes were checked into a network, and set it to inference."""
    skeleton.load_state_dict(weights, assign=True)
    return skeleton.eval()


def load_network(folder: Path) -> tuple[GenshinAssistant, Vocabulary, AssistantConfig]:
    """Read an assistant's checkpoint folder.

    Raises:
        CheckpointError: The checkpoint is damaged, or of another kind.
    """
    checkpoint = load_checkpoint(folder)
    if not isinstance(checkpoint.config, AssistantConfig) or checkpoint.vocabulary is None:
        message = f"{folder} is no assistant's checkpoint. Choose an assistant's."
        raise CheckpointError(message)
    return _fill(checkpoint.config.skeleton(), checkpoint.weights), checkpoint.vocabulary, checkpoint.config


def load_reader(folder: Path) -> tuple[SentenceReader, Vocabulary, ReaderConfig]:
    """Read a second opinion's checkpoint folder.

    Raises:
        CheckpointError: The checkpoint is damaged, or of another kind.
    """
    checkpoint = load_checkpoint(folder)
    if not isinstance(checkpoint.config, ReaderConfig) or checkpoint.vocabulary is None:
        message = f"{folder} is no second opinion's checkpoint. `katheryne train second-opinion` makes one."
        raise CheckpointError(message)
    return _fill(checkpoint.config.skeleton(), checkpoint.weights), checkpoint.vocabulary, checkpoint.config


def load_autoencoder(folder: Path) -> tuple[GenshinAutoencoder, AutoencoderConfig]:
    """Read an autoencoder's checkpoint folder.

    Raises:
        CheckpointError: The checkpoint is damaged, or of another kind.
    """
    checkpoint = load_checkpoint(folder)
    if not isinstance(checkpoint.config, AutoencoderConfig):
        message = f"{folder} is no autoencoder's checkpoint. Choose an autoencoder's."
        raise CheckpointError(message)
    return _fill(checkpoint.config.skeleton(), checkpoint.weights), checkpoint.config


def read_pt(path: Path) -> tuple[GenshinAssistant, Vocabulary | None]:
    """Read an assistant from a `.pt` file; only tensors and plain values are unpickled.

    Args:
        path: A file with a dict that holds `model_state_dict` and, perhaps, `vocabulary`: either what a
            checkpoint's `vocabulary.json` holds, or a dict from token to id, whose tokens then may all
            stand in a plan.

    Returns:
        The network, whose sizes are read from the weights, and the vocabulary if the file holds one.

    Raises:
        CheckpointError: The file is missing, damaged, or holds something else.
    """
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError as error:
        _refuse(path, "is missing", error)
    except Exception as error:  # noqa: BLE001  (a damaged pickle may raise anything, as pickle's manual says)
        _refuse(path, "cannot be read as a file of weights", error)
    weights = content.get("model_state_dict") if isinstance(content, dict) else None
    if not isinstance(weights, dict) or not all(isinstance(value, Tensor) for value in weights.values()):
        _refuse(path, "does not hold `model_state_dict`, a dict of tensors")
    config = _sizes_of(path, weights)
    network = _fill(config.skeleton(), {name: weight.float() for name, weight in weights.items()})
    return network, _vocabulary_of(path, content.get("vocabulary"), config.vocab_size)


def _refuse(path: Path, what: str, cause: Exception | None = None) -> NoReturn:
    message = f"{path} {what}. Use a checkpoint folder that `katheryne train assistant` makes."
    raise CheckpointError(message) from cause


def _sizes_of(path: Path, weights: Mapping[str, Tensor]) -> AssistantConfig:
    """Read the network's sizes from its weights and check every tensor against them."""
    try:
        vocab_size, embedding_dim = weights["embedding.weight"].shape
        config = AssistantConfig(
            vocab_size=vocab_size,
            embedding_dim=embedding_dim,
            hidden_dim=weights["output_layer.0.weight"].shape[0],
        )
    except (KeyError, ValueError, IndexError, ValidationError) as error:
        _refuse(path, "does not hold the weights of a GenshinAssistant", error)
    expected = {name: weight.shape for name, weight in config.skeleton().state_dict().items()}
    wrong = [
        n for n in sorted(expected.keys() | weights.keys()) if n not in weights or weights[n].shape != expected.get(n)
    ]
    if wrong:
        _refuse(path, f"holds no GenshinAssistant: tensor {wrong[0]} is missing, unexpected or of another shape")
    return config


def _vocabulary_of(path: Path, content: object, vocab_size: int) -> Vocabulary | None:
    """Read the vocabulary that a `.pt` file carries, if it does."""
    if content is None:
        return None
    try:
        if isinstance(content, dict) and all(type(index) is int for index in content.values()):
            tokens = sorted(content, key=lambda token: content[token])
            if [content[token] for token in tokens] != list(range(len(tokens))):
                message = "its ids have gaps"
                raise ValueError(message)  # noqa: TRY301  (reported together with the other faults below)
            vocabulary = Vocabulary(tokens, range(END_ID, len(tokens)))
        else:
            vocabulary = Vocabulary.from_json(content)
    except ValueError as error:
        _refuse(path, f"holds a vocabulary that cannot be used: {error}", error)
    if len(vocabulary) != vocab_size:
        _refuse(path, f"holds a vocabulary of {len(vocabulary)} tokens for a network of {vocab_size}")
    return vocabulary
