from pathlib import Path

import pytest

from katheryne_models.game.game import Game
from katheryne_models.similarity.features.table import FeatureTable, Kind
from katheryne_models.similarity.features.tables import feature_tables, learn_topics
from katheryne_models.similarity.similarity import Similarity

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="session")
def game() -> Game:
    return Game(DATA / "game")


@pytest.fixture(scope="session")
def tables(game: Game) -> dict[Kind, FeatureTable]:
    return feature_tables(game, learn_topics(game))


@pytest.fixture(scope="session")
def similarity(game: Game) -> Similarity:
    """The similarity of the released autoencoders."""
    return Similarity.load(game, DATA / "models")
