"""The conditions of a search: what each filter means for each kind of thing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import stars
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.calendar import weekday
from katheryne_models.plan.execution.reply import DeclinedError
from katheryne_models.plan.execution.stats import ASSUMED_LEVEL, BONUS_STATS, bonus_name, level_rows, value_of
from katheryne_models.plan.execution.world import users
from katheryne_models.question.normalise import plain

_LEAST_RARITY, _MOST_RARITY = 1, 5
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_VOICES = ("voice_english", "voice_japanese", "voice_chinese", "voice_korean")
# A filter on one column: kind of placeholder → column; which tables have the column decides where it applies.
_COLUMNS = {"element": "element", "weapon_type": "weapon_type", "region": "region", "gender": "gender"}


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition of a search.

    Attributes:
        text: The condition in words, for the answer.
        holds: Whether a thing meets it.
        columns: The columns of the thing's own table that it rests on.
        values: The values asked for.
        actual: What is so instead, in words.
    """

    text: str
    holds: Callable[[Entity, Row], bool]
    columns: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    shown: Callable[[Row], str] | None = None

    def actual(self, row: Row) -> str:
        """What is so, in words."""
        if self.shown:
            return self.shown(row)
        return joined([value for column in self.columns if (value := row.text(column))]) or "-"


def filters_of(
    asked: Asked, kind: str, *, without: Sequence[str] = (), subject: bool = False
) -> list[Filter]:
    """The filters of a request on things of a kind.

    Args:
        asked: The request.
        kind: What is searched.
        without: Kinds of placeholders that are not filters here.
        subject: Whether the first thing named is what the request is about rather than a filter.

    Raises:
        DeclinedError: If a filter can't be applied to this kind.
    """
    made: list[Filter] = []
    seen: set[tuple[str, bool]] = set()
    for position, term in enumerate(asked.request.terms):
        group = (term.kind, term.negated)
        skip = term.kind in without or group in seen or (subject and position == 0) or term.kind in {"level"}
        if skip or term.token.startswith("<previous:"):
            continue
        seen.add(group)
        build = _BUILDERS.get(term.kind)
        if build is None:
            raise DeclinedError(say("cannot-filter", what=say(f"kind-{kind}", count=2)))
        condition = build(asked, kind, term.negated)
        if condition:
            made.append(_negated(condition) if term.negated else condition)
    return made


def _negated(condition: Filter) -> Filter:
    return Filter(say("not", what=condition.text), lambda entity, row: not condition.holds(entity, row),
                  condition.columns, condition.values, condition.shown)  # fmt: skip


def _column(name: str) -> Callable[[Asked, str, bool], Filter]:
    column = _COLUMNS[name]

    def build(asked: Asked, kind: str, negated: bool) -> Filter:  # noqa: FBT001 - the builders share one shape
        values = tuple(asked.values(name, negated=negated))
        if kind not in _HAVE[name]:
            return _written_in(asked, kind, name, values)
        return Filter(joined(values, "or"), lambda _entity, row: row.text(column) in values, (column,), values)

    return build


_HAVE = {
    "element": {"character"}, "weapon_type": {"character", "weapon"}, "region": {"character", "domain"},
    "gender": {"character"},
}  # fmt: skip


def _written_in(asked: Asked, kind: str, name: str, values: tuple[str, ...]) -> Filter:
    """A filter on a kind that has no such column: by what its texts say."""
    if kind == "material" and name == "region":
        return Filter(joined(values, "or"), lambda _e, row: any(f"({v})" in (row.text("type") or "") for v in values),
                      ("type",), values)  # fmt: skip
    if kind == "artifact" and name == "element":
        return Filter(joined(values, "or"), lambda _e, row: any(v in _set_text(row) for v in values),
                      ("effect_2pc", "effect_4pc"), values)  # fmt: skip
    if kind == "enemy" and name == "element":
        return Filter(joined(values, "or"), lambda _e, row: any(v in row.name() for v in values), ("name",), values)
    raise DeclinedError(say("cannot-filter", what=say(f"kind-{kind}", count=2)))


