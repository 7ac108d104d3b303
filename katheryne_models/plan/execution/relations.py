"""Conditions on what else a thing goes with: materials, days, weapons, domains, enemies."""

from collections.abc import Iterable, Sequence

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import domain_rows
from katheryne_models.plan.execution.calendar import DAYS, weekday
from katheryne_models.plan.execution.filter import Filter, cannot
from katheryne_models.plan.execution.gear import entrances
from katheryne_models.plan.execution.materials import material_names, user_rows
from katheryne_models.plan.execution.reply import DeclinedError

# What a kind does with a material: the message that says so, the table that shows it, and its column of the thing.
_HOLDS = {"food": ("made-with", "food_ingredients", "food"), "enemy": ("drops", "enemy_drops", "enemy")}


def named(asked: Asked, kind: str, *, negated: bool) -> Filter:
    """Being one of the things that are named."""
    entities = asked.excluded(kind) if negated else asked.subjects(kind)
    keys = {entity.key for entity in entities}
    return Filter(joined([entity.name for entity in entities], "or"), lambda entity, _row: entity.key in keys)


def _related(message: str, name: str, rows: dict[str, Row], column: str) -> Filter:
    """A condition that holds of the things with a row that shows it."""

    def evidence(entity: Entity) -> Iterable[tuple[Row, str]]:
        row = rows.get(entity.key)
        return [(row, column)] if row else []

    text, opposite = say(message, name=name), say(f"{message}-not", name=name)
    return Filter(text, lambda entity, _row: entity.key in rows, opposite=opposite, evidence=evidence)


def material(asked: Asked, kind: str, *, negated: bool) -> Filter:
    """Needing, dropping, giving or being made with some materials."""
    entities = asked.excluded("material") if negated else asked.subjects("material", "material_group")
    name = joined([entity.name for entity in entities], "or")
    names = [item for entity in entities for item in material_names(asked, entity)]
    if kind in {"character", "weapon"}:
        users = {user.key: row for entity in entities for user, row in user_rows(asked, entity, kind).items()}
        return _related("needs", name, users, "material_name")
    if kind == "domain":
        rewards = [row for item in names for row in asked.game.where("domain_rewards", "name", item)]
        givers = {
            domain.name("entrance"): row for row in rewards if (domain := asked.game.row("domains", row.name("domain")))
        }
        return _related("gives", name, givers, "name")
    message, table, column = _HOLDS[kind]
    return _related(message, name, _rows(asked, table, "name", names, column), "name")


def _rows(asked: Asked, table: str, column: str, values: Sequence[str], key: str) -> dict[str, Row]:
    return {row.name(key): row for value in values for row in asked.game.where(table, column, value)}


def weapon(asked: Asked, kind: str, *, negated: bool) -> Filter:
    """Being able to use some weapons, or being a material that they take."""
    entities = asked.excluded("weapon") if negated else asked.subjects("weapon")
    name = joined([entity.name for entity in entities], "or")
    if kind == "character":
        types = {asked.row(entity).name("weapon_type") for entity in entities}
        text, opposite = say("can-use", name=name), say("can-use-not", name=name)
        return Filter(text, lambda _entity, row: row.text("weapon_type") in types, ("weapon_type",), opposite=opposite)
    costs = [row for entity in entities for row in asked.game.table("weapon_costs").of(entity.key)]
    return _taken(asked, "taken-by", name, costs, "material_name")


def _taken(asked: Asked, message: str, name: str, rows: Sequence[Row], column: str) -> Filter:
    """A condition on materials that holds where a row names the material or a member of the family."""
    by_name = {row.name(column): row for row in rows}

    def found(entity: Entity) -> list[Row]:
        return [by_name[item] for item in material_names(asked, entity) if item in by_name]

    def evidence(entity: Entity) -> Iterable[tuple[Row, str]]:
        return [(row, column) for row in found(entity)]

    text, opposite = say(message, name=name), say(f"{message}-not", name=name)
    return Filter(text, lambda entity, _row: bool(found(entity)), opposite=opposite, evidence=evidence)


def food(asked: Asked, *, negated: bool) -> Filter:
    """Being an ingredient of some dishes."""
    entities = asked.excluded("food") if negated else asked.subjects("food")
    rows = [row for entity in entities for row in asked.game.table("food_ingredients").of(entity.key)]
    return _taken(asked, "taken-by", joined([entity.name for entity in entities], "or"), rows, "name")


def domain(asked: Asked, kind: str, *, negated: bool) -> Filter:
    """Being given by some domains."""
    entities = asked.excluded("domain") if negated else asked.subjects("domain")
    name = joined([entity.name for entity in entities], "or")
    rows = [
        reward
        for entity in entities
        for row in domain_rows(asked, entity)
        for reward in asked.game.table("domain_rewards").of(row.name("key"))
    ]
    return _dropped(asked, kind, "given-by", name, rows)


def enemy(asked: Asked, kind: str, *, negated: bool) -> Filter:
    """Being dropped by some enemies."""
    entities = asked.excluded("enemy") if negated else asked.subjects("enemy")
    name = joined([entity.name for entity in entities], "or")
    rows = [row for entity in entities for row in asked.game.table("enemy_drops").of(entity.key)]
    return _dropped(asked, kind, "dropped-by", name, rows)


