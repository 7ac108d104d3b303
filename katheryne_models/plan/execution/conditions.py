"""Conditions on a thing's own row: element, rarity, stat, birthday, voice."""

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import rounded, stars
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import TWINS, Asked
from katheryne_models.plan.execution.basics import LANGUAGES, region_of, traveler_kits
from katheryne_models.plan.execution.filter import Filter, cannot
from katheryne_models.plan.execution.reply import DeclinedError
from katheryne_models.plan.execution.stats import (
    ASSUMED_LEVEL,
    BONUS_STATS,
    bonus_name,
    has_no,
    level_rows,
    stat_name,
    value_of,
    written,
)  # fmt: skip
from katheryne_models.question.normalise import plain

_LEAST_RARITY, _LEAST_CHARACTER_RARITY, _MOST_RARITY = 1, 4, 5
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_PARTNER = " & "  # "Zach Aguilar & Various Artists"


def own_column(asked: Asked, name: str, *, negated: bool) -> Filter:
    """One of some values of a column that bears the placeholder's name."""
    values = tuple(asked.values(name, negated=negated))
    return Filter(joined(values, "or"), lambda _entity, row: row.text(name) in values, (name,), values)


def element(asked: Asked, *, negated: bool) -> Filter:
    """Characters of some elements; a check of the Traveler asks after the kits."""
    condition = own_column(asked, "element", negated=negated)
    if asked.request.head != "check":
        return condition

    def kits(entity: Entity) -> dict[str, Row]:
        return traveler_kits(asked, entity) if asked.body(entity).key in TWINS else {}

    def holds(entity: Entity, row: Row) -> bool:
        return condition.holds(entity, row) or any(value in kits(entity) for value in condition.values)

    def shown(entity: Entity, row: Row) -> str:
        return row.text("element") or joined(list(kits(entity)), "or")

    def evidence(entity: Entity) -> list[tuple[Row, str]]:
        return [(row, "owner_name") for row in kits(entity).values()]

    return Filter(condition.text, holds, condition.columns, condition.values, shown, evidence=evidence)


def material_region(asked: Asked, *, negated: bool) -> Filter:
    """The local specialties of a region; a check asks after any material, by its domain too.

    Raises:
        DeclinedError: If a check asks after a material whose region the data does not name.
    """
    values = tuple(asked.values("region", negated=negated))
    if asked.request.head == "check":
        for entity in asked.subjects("material", "material_group"):
            if region_of(asked, entity)[1] is None:
                raise DeclinedError(say("missing", name=entity.name, what=say("what-region")))
        return Filter(joined(values, "or"), lambda entity, _row: region_of(asked, entity)[1] in values,
                      ("type", "domain"), values, lambda entity, _row: region_of(asked, entity)[1] or "")  # fmt: skip
    types = [say("specialty-type", region=value) for value in values]
    text = say("specialty-of", region=joined(values, "or"))
    return Filter(text, lambda _entity, row: row.text("type") in types, ("type",), values)


def set_element(asked: Asked, *, negated: bool) -> Filter:
    """Artifact sets whose bonuses speak of an element."""
    values = tuple(asked.values("element", negated=negated))
    columns = ("effect_1pc", "effect_2pc", "effect_4pc")

    def holds(_entity: Entity, row: Row) -> bool:
        text = " ".join(row.text(column) or "" for column in columns)
        return any(value in text for value in values)

    return Filter(joined(values, "or"), holds, columns, values)


def enemy_element(asked: Asked, *, negated: bool) -> Filter:
    """Enemies that bear an element in their name, which is all that the data says of it.

    Raises:
        DeclinedError: If a check asks after an enemy whose name says no element.
    """
    values = tuple(asked.values("element", negated=negated))
    elements = [row.name() for row in asked.game.table("elements").rows]
    if asked.request.head == "check":
        for entity in asked.subjects("enemy"):
            if not any(element in entity.name for element in elements):
                raise DeclinedError(say("missing", name=entity.name, what=say("what-element")))
    return Filter(
        joined(values, "or"), lambda _entity, row: any(value in row.name() for value in values), ("name",), values
    )


