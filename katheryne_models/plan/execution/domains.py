"""Domains: what they give on which days, where they are, what awaits inside."""

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import domain_rows, each
from katheryne_models.plan.execution.calendar import weekday
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply

# Rewards that every domain and boss gives, which nobody asks about.
EVERYWHERE = frozenset({"Mora", "Adventure EXP", "Companionship EXP"})


@answers("domain.rewards", "domain.days")
def rewards(asked: Asked) -> Reply:
    """What a domain gives, on a day or on each."""
    day = weekday(asked.value("day")) if asked.value("day") else None

    def answer(entity: Entity, reply: Reply) -> None:
        by_days: dict[tuple[str, ...], list[str]] = {}
        for row in domain_rows(asked, entity):
            if day and row.texts("days") and day not in row.texts("days"):
                continue
            reply.state(row, "days")
            names = by_days.setdefault(row.texts("days"), [])
            for item in asked.game.table("domain_rewards").of(row.name("key")):
                _reward(asked, item, names, reply)
        for days, names in by_days.items():
            message = "domain-rewards" if days else "domain-rewards-daily"
            reply.add(say(message, name=entity.name, days=joined(days), items=", ".join(names)))
        if not reply.lines:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-rewards")))

    return each(asked, ("domain",), answer)


def _reward(asked: Asked, item: Row, names: list[str], reply: Reply) -> None:
    """Name a reward once; a family of materials by the family's name."""
    key = item.text("item")
    material = asked.game.row("materials", key or "") if item.name("kind") == "material" else None
    group = asked.game.row("material_groups", (material.text("group") if material else None) or "")
    name = item.name()
    if group and material and material.texts("days"):
        name = say("family", name=group.name(), kind=say(f"group-{group.name('kind').replace('_', '-')}"))
    if item.name() in EVERYWHERE or name in names:
        return
    names.append(name)
    reply.state(item, "name")
    if key:
        reply.found.append(Entity(item.name("kind"), key, item.name()))


@answers("domain.location", "domain.level")
def location(asked: Asked) -> Reply:
    """Where a domain is, or which rank and level it asks for."""

    def answer(entity: Entity, reply: Reply) -> None:
        rows = domain_rows(asked, entity)
        if asked.request.head == "domain.location":
            reply.add(
                say("domain-location", name=entity.name, region=rows[0].name("region"), type=rows[0].name("type"))
            )
            reply.state(rows[0], "region", "type")
        else:
            steps = sorted({(row.count("recommended_level"), row.count("unlock_rank")) for row in rows})
            (least, rank), (most, last) = steps[0], steps[-1]
            reply.add(say("domain-level", name=entity.name, rank=rank, least=least, most=most))
            if last > rank:
                reply.lines[-1] += " " + say("domain-hardest", rank=last, level=most)
            for row in rows:
                reply.state(row, "unlock_rank", "recommended_level")
        reply.show(rows[0])

    return each(asked, ("domain",), answer)


_INSIDE = {"domain.monsters": "monsters", "domain.effect": "disorder", "domain.elements": "recommended_elements"}


@answers(*_INSIDE)
def inside(asked: Asked) -> Reply:
    """Who fights in a domain, what its ley lines do, or which elements it recommends."""
    column = _INSIDE[asked.request.head]

    def answer(entity: Entity, reply: Reply) -> None:
        rows = domain_rows(asked, entity)
        texts = dict.fromkeys(text for row in rows for text in row.texts(column))
        if not texts:
            raise DeclinedError(say("missing", name=entity.name, what=say(f"what-{column}")))
        if column == "recommended_elements":
            reply.add(say("domain-elements", name=entity.name, elements=joined(list(texts))))
        else:
            reply.add(say(f"domain-{column}", name=entity.name))
            reply.lines += [say("source-line", text=text) for text in texts]
        if column == "monsters":
            fighting = (row for text in texts for row in asked.game.where("enemies", "name", text))
            reply.found += [Entity("enemy", row.name("key"), row.name()) for row in fighting]
        for row in rows:
            reply.state(row, column)

    return each(asked, ("domain",), answer)
