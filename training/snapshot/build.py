"""Builds the game snapshot: the package in, Parquet tables and a manifest out."""

import hashlib
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from katheryne_models.checksum import to_file, with_checksum
from katheryne_models.errors import SnapshotError
from katheryne_models.game.snapshot import (
    MANIFEST_NAME,
    SCHEMA_VERSION,
    SORT_COLUMNS,
    TABLES,
    Manifest,
    TableEntry,
)
from training.snapshot.artifacts import artifact_tables
from training.snapshot.characters import character_tables
from training.snapshot.collection import collection_tables
from training.snapshot.constellations import constellation_tables
from training.snapshot.crafts import craft_tables
from training.snapshot.domains import domain_tables
from training.snapshot.enemies import enemy_tables
from training.snapshot.foods import food_tables
from training.snapshot.local_names import local_name_tables
from training.snapshot.materials import material_tables
from training.snapshot.rows import Row, Tables, read_items
from training.snapshot.source import LANGUAGE, PACKAGE_NAME, Package, open_package
from training.snapshot.talents import talent_tables
from training.snapshot.weapons import weapon_tables
from training.snapshot.world import world_tables

_COMPRESSION_LEVEL = 19


def build_snapshot(package: Path, target: Path) -> Manifest:
    """Build all tables from a package's archive and put them in place of the target folder.

    The same package and version of pyarrow give the same bytes. A build that fails leaves the target as it
    was.

    Args:
        package: The archive, as `npm pack genshin-db` writes it.
        target: The folder for the tables and `manifest.json`; replaced as a whole.

    Raises:
        SnapshotError: The archive or a record in it is off; the text names the record and field.
    """
    source = open_package(package)
    tables = build_tables(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as work:
        fresh = Path(work) / "fresh"
        fresh.mkdir()
        manifest = with_checksum(
            Manifest(
                schema_version=SCHEMA_VERSION,
                package=PACKAGE_NAME,
                package_version=source.version,
                game_version=source.game_version,
                language=LANGUAGE,
                tables={name: _write(table, fresh / f"{name}.parquet") for name, table in tables.items()},
            )
        )
        (fresh / MANIFEST_NAME).write_bytes(to_file(manifest))
        _replace(target, fresh, Path(work) / "old")
    return manifest


def build_tables(package: Package) -> dict[str, pa.Table]:
    """Build every table of the snapshot, by name, each with its schema in `TABLES` and sorted.

    Raises:
        SnapshotError: A record breaks its model, or a table its schema.
    """
    items = read_items(package)
    rows: Tables = {
        **character_tables(package, items),
        **talent_tables(package, items),
        **constellation_tables(package),
        **weapon_tables(package, items),
        **artifact_tables(package),
        **material_tables(package),
        **domain_tables(package, items),
        **enemy_tables(package, items),
        **food_tables(package, items),
        **craft_tables(package, items),
        **collection_tables(package),
        **world_tables(package, items),
        **local_name_tables(package),
    }
    return {name: _table(name, rows[name]) for name in TABLES}


def _replace(target: Path, fresh: Path, old: Path) -> None:
    """Put the fresh folder in place of the target; where that fails, the target comes back."""
    if not target.exists():
        fresh.rename(target)
        return
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise


def _table(name: str, rows: list[Row]) -> pa.Table:
    """Sort the rows and give them the table's schema; rows of one key stay in the order they came in."""
    schema = TABLES[name]
    frame = pd.DataFrame(rows, columns=schema.names, dtype=object)
    frame = frame.sort_values(list(SORT_COLUMNS[name]), kind="stable")
    for field in schema:
        missing = frame[frame[field.name].isna()]
        if not field.nullable and len(missing):
            where = ", ".join(f"{column} {missing.iloc[0][column]!r}" for column in SORT_COLUMNS[name])
            message = f"The package leaves the table {name} without a {field.name} for {where}."
            raise SnapshotError(message)
    table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
    return table.replace_schema_metadata(None)


def _write(table: pa.Table, path: Path) -> TableEntry:
    """Write a table with fixed options and return its manifest entry."""
    texts = [field.name for field in table.schema if not pa.types.is_floating(field.type)]
    pq.write_table(table, path, compression="zstd", compression_level=_COMPRESSION_LEVEL, use_dictionary=texts)
    content = path.read_bytes()
    return TableEntry(rows=table.num_rows, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
