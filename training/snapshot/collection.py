"""What players collect: outfits, namecards, wind gliders and achievements."""

from training.snapshot.records.archive import (
    AchievementRecord,
    AchievementStage,
    NamecardRecord,
    OutfitRecord,
    WindGliderRecord,
)
from training.snapshot.records.characters import CharacterRecord
from training.snapshot.rows import Row, Tables, keys_by_id
from training.snapshot.source import Package
from training.snapshot.text import clean, clean_list


def collection_tables(package: Package) -> Tables:
    """Build outfits, namecards, wind_gliders and achievements.

    Raises:
        SnapshotError: A record breaks its model.
    """
    return {
        "outfits": _outfits(package),
        "namecards": [
            _collected(package, "namecards", key, record)
            for key, record in package.records("namecards", NamecardRecord).items()
        ],
        "wind_gliders": [
            _collected(package, "windgliders", key, record) | {"rarity": record.rarity}
            for key, record in package.records("windgliders", WindGliderRecord).items()
        ],
        "achievements": _achievements(package),
    }


def _collected(
    package: Package, folder: str, key: str, record: OutfitRecord | NamecardRecord | WindGliderRecord
) -> Row:
    return {
        "key": key,
        "id": record.id,
        "name": record.name,
        "description": clean(record.description),
        "source": clean_list(record.source),
        "version": package.release(folder, key),
        "icon": package.address(folder, key, "icon"),
        # a default outfit has no icon of its own but a round one
        "icon_name": package.picture(folder, key, "filename_icon", "filename_iconCircle"),
    }


def _outfits(package: Package) -> list[Row]:
    characters = keys_by_id("characters", package.records("characters", CharacterRecord))
    return [
        _collected(package, "outfits", key, record)
        | {
            "character": characters.get(record.character_id),
            "character_name": record.character_name,
            "is_default": record.is_default,
        }
        for key, record in package.records("outfits", OutfitRecord).items()
    ]


def _achievements(package: Package) -> list[Row]:
    return [
        {
            "key": key,
            "name": record.name,
            "group": record.achievement_group_name,
            "hidden": record.is_hidden,
            "stage": number,
            "title": stage.title,
            "description": _task(stage),
            "progress": stage.progress,
            "reward_name": stage.reward.name,
            "reward_count": stage.reward.count,
            "version": package.release("achievements", key),
        }
        for key, record in package.records("achievements", AchievementRecord).items()
        for number, stage in enumerate((record.stage1, record.stage2, record.stage3), start=1)
        if stage is not None
    ]


def _task(stage: AchievementStage) -> str | None:
    """Return what the stage asks for, with its number in place of "{param0}"."""
    return clean(stage.description.replace("{param0}", f"{stage.progress:,}"))