def rarity(asked: Asked, kind: str, *, negated: bool) -> Filter:
    """Things of some rarities; artifact sets go by their highest, and a check by all that there are.

    Raises:
        DeclinedError: If nothing of the kind has that rarity.
    """
    values = tuple(int(float(value)) for value in asked.values("rarity", negated=negated))
    least = _LEAST_CHARACTER_RARITY if kind == "character" else _LEAST_RARITY
    wrong = next((value for value in values if not least <= value <= _MOST_RARITY), None)
    if wrong is not None:
        what = say(f"kind-{kind}", count=2)
        raise DeclinedError(say("no-such-rarity", count=wrong, least=stars(least), most=stars(_MOST_RARITY), what=what))
    text, texts = joined([stars(value) for value in values], "or"), tuple(map(str, values))
    if kind == "artifact":
        return _set_rarity(asked, values, text)

    def shown(_entity: Entity, row: Row) -> str:
        return stars(row.count("rarity")) if row.number("rarity") is not None else ""

    return Filter(text, lambda _entity, row: row.number("rarity") in values, ("rarity",), texts, shown)


def _set_rarity(asked: Asked, values: tuple[int, ...], text: str) -> Filter:
    check = asked.request.head == "check"

    def holds(_entity: Entity, row: Row) -> bool:
        least, most = row.count("min_rarity"), row.count("max_rarity")
        return any(least <= value <= most for value in values) if check else most in values

    def shown(_entity: Entity, row: Row) -> str:
        least, most = row.count("min_rarity"), row.count("max_rarity")
        return stars(most) if least == most else say("rarity-range", least=stars(least), most=stars(most))

    return Filter(text, holds, ("min_rarity", "max_rarity"), tuple(map(str, values)), shown)


def stat(asked: Asked, kind: str, *, negated: bool) -> Filter:
    """Things that have a stat: as bonus or second stat, in their effect, or over or under a number."""
    terms = [term for term in asked.request.terms if term.kind == "stat" and term.negated == negated]
    bound = next((term.bound for term in terms if term.bound), None)
    stats = asked.values("stat", negated=negated)
    if kind in {"character", "weapon"}:
        return _bounded(asked, kind, stats[0], bound) if bound else _bonus(kind, stats)
    if bound:
        raise cannot(kind)
    return _in_effect(asked, kind, stats)


def _bonus(kind: str, stats: list[str]) -> Filter:
    labels = [stat_name(stat) for stat in stats]
    if not any(stat in BONUS_STATS or stat == "crit" for stat in stats):
        what = say(f"kind-{kind}", count=2)
        raise DeclinedError(say("no-such-bonus-stat", what=what, stat=joined(labels, "or")))

    def holds(entity: Entity, row: Row) -> bool:
        bonus = bonus_name(entity, row) or ""
        return bonus in labels or ("crit" in stats and bonus.startswith("CRIT"))

    column = "ascension_stat" if kind == "character" else "substat"
    return Filter(joined(labels, "or"), holds, (column,), tuple(labels))


def _in_effect(asked: Asked, kind: str, stats: list[str]) -> Filter:
    labels = [stat_name(stat) for stat in stats]
    columns: tuple[str, ...] = ("effect_1pc", "effect_2pc", "effect_4pc") if kind == "artifact" else ("effect",)
    pieces = [count for count in asked.numbers("pieces") if count in {1, 2, 4}]
    if kind == "artifact" and pieces:
        columns = tuple(f"effect_{count}pc" for count in pieces)
    numbers = asked.values("number")

    def said(row: Row) -> list[str]:
        """The columns whose text speaks of a stat, with the numbers asked for."""
        found = []
        for column in columns:
            text = f" {plain(row.text(column) or '')} "
            speaks = any(all(f" {word} " in text for word in plain(label).split()) for label in labels)
            if speaks and all(f" {number} " in text for number in numbers):
                found.append(column)
        return found

    def shown(_entity: Entity, row: Row) -> str:
        return " ".join(row.name(column) for column in said(row)).rstrip(".")

    def evidence(entity: Entity) -> list[tuple[Row, str]]:
        row = asked.row(entity)
        return [(row, column) for column in said(row)]

    text = joined([*labels, *numbers])
    return Filter(text, lambda _entity, row: bool(said(row)), shown=shown, opposite=say("no-stat", what=text),
                  evidence=evidence)  # fmt: skip


