"""Dishes: what goes into them, what they do, what they are made from."""

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import rounded
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import each
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply


@answers("food.ingredients")
def ingredients(asked: Asked) -> Reply:
    """What goes into a dish."""

    def answer(entity: Entity, reply: Reply) -> None:
        rows = asked.game.table("food_ingredients").of(entity.key)
        if not rows:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-ingredients")))
        items = joined([say("material-count", name=row.name(), count=rounded(row.count("count"))) for row in rows])
        reply.add(say("food-ingredients", name=entity.name, items=items))
        for row in rows:
            reply.state(row, "name", "count")
            if key := row.text("item"):
                reply.found.append(Entity("material", key, row.name()))
        reply.show(asked.row(entity))

    return each(asked, ("food",), answer)


@answers("food.effect")
def food_effect(asked: Asked) -> Reply:
    """What a dish does: at its best, or in all three qualities."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        qualities = [(name, row.text(f"{name}_effect")) for name in ("delicious", "normal", "suspicious")]
        known = [(name, text) for name, text in qualities if text]
        if known:
            reply.add(say("food-heading", name=entity.name, category=row.name("category")))
            for name, text in known:
                reply.add(say("food-quality", quality=name.title(), text=text))
                reply.state(row, f"{name}_effect")
        elif effect := row.text("effect"):
            reply.add(say("food-effect", name=entity.name, text=effect))
            reply.state(row, "effect")
        else:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-effect")))
        reply.show(row)

    return each(asked, ("food",), answer)


@answers("food.base")
def food_base(asked: Asked) -> Reply:
    """Which dish a special dish is made from."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        base = asked.game.row("foods", row.text("base_dish") or "")
        if base is None:
            raise DeclinedError(say("no-base-dish", name=entity.name))
        cook = asked.game.row("characters", row.text("character") or "")
        if cook:
            reply.add(say("food-base-cook", name=entity.name, base=base.name(), cook=cook.name()))
            reply.state(row, "character")
        else:
            reply.add(say("food-base", name=entity.name, base=base.name()))
        reply.state(row, "base_dish")
        reply.found.append(Entity("food", base.name("key"), base.name()))
        reply.show(row)

    return each(asked, ("food",), answer)
