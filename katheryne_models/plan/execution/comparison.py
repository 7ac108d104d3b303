"""Two or more things side by side."""

from collections.abc import Callable, Sequence

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import stars
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import NOBODY
from katheryne_models.plan.execution.conditions import version_order
from katheryne_models.plan.execution.multipliers import timing_rows
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.stats import (
    BONUS_STATS,
    INNATE,
    bonus_name,
    level_rows,
    stat_name,
    top_level,
    value_of,
    written,
)  # fmt: skip

_PAIR = ("character", "weapon", "artifact")
_DAYS_A_MONTH = 31


def _pair(asked: Asked) -> list[Entity]:
    entities = asked.subjects(*_PAIR)
    if len(entities) < 2:  # noqa: PLR2004 - a comparison takes two
        raise DeclinedError(say("compare-two"))
    return entities


@answers("compare.stat")
def compare_stat(asked: Asked) -> Reply:
    """Who has more of one or more stats at a level.

    Raises:
        DeclinedError: If none of them has such a stat.
    """
    entities = _pair(asked)
    if any(entity.kind == "artifact" for entity in entities):
        raise DeclinedError(say("sets-have-no-stats"))
    level = next(iter(asked.numbers("level", "number")), min(top_level(asked, entity) for entity in entities))
    stats = asked.values("stat") or (["hp", "atk", "def"] if entities[0].kind == "character" else ["atk", "bonus"])
    reply = Reply()
    for stat in stats:
        _stat(asked, reply, entities, stat, level)
    if not reply.lines:
        names = joined([entity.name for entity in entities], "nor")
        raise DeclinedError(say("compare-nobody", names=names, stat=joined([stat_name(stat) for stat in stats], "or")))
    reply.show(asked.row(entities[0]))
    return reply


def _stat(asked: Asked, reply: Reply, entities: Sequence[Entity], stat: str, level: int) -> None:
    """One line: who has more of a stat, and who has none."""
    values = _values(asked, entities, stat, level)
    if not values:
        return
    labels = list(dict.fromkeys(label for _, label, _, _ in values))
    parts = [say("compare-part", name=entity.name, value=written(label, value)) for entity, label, value, _ in values]
    best = max(value for _, _, value, _ in values)
    winners = [entity.name for entity, _, value, _ in values if value == best]
    if len(labels) > 1:  # "second stat": CRIT Rate and CRIT DMG can't be ranked
        message, parts = "compare-different", [
            say("compare-labelled", name=entity.name, stat=label, value=written(label, value))
            for entity, label, value, _ in values
        ]  # fmt: skip
    elif len(values) == 1:
        message = "compare-only"
    else:
        message = "compare-equal" if len(winners) == len(values) else "compare-stat"
    reply.add(say(message, stat=labels[0], level=level, winner=joined([f"**{name}**" for name in winners]),
                  count=len(winners), of=len(values), parts="; ".join(parts)))  # fmt: skip
    if len(values) == 2 and len(labels) == 1 and len(winners) == 1:  # noqa: PLR2004 - a pair has a difference
        gap = abs(values[0][2] - values[1][2])
        reply.lines[-1] += " " + say("difference", value=written(labels[0], gap))
    for _, _, _, (row, column) in values:
        reply.state(row, column)
    innate = INNATE.get(labels[0])
    for entity in entities:
        if entity in {item[0] for item in values}:
            continue
        if entity.kind == "character" and innate is not None:
            value = written(labels[0], innate)
            reply.lines[-1] += " " + say("compare-innate", name=entity.name, stat=labels[0], value=value)
        else:
            what = say("what-substat") if stat == "bonus" else stat_name(stat)
            reply.lines[-1] += " " + say("compare-has-none", name=entity.name, stat=what)


def _own(asked: Asked, entity: Entity, stat: str) -> str:
    """`bonus` as the stat that this thing has."""
    if stat != "bonus":
        return stat
    bonus = bonus_name(entity, asked.row(entity))
    return next((word for word, name in BONUS_STATS.items() if name == bonus), stat)


_Value = tuple[Entity, str, float, tuple[Row, str]]


def _values(asked: Asked, entities: Sequence[Entity], stat: str, level: int) -> list[_Value]:
    """Who has a stat: label, value, and where it stands."""
    values: list[_Value] = []
    for entity in entities:
        at = level_rows(asked, entity, level)[-1]
        known = value_of(entity, asked.row(entity), at, _own(asked, entity, stat))
        if known:
            values.append((entity, known[0], known[1], (at, known[2])))
    return values


def _by(asked: Asked, message: str, read: Callable[[Entity, Row], tuple[object, str] | None], column: str) -> Reply:
    """Compare by something that sorts: the first in order is named.

    Raises:
        DeclinedError: If the data knows it of none of them.
    """
    entities = _pair(asked)
    reply = Reply()
    known, unknown = [], []
    for entity in entities:
        row = asked.row(entity)
        value = read(entity, row)
        if value is None:
            unknown.append(entity.name)
            continue
        known.append((value[0], value[1], entity))
        reply.state(row, column)
    missing = say("missing", name=joined(unknown, "or"), what=say(f"what-{column}")) if unknown else ""
    if not known:
        raise DeclinedError(missing)
    first = min(known, key=lambda item: item[0])  # type: ignore[arg-type,return-value]  # all of one sortable type
    firsts = [f"**{entity.name}**" for order, _, entity in known if order == first[0]]
    parts = "; ".join(say("compare-part", name=entity.name, value=text) for _, text, entity in known)
    if len(known) == 1:
        reply.add(f"{parts}.")
    else:
        key = f"{message}-equal" if len(firsts) == len(known) else message
        reply.add(say(key, first=joined(firsts), count=len(firsts), parts=parts))
    if missing:
        reply.lines[-1] += f" {missing}"
    return reply


