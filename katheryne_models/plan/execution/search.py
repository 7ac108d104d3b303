"""Finding things by what is known of them: lists, counts, the best, the newest, and yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import stars
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import TWINS, Asked
from katheryne_models.plan.execution.basics import LANGUAGES, NOBODY
from katheryne_models.plan.execution.conditions import version_order
from katheryne_models.plan.execution.filter import Filter
from katheryne_models.plan.execution.filters import filters_of
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.stats import ASSUMED_LEVEL, level_rows, stat_name, value_of, written
from katheryne_models.plan.grammar import previous

_TABLES = {
    "character": "characters", "weapon": "weapons", "artifact": "artifacts", "food": "foods", "enemy": "enemies",
    "material": "materials", "domain": "domains",
}  # fmt: skip
_MOST_LISTED, _MOST_WITH_RARITY = 60, 40
_MOST_RANKED = 20
_TOP_LEVEL = 100
_COUNTED_ONCE = frozenset({TWINS[1], "manekina"})  # the same person in another body


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a search found."""

    entity: Entity
    row: Row


def candidates(asked: Asked, kind: str) -> list[Found]:
    """Everything of a kind, or what the last answer named where the request says so."""
    if any(term.token == previous(kind) for term in asked.request.terms):
        earlier = asked.earlier(kind)
        return [Found(entity, asked.row(entity)) for entity in earlier if entity.kind in _TABLES]
    rows = asked.game.table(_TABLES[kind]).rows
    if kind == "domain":
        by_entrance = {row.name("entrance"): row for row in reversed(rows)}
        return [Found(Entity(kind, name, name), by_entrance[name]) for name in sorted(by_entrance)]
    seen: dict[str, Found] = {}
    for row in rows:
        if row.name("key") not in _COUNTED_ONCE:
            seen.setdefault(row.name(), Found(Entity(kind, row.name("key"), row.name()), row))
    return sorted(seen.values(), key=lambda found: found.entity.name)


def search(asked: Asked, kind: str) -> tuple[list[Found], list[Filter]]:
    """What fits all filters of a request, and the filters.

    Raises:
        DeclinedError: If a filter does not apply to the kind, or asks for what can't be.
    """
    wanted = filters_of(asked, kind)
    found = candidates(asked, kind)
    for condition in wanted:
        found = [item for item in found if condition.holds(item.entity, item.row)]
    return found, wanted


def _listed(asked: Asked, kind: str, found: Sequence[Found]) -> str:
    names = [f"**{item.entity.name}**" for item in found[:_MOST_LISTED]]
    rarities = {item.row.number("rarity") for item in found} if kind in {"character", "weapon"} else set()
    if len(rarities) > 1 and not asked.values("rarity") and len(found) <= _MOST_WITH_RARITY:
        names = [f"{name} ({stars(item.row.count('rarity'))})" for name, item in zip(names, found, strict=False)]
    more = len(found) - len(names)
    return ", ".join(names) + (say("and-more", count=more) if more > 0 else "")


def _note(reply: Reply, found: Sequence[Found], wanted: Sequence[Filter]) -> None:
    for item in found:
        reply.found.append(item.entity)
        reply.state(item.row, "entrance" if item.entity.kind == "domain" else "name")
        for condition in wanted:
            condition.state(reply, item.entity, item.row)


def _described(kind: str, wanted: Sequence[Filter], count: int) -> str:
    what = say(f"kind-{kind}", count=count)
    parts = [condition.text for condition in wanted if condition.text]
    return f"{what} ({', '.join(parts)})" if parts else what


@answers(*(f"list.{kind}" for kind in _TABLES), *(f"count.{kind}" for kind in _TABLES))
def list_or_count(asked: Asked) -> Reply:
    """Every thing that fits, or how many there are."""
    head, _, kind = asked.request.head.partition(".")
    found, wanted = search(asked, kind)
    if not found:
        raise DeclinedError(say("none-fit", what=_described(kind, wanted, 0)))
    reply = Reply()
    names = _listed(asked, kind, found)
    message = "list" if head == "list" else "count"
    reply.add(say(message, count=len(found), what=_described(kind, wanted, len(found)), names=names))
    _note(reply, found, wanted)
    if len(found) == 1:
        reply.show(found[0].row)
    return reply


def _value_at(asked: Asked, item: Found, stat: str, level: int) -> tuple[str, float, Row, str] | None:
    try:
        at = level_rows(asked, item.entity, min(level, _top(asked, item.entity)))[-1]
    except DeclinedError:
        return None
    known = value_of(item.entity, item.row, at, stat)
    return (known[0], known[1], at, known[2]) if known else None


def _top(asked: Asked, entity: Entity) -> int:
    table = "weapon_stats" if entity.kind == "weapon" else "character_stats"
    return max((row.count("level") for row in asked.game.table(table).of(entity.key)), default=ASSUMED_LEVEL)