def _bounded(asked: Asked, kind: str, stat: str, bound: tuple[str, ...]) -> Filter:
    word, token = bound
    limit = float(asked.question.links[token].value)
    level = next(iter(asked.numbers("level")), ASSUMED_LEVEL)
    table = asked.game.table(f"{kind}s")
    if asked.request.head == "check":
        for entity in asked.subjects(kind):
            row = asked.row(entity)
            if value_of(entity, row, level_rows(asked, entity, level)[-1], stat) is None:
                raise DeclinedError(has_no(entity, row, stat))

    def known(entity: Entity) -> tuple[str, float, Row, str] | None:
        row = table.get(asked.body(entity).key)
        try:
            at = level_rows(asked, entity, level)[-1]
        except DeclinedError:  # too low a weapon for the level
            return None
        found = value_of(entity, row, at, stat) if row else None
        return (found[0], found[1], at, found[2]) if found else None

    def holds(entity: Entity, _row: Row) -> bool:
        found = known(entity)
        if found is None:
            return False
        points = found[0].startswith("base") or found[0] == "Elemental Mastery"
        value = found[1] if points else found[1] * 100
        return value > limit if word == "over" else value < limit

    def evidence(entity: Entity) -> list[tuple[Row, str]]:
        found = known(entity)
        return [(found[2], found[3])] if found else []

    def shown(entity: Entity, _row: Row) -> str:
        found = known(entity)
        return written(found[0], found[1]) if found else ""

    number = rounded(limit) if limit.is_integer() else f"{limit:g}"
    text, opposite = (
        say(message, stat=stat_name(stat), limit=number, level=level)
        for message in (f"bound-{word}", f"bound-not-{word}")
    )
    return Filter(text, holds, shown=shown, opposite=opposite, evidence=evidence)


def version(asked: Asked, *, negated: bool) -> Filter:
    """Released in some versions, or since or before one."""
    terms = [term for term in asked.request.terms if term.kind == "version" and term.negated == negated]
    bounds = [(term.bound[0] if term.bound else "in", asked.question.links[term.token].value) for term in terms]

    def holds(_entity: Entity, row: Row) -> bool:
        released = row.text("version")
        if released is None:
            return False
        order = version_order(released)
        # "between 2.0 and 3.0" is two bounds; "in 2.0 or 3.0" two versions.
        limits = [(word, version_order(value)) for word, value in bounds if word != "in"]
        exact = [value for word, value in bounds if word == "in"]
        within = all(order >= limit if word == "over" else order < limit for word, limit in limits)
        return within and (not exact or released in exact)

    words = {"in": "released-in", "over": "released-after", "under": "released-before"}
    text = joined([say(words[word], version=value) for word, value in bounds])
    return Filter(text, holds, ("version",), tuple(value for _, value in bounds))


def version_order(version: str) -> tuple[int, ...]:
    """A version as something to sort by: 4.10 comes after 4.9."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


def month(asked: Asked, *, negated: bool) -> Filter:
    """Birthdays in some months, or on a day of one."""
    months = asked.values("month", negated=negated)
    numbers = [_MONTHS.index(name) + 1 for name in months]
    days = asked.numbers("number")
    text = joined([f"{name.title()} {days[0]}" if days else name.title() for name in months], "or")

    def holds(_entity: Entity, row: Row) -> bool:
        return row.number("birthday_month") in numbers and (not days or row.number("birthday_day") in days)

    return Filter(text, holds, ("birthday",), tuple(months))


def person(asked: Asked, *, negated: bool) -> Filter:
    """Voiced by somebody, in any language or in those that are named."""
    people = asked.values("person", negated=negated)
    columns = [f"voice_{tongue}" for tongue in asked.values("language") or LANGUAGES]

    def held(row: Row) -> list[str]:
        return [column for column in columns if (row.text(column) or "").partition(_PARTNER)[0] in people]

    def evidence(entity: Entity) -> list[tuple[Row, str]]:
        row = asked.row(entity)
        return [(row, column) for column in held(row) or columns]

    def shown(_entity: Entity, row: Row) -> str:
        return "" if held(row) else joined([text for column in columns if (text := row.text(column))])

    name = joined(people, "or")
    return Filter(say("voiced-by", name=name), lambda _entity, row: bool(held(row)), (), (), shown,
                  say("not", what=say("voiced-by", name=name)), evidence)  # fmt: skip
