"""Constellations."""

from training.snapshot.records.characters import ConstellationRecord, ConstellationText
from training.snapshot.rows import Row, Tables
from training.snapshot.source import Package
from training.snapshot.text import clean

_COUNT = 6


def constellation_tables(package: Package) -> Tables:
    """Build constellations; raises SnapshotError where a record breaks its model."""
    records = package.records("constellations", ConstellationRecord)
    return {
        "constellations": [
            _constellation(package, owner, record, number)
            for owner, record in records.items()
            for number in range(1, _COUNT + 1)
        ]
    }


def _constellation(package: Package, owner: str, record: ConstellationRecord, number: int) -> Row:
    text: ConstellationText = getattr(record, f"c{number}")
    return {
        "owner": owner,
        "owner_name": record.name,
        "number": number,
        "name": text.name,
        "description": clean(text.description),
        "icon": package.address("constellations", owner, f"c{number}"),
        "icon_name": package.picture("constellations", owner, f"filename_c{number}"),
    }