def _set_text(row: Row) -> str:
    return " ".join(row.text(f"effect_{count}pc") or "" for count in (1, 2, 4))


def _rarity(asked: Asked, kind: str, negated: bool) -> Filter:  # noqa: FBT001 - the builders share one shape
    values = tuple(int(float(value)) for value in asked.values("rarity", negated=negated))
    least = 4 if kind == "character" else _LEAST_RARITY
    wrong = [value for value in values if not least <= value <= _MOST_RARITY]
    if wrong:
        raise DeclinedError(say("no-such-rarity", count=wrong[0], least=least, what=say(f"kind-{kind}", count=2)))
    column = "max_rarity" if kind == "artifact" else "rarity"
    if kind in {"enemy", "domain"}:
        raise DeclinedError(say("cannot-filter", what=say(f"kind-{kind}", count=2)))
    return Filter(joined([stars(value) for value in values], "or"), lambda _entity, row: row.number(column) in values,
                  (column,), tuple(map(str, values)), lambda row: stars(row.count(column)))  # fmt: skip


def _stat(asked: Asked, kind: str, negated: bool) -> Filter:  # noqa: FBT001 - the builders share one shape
    terms = [term for term in asked.request.terms if term.kind == "stat" and term.negated == negated]
    bound = next((term.bound for term in terms if term.bound), None)
    stats = asked.values("stat", negated=negated)
    labels = [BONUS_STATS.get(stat, stat.replace("_", " ")) for stat in stats]
    if bound:
        return _bounded(asked, stats[0], labels[0], bound)
    if kind in {"character", "weapon"}:
        column = "ascension_stat" if kind == "character" else "substat"

        def holds(entity: Entity, row: Row) -> bool:
            bonus = bonus_name(entity, row) or ""
            return bonus in labels or ("crit" in stats and bonus.startswith("CRIT"))

        return Filter(joined(labels, "or"), holds, (column,), tuple(labels))
    columns = ("effect_2pc", "effect_4pc") if kind == "artifact" else ("effect",)
    pieces = [count for count in asked.numbers("pieces") if count in {1, 2, 4}]
    if kind == "artifact" and pieces:
        columns = tuple(f"effect_{count}pc" for count in pieces)
    numbers = asked.values("number")

    def says(_entity: Entity, row: Row) -> bool:
        text = f" {plain(' '.join(row.text(column) or '' for column in columns))} "
        said = any(all(f" {word} " in text for word in plain(label).split()) for label in labels)
        return said and all(f" {number} " in text for number in numbers)

    return Filter(joined(labels, "or"), says, columns, tuple(labels))


def _bounded(asked: Asked, stat: str, label: str, bound: tuple[str, str]) -> Filter:
    word, token = bound
    limit = float(asked.question.links[token].value)
    level = next(iter(asked.numbers("level")), ASSUMED_LEVEL)

    def holds(entity: Entity, row: Row) -> bool:
        try:
            known = value_of(entity, row, level_rows(asked, entity, level)[-1], stat)
        except DeclinedError:
            return False
        if known is None:
            return False
        value = known[1] if known[0].startswith("base") or known[0] == "Elemental Mastery" else known[1] * 100
        return value > limit if word == "over" else value < limit

    return Filter(say(f"bound-{word}", stat=label, limit=f"{limit:g}", level=level), holds, ())


def _pieces(_asked: Asked, _kind: str, _negated: bool) -> Filter | None:  # noqa: FBT001 - the builders share one shape
    return None  # says which effect the stat filter reads


def _number(asked: Asked, kind: str, negated: bool) -> Filter | None:  # noqa: FBT001 - the builders share one shape
    months = asked.values("month")
    if kind == "character" and months:
        days = asked.numbers("number")
        return Filter(str(days[0]), lambda _entity, row: row.number("birthday_day") in days, ("birthday_day",))
    if kind in {"artifact", "weapon", "food"} and not negated:
        return None  # part of the effect that the stat filter reads, or "top N"
    raise DeclinedError(say("cannot-filter", what=say(f"kind-{kind}", count=2)))