@answers("compare.version")
def compare_version(asked: Asked) -> Reply:
    """Which was released first."""

    def read(_entity: Entity, row: Row) -> tuple[object, str] | None:
        version = row.text("version")
        return (version_order(version), version) if version else None

    return _by(asked, "compare-version", read, "version")


@answers("compare.rarity")
def compare_rarity(asked: Asked) -> Reply:
    """Which has more stars."""

    def read(entity: Entity, row: Row) -> tuple[object, str]:
        count = row.count("max_rarity" if entity.kind == "artifact" else "rarity")
        return -count, stars(count)

    entities = _pair(asked)
    return _by(asked, "compare-rarity", read, "max_rarity" if entities[0].kind == "artifact" else "rarity")


@answers("compare.birthday")
def compare_birthday(asked: Asked) -> Reply:
    """Whose birthday comes first in the year."""
    _characters(asked)

    def read(_entity: Entity, row: Row) -> tuple[object, str] | None:
        text = row.text("birthday")
        if text is None:
            return None
        return row.count("birthday_month") * _DAYS_A_MONTH + row.count("birthday_day"), text

    return _by(asked, "compare-birthday", read, "birthday")


@answers("compare.cooldown", "compare.energy")
def compare_timing(asked: Asked) -> Reply:
    """Whose talent is back sooner, or whose burst takes less Energy."""
    energy = asked.request.head == "compare.energy"
    head = "talent.energy" if energy else "talent.cooldown"
    ability = "burst" if energy else asked.value("ability") or "skill"
    entities = _characters(asked)
    reply = Reply()
    parts, unknown = [], []
    what = say("what-energy" if energy else "what-cooldown")
    for entity in entities:
        rows = timing_rows(asked, entity, head, [ability])
        texts = [
            say("labelled", value=row.name("text"), label=row.name("label")) if len(rows) > 1 else row.name("text")
            for row in rows
        ]
        for row in rows:
            reply.state(row, "text")
        if rows:
            parts.append(say("compare-part", name=entity.name, value=joined(texts, "or")))
        else:
            unknown.append(entity.name)
    slot = say(f"ability-{ability}")
    missing = say("missing-part", name=joined(unknown, "or"), what=what, part=slot) if unknown else ""
    if not parts:
        raise DeclinedError(missing)
    reply.add(say("compare-timing", slot=slot, what=what, parts="; ".join(parts)))
    if missing:
        reply.lines[-1] += f" {missing}"
    return reply


def _characters(asked: Asked) -> list[Entity]:
    entities = asked.subjects("character")
    if len(entities) < 2:  # noqa: PLR2004 - a comparison takes two
        raise DeclinedError(say("compare-two-characters"))
    return entities


_SHARED = {
    "character": ("element", "weapon_type", "rarity", "region", "affiliation", "ascension_stat", "gender", "version"),
    "weapon": ("weapon_type", "rarity", "substat", "version"),
    "artifact": ("max_rarity", "version", "effect_1pc", "effect_2pc", "effect_4pc"),
}  # fmt: skip


@answers("common", "compare.all")
def side_by_side(asked: Asked) -> Reply:
    """What things share, or all of it side by side."""
    entities = _pair(asked)
    kind = entities[0].kind
    if any(entity.kind != kind for entity in entities):
        raise DeclinedError(say("compare-two"))
    rows = [asked.row(entity) for entity in entities]
    reply = Reply()
    names = joined([entity.name for entity in entities])
    lines = []
    for column in _SHARED[kind]:
        texts = [_text(row, column) for row in rows]
        values = [text or say("none") for text in texts]
        equal = len(set(values)) == 1
        if any(texts) and (equal or asked.request.head == "compare.all"):
            what = say(f"what-{column}")
            lines.append(say("side-line", what=what, values=values[0] if equal else " / ".join(values)))
            for row in rows:
                reply.state(row, column)
    if not lines:
        raise DeclinedError(say("nothing-common", names=names))
    reply.add(say("side-heading" if asked.request.head == "compare.all" else "common-heading", names=names))
    reply.lines += lines
    if asked.request.head == "compare.all" and kind != "artifact":
        reply.lines += _stat_lines(asked, entities, reply)
    return reply


def _text(row: Row, column: str) -> str | None:
    text = row.text(column)
    if text == NOBODY:
        return None
    return stars(int(text)) if text and column in {"rarity", "max_rarity"} else text


def _stat_lines(asked: Asked, entities: Sequence[Entity], reply: Reply) -> list[str]:
    """Base stats at the highest level, up to 90, that all of them reach."""
    level = min(top_level(asked, entity) for entity in entities)
    lines = []
    for stat in ("hp", "atk", "def"):
        values = _values(asked, entities, stat, level)
        if values:
            what = say("stat-at", stat=values[0][1], level=level)
            texts = [written(label, value) for _, label, value, _ in values]
            lines.append(say("side-line", what=what, values=" / ".join(texts)))
            for _, _, _, (row, column) in values:
                reply.state(row, column)
    return lines
