"""Who or what something is: a short card of anything that has a name."""

from collections.abc import Callable

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import stars
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import NOBODY, domain_rows, each, kinds_of, source_of
from katheryne_models.plan.execution.gear import weapon_passive
from katheryne_models.plan.execution.kit import describe, owner, whole_kit
from katheryne_models.plan.execution.materials import material_rows
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.stats import top_level, value_of, written


@answers("about")
def about(asked: Asked) -> Reply:
    """An overview of whatever is named."""

    def answer(entity: Entity, reply: Reply) -> None:
        _CARDS[entity.kind](asked, entity, reply)

    return each(asked, (*kinds_of("about"), "material_group"), answer)


def _character(asked: Asked, entity: Entity, reply: Reply) -> None:
    row = asked.row(entity)
    columns = ("title", "element", "weapon_type", "region", "affiliation", "birthday", "ascension_stat", "version")
    parts = [
        say("card-part", what=say(f"what-{column}"), value=value)
        for column in columns
        if (value := row.text(column)) and value != NOBODY
    ]
    reply.add(say("card-heading", name=entity.name, detail=stars(row.count("rarity"))))
    reply.add(" · ".join(parts))
    if text := row.text("description"):
        reply.add(text)
    if asked.body(entity).key != entity.key:
        reply.extend(whole_kit(asked))
    reply.state(row, "rarity", *(column for column in columns if row.text(column)), "description")
    reply.show(row)


def _weapon(asked: Asked, entity: Entity, reply: Reply) -> None:
    row = asked.row(entity)
    reply.add(say("card-heading", name=row.name(), detail=f"{stars(row.count('rarity'))} {row.name('weapon_type')}"))
    level = top_level(asked, entity)
    at = [r for r in asked.game.table("weapon_stats").of(entity.key) if r.count("level") == level][-1]
    parts = [say("card-part", what=say("base-atk"), value=written("base", at.number("atk") or 0))]
    bonus = value_of(entity, row, at, "") if row.text("substat") is None else None
    value, substat = at.number("substat_value"), row.text("substat")
    if substat and value is not None and bonus is None:
        parts.append(say("card-part", what=substat, value=written(substat, value)))
        reply.state(at, "substat_value")
    reply.add(f"{' · '.join(parts)} ({say('at-level', level=level)})")
    reply.state(at, "atk")
    reply.state(row, "rarity", "weapon_type", "substat")
    if name := row.text("passive_name"):
        first = asked.game.table("weapon_refinements").of(entity.key)[0]
        reply.add(say("card-passive", name=name, text=first.name("description")))
        reply.state(first, "description")
    reply.show(row)


def _artifact(asked: Asked, entity: Entity, reply: Reply) -> None:
    row = asked.row(entity)
    reply.add(say("card-heading", name=row.name(), detail=say("artifact-set")))
    for count in (1, 2, 4):
        if text := row.text(f"effect_{count}pc"):
            reply.add(say("set-bonus", pieces=count, text=text))
            reply.state(row, f"effect_{count}pc")
    reply.show(row)


def _material(asked: Asked, entity: Entity, reply: Reply) -> None:
    for row in material_rows(asked, entity):
        rarity = row.number("rarity")
        detail = row.text("type") or say("a-material")
        reply.add(say("card-heading", name=row.name(), detail=f"{stars(int(rarity))} {detail}" if rarity else detail))
        reply.state(row, "rarity", "type")
        reply.show(row)
    last = material_rows(asked, entity)[-1]
    if text := last.text("description"):
        reply.add(text)
        reply.state(last, "description")


def _domain(asked: Asked, entity: Entity, reply: Reply) -> None:
    row = domain_rows(asked, entity)[0]
    reply.add(say("domain-location", name=entity.name, region=row.name("region"), type=row.name("type")))
    if text := row.text("description"):
        reply.add(text)
    reply.state(row, "region", "type", "description")


def _owned(asked: Asked, entity: Entity, reply: Reply) -> None:
    """A talent or constellation by its name: whose it is and all that it does."""
    table = f"{entity.kind}s"
    row = next((r for r in asked.game.table(table).of(entity.key.partition("/")[0]) if r.id == entity.key), None)
    if row is None:
        raise DeclinedError(say("not-in-data", name=entity.name))
    if entity.kind == "talent":
        slot = say(f"slot-{row.name('slot')}")
        heading = say("talent-heading", owner=row.name("owner_name"), slot=slot, name=row.name())
    else:
        number = row.count("number")
        heading = say("constellation-heading", owner=row.name("owner_name"), number=number, name=row.name())
    describe(reply, row, heading)
    reply.found.append(Entity("character", row.name("owner"), row.name("owner_name")))