def _dropped(asked: Asked, kind: str, message: str, name: str, rows: Sequence[Row]) -> Filter:
    if kind == "material":
        return _taken(asked, message, name, [row for row in rows if row.name("kind") == "material"], "name")
    return _related(message, name, {row.name("item"): row for row in rows if row.text("item")}, "name")


def cooked(asked: Asked, *, negated: bool) -> Filter:
    """Being who cooks some special dishes."""
    entities = asked.excluded("food") if negated else asked.subjects("food")
    rows = {cook: row for entity in entities if (cook := (row := asked.row(entity)).text("character"))}
    return _related("cooks", joined([entity.name for entity in entities], "or"), rows, "character")


def fought(asked: Asked, *, negated: bool) -> Filter:
    """Being a domain where some enemies fight."""
    entities = asked.excluded("enemy") if negated else asked.subjects("enemy")
    return _domains_with(asked, "fought-in", "monsters", [entity.name for entity in entities])


def advised(asked: Asked, *, negated: bool) -> Filter:
    """Being a domain for which the game recommends some elements."""
    return _domains_with(asked, "recommends", "recommended_elements", asked.values("element", negated=negated))


def _domains_with(asked: Asked, message: str, column: str, wanted: list[str]) -> Filter:
    """Being a domain of which a column lists one of some values."""
    rows = {
        row.name("entrance"): row for row in asked.game.table("domains").rows if set(wanted) & set(row.texts(column))
    }
    return _related(message, joined(wanted, "or"), rows, column)


def set_region(asked: Asked, *, negated: bool) -> Filter:
    """Being a set that a domain of some regions gives."""
    values = asked.values("region", negated=negated)
    rows = {
        entity.key: row for entity, places in _places_of_sets(asked) for row in places if row.name("region") in values
    }
    return _related("drops-in", joined(values, "or"), rows, "region")


def _places_of_sets(asked: Asked) -> Iterable[tuple[Entity, list[Row]]]:
    """The sets, each with a row for every domain entrance that it drops behind."""
    for row in asked.game.table("artifacts").rows:
        places = [asked.game.where("domains", "entrance", place)[0] for place in entrances(asked, row.name("key"))]
        yield Entity("artifact", row.name("key"), row.name()), places


def cook(asked: Asked, *, negated: bool) -> Filter:
    """Being the special dish of some characters."""
    entities = asked.excluded("character") if negated else asked.subjects("character")
    keys = {entity.key for entity in entities}
    name = joined([entity.name for entity in entities], "or")
    return Filter(say("cooked-by", name=name), lambda _entity, row: row.text("character") in keys, ("character",),
                  shown=lambda _entity, _row: "")  # fmt: skip


def wielder(asked: Asked, *, negated: bool) -> Filter:
    """Being a weapon that some characters can use."""
    entities = asked.excluded("character") if negated else asked.subjects("character")
    types = {asked.row(entity).name("weapon_type") for entity in entities}
    name = joined([entity.name for entity in entities], "or")
    return Filter(say("usable-by", name=name), lambda _entity, row: row.text("weapon_type") in types, ("weapon_type",),
                  opposite=say("usable-by-not", name=name))  # fmt: skip


def day(asked: Asked, kind: str, *, negated: bool) -> Filter:
    """Being open or farmed on some days.

    Raises:
        DeclinedError: If a check asks after a thing that is not tied to days.
    """
    wanted = [weekday(name) for name in asked.values("day", negated=negated)]

    def days(entity: Entity) -> list[str]:
        found = {day for row in _dated(asked, kind, entity) for day in row.texts("days")}
        if kind == "domain" and not found:
            return list(DAYS)  # the domains of artifact sets give the same every day
        return [day for day in DAYS if day in found]

    def holds(entity: Entity, _row: Row) -> bool:
        return any(day in days(entity) for day in wanted)

    if asked.request.head == "check":
        for entity in asked.subjects(kind, "material_group"):
            if not days(entity):
                raise DeclinedError(say("every-day", name=entity.name))

    def shown(entity: Entity, _row: Row) -> str:
        known = days(entity)
        return say("any-day") if len(known) == len(DAYS) else joined(known)

    message, names = "open-on" if kind == "domain" else "farmed-on", joined(wanted, "or")
    return Filter(say(message, days=names), holds, (), (), shown, say(f"{message}-not", days=names),
                  lambda entity: [(row, "days") for row in _dated(asked, kind, entity)])  # fmt: skip


def _dated(asked: Asked, kind: str, entity: Entity) -> Sequence[Row]:
    """The rows with days behind a thing: its own, its domain's, or those of the families that it takes."""
    if kind == "domain":
        return [row for row in domain_rows(asked, entity) if row.texts("days")]
    if kind == "material":
        return [row for row in (asked.row(entity),) if row.texts("days")]
    table = {"character": "talent_costs", "weapon": "weapon_costs"}.get(kind)
    if table is None:
        raise cannot(kind)
    names = {row.text("material") or "" for row in asked.game.table(table).of(entity.key)}
    keys = {row.text("group") or "" for name in names if (row := asked.game.row("materials", name))}
    groups = (asked.game.row("material_groups", key) for key in sorted(keys))
    return [row for row in groups if row and row.texts("days")]
