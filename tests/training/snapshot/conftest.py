from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from katheryne_models.game.snapshot import TABLES, read_manifest, read_table
from tests.training.snapshot.small_package import pack, small_database
from training.snapshot.build import build_snapshot

COMMITTED = Path(__file__).parents[3] / "data" / "game"

Rows = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return pack(small_database(), tmp_path / "genshin-db-5.2.12.tgz")


@pytest.fixture(scope="session")
def small_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of the small package; read only."""
    folder = tmp_path_factory.mktemp("small")
    build_snapshot(pack(small_database(), folder / "package.tgz"), folder / "game")
    return folder / "game"


@pytest.fixture(scope="session")
def small(small_snapshot: Path) -> Rows:
    return _reader(small_snapshot)


@pytest.fixture(scope="session")
def committed() -> Rows:
    return _reader(COMMITTED)


def _reader(folder: Path) -> Rows:
    manifest = read_manifest(folder)
    tables: dict[str, list[dict[str, Any]]] = {}

    def rows(name: str) -> list[dict[str, Any]]:
        assert name in TABLES
        if name not in tables:
            tables[name] = read_table(folder, name, manifest).to_pylist()
        return tables[name]

    return rows
