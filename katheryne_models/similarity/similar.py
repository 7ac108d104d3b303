"""What the similarity index hands back: the item asked about and its nearest neighbours."""

from dataclasses import dataclass
from typing import Literal

from katheryne_models.answer.answer import Entity

Trait = Literal["element", "weapon_type", "rarity"]
TRAITS: tuple[Trait, ...] = ("element", "weapon_type", "rarity")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which neighbours are wanted.

    Attributes:
        same: Traits that a neighbour must share.
        prefer_element: Whether characters of the same element rank higher.
    """

    same: tuple[Trait, ...] = ()
    prefer_element: bool = False


ANY = Wish()


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
        on_little: Whether the game data leaves out much of what the item is compared by.
    """

    query: Entity
    neighbours: tuple[Neighbour, ...]
    picture: str | None
    on_little: bool = False