def _piece(asked: Asked, entity: Entity, reply: Reply) -> None:
    key = entity.key.partition("/")[0]
    row = next(r for r in asked.game.table("artifact_pieces").of(key) if r.id == entity.key)
    whole = asked.game.row("artifacts", key)
    reply.add(say("piece", set=whole.name() if whole else key, slot=say(f"piece-{row.name('slot')}"), name=row.name()))
    if text := row.text("description"):
        reply.add(text)
    reply.state(row, "name", "description")
    reply.show(row)


def _described(asked: Asked, entity: Entity, reply: Reply) -> None:
    """Things that have little more than a description."""
    row = asked.row(entity)
    details = (row.text(column) for column in _DETAILS.get(entity.kind, ()))
    detail = next((text for text in details if text and text not in _TELLS_NOTHING), None)
    reply.add(say("card-heading", name=row.name(), detail=detail or say(f"a-{entity.kind}")))
    text = row.text("effect") if entity.kind == "food" else row.text("description")
    if not text:
        raise DeclinedError(say("missing", name=entity.name, what=say("what-description")))
    if entity.kind == "achievement":
        _achievement(asked, entity, reply)
    else:
        reply.add(text)
        reply.state(row, "effect" if entity.kind == "food" else "description")
    if source := source_of(row, entity.kind):
        reply.add(say("card-source", text=source))
        reply.state(row, "source")
    reply.show(row)


def _achievement(asked: Asked, entity: Entity, reply: Reply) -> None:
    """What each stage of an achievement asks for and gives."""
    for stage in asked.game.table("achievements").of(entity.key):
        text, given = stage.name("description"), stage.text("reward_name")
        items = say("material-count", name=given, count=stage.count("reward_count")) if given else ""
        reply.add(say("card-achievement", text=text, items=items) if items else text)
        reply.state(stage, "description", *(["reward_name", "reward_count"] if given else []))


_DETAILS = {
    "enemy": ("category",), "food": ("category",), "outfit": ("character_name",), "achievement": ("group",),
    "animal": ("category",), "geography": ("region",),
}  # fmt: skip
_TELLS_NOTHING = frozenset({"Other"})


def _element(asked: Asked, entity: Entity, reply: Reply) -> None:
    row = next((row for row in asked.game.table("elements").rows if row.name() == entity.key), None)
    if row is None:
        raise DeclinedError(say("not-in-data", name=entity.name))
    reply.add(say("element-card", name=row.name(), region=row.name("region"), archon=row.name("archon")))
    reply.state(row, "region", "archon")


def _affiliation(asked: Asked, entity: Entity, reply: Reply) -> None:
    rows = asked.game.where("characters", "affiliation", entity.key)
    reply.add(say("affiliation-card", name=entity.key, count=len(rows), names=joined([row.name() for row in rows])))
    for row in rows:
        reply.state(row, "affiliation")
        reply.found.append(Entity("character", row.name("key"), row.name()))


def _passive(asked: Asked, entity: Entity, reply: Reply) -> None:
    """A weapon's passive by its name: whose it is and what it does."""
    for row in asked.game.where("weapons", "passive_name", entity.key):
        reply.extend(weapon_passive(asked.about([Entity("weapon", row.name("key"), row.name())], "weapon.passive")))


def _bearer(asked: Asked, entity: Entity, reply: Reply) -> None:
    """A title, a sign or a voice: whose it is."""
    reply.extend(owner(asked.about([entity], "owner")))


_Card = Callable[[Asked, Entity, Reply], None]
_CARDS: dict[str, _Card] = {
    "character": _character, "weapon": _weapon, "artifact": _artifact, "material": _material,
    "material_group": _material, "domain": _domain, "talent": _owned, "constellation": _owned, "piece": _piece,
    "element": _element, "affiliation": _affiliation, "passive": _passive, "title": _bearer, "sign": _bearer,
    "person": _bearer,
    "enemy": _described, "food": _described, "outfit": _described, "namecard": _described, "achievement": _described,
    "animal": _described, "glider": _described, "geography": _described,
}  # fmt: skip
