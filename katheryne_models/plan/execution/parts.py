"""Lists of the parts of a kind that have a name of their own: talent books, gems, weekly bosses and their like."""

from collections.abc import Iterable

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.calendar import weekday
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply

_GROUP_KINDS = {"list.talent_book": "talent_book", "list.weapon_material": "weapon_material", "list.gem": "gem"}
_DOMAIN_KINDS = {"list.book_domain": "talent_book", "list.weapon_domain": "weapon_material"}


def _filtered(asked: Asked, rows: Iterable[Row]) -> list[Row]:
    """The rows of the regions and days asked for."""
    regions = asked.values("region")
    excluded = asked.values("region", negated=True)
    days = [weekday(day) for day in asked.values("day")]
    return [
        row
        for row in rows
        if (not regions or row.text("region") in regions) and row.text("region") not in excluded
        and (not days or any(day in row.texts("days") for day in days))
    ]  # fmt: skip


def _list(reply: Reply, what: str, names: list[str]) -> Reply:
    """The heading with the count, then the names.

    Raises:
        DeclinedError: If there are none.
    """
    if not names:
        raise DeclinedError(say("none-fit", what=say(f"part-list-{what}", count=0)))
    reply.add(say("list", count=len(names), what=say(f"part-list-{what}", count=len(names)), names=", ".join(names)))
    return reply


@answers(*_GROUP_KINDS)
def families(asked: Asked) -> Reply:
    """Families of talent books, weapon materials or gems."""
    kind = _GROUP_KINDS[asked.request.head]
    rows = _filtered(asked, (row for row in asked.game.table("material_groups").rows if row.name("kind") == kind))
    elements = asked.values("element")
    if elements:
        rows = [row for row in rows if _gem_element(asked, row) in elements]
    reply = Reply()
    for row in rows:
        reply.state(row, "name", "kind", "region", "days")
        reply.found.append(Entity("material_group", row.name("key"), row.name()))
    names = [
        say("family-days", name=row.name(), days=joined(row.texts("days"))) if row.texts("days")
        else say("bold", name=row.name())
        for row in rows
    ]  # fmt: skip
    return _list(reply, kind.replace("_", "-"), names)


def _gem_element(asked: Asked, group: Row) -> str | None:
    """The element whose characters ascend with a family of gems."""
    name = (asked.game.row("materials", group.texts("members")[0]) or group).name()
    users = (row.name("character") for row in asked.game.where("character_costs", "material_name", name))
    elements = (row.text("element") for key in users if (row := asked.game.row("characters", key)))
    return next((element for element in elements if element), None)


@answers(*_DOMAIN_KINDS)
def dated_domains(asked: Asked) -> Reply:
    """Domains of talent books or weapon materials, each with what it gives."""
    kind = _DOMAIN_KINDS[asked.request.head]
    rows = _filtered(asked, (row for row in asked.game.table("material_groups").rows if row.name("kind") == kind))
    places: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        places.setdefault((row.name("region"), row.name("domain")), []).append(row)
    reply = Reply()
    for row in rows:
        reply.state(row, "domain", "region", "days")
    reply.found += [Entity("domain", domain, domain) for _, domain in sorted(places)]
    names = [
        say("domain-families", place=say("place", domain=domain, region=region),
            names=joined([row.name() for row in places[region, domain]]))
        for region, domain in sorted(places)
    ]  # fmt: skip
    return _list(reply, f"{kind.replace('_', '-')}-domain", names)


@answers("list.artifact_domain")
def artifact_domains(asked: Asked) -> Reply:
    """Domains of artifacts."""
    rows = _filtered(asked, asked.game.where("domains", "type", "Artifacts"))
    by_entrance = {row.name("entrance"): row for row in reversed(rows)}
    reply = Reply()
    for entrance, row in sorted(by_entrance.items()):
        reply.state(row, "entrance", "region", "type")
        reply.found.append(Entity("domain", entrance, entrance))
    names = [say("place", domain=name, region=by_entrance[name].name("region")) for name in sorted(by_entrance)]
    return _list(reply, "artifact-domain", names)


@answers("list.boss", "list.weekly_boss")
def bosses(asked: Asked) -> Reply:
    """World bosses, or weekly ones."""
    weekly = asked.request.head == "list.weekly_boss"
    found = [row for row in asked.game.table("enemies").rows if row.name("type") == "BOSS"]
    rows = [row for row in found if row.flag("weekly_boss") == weekly]
    reply = Reply()
    for row in rows:
        reply.state(row, "name", "type", "weekly_boss")
        reply.found.append(Entity("enemy", row.name("key"), row.name()))
    return _list(reply, "weekly-boss" if weekly else "boss", [say("bold", name=row.name()) for row in rows])


@answers("list.boss_drop", "list.weekly_drop")
def boss_drops(asked: Asked) -> Reply:
    """What only world bosses, or only weekly bosses, drop."""
    weekly = asked.request.head == "list.weekly_drop"
    table, column = ("talent_costs", "owner") if weekly else ("character_costs", "character")
    names = sorted({row.name("material_name") for row in asked.game.table(table).rows if row.text(column)})
    reply = Reply()
    for name in names:
        row = next(iter(asked.game.where("materials", "name", name)), None)
        if row and row.text("type") == "Character Level-Up Material" and (weekly == (row.number("rarity") == _WEEKLY)):
            reply.state(row, "name", "type")
            reply.found.append(Entity("material", row.name("key"), name))
    listed = [say("bold", name=entity.name) for entity in reply.found]
    return _list(reply, "weekly-drop" if weekly else "boss-drop", listed)


_WEEKLY = 5  # stars of what weekly bosses drop; what world bosses drop has four
