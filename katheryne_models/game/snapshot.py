"""Reads the game snapshot, and refuses one that is damaged or of another schema."""

import hashlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, ValidationError

from katheryne_models.checksum import is_whole
from katheryne_models.errors import SnapshotError
from katheryne_models.game.schema import SCHEMA_VERSION, SORT_COLUMNS, TABLES

__all__ = [
    "MANIFEST_NAME",
    "SCHEMA_VERSION",
    "SORT_COLUMNS",
    "TABLES",
    "Manifest",
    "TableEntry",
    "read_manifest",
    "read_table",
]

MANIFEST_NAME = "manifest.json"
_REMEDY = "Mend it with `katheryne data build PACKAGE.tgz` or a fresh checkout."


class TableEntry(BaseModel):
    """What the manifest knows of one table's file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    sha256: str
    bytes: int


class Manifest(BaseModel):
    """What a snapshot was built from, and its tables.

    Attributes:
        schema_version: The version of the columns, `SCHEMA_VERSION` of the program that built it.
        package: The npm package, "genshin-db".
        package_version: The package's version.
        game_version: The version of Genshin Impact that the package describes.
        language: The language of all names and texts.
        tables: Each table's rows, SHA-256 and size, by name; its file is `NAME.parquet`.
        checksum: That of this file, see `katheryne_models.checksum`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int
    package: str
    package_version: str
    game_version: str
    language: str
    tables: dict[str, TableEntry]
    checksum: str = ""


def read_manifest(folder: Path) -> Manifest:
    """Read a snapshot's manifest.

    Raises:
        SnapshotError: It is missing, malformed, of another schema version, or lacks a table.
    """
    path = folder / MANIFEST_NAME
    try:
        content = path.read_bytes()
        manifest = Manifest.model_validate_json(content)
    except OSError as error:
        raise _damaged(path, f"cannot be read ({error.strerror})") from error
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"]) or "the whole file"
        raise _damaged(path, f"is malformed at {place}: {error.errors()[0]['msg']}") from error
    if manifest.schema_version != SCHEMA_VERSION:
        problem = f"has schema version {manifest.schema_version}, this program reads {SCHEMA_VERSION}"
        raise _damaged(path, problem)
    if not is_whole(content, manifest.checksum):
        raise _damaged(path, "is damaged: its checksum is not the one that it states")
    if missing := sorted(TABLES.keys() - manifest.tables.keys()):
        raise _damaged(path, f"does not list {', '.join(missing)}")
    return manifest


def read_table(folder: Path, name: str, manifest: Manifest) -> pa.Table:
    """Read one table of a snapshot.

    Args:
        folder: The snapshot's folder.
        name: A key of `TABLES`.
        manifest: The snapshot's manifest.

    Returns:
        The table, with exactly the schema `TABLES[name]`.

    Raises:
        SnapshotError: The file is missing, differs from the manifest, or has other columns.
    """
    path = folder / f"{name}.parquet"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _damaged(path, f"cannot be read ({error.strerror})") from error
    if hashlib.sha256(content).hexdigest() != manifest.tables[name].sha256:
        raise _damaged(path, f"does not match its SHA-256 in {MANIFEST_NAME}")
    table = pq.read_table(pa.BufferReader(content))
    if not table.schema.equals(TABLES[name]):
        raise _damaged(path, "has other columns than this program reads")
    return table


def _damaged(path: Path, problem: str) -> SnapshotError:
    return SnapshotError(f"The game snapshot's file {path} {problem}. {_REMEDY}")
