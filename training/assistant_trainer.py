"""Trains the assistant's network and writes its checkpoint."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from katheryne_models.genshin_assistant import GenshinAssistant
from training.accuracy import ConstraintFactory
from training.assistant_metrics import AssistantMetrics
from training.assistant_run import AssistantRun
from training.configuration import AssistantTraining
from training.dataset import GenshinAssistantDataset
from training.errors import TrainingDataError, TrainingError
from training.learning_rate import RangeTest, range_test


class GenshinAssistantTrainer:
    """Trains a `GenshinAssistant` on a folder of training data.

    Args:
        data_dir: The folder that holds `training_data/training_data.json`.
        epochs: The most passes over the training split.
        batch_size: Questions that go through the network at once.
        learning_rate: The rate at its height, after the warm-up.
        embedding_dim: The width of a token's vector.
        hidden_dim: The width of one direction of the encoder.
        max_length: The most words of a question, and tokens of a plan with its end.
        dropout: The share of values dropped while training.
        options: Any other setting of `AssistantTraining`, such as `seed`, `patience` or `output`.

    Raises:
        TrainingError: A setting is unknown or out of range.
    """

    def __init__(
        self,
        data_dir: str | Path,
        epochs: int = 1,
        batch_size: int = 32,
        learning_rate: float = 0.002,
        embedding_dim: int = 128,
        hidden_dim: int = 256,
        max_length: int = 64,
        dropout: float = 0.1,
        **options: object,
    ) -> None:
        self.data_dir = Path(data_dir)
        settings: dict[str, object] = {
            "epochs": epochs,
            "batch_size": batch_size,
            "learning_rate": learning_rate,
            "embedding_dim": embedding_dim,
            "hidden_dim": hidden_dim,
            "max_length": max_length,
            "dropout": dropout,
        }
        self.config = AssistantTraining.from_settings(settings | options)

    def train(
        self,
        *,
        constraint: ConstraintFactory | None = None,
        initial_embeddings: Mapping[str, Sequence[float]] | None = None,
    ) -> AssistantMetrics:
        """Train, keep the weights of the best validation accuracy, and write the checkpoint.

        Args:
            constraint: Makes the plan grammar of a question from its words, for measuring accuracy as the
                assistant decodes; without it, decoding is free.
            initial_embeddings: Vectors of `embedding_dim` numbers that words start from. All these words
                enter the vocabulary.

        Raises:
            TrainingDataError: The data is missing or malformed, or its train or validation split is empty.
            TrainingError: The loss is no longer a number; the best checkpoint so far is kept in the run's
                folder.
            CheckpointError: The checkpoint can't be written.
        """
        dataset, network = self._begin(initial_embeddings or {})
        return AssistantRun(self.config, dataset, network, constraint).complete()

    def find_learning_rate(
        self, steps: int = 120, *, initial_embeddings: Mapping[str, Sequence[float]] | None = None
    ) -> RangeTest:
        """Train a little with ever higher rates, to see which ones learn; nothing is written.

        Args:
            steps: Optimizer steps, at most those of one epoch.
            initial_embeddings: As for `train`.

        Raises:
            TrainingDataError: The data is missing or malformed, or its train or validation split is empty.
            TrainingError: There are too few steps.
        """
        dataset, network = self._begin(initial_embeddings or {})
        return range_test(self.config, dataset, network, steps)

    def _begin(self, vectors: Mapping[str, Sequence[float]]) -> tuple[GenshinAssistantDataset, GenshinAssistant]:
        """Read the data, and make a network that has learnt nothing but the vectors of words."""
        config = self.config
        dataset = GenshinAssistantDataset(
            self.data_dir,
            config.max_length,
            seed=config.seed,
            minimum_count=config.minimum_count,
            extra_words=vectors,
        )
        for split in ("train", "validation"):
            if not dataset.indices(split):
                message = f"{dataset.path} holds no entry of the {split} split."
                raise TrainingDataError(message)
        torch.manual_seed(config.seed)
        network = GenshinAssistant(len(dataset.vocab), config.embedding_dim, config.hidden_dim, config.dropout)
        _start_embeddings(network, dataset, vectors)
        return dataset, network


def _start_embeddings(
    network: GenshinAssistant, dataset: GenshinAssistantDataset, vectors: Mapping[str, Sequence[float]]
) -> None:
    """Set the vectors that words start from."""
    for word, vector in vectors.items():
        if len(vector) != network.embedding_dim:
            message = (
                f"The starting vector of {word!r} holds {len(vector)} numbers; "
                f"embedding_dim is {network.embedding_dim}."
            )
            raise TrainingError(message)
        with torch.no_grad():
            network.embedding.weight[dataset.vocab.encode([word])[0]] = torch.tensor(vector)
