"""Which stats of a thing grow by level, read for a picture."""

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import say
from katheryne_models.errors import UnknownNameError
from katheryne_models.game.game import TABLE_OF_KIND, Game
from katheryne_models.pictures.content import Growth, GrowthLine
from katheryne_models.plan.execution.stats import BLOCKS, bonus_name, written

# What decides the colour; things of these kinds ascend.
_GROUPS = {"character": "element", "weapon": "weapon_type"}


def growth_of(game: Game, entity: Entity) -> Growth:
    """The stats of a character or weapon at each level.

    Raises:
        UnknownNameError: If the thing is neither, or the tables hold no stats of it.
    """
    group = _GROUPS.get(entity.kind)
    thing = game.row(TABLE_OF_KIND[entity.kind], entity.key) if group else None
    block = BLOCKS.get(entity.kind)
    rows = game.table(block.table).of(entity.key) if thing and block else ()
    if thing is None or block is None or group is None or not rows:
        raise UnknownNameError(say("missing", name=entity.name, what=say("what-stats")))
    columns = [(say(f"base-{stat}"), column) for stat, column in block.columns.items()]
    bonus = bonus_name(entity, thing)
    if bonus and block.bonus_column:
        columns.append((bonus, block.bonus_column))
    lines = []
    for label, column in columns:
        points = [(row.count("level"), value) for row in rows if (value := row.number(column)) is not None]
        if points:
            levels, values = zip(*points, strict=True)
            lines.append(GrowthLine(label, levels, values, written(label, values[0]), written(label, values[-1])))
    return Growth(entity.name, thing.text(group), tuple(lines))
