"""Which stats of a thing grow by level, read for a picture."""

from dataclasses import dataclass

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import say
from katheryne_models.answer.numbers import rounded, stat_value
from katheryne_models.errors import UnknownNameError
from katheryne_models.game.game import Game
from katheryne_models.pictures.content import Growth, GrowthLine


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a kind's stats stand: the tables, the base columns, and the bonus stat's name and value."""

    things: str
    stats: str
    base: tuple[str, ...]
    bonus_name: str
    bonus_value: str
    group: str


_SOURCES = {
    "character": _Source(
        "characters", "character_stats", ("hp", "atk", "def"), "ascension_stat", "ascension_value", "element"
    ),
    "weapon": _Source("weapons", "weapon_stats", ("atk",), "substat", "substat_value", "weapon_type"),
}


def growth_of(game: Game, entity: Entity) -> Growth:
    """The stats of a character or weapon at each level.

    Raises:
        UnknownNameError: If the thing is neither, or the tables hold no stats of it.
    """
    source = _SOURCES.get(entity.kind)
    rows = game.table(source.stats).of(entity.key) if source else ()
    thing = game.row(source.things, entity.key) if source else None
    if source is None or thing is None or not rows:
        raise UnknownNameError(say("missing", name=entity.name, what=say("what-stats")))
    bonus = thing.text(source.bonus_name)
    columns = [(say(f"base-{name}"), name) for name in source.base] + ([(bonus, source.bonus_value)] if bonus else [])
    lines = []
    for label, column in columns:
        points = [(row.count("level"), value) for row in rows if (value := row.number(column)) is not None]
        if points:
            levels, values = zip(*points, strict=True)
            shown = [stat_value(label, value) if column == source.bonus_value else rounded(value) for value in values]
            lines.append(GrowthLine(label, levels, values, shown[0], shown[-1]))
    return Growth(entity.name, thing.text(source.group), tuple(lines))
