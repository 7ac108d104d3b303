"""The real game tables and what is derived from them, made once for all tests; nobody may change them."""

from pathlib import Path

import pytest

from katheryne_models.assistant import Assistant, load_bundle
from katheryne_models.game.game import Game
from katheryne_models.question.completion import Completion
from katheryne_models.question.linker import Linker
from katheryne_models.question.names import Catalogue

PROJECT = Path(__file__).parents[1]
GAME_FOLDER = PROJECT / "data" / "game"


@pytest.fixture(scope="session")
def game() -> Game:
    return Game(GAME_FOLDER)


@pytest.fixture(scope="session")
def catalogue(game: Game) -> Catalogue:
    return Catalogue(game)


@pytest.fixture(scope="session")
def linker(catalogue: Catalogue) -> Linker:
    return Linker(catalogue)


@pytest.fixture(scope="session")
def completion(catalogue: Catalogue) -> Completion:
    return Completion(catalogue)


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The released assistant, as it serves on a processor."""
    engines = tmp_path_factory.mktemp("engines")
    return load_bundle(PROJECT / "data" / "models", "assistant", data=GAME_FOLDER, engines=engines)
