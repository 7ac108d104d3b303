"""Trains the three autoencoders from the game's tables and saves them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import JsonValue

from katheryne_models.checkpoint import find_checkpoint, save_checkpoint
from katheryne_models.checkpoint_config import AutoencoderConfig
from katheryne_models.game.game import Game
from katheryne_models.network_files import load_autoencoder
from katheryne_models.similarity.feature_file import FEATURES, feature_file, load_features
from katheryne_models.similarity.feature_space import FeatureSpace
from katheryne_models.similarity.features.table import FeatureTable, Kind
from katheryne_models.similarity.features.tables import KINDS, feature_tables, learn_topics
from katheryne_models.similarity.features.topics import Topics
from katheryne_models.similarity.shelf import unit_latents
from training.autoencoder_card import write_card
from training.autoencoder_trainer import FitResult, fit_autoencoder
from training.errors import TrainingError
from training.feature_weights import WEIGHTS

RELEASE_EPOCHS = 500
WHOLE_KIND = 1024  # more items than a kind has: all of them make one batch


class GenshinAITrainer:
    """Trains one autoencoder each for characters, weapons and artifact sets.

    Args:
        data_dir: The folder with the snapshot in `game` and the checkpoints in `models`.
        game: The snapshot's folder where it isn't `data_dir/game`.
        models: The checkpoints' folder where it isn't `data_dir/models`.
        seed: Draws weights and batches; the same seed gives the same weights on one machine.
    """

    def __init__(
        self, data_dir: str | Path, *, game: Path | None = None, models: Path | None = None, seed: int = 0
    ) -> None:
        self.game = game or Path(data_dir) / "game"
        self.models = models or Path(data_dir) / "models"
        self.seed = seed

    def train_models(self, epochs: int = 100, batch_size: int = 32) -> dict[Kind, FitResult]:
        """Train and save the three autoencoders.

        Args:
            epochs: Passes over all items of a kind.
            batch_size: Items that are trained together.

        Raises:
            SnapshotError: The game's tables are missing or damaged.
            TrainingError: A setting is out of range.
        """
        if epochs < 1 or batch_size < 2:  # noqa: PLR2004  (a pair: the geometry needs one)
            message = "Training needs at least one epoch and two items a batch."
            raise TrainingError(message)
        game = Game(self.game)
        topics = learn_topics(game)
        tables = feature_tables(game, topics)
        results: dict[Kind, FitResult] = {}
        for kind in KINDS:
            space = FeatureSpace.learn(tables[kind], WEIGHTS[kind])
            results[kind] = fit_autoencoder(
                torch.from_numpy(space.place(tables[kind])),
                known=torch.from_numpy(space.known(tables[kind])),
                epochs=epochs,
                batch_size=batch_size,
                seed=self.seed,
            )
            metrics = measure(results[kind], space.place(tables[kind]))
            metrics |= {"epochs": epochs, "batch_size": batch_size, "seed": self.seed}
            self._save(game, tables[kind], space, topics if kind == "characters" else None, results[kind], metrics)
        return results

    def generate_embeddings(self, kind: Kind) -> NDArray[np.float32]:
        """Give the latents of all items of a kind in the game table's order, [items, latent].

        Raises:
            TrainingError: There is no such kind.
            CheckpointError: The models were not trained, or a checkpoint is damaged.
        """
        if kind not in KINDS:
            message = f"There are no embeddings of {kind!r}; choose one of {', '.join(KINDS)}."
            raise TrainingError(message)
        game = Game(self.game)
        _, topics = load_features(find_checkpoint(self.models, "characters_autoencoder"))
        folder = find_checkpoint(self.models, f"{kind}_autoencoder")
        network, _ = load_autoencoder(folder)
        space, _ = load_features(folder)
        table = feature_tables(game, topics or learn_topics(game))[kind]
        with torch.inference_mode():
            latents: NDArray[np.float32] = network.encode(torch.from_numpy(space.place(table))).numpy()
        return latents

    def _save(
        self,
        game: Game,
        table: FeatureTable,
        space: FeatureSpace,
        topics: Topics | None,
        result: FitResult,
        metrics: dict[str, JsonValue],
    ) -> None:
        """Write the checkpoint with all its files."""
        data = f"{game.manifest.package} {game.manifest.package_version}"
        name = f"{table.kind}_autoencoder"
        config = AutoencoderConfig(
            data=data, items=table.kind, input_dim=len(space.names), feature_names=list(space.names)
        )
        card = write_card(table, config, metrics, WEIGHTS)
        further = {FEATURES: feature_file(space, topics)}
        weights = result.model.state_dict()
        save_checkpoint(self.models / name, config, weights, card=card, metrics=metrics, further=further)


def release_autoencoders(game: Path, models: Path, epochs: int = RELEASE_EPOCHS) -> Iterator[str]:
    """Train the autoencoders as they are released, and say of each what it reached.

    Args:
        game: The snapshot's folder.
        models: Where the checkpoints go.
        epochs: Passes over all items of a kind.

    Raises:
        SnapshotError: The game's tables are missing or damaged.
        CheckpointError: A checkpoint cannot be written.
    """
    trainer = GenshinAITrainer(models.parent, game=game, models=models)
    for kind, result in trainer.train_models(epochs=epochs, batch_size=WHOLE_KIND).items():
        dead = f"{result.dead_latents} of {result.model.latent_dim} latents are dead"
        yield f"{models / kind}_autoencoder: loss {result.losses[-1]:.3f}, {dead}"


def measure(result: FitResult, placed: NDArray[np.float32]) -> dict[str, JsonValue]:
    """Measure what a trained network keeps of its input, without any outside judgement.

    Args:
        result: The trained network.
        placed: What it read, [items, features].

    Returns:
        The last loss, the latents that are always 0, and two shares: how well the cosines of latents
        agree with those of features (Pearson), and how many of each item's ten nearest stay.
    """
    with torch.inference_mode():
        latents = result.model.encode(torch.from_numpy(placed)).numpy()
    before, after = unit_latents(placed), unit_latents(latents)
    pairs = np.triu_indices(len(placed), k=1)
    here, there = before @ before.T, after @ after.T
    agreement = float(np.corrcoef(here[pairs], there[pairs])[0, 1])
    np.fill_diagonal(here, -np.inf)
    np.fill_diagonal(there, -np.inf)
    nearest = zip(np.argsort(-here, axis=1)[:, :10], np.argsort(-there, axis=1)[:, :10], strict=True)
    kept = float(np.mean([len(set(a) & set(b)) / len(a) for a, b in nearest]))
    return {
        "items": len(placed),
        "loss": result.losses[-1],
        "latents": latents.shape[1],
        "dead_latents": result.dead_latents,
        "geometry_agreement": round(agreement, 4),
        "nearest_ten_kept": round(kept, 4),
    }
