"""What ascending and raising talents costs: by phase, over a range of levels, in all."""

from collections import Counter
from collections.abc import Mapping, Sequence

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import rounded
from katheryne_models.plan.execution.asked import TWINS, Asked
from katheryne_models.plan.execution.basics import each
from katheryne_models.plan.execution.materials import material_names
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.steps import Stairs, Step, ascensions, chosen, only, part_of, talent_levels, totals

_LAST_TALENT_STEP = 9  # the level that the crown is spent at
_MORA = "Mora"


def _chosen(asked: Asked, stairs: Stairs) -> tuple[Step, ...]:
    return chosen(stairs, asked.numbers("level", "number"), asked.numbers("phase"))


def _span(steps: Sequence[Step]) -> str:
    return say("span", start=steps[0].start, end=steps[-1].end)


def state_costs(reply: Reply, steps: Sequence[Step]) -> None:
    """Note the amounts that some steps take, and the materials as found."""
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

    def answer(entity: Entity, reply: Reply) -> None:
        stairs = talent_levels(asked, entity) if head.startswith("talents") else ascensions(asked, entity)
        steps = chosen(stairs, [_LAST_TALENT_STEP], []) if head == "talents.crown" else _chosen(asked, stairs)
        amounts = totals(steps)
        kind = "talent-costs" if stairs.talents else "ascension-costs"
        reply.add(say(kind, name=entity.name, span=_span(steps)))
        for name, count in amounts.items():
            reply.add(say("material-line", name=name, count=rounded(count)))
        # The Traveler's talents take different books each, of which the data lists one talent's.
        if stairs.talents and len(steps) == len(stairs.steps) and asked.body(entity).key not in TWINS:
            reply.add(say("talent-costs-all", mora=rounded(3 * amounts[_MORA])))
        state_costs(reply, steps)
        reply.show(asked.row(entity))

    return each(asked, ("character", "weapon"), answer)


@answers("ascension.mora", "talents.mora")
def mora(asked: Asked) -> Reply:
    """The Mora that ascending or a talent takes."""
    talents = asked.request.head == "talents.mora"
    sums: list[int] = []

    def answer(entity: Entity, reply: Reply) -> None:
        steps = _chosen(asked, talent_levels(asked, entity) if talents else ascensions(asked, entity))
        count = totals(steps).get(_MORA, 0)
        kind = "talent-mora" if talents else "ascension-mora"
        reply.add(say(kind, name=entity.name, count=rounded(count), span=_span(steps)))
        if talents:
            reply.lines[-1] += " " + say("three-talents", items=say("mora", count=rounded(3 * count)))
        sums.append(count)
        for step in only(steps, [_MORA]):
            for row in step.rows:
                reply.state(row, "count")
        reply.show(asked.row(entity))

    reply = each(asked, ("character", "weapon"), answer)
    if len(sums) > 1:
        reply.add(say("together", items=say("mora", count=rounded(sum(sums)))))
    return reply


@answers("ascension.gem", "ascension.specialty", "ascension.boss_material", "ascension.common",
         "talents.books", "talents.weekly", "talents.common")  # fmt: skip
def part(asked: Asked) -> Reply:
    """One part of the costs: the flower, the gem, the books."""
    group, _, name = asked.request.head.partition(".")
    taken: list[tuple[str, ...]] = []

    def answer(entity: Entity, reply: Reply) -> None:
        stairs = talent_levels(asked, entity) if group == "talents" else ascensions(asked, entity)
        amounts = part_of(asked, stairs.steps, name)
        what = say(f"part-{name.replace('_', '-')}")
        if not amounts:
            raise DeclinedError(say("takes-none", name=entity.name, what=what))
        items = joined([say("material-count", name=item, count=rounded(count)) for item, count in amounts.items()])
        reply.add(say(f"{group}-part", name=entity.name, what=what, items=items))
        taken.append(tuple(amounts))
        state_costs(reply, only(stairs.steps, amounts))
        reply.show(asked.row(entity))

    reply = each(asked, ("character", "weapon"), answer)
    if len(taken) > 1:
        reply.add(say("take-the-same" if len(set(taken)) == 1 else "take-others", count=len(taken)))
    return reply


@answers("materials.amount")
def amount(asked: Asked) -> Reply:
    """How many of a material something takes."""
    subjects = asked.subjects("material", "material_group")
    wanted = [name for entity in subjects for name in material_names(asked, entity)]
    sums: Counter[str] = Counter()

    def answer(entity: Entity, reply: Reply) -> None:
        found = Reply()
        refused: list[DeclinedError] = []
        for message, read in (("ascension-amount", ascensions), ("talent-amount", talent_levels)):
            if entity.kind == "weapon" and read is talent_levels:
                continue
            try:
                stairs = read(asked, entity)
                if set(wanted) & set(totals(stairs.steps)):
                    amounts = _amount(asked, found, message, stairs, wanted)
                    sums.update({name: count * (3 if stairs.talents else 1) for name, count in amounts.items()})
            except DeclinedError as error:
                refused.append(error)
        if not found.lines:
            none = say("takes-none", name=entity.name, what=joined([subject.name for subject in subjects], "or"))
            raise refused[0] if refused else DeclinedError(none)
        reply.extend(found)
        reply.show(asked.row(entity))

    reply = each(asked, ("character", "weapon"), answer)
    if len(reply.lines) > 1:
        reply.add(say("together", items=_items(sums)))
    return reply


def _items(amounts: Mapping[str, int]) -> str:
    return joined([say("material-count", name=name, count=rounded(count)) for name, count in amounts.items()])


def _amount(asked: Asked, reply: Reply, message: str, stairs: Stairs, wanted: Sequence[str]) -> dict[str, int]:
    """Say what some steps take of the wanted materials, for all three talents too; gives the amounts."""
    steps = _chosen(asked, stairs)
    amounts = {name: count for name, count in totals(steps).items() if name in wanted}
    items = _items(amounts) or say("none-of", what=joined(list(wanted), "or"))
    reply.add(say(message, name=stairs.name, items=items, span=_span(steps)))
    if stairs.talents and amounts:
        reply.lines[-1] += " " + say("three-talents", items=_items({name: 3 * n for name, n in amounts.items()}))
    for step in only(steps, wanted):
        for row in step.rows:
            reply.state(row, "count")
    return amounts
