"""What ascending and raising talents costs: by phase, over a range of levels, in all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import rounded
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import each
from katheryne_models.plan.execution.kit import owner_key
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply

# The levels at which a thing must ascend to go on, phase 1 first.
ASCENSION_LEVELS = (20, 40, 50, 60, 70, 80)
_TOP_TALENT = 10
_MORA = "Mora"
# the type of a material → what it is called in a list of costs
_PARTS = {
    "gem": ("Character Ascension Material",),
    "boss_material": ("Character Level-Up Material",),
    "specialty": ("Local Specialty",),
    "common": ("Character and Weapon Enhancement Material",),
    "books": ("Character Talent Material",),
    "weekly": ("Character Level-Up Material",),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One ascension or talent level: its number, the level it leads from and to, and what it takes."""

    number: int
    start: int
    end: int
    rows: tuple[Row, ...]


def ascensions(asked: Asked, entity: Entity) -> list[Step]:
    """The ascensions of a character or weapon.

    Raises:
        DeclinedError: If the data has no costs for it.
    """
    table, column = (("character_costs", "phase"), ("weapon_costs", "phase"))[entity.kind == "weapon"]
    return _steps(asked, entity, table, column, entity.key)


def talent_levels(asked: Asked, entity: Entity) -> list[Step]:
    """The steps of one talent from level 1 to 10."""
    return _steps(asked, entity, "talent_costs", "level", owner_key(asked, entity))


def _steps(asked: Asked, entity: Entity, table: str, column: str, key: str) -> list[Step]:
    by_number: dict[int, list[Row]] = {}
    for row in asked.game.table(table).of(key):
        by_number.setdefault(row.count(column), []).append(row)
    if not by_number:
        raise DeclinedError(say("missing", name=entity.name, what=say("what-costs")))
    talents = table == "talent_costs"
    tops = (*ASCENSION_LEVELS, 90)
    return [
        Step(number, number - 1 if talents else tops[number - 1], number if talents else tops[number], tuple(rows))
        for number, rows in sorted(by_number.items())
    ]


def chosen(steps: Sequence[Step], levels: Sequence[int], phases: Sequence[int], top: int) -> list[Step]:
    """The steps that a request means: between two levels, at one, of a phase, or all.

    One level means the step at that level; the top level means the whole way there.

    Raises:
        DeclinedError: If there is no such step.
    """
    if phases:
        found = [step for step in steps if step.number in phases]
    elif len(levels) > 1:
        low, high = min(levels), max(levels)
        found = [step for step in steps if low <= step.start < high]
    elif levels and levels[0] < top:
        found = [step for step in steps if levels[0] == step.start] or [s for s in steps if levels[0] == s.end]
    elif levels and levels[0] > top + 10:
        found = []
    else:
        found = list(steps)
    if not found:
        raise DeclinedError(say("no-such-step", levels=joined([str(step.start) for step in steps]), top=steps[-1].end))
    return found


def totals(steps: Sequence[Step]) -> dict[str, int]:
    """Materials and how many of each the steps take, in the order in which they are first needed."""
    amounts: dict[str, int] = {}
    for step in steps:
        for row in step.rows:
            name = row.name("material_name")
            amounts[name] = amounts.get(name, 0) + row.count("count")
    return amounts


def _span(steps: Sequence[Step]) -> str:
    return say("span", start=steps[0].start, end=steps[-1].end)


def _listed(amounts: dict[str, int], only: set[str] | None = None) -> str:
    kept = {name: count for name, count in amounts.items() if only is None or name in only}
    return "\n".join(say("material-line", name=name, count=rounded(count)) for name, count in kept.items())


def _state(reply: Reply, steps: Sequence[Step]) -> None:
    for step in steps:
        for row in step.rows:
            reply.state(row, "count")
            key = row.text("material")
            entity = Entity("material", key, row.name("material_name")) if key else None
            if entity and entity not in reply.found:
                reply.found.append(entity)


