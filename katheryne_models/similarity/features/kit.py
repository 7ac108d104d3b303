"""A character's kit: the talents' texts and multipliers, read once for all rules."""

import re
from dataclasses import dataclass

from katheryne_models.game.game import Game, Row

LEVEL = 10  # the talent level at which players compare multipliers
SLOTS = ("normal", "skill", "burst")
TRAVELER = "traveler"


@dataclass(frozen=True, slots=True)
class Multiplier:
    """A number that the game lists for a talent, such as "Skill DMG: 23.16% Max HP"."""

    slot: str
    label: str
    text: str


@dataclass(frozen=True)
class Kit:
    """What a character can do.

    Attributes:
        owner: The key of its talents and constellations.
        element: The element, or None where the game names none.
        texts: The talents' descriptions by slot.
        names: The talents' names by slot.
        multipliers: Their numbers at level 10.
    """

    owner: str
    element: str | None
    texts: dict[str, str]
    names: dict[str, str]
    multipliers: tuple[Multiplier, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the game describes both Elemental Skill and Elemental Burst."""
        return "skill" in self.texts and "burst" in self.texts

    @property
    def text(self) -> str:
        """All descriptions that bear on combat."""
        return "\n\n".join(text for slot, text in self.texts.items() if slot != "normal")


def kits_of(game: Game, character: Row) -> tuple[Kit, ...]:
    """Read a character's kits: one, or for the Traveler one an element."""
    key = character.name("key")
    element = character.text("element")
    own = _kit(game, key, element)
    if own.texts or element is not None:
        return (own,)
    elements = {row.name("key"): row.name() for row in game.table("elements").rows}
    kits = [_kit(game, TRAVELER + name, title) for name, title in elements.items()]
    return tuple(kit for kit in kits if kit.is_whole) or (own,)


def _kit(game: Game, owner: str, element: str | None) -> Kit:
    talents = game.table("talents").of(owner)
    # passive3 and passive4 are for cooking, exploring and the like unless the talent speaks of combat
    combat = [row for row in talents if not row.name("slot").startswith(("passive3", "passive4")) or _fights(row)]
    texts = {row.name("slot"): row.text("description") or "" for row in combat}
    names = {row.name("slot"): row.name() for row in combat}
    numbers = tuple(
        Multiplier(row.name("slot"), row.name("label"), row.name("text"))
        for row in game.table("talent_multipliers").of(owner)
        if row.count("level") == LEVEL
    )
    return Kit(owner, element, texts, names, numbers)


def _fights(talent: Row) -> bool:
    return bool(re.search(r"DMG|CRIT|opponent|Energy", talent.text("description") or ""))
