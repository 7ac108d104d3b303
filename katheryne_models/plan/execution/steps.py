"""The steps that cost materials: six ascensions, nine talent levels."""

from collections.abc import Sequence
from dataclasses import dataclass

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.kit import owner_key
from katheryne_models.plan.execution.reply import DeclinedError

# The levels at which a thing must ascend to go on, phase 1 first, and the level after the last ascension.
_BORDERS = (20, 40, 50, 60, 70, 80, 90)
# The game's own limit ("Maximum upgrade level is 15"); what lies above level 10 comes from constellations.
_TALENT_LIMIT = 15
# a part of the costs → the types of its materials
_PARTS = {
    "gem": "Character Ascension Material",
    "boss_material": "Character Level-Up Material",
    "specialty": "Local Specialty",
    "common": "Character and Weapon Enhancement Material",
    "books": "Character Talent Material",
    "weekly": "Character Level-Up Material",
}
CROWN = "Crown of Insight"


@dataclass(frozen=True, slots=True)
class Step:
    """One ascension or talent level: its number, the level it leads from and to, and what it takes."""

    number: int
    start: int
    end: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Stairs:
    """All steps of one kind of a thing.

    Attributes:
        name: Whose they are.
        steps: The steps, the lowest first.
        limit: The highest level that there is.
        talents: Whether they are talent levels rather than ascensions.
    """

    name: str
    steps: tuple[Step, ...]
    limit: int
    talents: bool = False


def ascensions(asked: Asked, entity: Entity) -> Stairs:
    """The ascensions of a character or weapon.

    Raises:
        DeclinedError: If the data has no costs for it.
    """
    kind = "weapon" if entity.kind == "weapon" else "character"
    key = asked.body(entity).key
    by_number = _by_number(asked, entity, f"{kind}_costs", "phase", key)
    steps = [Step(number, _BORDERS[number - 1], _BORDERS[number], rows) for number, rows in by_number]
    levels = (row.count("level") for row in asked.game.table(f"{kind}_stats").of(key))
    return Stairs(entity.name, tuple(steps), max(levels, default=_BORDERS[-1]))


def talent_levels(asked: Asked, entity: Entity) -> Stairs:
    """The steps of one talent from level 1 to 10.

    Raises:
        DeclinedError: If the data has no costs for it.
    """
    by_number = _by_number(asked, entity, "talent_costs", "level", owner_key(asked, entity))
    steps = [Step(number, number - 1, number, rows) for number, rows in by_number]
    return Stairs(entity.name, tuple(steps), _TALENT_LIMIT, talents=True)


def _by_number(asked: Asked, entity: Entity, table: str, column: str, key: str) -> list[tuple[int, tuple[Row, ...]]]:
    by_number: dict[int, list[Row]] = {}
    for row in asked.game.table(table).of(key):
        by_number.setdefault(row.count(column), []).append(row)
    if not by_number:
        raise DeclinedError(say("missing", name=entity.name, what=say("what-costs")))
    return [(number, tuple(rows)) for number, rows in sorted(by_number.items())]


def chosen(stairs: Stairs, levels: Sequence[int], phases: Sequence[int]) -> tuple[Step, ...]:
    """The steps that a request means: between two levels, at one, of a phase, or all.

    One level means the step at that level; the last level means the whole way there, the first the whole way from it.

    Raises:
        DeclinedError: If there is no such step; the text says which there are.
    """
    steps = stairs.steps
    wrong = next((level for level in levels if not 1 <= level <= stairs.limit), None)
    if wrong is not None:
        message = "no-such-talent-step" if stairs.talents else "no-such-level"
        raise DeclinedError(say(message, name=stairs.name, level=wrong, top=stairs.limit))
    if phases:
        found = [step for step in steps if step.number in phases]
        if not found:
            raise DeclinedError(say("no-such-phase", name=stairs.name, phase=phases[0], top=steps[-1].number))
    elif len(levels) > 1:
        found = [step for step in steps if min(levels) <= step.start < max(levels)]
    elif levels and steps[0].start <= levels[0] < steps[-1].end:
        found = [step for step in steps if levels[0] == step.start]
    else:
        found = list(steps)
    if not found:
        starts = joined([str(step.start) for step in steps])
        raise DeclinedError(say("no-such-step", name=stairs.name, levels=starts))
    return tuple(found)


def totals(steps: Sequence[Step]) -> dict[str, int]:
    """Materials and how many of each the steps take, in the order in which they are first needed."""
    amounts: dict[str, int] = {}
    for step in steps:
        for row in step.rows:
            name = row.name("material_name")
            amounts[name] = amounts.get(name, 0) + row.count("count")
    return {name: count for name, count in amounts.items() if count}


def only(steps: Sequence[Step], names: Sequence[str] | dict[str, int]) -> list[Step]:
    """The steps with the rows of some materials alone."""
    return [
        Step(step.number, step.start, step.end, tuple(row for row in step.rows if row.name("material_name") in names))
        for step in steps
    ]


def part_of(asked: Asked, steps: Sequence[Step], part: str) -> dict[str, int]:
    """The materials of the steps that are of one part: gems, books, boss drops and so on."""
    kinds = {
        row.name("material_name"): material.text("type") or ""
        for step in steps
        for row in step.rows
        if (material := asked.game.row("materials", row.text("material") or ""))
    }
    return {
        name: count
        for name, count in totals(steps).items()
        if name != CROWN and kinds.get(name, "").startswith(_PARTS[part])
    }