@answers("ascension.materials", "talents.materials", "talents.crown")
def materials(asked: Asked) -> Reply:
    """Everything that ascending or a talent takes."""
    head = asked.request.head
    talents = head.startswith("talents")

    def answer(entity: Entity, reply: Reply) -> None:
        every = talent_levels(asked, entity) if talents else ascensions(asked, entity)
        levels = [_TOP_TALENT - 1] if head == "talents.crown" else asked.numbers("level", "number")
        steps = chosen(every, levels, asked.numbers("phase"), _TOP_TALENT if talents else 90)
        kind = "talent-costs" if talents else "ascension-costs"
        reply.add(say(kind, name=entity.name, span=_span(steps)))
        reply.add(_listed(totals(steps)))
        if talents and len(steps) == len(every):
            reply.add(say("talent-costs-all", mora=rounded(3 * totals(steps)[_MORA])))
        _state(reply, steps)
        reply.show(asked.row(entity))

    return each(asked, ("character", "weapon"), answer)


@answers("ascension.mora", "talents.mora")
def mora(asked: Asked) -> Reply:
    """The Mora that ascending or a talent takes."""
    talents = asked.request.head == "talents.mora"

    def answer(entity: Entity, reply: Reply) -> None:
        every = talent_levels(asked, entity) if talents else ascensions(asked, entity)
        steps = chosen(
            every, asked.numbers("level", "number"), asked.numbers("phase"), _TOP_TALENT if talents else 90
        )  # fmt: skip
        count = totals(steps).get(_MORA, 0)
        kind = "talent-mora" if talents else "ascension-mora"
        reply.add(say(kind, name=entity.name, count=rounded(count), span=_span(steps)))
        for step in steps:
            for row in step.rows:
                if row.name("material_name") == _MORA:
                    reply.state(row, "count")

    return each(asked, ("character", "weapon"), answer)


def part_of(asked: Asked, steps: Sequence[Step], part: str) -> dict[str, int]:
    """The materials of the steps that are of one part: gems, books, boss drops and so on."""
    wanted = _PARTS[part]
    amounts = totals(steps)
    kinds = {
        row.name("material_name"): material.text("type") or ""
        for step in steps
        for row in step.rows
        if (material := asked.game.row("materials", row.text("material") or ""))
    }
    crown = {"Crown of Insight"} if part in {"books", "weekly"} else set()
    return {
        name: count
        for name, count in amounts.items()
        if name not in crown and any(kinds.get(name, "").startswith(kind) for kind in wanted)
    }


@answers("ascension.gem", "ascension.specialty", "ascension.boss_material", "ascension.common",
         "talents.books", "talents.weekly", "talents.common")  # fmt: skip
def part(asked: Asked) -> Reply:
    """One part of the costs: the flower, the gem, the books."""
    group, _, name = asked.request.head.partition(".")

    def answer(entity: Entity, reply: Reply) -> None:
        steps = talent_levels(asked, entity) if group == "talents" else ascensions(asked, entity)
        amounts = part_of(asked, steps, name)
        if not amounts:
            raise DeclinedError(say("takes-none", name=entity.name, what=say(f"part-{name.replace('_', '-')}")))
        items = joined([say("material-count", name=item, count=rounded(count)) for item, count in amounts.items()])
        what = say(f"part-{name.replace('_', '-')}")
        reply.add(say(f"{group}-part", name=entity.name, what=what, items=items))
        relevant = [
            Step(step.number, step.start, step.end, tuple(r for r in step.rows if r.name("material_name") in amounts))
            for step in steps
        ]
        _state(reply, relevant)
        reply.show(asked.row(entity))

    return each(asked, ("character", "weapon"), answer)


