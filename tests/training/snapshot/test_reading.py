import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from katheryne_models.errors import SnapshotError
from katheryne_models.game.snapshot import SCHEMA_VERSION, TABLES, read_manifest, read_table


@pytest.fixture
def snapshot(small_snapshot: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_snapshot, tmp_path / "game"))


def _change_manifest(snapshot: Path, **values: object) -> None:
    path = snapshot / "manifest.json"
    # without its own checksum: of whole manifests other things are tested
    path.write_text(json.dumps({**json.loads(path.read_text()), "checksum": "", **values}))


def test_every_table_is_read_with_its_schema(snapshot: Path) -> None:
    manifest = read_manifest(snapshot)
    for name, schema in TABLES.items():
        table = read_table(snapshot, name, manifest)
        assert table.schema.equals(schema)
        assert table.num_rows == manifest.tables[name].rows


def test_a_table_that_was_tampered_with_is_refused(snapshot: Path) -> None:
    manifest = read_manifest(snapshot)
    path = snapshot / "weapons.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(SnapshotError) as caught:
        read_table(snapshot, "weapons", manifest)
    assert str(path) in caught.value.user_text
    assert "SHA-256" in caught.value.user_text
    assert "katheryne data build PACKAGE.tgz" in caught.value.user_text


def test_a_table_with_other_columns_is_refused(snapshot: Path) -> None:
    manifest = read_manifest(snapshot)
    path = snapshot / "elements.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["color"]), path)
    with pytest.raises(SnapshotError, match="SHA-256"):
        read_table(snapshot, "elements", manifest)
    swapped = manifest.model_copy(update={"tables": {"elements": manifest.tables["foods"]}})
    shutil.copy(snapshot / "foods.parquet", path)
    with pytest.raises(SnapshotError, match=r"elements\.parquet has other columns"):
        read_table(snapshot, "elements", swapped)


def test_a_missing_table_is_named(snapshot: Path) -> None:
    manifest = read_manifest(snapshot)
    (snapshot / "foods.parquet").unlink()
    with pytest.raises(SnapshotError, match=r"foods\.parquet cannot be read"):
        read_table(snapshot, "foods", manifest)


def test_a_missing_snapshot_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match=r"manifest\.json cannot be read.*katheryne data build"):
        read_manifest(tmp_path)


def test_a_manifest_of_another_schema_version_is_refused(snapshot: Path) -> None:
    _change_manifest(snapshot, schema_version=SCHEMA_VERSION + 1)
    with pytest.raises(SnapshotError, match=f"schema version {SCHEMA_VERSION + 1}"):
        read_manifest(snapshot)


def test_a_malformed_manifest_is_refused(snapshot: Path) -> None:
    _change_manifest(snapshot, game_version=None)
    with pytest.raises(SnapshotError, match="malformed at game_version"):
        read_manifest(snapshot)
    (snapshot / "manifest.json").write_text("{")
    with pytest.raises(SnapshotError, match="malformed at the whole file"):
        read_manifest(snapshot)


def test_a_manifest_without_a_table_is_refused(snapshot: Path) -> None:
    tables = json.loads((snapshot / "manifest.json").read_text())["tables"]
    del tables["foods"]
    _change_manifest(snapshot, tables=tables)
    with pytest.raises(SnapshotError, match="does not list foods"):
        read_manifest(snapshot)
