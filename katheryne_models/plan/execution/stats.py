"""Base stats at a level, of characters, weapons and enemies."""

from collections.abc import Sequence
from dataclasses import dataclass

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import say
from katheryne_models.answer.numbers import rounded, stat_value
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import each
from katheryne_models.plan.execution.enemies import RESISTED, resisted
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply

# the linker's stat words → the names of bonus stats in the tables
BONUS_STATS = {
    "hp": "HP", "atk": "ATK", "def": "DEF", "em": "Elemental Mastery", "er": "Energy Recharge",
    "crit_rate": "CRIT Rate", "crit_dmg": "CRIT DMG", "pyro_dmg": "Pyro DMG Bonus", "hydro_dmg": "Hydro DMG Bonus",
    "electro_dmg": "Electro DMG Bonus", "cryo_dmg": "Cryo DMG Bonus", "anemo_dmg": "Anemo DMG Bonus",
    "geo_dmg": "Geo DMG Bonus", "dendro_dmg": "Dendro DMG Bonus", "physical_dmg": "Physical DMG Bonus",
    "healing": "Healing Bonus",
}  # fmt: skip
# Stats that only effects speak of, as effects write them.
_EFFECT_STATS = {
    "shield_strength": "Shield Strength", "normal_dmg": "Normal Attack DMG", "charged_dmg": "Charged Attack DMG",
    "plunge_dmg": "Plunging Attack DMG", "skill_dmg": "Elemental Skill DMG", "burst_dmg": "Elemental Burst DMG",
    "attack_speed": "Attack SPD", "move_speed": "Movement SPD", "crit": "CRIT",
}  # fmt: skip
_BASE = {"hp": "hp", "atk": "atk", "def": "def"}
_CHARACTER_TOP, _WEAPON_TOP, ASSUMED_LEVEL = 100, 90, 90
# Everyone has these without ascending (genshin-db's base values), so that "from ascending" can be told apart.
INNATE = {"CRIT Rate": 0.05, "CRIT DMG": 0.5}


@dataclass(frozen=True, slots=True)
class Block:
    """Where the stats of a kind stand."""

    table: str
    columns: dict[str, str]
    bonus_column: str | None
    top: int


BLOCKS = {
    "character": Block("character_stats", _BASE, "ascension_value", _CHARACTER_TOP),
    "weapon": Block("weapon_stats", {"atk": "atk"}, "substat_value", _WEAPON_TOP),
    "enemy": Block("enemy_stats", _BASE, None, 200),
}


def stat_name(stat: str) -> str:
    """What the game calls one of the linker's stats."""
    return BONUS_STATS.get(stat) or _EFFECT_STATS.get(stat) or stat.replace("_", " ")


def bonus_name(entity: Entity, row: Row) -> str | None:
    """The name of the stat that ascending or a second stat raises."""
    if entity.kind == "character":
        return row.text("ascension_stat")
    return row.text("substat") if entity.kind == "weapon" else None


def level_rows(asked: Asked, entity: Entity, level: int) -> list[Row]:
    """The rows of a thing at a level: two where it can ascend at that level.

    Raises:
        DeclinedError: If there is no such level.
    """
    rows = _rows(asked, entity)
    at_level = [row for row in rows if row.count("level") == level]
    if not at_level:
        top = max((row.count("level") for row in rows), default=None)
        if top is None:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-stats")))
        raise DeclinedError(say("no-such-level", name=entity.name, level=level, top=top))
    return at_level


def _rows(asked: Asked, entity: Entity) -> tuple[Row, ...]:
    return asked.game.table(BLOCKS[entity.kind].table).of(asked.body(entity).key)


def top_level(asked: Asked, entity: Entity) -> int:
    """The level that is meant where none is said: 90, or the highest where that is lower."""
    rows = _rows(asked, entity)
    return min(ASSUMED_LEVEL, max((row.count("level") for row in rows), default=ASSUMED_LEVEL))


def value_of(entity: Entity, row: Row, at: Row, stat: str) -> tuple[str, float, str] | None:
    """A stat's label, value and column at a level, or None where the thing has no such stat of its own."""
    block = BLOCKS[entity.kind]
    bonus = bonus_name(entity, row)
    wanted = BONUS_STATS.get(stat)
    if stat in block.columns:
        value = at.number(block.columns[stat])
        return (say(f"base-{stat}"), value, block.columns[stat]) if value is not None else None
    if block.bonus_column and bonus and (wanted == bonus or (stat == "crit" and bonus.startswith("CRIT"))):
        value = at.number(block.bonus_column)
        return (bonus, value, block.bonus_column) if value is not None else None
    return None


def written(label: str, value: float) -> str:
    """A stat's value as the game shows it."""
    return rounded(value) if label.startswith("base") else stat_value(label, value)


_DAMAGE = "_dmg"  # an enemy has no bonus of its own: who asks for its Physical DMG means what it resists


