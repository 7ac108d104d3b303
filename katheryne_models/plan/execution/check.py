"""Yes or no: whether something is so; either way, the answer says what is."""

from collections.abc import Sequence

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import domain_rows, each, one_of
from katheryne_models.plan.execution.filter import Filter
from katheryne_models.plan.execution.filters import filters_of
from katheryne_models.plan.execution.materials import COST_TABLES, material_rows
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.steps import CROWN


@answers("check")
def check(asked: Asked) -> Reply:
    """Whether something is so, of each thing of the first one's kind."""
    kind = asked.request.terms[0].kind
    wanted = filters_of(asked, kind, without=(kind,))
    if not wanted:
        raise DeclinedError(say("nothing-found"))

    def answer(entity: Entity, reply: Reply) -> None:
        row = domain_rows(asked, entity)[0] if entity.kind == "domain" else asked.row(one_of(asked, entity))
        for condition in wanted:
            if condition.unknown(entity, row):
                raise DeclinedError(say("missing", name=entity.name, what=say(f"what-{condition.columns[0]}")))
        so = all(condition.holds(entity, row) for condition in wanted)
        reply.add(_verdict(entity, row, wanted, so=so))
        for condition in wanted:
            condition.state(reply, entity, row)
        if not so:
            _instead(asked, entity, reply)
        reply.show(row)

    return each(asked, (kind, "material_group") if kind == "material" else (kind,), answer)


def _instead(asked: Asked, entity: Entity, reply: Reply) -> None:
    """What a character or weapon takes in the place of a material of the same type that it does not take."""
    materials = asked.subjects("material", "material_group") if entity.kind in COST_TABLES else []
    types = {row.text("type") for material in materials for row in material_rows(asked, material)}
    taken: dict[str, Row] = {}
    for table, _ in COST_TABLES.get(entity.kind, ()):
        for cost in asked.game.table(table).of(asked.body(entity).key):
            material = asked.game.row("materials", cost.text("material") or "")
            if material and material.text("type") in types and material.name() != CROWN:
                taken.setdefault(material.name(), cost)
    if taken:
        items = joined([say("bold", name=name) for name in taken])
        reply.add(say("check-instead", name=entity.name, items=items))
        for cost in taken.values():
            reply.state(cost, "material_name")


def _verdict(entity: Entity, row: Row, wanted: Sequence[Filter], *, so: bool) -> str:
    """Yes or no with what is so; for "this or that", which."""
    actual = wanted[0].actual(entity, row)
    if len(wanted) == 1 and len(wanted[0].values) > 1 and actual:
        return say("check-either", name=entity.name, actual=actual)
    facts = "; ".join(condition.truth(entity, row) for condition in wanted)
    return say("check-yes" if so else "check-no", name=entity.name, facts=facts)
