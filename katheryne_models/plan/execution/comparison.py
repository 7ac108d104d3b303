"""Two or more things side by side."""

from collections.abc import Callable, Sequence

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import stars
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.multipliers import timing_rows
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.search import version_order
from katheryne_models.plan.execution.stats import (
    ASSUMED_LEVEL, BONUS_STATS, bonus_name, level_rows, top_level, value_of, written,
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
    """Who has more of one or more stats at a level."""
    entities = _pair(asked)
    if any(entity.kind == "artifact" for entity in entities):
        raise DeclinedError(say("cannot-filter", what=say("kind-artifact", count=2)))
    level = next(iter(asked.numbers("level", "number")), min(top_level(asked, entity) for entity in entities))
    stats = asked.values("stat") or (["hp", "atk", "def"] if entities[0].kind == "character" else ["atk", "bonus"])
    reply = Reply()
    for stat in stats:
        values = _values(asked, entities, stat, level)
        if not values:
            continue
        parts = [say("compare-part", name=entity.name, value=written(label, value)) for entity, label, value in values]
        label = joined(list(dict.fromkeys(label for _, label, _ in values)), "or")
        best = max(value for _, _, value in values)
        winners = [entity.name for entity, _, value in values if value == best]
        message = "compare-equal" if len(winners) == len(values) and len(values) > 1 else "compare-stat"
        reply.add(say(message, stat=label, level=level, winner=joined(winners), parts="; ".join(parts)))
        for entity, _, _ in values:
            at = level_rows(asked, entity, level)[-1]
            known = value_of(entity, asked.row(entity), at, _own(asked, entity, stat))
            reply.state(at, *([known[2]] if known else []))
        missing = [entity for entity in entities if entity not in {item[0] for item in values}]
        for entity in missing:
            reply.lines[-1] += " " + say("compare-has-none", name=entity.name, stat=BONUS_STATS.get(stat, stat))
    if not reply.lines:
        names = joined([entity.name for entity in entities])
        raise DeclinedError(say("compare-nobody", names=names, stat=joined([BONUS_STATS.get(s, s) for s in stats])))
    reply.show(asked.row(entities[0]))
    return reply


def _own(asked: Asked, entity: Entity, stat: str) -> str:
    """`bonus` as the stat that this thing has."""
    if stat != "bonus":
        return stat
    bonus = bonus_name(entity, asked.row(entity))
    return next((word for word, name in BONUS_STATS.items() if name == bonus), stat)


def _values(asked: Asked, entities: Sequence[Entity], stat: str, level: int) -> list[tuple[Entity, str, float]]:
    values = []
    for entity in entities:
        at = level_rows(asked, entity, level)[-1]
        known = value_of(entity, asked.row(entity), at, _own(asked, entity, stat))
        if known:
            values.append((entity, known[0], known[1]))
    return values


def _by(asked: Asked, message: str, read: Callable[[Entity, Row], tuple[object, str] | None], column: str) -> Reply:
    """Compare by something that sorts: the first in order is named."""
    entities = _pair(asked)
    reply = Reply()
    known = []
    for entity in entities:
        row = asked.row(entity)
        value = read(entity, row)
        if value is not None:
            known.append((value[0], value[1], entity))
            reply.state(row, column)
    if not known:
        raise DeclinedError(say("missing", name=joined([entity.name for entity in entities]), what=column))
    first = min(known, key=lambda item: item[0])  # type: ignore[arg-type,return-value]  # all of one sortable type
    firsts = [entity.name for order, _, entity in known if order == first[0]]
    parts = "; ".join(say("compare-part", name=entity.name, value=text) for _, text, entity in known)
    key = f"{message}-equal" if len(firsts) == len(known) else message
    reply.add(say(key, first=joined(firsts), parts=parts))
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
    entities = [entity for entity in _pair(asked) if entity.kind == "character"]
    reply = Reply()
    parts = []
    for entity in entities:
        rows = timing_rows(asked, entity, head, [ability])
        texts = [f"{row.name('text')}" + (f" ({row.name('label')})" if len(rows) > 1 else "") for row in rows]
        parts.append(say("compare-part", name=entity.name, value=joined(texts, "or") or "-"))
        for row in rows:
            reply.state(row, "text")
    what = say("what-energy" if energy else "what-cooldown")
    reply.add(say("compare-timing", slot=say(f"ability-{ability}"), what=what, parts="; ".join(parts)))
    return reply


_SHARED = {
    "character": ("element", "weapon_type", "rarity", "region", "affiliation", "ascension_stat", "gender", "version"),
    "weapon": ("weapon_type", "rarity", "substat", "version"),
    "artifact": ("max_rarity", "version"),
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
        values = [row.text(column) or "-" for row in rows]
        equal = len(set(values)) == 1 and values[0] != "-"
        if asked.request.head == "compare.all" or equal:
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


def _stat_lines(asked: Asked, entities: Sequence[Entity], reply: Reply) -> list[str]:
    lines = []
    for stat in ("hp", "atk", "def"):
        values = _values(asked, entities, stat, min(ASSUMED_LEVEL, *(top_level(asked, entity) for entity in entities)))
        if values:
            what = say("stat-at", stat=values[0][1], level=ASSUMED_LEVEL)
            texts = [written(label, value) for _, label, value in values]
            lines.append(say("side-line", what=what, values=" / ".join(texts)))
            for entity in entities:
                reply.state(level_rows(asked, entity, top_level(asked, entity))[-1], stat)
    return lines
