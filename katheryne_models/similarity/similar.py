"""What the similarity index hands back: the item asked about and its nearest neighbours."""

from dataclasses import dataclass

from katheryne_models.answer.answer import Entity


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One item that resembles another.

    Attributes:
        entity: The item.
        score: The cosine of the two items' centred latents, -1 to 1.
        reasons: What both have in common, in words, the weightiest first.
        difference: What most tells them apart, in words, or None.
    """

    entity: Entity
    score: float
    reasons: tuple[str, ...]
    difference: str | None


@dataclass(frozen=True, slots=True)
class Similar:
    """An item's neighbours.

    Attributes:
        query: The item asked about.
        neighbours: The items that resemble it, the nearest first.
        picture: The address of a picture of the item asked about, or None.
    """

    query: Entity
    neighbours: tuple[Neighbour, ...]
    picture: str | None
