"""Artifact sets and their pieces."""

from training.snapshot.records.gear import ArtifactPiece, ArtifactRecord
from training.snapshot.rows import Row, Tables
from training.snapshot.source import Package
from training.snapshot.text import clean

_SLOTS = ("flower", "plume", "sands", "goblet", "circlet")


def artifact_tables(package: Package) -> Tables:
    """Build artifacts and artifact_pieces; raises SnapshotError where a record breaks its model."""
    tables: Tables = {"artifacts": [], "artifact_pieces": []}
    for key, record in package.records("artifacts", ArtifactRecord).items():
        pieces = [row for slot in _SLOTS if (row := _piece(package, key, record, slot)) is not None]
        # a set is shown by its flower; sets of one piece have a circlet alone
        pictures = {column: pieces[0][column] for column in ("icon", "icon_name")} if pieces else {}
        tables["artifacts"].append(
            {
                "key": key,
                "id": record.id,
                "name": record.name,
                "min_rarity": min(record.rarity_list),
                "max_rarity": max(record.rarity_list),
                "effect_1pc": clean(record.effect_1pc),
                "effect_2pc": clean(record.effect_2pc),
                "effect_4pc": clean(record.effect_4pc),
                "version": package.release("artifacts", key),
                "icon": pictures.get("icon"),
                "icon_name": pictures.get("icon_name"),
            }
        )
        tables["artifact_pieces"] += pieces
    return tables


def _piece(package: Package, key: str, record: ArtifactRecord, slot: str) -> Row | None:
    piece: ArtifactPiece | None = getattr(record, slot)
    if piece is None:
        return None
    return {
        "artifact": key,
        "slot": slot,
        "name": piece.name,
        "description": clean(piece.description),
        "icon": package.address("artifacts", key, f"mihoyo_{slot}", slot),
        "icon_name": package.picture("artifacts", key, f"filename_{slot}"),
    }