@answers("best.character", "best.weapon", "worst.character", "worst.weapon")
def extreme(asked: Asked) -> Reply:
    """Who has the highest or lowest value of a stat among those that fit."""
    head, _, kind = asked.request.head.partition(".")
    stat = asked.value("stat")
    if stat is None:
        raise DeclinedError(say("best-by-what", kind=say(f"kind-{kind}", count=2)))
    level, count = _level_and_count(asked)
    wanted = filters_of(asked, kind, without=("stat", "number", "level"))
    values = []
    for item in candidates(asked, kind):
        if all(condition.holds(item.entity, item.row) for condition in wanted):
            known = _value_at(asked, item, stat, level)
            values += [(item, known)] if known else []
    if not values:
        without = say("with-stat", what=_described(kind, wanted, 0), stat=stat_name(stat))
        raise DeclinedError(say("none-fit", what=without))
    values.sort(key=lambda pair: pair[1][1], reverse=head == "best")
    edge = values[min(count, len(values)) - 1][1][1]
    top = [pair for pair in values if (pair[1][1] >= edge if head == "best" else pair[1][1] <= edge)]
    reply = Reply()
    what = say("of-those", what=_described(kind, wanted, len(values)), count=len(values))
    items = joined([_with_value(item, known, level) for item, known in top])
    reply.add(say(head, stat=top[0][1][0], level=level, items=items, what=what))
    for item, (_, _, at, column) in top:
        reply.found.append(item.entity)
        reply.state(at, column)
        reply.show(item.row)
    return reply


def _level_and_count(asked: Asked) -> tuple[int, int]:
    """At which level, and how many: "top 10" is a count, "at 80" a level."""
    numbers = asked.numbers("number")
    level = next(
        iter([*asked.numbers("level"), *(number for number in numbers if number > _MOST_RANKED)]), ASSUMED_LEVEL
    )
    if not 1 <= level <= _TOP_LEVEL:
        raise DeclinedError(say("no-level-beyond", level=level, top=_TOP_LEVEL))
    return level, next((number for number in numbers if 0 < number <= _MOST_RANKED), 1)


def _with_value(item: Found, known: tuple[str, float, Row, str], level: int) -> str:
    value = written(known[0], known[1])
    reached = known[2].count("level")
    if reached != level:
        return say("ranked-at", name=item.entity.name, value=value, level=reached)
    return say("ranked", name=item.entity.name, value=value)


@answers(*(f"{head}.{kind}" for head in ("newest", "oldest") for kind in ("character", "weapon", "artifact")))
def by_release(asked: Asked) -> Reply:
    """What was released last or first among those that fit; of several asked for, all of the last version too."""
    head, _, kind = asked.request.head.partition(".")
    wanted = filters_of(asked, kind, without=("number",))
    found = [
        item for item in candidates(asked, kind)
        if item.row.text("version") and all(condition.holds(item.entity, item.row) for condition in wanted)
    ]  # fmt: skip
    if not found:
        raise DeclinedError(say("none-fit", what=_described(kind, wanted, 0)))
    count = next((number for number in asked.numbers("number") if 0 < number <= _MOST_RANKED), 1)
    found.sort(key=lambda item: version_order(item.row.name("version")), reverse=head == "newest")
    edge = found[min(count, len(found)) - 1].row.name("version")
    last = max(place for place, item in enumerate(found) if item.row.text("version") == edge)
    chosen = found[: last + 1]
    reply = Reply()
    versions = joined(list(dict.fromkeys(item.row.name("version") for item in chosen)))
    what = _described(kind, wanted, len(chosen))
    reply.add(say(head, count=len(chosen), what=what, names=_listed(asked, kind, chosen), versions=versions))
    for item in chosen:
        reply.found.append(item.entity)
        reply.state(item.row, "version")
        reply.show(item.row)
    return reply


_SAME = {
    "same.birthday": "birthday", "same.element": "element", "same.region": "region", "same.weapon_type": "weapon_type",
    "same.ascension_stat": "ascension_stat", "same.affiliation": "affiliation",
}  # fmt: skip


@answers(*_SAME)
def same(asked: Asked) -> Reply:
    """Who shares a fact with a character."""
    column = _SAME[asked.request.head]
    entity = next(iter(asked.subjects("character")), None)
    if entity is None:
        raise DeclinedError(say("nothing-found"))
    row = asked.row(entity)
    value = row.text(column)
    if value is None:
        raise DeclinedError(say("missing", name=entity.name, what=say(f"what-{column}")))
    if value == NOBODY:
        raise DeclinedError(say("fact-affiliation-none", name=entity.name))
    others = [
        item for item in candidates(asked, "character")
        if item.row.text(column) == value and item.entity.key != asked.body(entity).key
    ]  # fmt: skip
    reply = Reply()
    names = _listed(asked, "character", others)
    message = "same" if others else "same-nobody"
    reply.add(say(message, name=entity.name, what=say(f"what-{column}"), value=value, count=len(others), names=names))
    reply.state(row, column)
    for item in others:
        reply.found.append(item.entity)
        reply.state(item.row, column)
    return reply


@answers("same.voice_actor")
def same_voice(asked: Asked) -> Reply:
    """Whom else a character's voice actors voice, a line a language.

    Raises:
        DeclinedError: If the data knows none of them.
    """
    reply = Reply()
    for entity in asked.subjects("character")[:1]:
        for tongue in asked.values("language") or LANGUAGES:
            _same_voice(asked, entity, f"voice_{tongue}", tongue.title(), reply)
        if not reply.lines:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-voice")))
    return reply


def _same_voice(asked: Asked, entity: Entity, column: str, tongue: str, reply: Reply) -> None:
    row = asked.row(entity)
    actor = row.text(column)
    if actor is None:
        return
    others = [
        item for item in candidates(asked, "character")
        if item.row.text(column) == actor and item.entity.key != asked.body(entity).key
    ]  # fmt: skip
    message = "same-voice" if others else "same-voice-nobody"
    names = joined([f"**{item.entity.name}**" for item in others])
    reply.add(say(message, name=entity.name, actor=actor, tongue=tongue, names=names))
    reply.state(row, column)
    for item in others:
        reply.found.append(item.entity)
        reply.state(item.row, column)
