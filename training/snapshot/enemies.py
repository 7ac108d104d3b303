"""Enemies, their drops, resistances and stats at every level."""

from training.snapshot.records.characters import TalentRecord
from training.snapshot.records.items import EnemyRecord, EnemyStatsRecord
from training.snapshot.rows import Items, Row, Tables, reward_rows
from training.snapshot.source import Package
from training.snapshot.text import clean, clean_list

_LAST_LEVEL = 200
_WEEKLY_RARITY = 5


def enemy_tables(package: Package, items: Items) -> Tables:
    """Build enemies, enemy_drops and enemy_stats; raises SnapshotError where a record breaks its model."""
    tables: Tables = {"enemies": [], "enemy_drops": [], "enemy_stats": []}
    stats = package.statistics("enemies", EnemyStatsRecord)
    talent_materials = _talent_materials(package)
    for key, record in package.records("enemies", EnemyRecord).items():
        # 5-star materials of talents are the Crown of Insight, which no enemy drops, and the weekly rewards
        weekly = any(
            drop.id in talent_materials and items.rarity(drop) == _WEEKLY_RARITY for drop in record.reward_preview
        )
        tables["enemies"].append(_enemy(package, key, record, stats[key]) | {"weekly_boss": weekly})
        tables["enemy_drops"] += reward_rows(("enemy", key), record.reward_preview, items)
        tables["enemy_stats"] += _stats(package, key, stats[key])
    return tables


def _talent_materials(package: Package) -> set[int]:
    return {
        material.id
        for record in package.records("talents", TalentRecord).values()
        for materials in record.costs.values()
        for material in materials
    }


def _enemy(package: Package, key: str, record: EnemyRecord, stats: EnemyStatsRecord) -> Row:
    row: Row = {
        "key": key,
        "id": record.id,
        "name": record.name,
        "type": record.enemy_type,
        "category": record.category_text,
        "description": clean(record.description),
        "special_names": clean_list(record.special_names),
        "version": package.release("enemies", key),
        "icon": package.address("enemies", key, "icon"),
        "icon_name": package.picture("enemies", key, "filename_icon"),
    }
    return row | {f"res_{element}": value for element, value in stats.resistance}


def _stats(package: Package, key: str, stats: EnemyStatsRecord) -> list[Row]:
    """Compute the stats at every level, as `calcStatsEnemy` of genshin-db's getdata.js does."""
    hp = package.growth("enemies", stats.curve.hp, _LAST_LEVEL)
    attack = package.growth("enemies", stats.curve.attack, _LAST_LEVEL)
    return [
        {
            "enemy": key,
            "level": level,
            "hp": stats.base.hp * hp[level - 1],
            "atk": stats.base.attack * attack[level - 1],
            "def": level * 5.0 + 500.0,  # the same for every enemy
        }
        for level in range(1, _LAST_LEVEL + 1)
    ]
