"""Weapons, their stats at every level, their refinements and what ascending costs."""

from training.snapshot.records.gear import Refinement, WeaponRecord, WeaponStatsRecord
from training.snapshot.rows import Items, Row, Tables, cost_rows, level_phases
from training.snapshot.source import Package
from training.snapshot.text import clean

_LAST_REFINEMENT = 5


def weapon_tables(package: Package, items: Items) -> Tables:
    """Build weapons, weapon_stats, weapon_refinements and weapon_costs.

    Raises:
        SnapshotError: A record breaks its model.
    """
    tables: Tables = {"weapons": [], "weapon_stats": [], "weapon_refinements": [], "weapon_costs": []}
    stats = package.statistics("weapons", WeaponStatsRecord)
    for key, record in package.records("weapons", WeaponRecord).items():
        has_substat = record.main_stat_text is not None
        tables["weapons"].append(_weapon(package, key, record, stats[key]))
        tables["weapon_stats"] += _stats(package, key, stats[key], has_substat=has_substat)
        tables["weapon_refinements"] += _refinements(key, record)
        tables["weapon_costs"] += cost_rows(("weapon", key), "phase", record.costs, items)
    return tables


def _weapon(package: Package, key: str, record: WeaponRecord, stats: WeaponStatsRecord) -> Row:
    return {
        "key": key,
        "id": record.id,
        "name": record.name,
        "weapon_type": record.weapon_text,
        "rarity": record.rarity,
        "description": clean(record.description),
        "story": clean(record.story),
        "base_atk": stats.base.attack,
        "substat": record.main_stat_text,
        "substat_base": None if record.main_stat_text is None else stats.base.specialized,
        "passive_name": clean(record.effect_name),
        "version": package.release("weapons", key),
        "icon": package.address("weapons", key, "mihoyo_icon", "icon"),
        "icon_name": package.picture("weapons", key, "filename_icon"),
    }


def _stats(package: Package, key: str, stats: WeaponStatsRecord, *, has_substat: bool) -> list[Row]:
    """Compute the stats at every level and phase, as `calcStatsWeapon` of genshin-db's getdata.js does."""
    max_levels = [bonus.maxlevel for bonus in stats.promotion]
    attack = package.growth("weapons", stats.curve.attack, max_levels[-1])
    specialized = package.growth("weapons", stats.curve.specialized, max_levels[-1])
    rows: list[Row] = []
    for level, phase in level_phases(max_levels, max_levels[-1]):
        atk = stats.base.attack * attack[level - 1] + stats.promotion[phase].attack
        substat = stats.base.specialized * specialized[level - 1] if has_substat else None
        rows.append({"weapon": key, "level": level, "ascension": phase, "atk": atk, "substat_value": substat})
    return rows


def _refinements(key: str, record: WeaponRecord) -> list[Row]:
    texts: dict[int, Refinement | None] = {
        number: getattr(record, f"r{number}") for number in range(1, _LAST_REFINEMENT + 1)
    }
    return [
        {"weapon": key, "refinement": number, "description": clean(text.description)}
        for number, text in texts.items()
        if text is not None
    ]
