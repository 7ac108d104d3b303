"""The words for features: how players say that two items share one, or that one alone has it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from katheryne_models.similarity.features.fit import PARTY
from katheryne_models.similarity.features.table import Kind


@dataclass(frozen=True, slots=True)
class Phrase:
    """How players speak of a feature.

    Attributes:
        both: Of two items: "both scale on HP".
        alone: Of one, after its name: "scales on HP"; None where that is no difference worth telling.
        least: The value from which on the words are true.
    """

    both: str
    alone: str | None
    least: float = 1.0


Wording = Callable[[str], Phrase | None]

_SOME = 0.5  # of a share or grade, or in substat rolls: enough to be worth a word
_MOST = 0.75

_ROLES = {
    "on-field": Phrase("both fight on the field", "fights on the field", _MOST),
    "off-field": Phrase("both work from off the field", "works from off the field", _MOST),
    "healer": Phrase("both heal the party", "heals the party"),
    "shielder": Phrase("both make shields", "makes shields"),
    "buffer": Phrase("both strengthen the party", "strengthens the party", _SOME),
}
_MECHANICS = {
    "Bond of Life": Phrase("both use the Bond of Life", "uses the Bond of Life"),
    "Nightsoul": Phrase("both use Nightsoul", "uses Nightsoul"),
    "Moonsign": Phrase("both profit from the Moonsign", "profits from the Moonsign"),
    "Hexerei": Phrase("both profit from Hexerei", "profits from Hexerei"),
}
_CHARACTER_EFFECTS = _MECHANICS | {
    "RES reduction": Phrase("both lower enemies' RES", "lowers enemies' RES"),
    "coordinated attacks": Phrase("both make coordinated attacks", "makes coordinated attacks"),
    "Arkhe": Phrase("both have an Arkhe", "has an Arkhe"),
    "geo construct": Phrase("both build with Geo constructs", "builds with Geo constructs"),
}
_GEAR_EFFECTS = _MECHANICS | {
    "extra hit": Phrase("both add a hit of their own", "adds a hit of its own"),
    "on defeat": Phrase("both act on defeated enemies", "acts on defeated enemies"),
    "against affected": Phrase("both count against enemies affected by an element", "counts against affected enemies"),
}
_PLAYS = {
    "team": Phrase("both help the party", "helps the party"),
    "healing": Phrase("both have to do with healing", "has to do with healing"),
    "own attacks": Phrase(
        "both are for Normal, Charged or Plunging Attacks", "is for Normal, Charged or Plunging Attacks"
    ),
    "skill": Phrase("both raise Elemental Skill DMG", "raises Elemental Skill DMG"),
    "burst": Phrase("both raise Elemental Burst DMG", "raises Elemental Burst DMG"),
    "off-field": Phrase("both work off the field", "works off the field"),
    "reactions": Phrase("both are about Elemental Reactions", "is about Elemental Reactions"),
    "shields": Phrase("both have to do with shields", "has to do with shields"),
    "energy": Phrase("both help with Energy", "helps with Energy"),
    "own damage": Phrase("both raise the damage of whoever carries them", "raises the damage of whoever carries it"),
    "changing HP": Phrase("both react to changes of HP", "reacts to changes of HP"),
}


def _gives(giver: str, alone: str) -> Wording:
    """Word what a part of an item gives: a stat in substat rolls, or something to the party."""

    def wording(stat: str) -> Phrase:
        if stat == PARTY:
            return Phrase(f"{giver} raise the party's stats", f"raises the party's stats{alone}", _SOME)
        what = {"DMG": "a DMG bonus", "an element's DMG": "an elemental DMG bonus"}.get(stat, stat)
        return Phrase(f"{giver} give {what}", f"gives {what}{alone}", _SOME)

    return wording


def _reaction(verb: str) -> Wording:
    return lambda reaction: Phrase(f"both {verb} {reaction}", None)


_PHRASES: Mapping[Kind, Mapping[str, Wording]] = {
    "characters": {
        "scales on": lambda stat: Phrase(f"both scale on {stat}", f"scales on {stat}", _SOME),
        "heal scales on": lambda stat: Phrase(f"both heal by {stat}", f"heals by {stat}"),
        "shield scales on": lambda stat: Phrase(f"both shield by {stat}", f"shields by {stat}"),
        "role": _ROLES.get,
        "ascension": lambda stat: Phrase(f"both ascend with {stat}", f"ascends with {stat}"),
        "weapon type": lambda weapon: Phrase(f"both use a {weapon.lower()}", f"uses a {weapon.lower()}"),
        "element": lambda element: Phrase(f"both are {element}", f"is {element}"),
        "gives the party": lambda stat: Phrase(f"both raise the party's {stat}", f"raises the party's {stat}"),
        "reaction": _reaction("play with"),
        "effect": _CHARACTER_EFFECTS.get,
    },
    "weapons": {
        "type": lambda weapon: Phrase(f"both are {weapon.lower()}s", f"is a {weapon.lower()}"),
        "substat": lambda stat: Phrase(f"both have {stat} as their substat", f"has {stat} as its substat"),
        "supplies": _gives("both", ""),
        "play": _PLAYS.get,
        "effect": _GEAR_EFFECTS.get,
        "trigger": lambda attack: Phrase(f"the {attack} sets both off", None),
        "reaction": _reaction("name"),
    },
    "artifacts": {
        "2 pieces": _gives("2 pieces of both", " with 2 pieces"),
        "4 pieces": _gives("4 pieces of both", " with 4 pieces"),
        "element": lambda element: Phrase(f"both have to do with {element}", None),
        "play": _PLAYS.get,
        "effect": _GEAR_EFFECTS.get,
        "trigger": lambda attack: Phrase(f"the {attack} sets both off", None),
        "reaction": _reaction("name"),
    },
}


def phrase_of(kind: Kind, feature: str) -> Phrase | None:
    """Give the words for a feature, "group: feature", or None where it is for the network alone."""
    group, _, name = feature.partition(": ")
    wording = _PHRASES[kind].get(group)
    return wording(name) if wording else None
