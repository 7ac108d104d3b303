"""Where and when to farm what a character or weapon takes."""

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import each
from katheryne_models.plan.execution.calendar import weekday
from katheryne_models.plan.execution.costs import state_costs
from katheryne_models.plan.execution.materials import bosses_for, material_rows
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.steps import ascensions, only, part_of, talent_levels


@answers("ascension.boss", "talents.boss")
def boss(asked: Asked) -> Reply:
    """Which enemy to fight for the boss drop."""
    weekly = asked.request.head == "talents.boss"

    def answer(entity: Entity, reply: Reply) -> None:
        steps = (talent_levels(asked, entity) if weekly else ascensions(asked, entity)).steps
        amounts = part_of(asked, steps, "weekly" if weekly else "boss_material")
        if not amounts:
            what = say("part-weekly" if weekly else "part-boss-material")
            raise DeclinedError(say("takes-none", name=entity.name, what=what))
        for name in amounts:
            bosses = bosses_for(asked, name)
            names = joined([f"**{row.name()}**" for row in bosses], "or")
            sources = "; ".join(_sources(asked, name))
            message = "boss-for" if bosses else "boss-source"
            reply.add(say(message, name=entity.name, material=name, boss=names, source=sources))
            reply.found += [Entity("enemy", row.name("key"), row.name()) for row in bosses]
            for row in bosses:
                reply.state(row, "name")
                reply.show(row)
        state_costs(reply, only(steps, amounts))

    return each(asked, ("character",), answer)


def _sources(asked: Asked, name: str) -> tuple[str, ...]:
    return next((row.texts("sources") for row in asked.game.where("materials", "name", name)), ())


@answers("talents.days")
def days(asked: Asked) -> Reply:
    """On which days and where the talent books are farmed."""

    def answer(entity: Entity, reply: Reply) -> None:
        books = part_of(asked, talent_levels(asked, entity).steps, "books")
        rows = [row for name in books for row in asked.game.where("materials", "name", name)]
        groups = list(dict.fromkeys(key for row in rows if (key := row.text("group"))))
        for key in groups:
            _group_days(asked, entity, reply, key, "talent-days")
        if not groups:
            raise DeclinedError(say("takes-none", name=entity.name, what=say("part-books")))

    return each(asked, ("character",), answer)


@answers("material.days")
def material_days(asked: Asked) -> Reply:
    """On which days and where a material, or what a weapon takes, can be farmed."""

    def answer(entity: Entity, reply: Reply) -> None:
        if entity.kind == "weapon":
            costs = asked.game.table("weapon_costs").of(entity.key)
            rows = [row for cost in costs if (row := asked.game.row("materials", cost.text("material") or ""))]
            for key in dict.fromkeys(row.text("group") for row in rows if row.texts("days")):
                _group_days(asked, entity, reply, key or "", "weapon-days")
        else:
            for row in [row for row in material_rows(asked, entity) if row.texts("days")][:1]:
                where = asked.game.where("domains", "entrance", row.text("domain") or "")
                region = where[0].name("region") if where else ""
                place = say("place", domain=row.name("domain"), region=region)
                reply.add(say("material-days", name=entity.name, days=joined(row.texts("days")), place=place))
                reply.state(row, "days", "domain")
                reply.show(row)
        if not reply.lines:
            raise DeclinedError(say("every-day", name=entity.name))

    return each(asked, ("material", "material_group", "weapon"), answer)


def _group_days(asked: Asked, entity: Entity, reply: Reply, key: str, message: str) -> None:
    """Say when and where a family of materials is farmed."""
    group = asked.game.row("material_groups", key)
    if group is None:
        return
    place = say("place", domain=group.name("domain"), region=group.name("region"))
    reply.add(say(message, name=entity.name, group=group.name(), days=joined(group.texts("days")), place=place))
    reply.state(group, "days", "domain", "region")
    reply.found.append(Entity("material_group", key, group.name()))


@answers("farm")
def farm(asked: Asked) -> Reply:
    """Which talent books and weapon materials the domains give on a day, a line a domain."""
    day = weekday(asked.value("day"))
    region = asked.value("region")
    domains = _open(asked, day, region)
    if not domains:
        raise DeclinedError(say("farm-none", day=day, region=region or ""))
    reply = Reply()
    reply.add(say("farm-heading", day=day))
    for (where, domain, kind), groups in sorted(domains.items()):
        what = say(f"group-{kind.replace('_', '-')}")
        names = joined([group.name() for group in groups])
        reply.add(say("farm-line", names=names, kind=what, place=say("place", domain=domain, region=where)))
        for group in groups:
            reply.state(group, "days", "domain", "region")
            reply.found.append(Entity("material_group", group.name("key"), group.name()))
    return reply


def _open(asked: Asked, day: str, region: str | None) -> dict[tuple[str, str, str], list[Row]]:
    """The families of materials of a day, by region, domain and kind."""
    domains: dict[tuple[str, str, str], list[Row]] = {}
    for group in asked.game.table("material_groups").rows:
        if day in group.texts("days") and (region is None or group.text("region") == region):
            place = (group.name("region"), group.name("domain"), group.name("kind"))
            domains.setdefault(place, []).append(group)
    return domains
