import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from katheryne_models.errors import CheckpointError
from katheryne_models.game.game import Game
from katheryne_models.similarity.features.tables import KINDS
from katheryne_models.similarity.index import SimilarityIndex, TooLittleKnownError
from katheryne_models.similarity.similarity import Similarity
from tests.katheryne_models.similarity.conftest import DATA


@pytest.fixture
def index(similarity: Similarity) -> SimilarityIndex:
    return similarity.index


@pytest.mark.parametrize("kind", KINDS)
def test_neighbours_are_the_largest_cosines_in_order(index: SimilarityIndex, kind: str) -> None:
    shelf = index.shelves[kind]  # type: ignore[index]  # the parameter is one of KINDS
    for row in range(0, len(shelf.table.keys), 7):
        if shelf.thin[row]:
            continue
        found = index.neighbours(shelf.table.kind, shelf.table.keys[row], 5)
        scores = [score for _, score in found]
        assert len(found) == 5
        assert scores == sorted(scores, reverse=True)
        assert shelf.table.keys[row] not in dict(found)
        cosines = np.delete(shelf.directions @ shelf.directions[row], [row, *np.flatnonzero(shelf.thin)])
        assert scores == pytest.approx(np.sort(cosines)[::-1][:5], abs=1e-6)


def test_filters_keep_only_what_shares_the_trait(index: SimilarityIndex, game: Game) -> None:
    for key, _ in index.neighbours("characters", "hutao", 10, same=("element", "weapon_type")):
        row = game.row("characters", key)
        assert row is not None
        assert (row.text("element"), row.text("weapon_type")) == ("Pyro", "Polearm")
    assert index.neighbours("artifacts", "noblesseoblige", 5, same=["element"]) == []
    assert index.neighbours("characters", "lumine", 5, same=["element"]) == []


def test_the_element_may_be_preferred(index: SimilarityIndex) -> None:
    shelf = index.shelves["characters"]
    shared = shelf.sharing("element", shelf.table.rows["hutao"])

    def same_element(*, preferred: bool) -> int:
        found = index.neighbours("characters", "hutao", 20, prefer_element=preferred)
        return sum(bool(shared[shelf.table.rows[key]]) for key, _ in found)

    assert same_element(preferred=True) > same_element(preferred=False)


def test_an_item_too_thin_to_judge_is_refused_and_never_found(index: SimilarityIndex) -> None:
    with pytest.raises(TooLittleKnownError, match="too little"):
        index.neighbours("characters", "manekin", 5)
    assert index.neighbours("characters", "manekin", 5, with_thin=True)
    everyone = index.neighbours("characters", "diluc", 200)
    assert "manekin" not in dict(everyone)
    assert len(everyone) == len(index.shelves["characters"].table.keys) - 3


def test_a_checkpoint_with_other_features_is_refused(game: Game, tmp_path: Path) -> None:
    for kind in ("characters", "weapons", "artifacts"):
        folder = tmp_path / f"{kind}_autoencoder"
        shutil.copytree(DATA / "models" / f"{kind}_autoencoder", folder)
        # as an older program wrote it, which stated no checksums of its files
        config = json.loads((folder / "config.json").read_text())
        (folder / "config.json").write_text(json.dumps({**config, "files": {}, "checksum": ""}))
    shutil.copy(
        tmp_path / "weapons_autoencoder" / "features.safetensors",
        tmp_path / "artifacts_autoencoder" / "features.safetensors",
    )
    with pytest.raises(CheckpointError, match=r"artifacts_autoencoder.*belongs to other weights"):
        SimilarityIndex.load(game, tmp_path)
    shutil.copy(
        tmp_path / "weapons_autoencoder" / "features.safetensors",
        tmp_path / "characters_autoencoder" / "features.safetensors",
    )
    with pytest.raises(CheckpointError, match="lacks the topics"):
        SimilarityIndex.load(game, tmp_path)
    shutil.rmtree(tmp_path / "weapons_autoencoder")
    with pytest.raises(CheckpointError, match="weapons_autoencoder"):
        SimilarityIndex.load(game, tmp_path)
