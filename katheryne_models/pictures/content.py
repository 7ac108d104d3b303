"""What pictures show, before anything is drawn: drawing needs a library that takes a second to load."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ItemMap:
    """Where the items of a kind stand, in two dimensions, and which of them are named.

    Attributes:
        title: What the picture shows.
        caption: How the places were made.
        places: The items' places, (x, y) each.
        groups: What decides each item's colour: its element, weapon type or rarity; None where it has none.
        query: The item asked about, by its position.
        neighbours: Its neighbours, the nearest first.
        names: The names of the query and the neighbours, in that order.
    """

    title: str
    caption: str
    places: tuple[tuple[float, float], ...]
    groups: tuple[str | None, ...]
    query: int
    neighbours: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One thing that is compared.

    Attributes:
        label: What it is.
        first: The first item's value as a share of the highest among all items of the kind, 0 to 1.
        second: The second item's.
        first_text: The first item's value as the game shows it.
        second_text: The second item's.
    """

    label: str
    first: float
    second: float
    first_text: str
    second_text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two items side by side.

    Attributes:
        first: The first item's name.
        second: The second item's name.
        rows: What is compared, the first row on top.
    """

    first: str
    second: str
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True)
class GrowthLine:
    """How one stat grows.

    Attributes:
        label: What the game calls it.
        levels: The levels in order; one where the thing ascends stands twice, before and after.
        values: The stat at each of them.
        first_text: The first value as the game shows it.
        last_text: The last value.
    """

    label: str
    levels: tuple[int, ...]
    values: tuple[float, ...]
    first_text: str
    last_text: str


@dataclass(frozen=True, slots=True)
class Growth:
    """How a thing's stats grow by level.

    Attributes:
        title: The thing's name.
        group: What decides the colour: its element or weapon type, or None.
        lines: A stat each, the first on top.
    """

    title: str
    group: str | None
    lines: tuple[GrowthLine, ...]