@answers("ascension.boss", "talents.boss")
def boss(asked: Asked) -> Reply:
    """Which enemy to fight for the boss drop."""
    weekly = asked.request.head == "talents.boss"

    def answer(entity: Entity, reply: Reply) -> None:
        steps = talent_levels(asked, entity) if weekly else ascensions(asked, entity)
        amounts = part_of(asked, steps, "weekly" if weekly else "boss_material")
        if not amounts:
            raise DeclinedError(say("takes-none", name=entity.name, what=say("part-boss-material")))
        for name in amounts:
            bosses = bosses_for(asked, name)
            names = joined([row.name() for row in bosses], "or") if bosses else ""
            sources = "; ".join(material_sources(asked, name))
            key = "boss-for" if names else "boss-source"
            reply.add(say(key, name=entity.name, material=name, boss=names, source=sources))
            reply.found += [Entity("enemy", row.name("key"), row.name()) for row in bosses]
            for row in bosses:
                reply.state(row, "name")
                reply.show(row)
        _state(reply, [Step(0, 0, 0, tuple(r for s in steps for r in s.rows if r.name("material_name") in amounts))])

    return each(asked, ("character",), answer)


def bosses_for(asked: Asked, material: str) -> list[Row]:
    """The enemies that drop a material, bosses first."""
    keys = dict.fromkeys(row.name("enemy") for row in asked.game.where("enemy_drops", "name", material))
    rows = [row for key in keys if (row := asked.game.row("enemies", key))]
    return [row for row in rows if row.name("type") == "BOSS"] or rows


def material_sources(asked: Asked, name: str) -> tuple[str, ...]:
    """Where the data says that a material comes from."""
    return next((row.texts("sources") for row in asked.game.where("materials", "name", name)), ())


@answers("talents.days")
def days(asked: Asked) -> Reply:
    """On which days and where the talent books are farmed."""

    def answer(entity: Entity, reply: Reply) -> None:
        books = part_of(asked, talent_levels(asked, entity), "books")
        groups = {
            row.text("group"): row for name in books for row in asked.game.where("materials", "name", name)
            if row.text("group")
        }  # fmt: skip
        for key in groups:
            group = asked.game.row("material_groups", key or "")
            if group is None:
                continue
            reply.add(
                say("talent-days", name=entity.name, books=group.name(), days=joined(group.texts("days")),
                    domain=group.text("domain") or "-", region=group.text("region") or "-")
            )  # fmt: skip
            reply.state(group, "days", "domain", "region")
            reply.found.append(Entity("material_group", key or "", group.name()))
        if not groups:
            raise DeclinedError(say("takes-none", name=entity.name, what=say("part-books")))

    return each(asked, ("character",), answer)


@answers("materials.amount")
def amount(asked: Asked) -> Reply:
    """How many of a material something takes."""
    wanted = [name for entity in asked.subjects("material") for name in material_names(asked, entity)]

    def answer(entity: Entity, reply: Reply) -> None:
        every: list[tuple[str, Callable[[], list[Step]], int]] = [
            ("ascension-amount", lambda: ascensions(asked, entity), 90)
        ]
        if entity.kind == "character":
            every.append(("talent-amount", lambda: talent_levels(asked, entity), _TOP_TALENT))
        for message, read, top in every:
            _amount_line(asked, entity, reply, (message, read(), top), wanted)
        if not reply.lines:
            raise DeclinedError(say("takes-none", name=entity.name, what=joined(wanted, "or")))

    return each(asked, ("character", "weapon"), answer)


def _amount_line(
    asked: Asked, entity: Entity, reply: Reply, costs: tuple[str, list[Step], int], wanted: Sequence[str]
) -> None:
    message, every, top = costs
    levels = asked.numbers("level", "number")
    if not set(wanted) & set(totals(every)) or any(level > top for level in levels):
        return
    steps = chosen(every, levels, asked.numbers("phase"), top)
    amounts = {name: count for name, count in totals(steps).items() if name in wanted}
    items = joined([say("material-count", name=name, count=rounded(count)) for name, count in amounts.items()])
    reply.add(say(message, name=entity.name, items=items or "0", span=_span(steps)))
    for step in steps:
        for row in step.rows:
            if row.name("material_name") in wanted:
                reply.state(row, "count")


def material_names(asked: Asked, entity: Entity) -> list[str]:
    """A material's name, or those of a family's members."""
    if entity.kind != "material_group":
        return [entity.name]
    members = asked.row(entity).texts("members")
    return [row.name() for key in members if (row := asked.game.row("materials", key))]
