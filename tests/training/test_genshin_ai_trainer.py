import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from katheryne_models.checkpoint import find_checkpoint, list_checkpoints, load_checkpoint
from katheryne_models.errors import CheckpointError, SnapshotError
from katheryne_models.game.game import Game
from katheryne_models.similarity.features.tables import KINDS
from katheryne_models.similarity.similarity import Similarity
from training.errors import TrainingError
from training.genshin_ai_trainer import GenshinAITrainer, release_autoencoders

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the snapshot and with autoencoders after a short training."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(DATA / "game", folder / "game")
    GenshinAITrainer(folder, seed=3).train_models(epochs=3, batch_size=64)
    return folder


def test_three_checkpoints_with_cards_and_metrics(data_dir: Path) -> None:
    models = data_dir / "models"
    assert list_checkpoints(models, "autoencoder") == (
        "artifacts_autoencoder",
        "characters_autoencoder",
        "weapons_autoencoder",
    )
    for kind in KINDS:
        folder = find_checkpoint(models, f"{kind}_autoencoder")
        checkpoint = load_checkpoint(folder)
        assert checkpoint.metrics["epochs"] == 3
        assert checkpoint.metrics["seed"] == 3
        assert isinstance(checkpoint.metrics["dead_latents"], int)
        assert f"| {checkpoint.metrics['items']}" not in (folder / "README.md").read_text(encoding="utf-8").splitlines()
        assert "genshin-db 5.2.12" in (folder / "README.md").read_text(encoding="utf-8")
        assert sum(file.stat().st_size for file in folder.iterdir()) < 5_000_000
    assert not [path for path in models.iterdir() if path.name.startswith(".")]


def test_embeddings_have_a_row_an_item(data_dir: Path) -> None:
    trainer = GenshinAITrainer(data_dir)
    game = Game(data_dir / "game")
    for kind in KINDS:
        embeddings = trainer.generate_embeddings(kind)
        width = load_checkpoint(data_dir / "models" / f"{kind}_autoencoder").metrics["latents"]
        assert embeddings.shape == (len(game.table(kind)), width)
        assert (embeddings >= 0).all()


def test_a_seed_decides_the_weights(data_dir: Path, tmp_path: Path) -> None:
    for name, seed in (("same", 3), ("other", 4)):
        GenshinAITrainer(tmp_path, game=data_dir / "game", models=tmp_path / name, seed=seed).train_models(3, 64)
    first = load_checkpoint(data_dir / "models" / "weapons_autoencoder").weights
    same = load_checkpoint(tmp_path / "same" / "weapons_autoencoder").weights
    other = load_checkpoint(tmp_path / "other" / "weapons_autoencoder").weights
    assert all(torch.equal(first[name], same[name]) for name in first)
    assert not all(torch.equal(first[name], other[name]) for name in first)


def test_what_was_trained_can_be_searched(data_dir: Path) -> None:
    similarity = Similarity.load(Game(data_dir / "game"), data_dir / "models")
    assert len(similarity.all_neighbours("artifacts", 5)["Noblesse Oblige"]) == 5


def test_impossible_settings_and_missing_parts_are_refused(data_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="at least one epoch"):
        GenshinAITrainer(data_dir).train_models(epochs=0)
    with pytest.raises(TrainingError, match="two items a batch"):
        GenshinAITrainer(data_dir).train_models(batch_size=1)
    with pytest.raises(TrainingError, match="'foods'"):
        GenshinAITrainer(data_dir).generate_embeddings("foods")  # type: ignore[arg-type]  # the error is the point
    with pytest.raises(SnapshotError, match=r"manifest\.json"):
        GenshinAITrainer(tmp_path).train_models()
    with pytest.raises(CheckpointError):
        GenshinAITrainer(tmp_path, game=data_dir / "game").generate_embeddings("weapons")


def test_the_release_keeps_what_the_features_know(tmp_path: Path) -> None:
    lines = list(release_autoencoders(DATA / "game", tmp_path))
    assert len(lines) == 3
    for kind in KINDS:
        metrics = json.loads((tmp_path / f"{kind}_autoencoder" / "metrics.json").read_text(encoding="utf-8"))
        assert metrics["geometry_agreement"] > 0.98
        assert metrics["nearest_ten_kept"] > 0.85
        assert metrics["dead_latents"] <= metrics["latents"] * 0.1
    released = GenshinAITrainer(DATA).generate_embeddings("characters")
    trained = GenshinAITrainer(tmp_path, game=DATA / "game", models=tmp_path).generate_embeddings("characters")
    assert released.shape == trained.shape
    assert np.isfinite(trained).all()