def _month(asked: Asked, _kind: str, negated: bool) -> Filter:  # noqa: FBT001 - the builders share one shape
    months = [month for month in asked.values("month", negated=negated)]
    numbers = [_MONTHS.index(month) + 1 for month in months]
    return Filter(joined([month.title() for month in months], "or"),
                  lambda _entity, row: row.number("birthday_month") in numbers, ("birthday",))  # fmt: skip


def _affiliation(asked: Asked, _kind: str, negated: bool) -> Filter:  # noqa: FBT001 - the builders share one shape
    names = asked.values("affiliation", negated=negated)
    return Filter(joined(names, "or"), lambda _entity, row: row.text("affiliation") in names, ("affiliation",))


def _person(asked: Asked, _kind: str, negated: bool) -> Filter:  # noqa: FBT001 - the builders share one shape
    people = asked.values("person", negated=negated)

    def holds(_entity: Entity, row: Row) -> bool:
        return any((row.text(column) or "").partition(" & ")[0] in people for column in _VOICES)

    return Filter(say("voiced-by", name=joined(people, "or")), holds, _VOICES)


def _named(asked: Asked, kind: str, negated: bool) -> Filter | None:  # noqa: FBT001 - the builders share one shape
    entities = asked.excluded(kind) if negated else asked.subjects(kind)
    keys = {entity.key for entity in entities}
    return Filter(joined([entity.name for entity in entities], "or"), lambda entity, _row: entity.key in keys)


def _character(asked: Asked, kind: str, negated: bool) -> Filter | None:  # noqa: FBT001 - the builders share one shape
    if kind == "character":
        return _named(asked, kind, negated)
    if kind == "food":
        keys = {entity.key for entity in asked.subjects("character")}
        return Filter("", lambda _entity, row: row.text("character") in keys, ("character",))
    raise DeclinedError(say("cannot-filter", what=say(f"kind-{kind}", count=2)))


def _material(asked: Asked, kind: str, negated: bool) -> Filter:  # noqa: FBT001 - the builders share one shape
    entities = asked.excluded("material") if negated else asked.subjects("material")
    keys = {user.key for entity in entities for user in users(asked, entity, kind)} if kind in {"character", "weapon"} else set()
    if kind == "food":
        names = {entity.name for entity in entities}
        keys = {row.name("food") for name in names for row in asked.game.where("food_ingredients", "name", name)}
    if kind == "enemy":
        names = {entity.name for entity in entities}
        keys = {row.name("enemy") for name in names for row in asked.game.where("enemy_drops", "name", name)}
    text = say("needs", name=joined([entity.name for entity in entities]))
    return Filter(text, lambda entity, _row: entity.key in keys, (), (), lambda _row: say("needs-other"))


def _day(asked: Asked, kind: str, negated: bool) -> Filter:  # noqa: FBT001 - the builders share one shape
    days = [weekday(day) for day in asked.values("day", negated=negated)]
    if kind not in {"material", "domain"}:
        return Filter(joined(days, "or"), lambda entity, _row: entity.key in _growing_on(asked, kind, days))
    return Filter(joined(days, "or"), lambda _entity, row: any(day in row.texts("days") for day in days), ("days",))


def _growing_on(asked: Asked, kind: str, days: Sequence[str]) -> frozenset[str]:
    """The characters or weapons whose books or materials are farmed on some days."""
    keys: set[str] = set()
    if kind in {"character", "weapon"}:
        for group in asked.game.table("material_groups").rows:
            if any(day in group.texts("days") for day in days):
                entity = Entity("material_group", group.name("key"), group.name())
                keys.update(user.key for user in users(asked, entity, kind))
    return frozenset(keys)


_BUILDERS: dict[str, Callable[[Asked, str, bool], Filter | None]] = {
    **{name: _column(name) for name in _COLUMNS},
    "rarity": _rarity, "stat": _stat, "pieces": _pieces, "number": _number, "month": _month, "person": _person,
    "affiliation": _affiliation, "character": _character, "material": _material, "day": _day,
    "language": lambda *_: None,
    **{kind: (lambda asked, _kind, negated, named=kind: _named(asked, named, negated))
       for kind in ("weapon", "artifact", "food", "enemy", "domain")},
}  # fmt: skip