@answers("stat", "stat.before", "stat.after")
def stat(asked: Asked) -> Reply:
    """The stats of a thing at one or two levels."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        phase = _phase(asked, entity)
        levels = _levels(asked, entity, phase)
        wanted = asked.values("stat") or [*BLOCKS[entity.kind].columns, "bonus"]
        if entity.kind == "enemy" and all(stat.removesuffix(_DAMAGE) in RESISTED for stat in wanted):
            resisted(row, [stat.removesuffix(_DAMAGE) for stat in wanted], reply)
            return
        bonus = bonus_name(entity, row)
        named = ["crit" if stat == "crit" else stat for stat in wanted]
        stats = [next((k for k, v in BONUS_STATS.items() if v == bonus), "") if s == "bonus" else s for s in named]
        for level in levels:
            for name in stats:
                if name:
                    _line(asked, entity, row, name, (level, phase), reply)
        if len(levels) == 2:  # noqa: PLR2004 - from one level to another
            for name in filter(None, stats):
                _gain(asked, entity, row, name, sorted(levels), reply)
        reply.show(row)

    return each(asked, ("character", "weapon", "enemy"), answer)


def _phase(asked: Asked, entity: Entity) -> int | None:
    """The ascension phase that the request names.

    Raises:
        DeclinedError: If the thing has no such phase.
    """
    phase = max(asked.numbers("phase"), default=None)
    if phase is None or entity.kind == "enemy":
        return None
    top = max(row.count("ascension") for row in _rows(asked, entity))
    if phase > top:
        raise DeclinedError(say("no-such-phase", name=entity.name, phase=phase, top=top))
    return phase


def _levels(asked: Asked, entity: Entity, phase: int | None) -> list[int]:
    """The levels asked for; for a phase alone, the highest level that it reaches, of those up to 90."""
    levels = asked.numbers("level", "number")
    if phase is not None and not levels:
        reached = [row.count("level") for row in _rows(asked, entity) if row.count("ascension") == phase]
        return [min(max(reached), ASSUMED_LEVEL)]
    return levels or [top_level(asked, entity)]


def _line(asked: Asked, entity: Entity, row: Row, stat: str, at: tuple[int, int | None], reply: Reply) -> None:
    level, phase = at
    rows = level_rows(asked, entity, level)
    if phase is not None:
        rows = [item for item in rows if item.count("ascension") == phase] or rows
    if asked.request.head == "stat.before":
        rows = rows[:1]
    elif asked.request.head == "stat.after":
        rows = rows[-1:]
    found = [value_of(entity, row, item, stat) for item in rows]
    if found[0] is None:
        raise DeclinedError(has_no(entity, row, stat))
    values = [item for item in found if item]
    label = values[0][0]
    texts = [written(label, value) for _, value, _ in values]
    if len(texts) == 2 and texts[0] != texts[1]:  # noqa: PLR2004 - before and after ascending
        reply.add(say("stat-both", name=entity.name, stat=label, level=level, before=texts[0], after=texts[1]))
    else:
        reply.add(say("stat", name=entity.name, stat=label, level=level, value=texts[-1]))
        innate = INNATE.get(label)
        if entity.kind == "character" and innate is not None and values[-1][1] > innate:
            gained = stat_value(label, values[-1][1] - innate)
            reply.lines[-1] += " " + say("stat-innate", innate=stat_value(label, innate), gained=gained)
    for item, (_, _, column) in zip(rows, values, strict=True):
        reply.state(item, column)


def _gain(asked: Asked, entity: Entity, row: Row, stat: str, levels: Sequence[int], reply: Reply) -> None:
    """What a stat gains from one level, ascended where that is possible, to another."""
    values = [value_of(entity, row, level_rows(asked, entity, level)[-1], stat) for level in levels]
    start, end = values
    if start and end:
        gain = written(start[0], end[1] - start[1])
        reply.add(say("stat-gain", stat=start[0], start=levels[0], end=levels[1], gain=gain))


def has_no(entity: Entity, row: Row, stat: str) -> str:
    """That a thing has no such stat of its own, and which it has."""
    bonus = bonus_name(entity, row)
    if entity.kind == "weapon" and bonus is None:
        return say("has-no-substat", name=entity.name, stat=stat_name(stat))
    return say(f"has-no-stat-{entity.kind}", name=entity.name, stat=stat_name(stat), bonus=bonus or "")


@answers("ascension.stat_value")
def gained(asked: Asked) -> Reply:
    """What ascending adds to a character's bonus stat, and what it comes to."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        label = row.name("ascension_stat")
        level = next(iter(asked.numbers("level", "number")), ASSUMED_LEVEL)
        at = level_rows(asked, entity, level)[-1]  # where the level has two rows, after ascending
        value = at.number("ascension_value")
        if value is None:
            raise DeclinedError(say("missing", name=entity.name, what=label))
        innate = INNATE.get(label, 0.0)
        gain = stat_value(label, value - innate)
        reply.add(say("stat-gained", name=entity.name, stat=label, level=level, gained=gain))
        if innate:
            reply.lines[-1] += " " + say("stat-total", stat=label, value=stat_value(label, value))
        reply.state(at, "ascension_value")
        reply.state(row, "ascension_stat")
        reply.show(row)

    return each(asked, ("character",), answer)
