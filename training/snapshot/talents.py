"""Talents and passives, their numbers by level and what raising them costs."""

from training.snapshot.multipliers import multiplier_rows
from training.snapshot.records.characters import (
    CharacterRecord,
    TalentParametersRecord,
    TalentRecord,
    TalentText,
)
from training.snapshot.rows import Items, Row, Tables, cost_rows
from training.snapshot.source import Package
from training.snapshot.text import clean

# the package's names of the talents, in the order in which the game shows them
_SLOTS = {
    "combat1": "normal",
    "combat2": "skill",
    "combatsp": "sprint",
    "combatju": "jump",
    "combat3": "burst",
    "passive1": "passive1",
    "passive2": "passive2",
    "passive3": "passive3",
    "passive4": "passive4",
}


def talent_tables(package: Package, items: Items) -> Tables:
    """Build talents, talent_multipliers and talent_costs.

    A slot whose record is empty (the Traveler's Cryo, Citlali's jump) yields no row.

    Raises:
        SnapshotError: A record breaks its model, or a label cannot be filled in.
    """
    records = package.records("talents", TalentRecord)
    parameters = package.statistics("talents", TalentParametersRecord)
    characters = package.records("characters", CharacterRecord)
    tables: Tables = {"talents": [], "talent_multipliers": [], "talent_costs": []}
    for owner, record in records.items():
        tables["talent_costs"] += cost_rows(("owner", owner), "level", record.costs, items)
        for source, slot in _SLOTS.items():
            talent: TalentText | None = getattr(record, source)
            if talent is None or talent.name is None:
                continue
            row = _talent(package, owner, source, talent)
            row |= {"owner_name": record.name, "character": owner if owner in characters else None}
            tables["talents"].append(row)
            if talent.attributes is not None:
                values: dict[str, list[float]] | None = getattr(parameters[owner], source)
                tables["talent_multipliers"] += multiplier_rows(owner, slot, talent.attributes.labels, values or {})
    return tables


def _talent(package: Package, owner: str, source: str, talent: TalentText) -> Row:
    return {
        "owner": owner,
        "slot": _SLOTS[source],
        "name": talent.name,
        "description": clean(talent.description),
        "flavor": clean(talent.flavor_text),
        "icon": package.address("talents", owner, source),
        "icon_name": package.picture("talents", owner, f"filename_{source}"),
    }
