"""The world and its archive: elements, viewpoints, living beings, voice-overs and adventure ranks."""

from training.snapshot.records.archive import (
    AdventureRankRecord,
    AnimalRecord,
    ElementRecord,
    GeographyRecord,
    VoiceRecord,
)
from training.snapshot.records.base import Reward
from training.snapshot.rows import Items, Row, Tables, reward_rows
from training.snapshot.source import Package
from training.snapshot.text import clean


def world_tables(package: Package, items: Items) -> Tables:
    """Build elements, geographies, animals, voice_lines, adventure_ranks and adventure_rank_rewards.

    Raises:
        SnapshotError: A record breaks its model.
    """
    return {
        "elements": _elements(package),
        "geographies": [
            _archived(package, "geographies", key, record, "image")
            | {"area": clean(record.area_name), "region": record.region_name}
            for key, record in package.records("geographies", GeographyRecord).items()
        ],
        "animals": [
            _archived(package, "animals", key, record, "icon")
            | {"category": record.category_text, "version": package.release("animals", key)}
            for key, record in package.records("animals", AnimalRecord).items()
        ],
        "voice_lines": _voice_lines(package),
        **_adventure_ranks(package, items),
    }


def _elements(package: Package) -> list[Row]:
    return [
        {
            "key": key,
            "name": record.name,
            "color": record.color,
            "region": record.region,
            "archon": record.archon,
            "icon": package.address("elements", key, "wikia"),
        }
        for key, record in package.records("elements", ElementRecord).items()
        if record.name is not None
    ]


def _archived(package: Package, folder: str, key: str, record: GeographyRecord | AnimalRecord, picture: str) -> Row:
    return {
        "key": key,
        "id": record.id,
        "name": record.name,
        "description": clean(record.description),
        "icon": package.address(folder, key, picture),
        "icon_name": package.picture(folder, key, f"filename_{picture}"),
    }


def _voice_lines(package: Package) -> list[Row]:
    return [
        {"character": key, "kind": kind, "position": position, "title": clean(line.title)}
        for key, record in package.records("voiceovers", VoiceRecord).items()
        for kind, lines in (("friend", record.friend_lines), ("action", record.action_lines))
        for position, line in enumerate(lines, start=1)
    ]


def _adventure_ranks(package: Package, items: Items) -> Tables:
    records = package.records("adventureranks", AdventureRankRecord).values()
    last = max(record.id for record in records)
    ranks: list[Row] = []
    rewards: list[Row] = []
    for record in records:
        exp = None if record.id == last else record.exp
        ranks.append({"rank": record.id, "exp": exp, "unlocks": clean(record.unlock_description)})
        given = [Reward(id=item.id, name=item.name, count=item.count) for item in record.reward]
        for row in reward_rows(("rank", ""), given, items):
            del row["rarity"]
            rewards.append(row | {"rank": record.id})
    return {"adventure_ranks": ranks, "adventure_rank_rewards": rewards}
