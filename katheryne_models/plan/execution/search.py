"""Finding things by what is known of them: lists, counts, the best, the newest, and yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import stars
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import domain_rows
from katheryne_models.plan.execution.filters import Filter, filters_of
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.stats import ASSUMED_LEVEL, level_rows, value_of, written
from katheryne_models.plan.grammar import previous

_TABLES = {
    "character": "characters", "weapon": "weapons", "artifact": "artifacts", "food": "foods", "enemy": "enemies",
    "material": "materials", "domain": "domains",
}  # fmt: skip
_MOST_LISTED = 60
_TWINS = frozenset({"lumine", "manekina"})  # the same person in another body: counted once


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
        if row.name("key") not in _TWINS:
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
    if len(rarities) > 1 and not asked.values("rarity"):
        names = [f"{name} ({stars(item.row.count('rarity'))})" for name, item in zip(names, found, strict=False)]
    more = len(found) - len(names)
    return ", ".join(names) + (say("and-more", count=more) if more > 0 else "")


def _note(asked: Asked, reply: Reply, found: Sequence[Found], wanted: Sequence[Filter]) -> None:
    for item in found:
        reply.found.append(item.entity)
        columns = [column for condition in wanted for column in condition.columns]
        reply.state(item.row, "entrance" if item.entity.kind == "domain" else "name", *dict.fromkeys(columns))


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
    _note(asked, reply, found, wanted)
    if len(found) == 1:
        reply.picture = found[0].row.text("icon")
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
    level = next(iter(asked.numbers("level")), ASSUMED_LEVEL)
    count = next((n for n in asked.numbers("number") if n <= 20), 1)  # noqa: PLR2004 - "top 10", not "at 90"
    wanted = filters_of(asked, kind, without=("stat", "number", "level"))
    values = []
    for item in candidates(asked, kind):
        if all(condition.holds(item.entity, item.row) for condition in wanted):
            known = _value_at(asked, item, stat, level)
            values += [(item, known)] if known else []
    if not values:
        raise DeclinedError(say("none-fit", what=_described(kind, wanted, 0)))
    values.sort(key=lambda pair: pair[1][1], reverse=head == "best")
    edge = values[min(count, len(values)) - 1][1][1]
    top = [pair for pair in values if (pair[1][1] >= edge if head == "best" else pair[1][1] <= edge)]
    reply = Reply()
    what = say("of-those", what=_described(kind, wanted, len(values)), count=len(values))
    label = top[0][1][0]
    items = joined([f"**{item.entity.name}** ({written(known[0], known[1])})" for item, known in top])
    reply.add(say(head, stat=label, level=level, items=items, what=what))
    for item, (_, _, at, column) in top:
        reply.found.append(item.entity)
        reply.state(at, column)
        reply.show(item.row)
    return reply


@answers(*(f"{head}.{kind}" for head in ("newest", "oldest") for kind in ("character", "weapon", "artifact")))
def by_release(asked: Asked) -> Reply:
    """What was released last or first among those that fit."""
    head, _, kind = asked.request.head.partition(".")
    wanted = filters_of(asked, kind, without=("number",))
    found = [
        item for item in candidates(asked, kind)
        if item.row.text("version") and all(condition.holds(item.entity, item.row) for condition in wanted)
    ]  # fmt: skip
    if not found:
        raise DeclinedError(say("none-fit", what=_described(kind, wanted, 0)))
    pick = max if head == "newest" else min
    version = pick((item.row.name("version") for item in found), key=version_order)
    chosen = [item for item in found if item.row.text("version") == version]
    reply = Reply()
    names = _listed(asked, kind, chosen)
    reply.add(say(head, what=_described(kind, wanted, len(chosen)), names=names, version=version))
    for item in chosen:
        reply.found.append(item.entity)
        reply.state(item.row, "version")
        reply.show(item.row)
    return reply


def version_order(version: str) -> tuple[int, ...]:
    """A version as something to sort by: 4.10 comes after 4.9."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


_SAME = {
    "same.birthday": "birthday", "same.element": "element", "same.region": "region", "same.weapon_type": "weapon_type",
    "same.ascension_stat": "ascension_stat", "same.affiliation": "affiliation",
}  # fmt: skip


@answers(*_SAME)
def same(asked: Asked) -> Reply:
    """Who shares a fact with a character."""
    column = _SAME[asked.request.head]
    entity = asked.subjects("character")[0]
    row = asked.row(entity)
    value = row.text(column)
    if value is None:
        raise DeclinedError(say("missing", name=entity.name, what=say(f"what-{column}")))
    others = [item for item in candidates(asked, "character") if item.row.text(column) == value and item.entity != entity]
    reply = Reply()
    names = _listed(asked, "character", others) or say("nobody-else")
    reply.add(say("same", name=entity.name, what=say(f"what-{column}"), value=value, count=len(others), names=names))
    reply.state(row, column)
    for item in others:
        reply.found.append(item.entity)
        reply.state(item.row, column)
    return reply


@answers("check")
def check(asked: Asked) -> Reply:
    """Whether something is so; either way, the answer says what is."""
    entity = asked.subjects("character", "weapon", "artifact", "material", "food", "domain", "enemy")[0]
    row = domain_rows(asked, entity)[0] if entity.kind == "domain" else asked.row(entity)
    wanted = filters_of(asked, entity.kind, subject=True)
    if not wanted:
        raise DeclinedError(say("nothing-found"))
    reply = Reply()
    held = [condition.holds(entity, row) for condition in wanted]
    several = len(wanted) == 1 and len(wanted[0].values) > 1
    truths = [
        say("truth-yes" if so else "truth-no", what=condition.text, actual=condition.actual(row))
        for condition, so in zip(wanted, held, strict=True)
    ]
    verdict = "either" if several else "yes" if all(held) else "no"
    reply.add(say(f"check-{verdict}", name=entity.name, facts="; ".join(truths), actual=wanted[0].actual(row)))
    for condition in wanted:
        reply.state(row, *condition.columns)
    reply.show(row)
    return reply
