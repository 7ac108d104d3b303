"""Enemies: what they drop and resist."""

from collections.abc import Sequence

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import short_percent
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import each
from katheryne_models.plan.execution.domains import EVERYWHERE
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply

RESISTED = ("physical", "pyro", "hydro", "electro", "cryo", "dendro", "anemo", "geo")
# What a drop counts as, by its material's type, in the order of an answer: what only this enemy gives comes first.
_GROUPS = {
    "Character Level-Up Material": "boss", "Character and Weapon Enhancement Material": "common",
    "Character Ascension Material": "gems",
}  # fmt: skip
_ORDER = ("boss", "common", "gems", "others", "sets")


def enemy_of(asked: Asked, entity: Entity) -> Entity:
    """The enemy that a name means, where a character bears it too ("childe").

    Raises:
        DeclinedError: If no enemy bears the name.
    """
    if entity.kind == "enemy":
        return entity
    for link in asked.question.links.values():
        if link.entity == entity and (enemy := link.of_kind("enemy")):
            return enemy
    raise DeclinedError(say("no-enemy", name=entity.name))


@answers("enemy.drops")
def drops(asked: Asked) -> Reply:
    """What an enemy drops: its own material first, gems by family, artifact sets last."""

    def answer(subject: Entity, reply: Reply) -> None:
        entity = enemy_of(asked, subject)
        row = asked.row(entity)
        grouped = _grouped(asked, entity, reply)
        if not grouped:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-drops")))
        if len(grouped) == 1:
            items = joined(next(iter(grouped.values())))
            reply.add(say("enemy-drops", name=row.name(), items=items))
        else:
            reply.add(say("enemy-drops-heading", name=row.name()))
            weekly = row.flag("weekly_boss")
            for group in (group for group in _ORDER if group in grouped):
                what = say("drops-talent" if group == "boss" and weekly else f"drops-{group}")
                reply.add(say("enemy-drops-line", what=what, items=", ".join(grouped[group])))
        reply.show(row)

    return each(asked, ("enemy", "character"), answer)


def _grouped(asked: Asked, entity: Entity, reply: Reply) -> dict[str, list[str]]:
    """The drops' names by group, with gems named by their family."""
    grouped: dict[str, list[str]] = {}
    for drop in asked.game.table("enemy_drops").of(entity.key):
        if drop.name() in EVERYWHERE:
            continue
        group, name = _group(asked, drop)
        names = grouped.setdefault(group, [])
        if name not in names:
            names.append(name)
        reply.state(drop, "name")
        if key := drop.text("item"):
            found = Entity(drop.name("kind"), key, drop.name())
            reply.found += [] if found in reply.found else [found]
    return grouped


def _group(asked: Asked, drop: Row) -> tuple[str, str]:
    if drop.name("kind") == "artifact":
        return "sets", drop.name()
    material = asked.game.row("materials", drop.text("item") or "")
    group = _GROUPS.get((material.text("type") if material else None) or "", "others")
    family = asked.game.row("material_groups", (material.text("group") if material else None) or "")
    return group, family.name() if group == "gems" and family else drop.name()


@answers("enemy.resistance")
def resistance(asked: Asked) -> Reply:
    """What an enemy resists, and by how much."""
    wanted = asked.values("element")
    return each(asked, ("enemy",), lambda entity, reply: resisted(asked.row(entity), wanted, reply))


def resisted(enemy: Row, elements: Sequence[str], reply: Reply) -> None:
    """State an enemy's resistances to some elements, or to all.

    Raises:
        DeclinedError: If the data knows none of them.
    """
    wanted = [element.lower() for element in elements] or list(RESISTED)
    known = [(element, value) for element in wanted if (value := enemy.number(f"res_{element}")) is not None]
    if not known:
        raise DeclinedError(say("missing", name=enemy.name(), what=say("what-resistance")))
    parts = joined([say("resistance", element=element.title(), value=short_percent(value)) for element, value in known])
    reply.add(say("enemy-resistance", name=enemy.name(), values=parts))
    reply.state(enemy, *(f"res_{element}" for element, _ in known))
    reply.show(enemy)
