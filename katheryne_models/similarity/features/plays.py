"""For which play a weapon's passive or a set's effect is made."""

import re
from collections.abc import Mapping

from katheryne_models.similarity.features.boosts import ELEMENTS, effects_of
from katheryne_models.similarity.features.fit import PARTY

_TEAM = re.compile(
    r"party members?[^.\n]{0,60}(?:gain|obtain|restor|regenerat|receiv)|(?:for|to) (?:all|nearby) party members|"
    r"[Dd]ecreases? [^.\n]{0,30}RES\b|RES [^.\n]{0,20}decreas|new character"
)
_HEAL = re.compile(r"[Hh]eal(?!th)|(?:regenerat|restor)\w*[^.]{0,30}HP")
_OFF_FIELD = re.compile(r"off-field|not on the field|on standby|off the field")
_REACTION = re.compile(
    r"[Rr]eaction|Swirl|Bloom|Burning|Quicken|Aggravate|Spread|Vaporize|Melt|Overloaded|Superconduct|Crystallize|Lunar-"
)
_SHIELD = re.compile(r"[Ss]hield")
_ENERGY = re.compile(r"Energy(?! Recharge)|Particle")
_HP = re.compile(r"current HP|HP (?:increases or decreases|is below|decreases)|Bond of Life|tak\w+ DMG")


def plays(text: str, supply: Mapping[str, float]) -> dict[str, float]:
    """Tell for which plays a text is made, each 0 or 1.

    Args:
        text: What the passive or the set does.
        supply: What it raises, by stat.
    """
    attacks = ("Normal Attack DMG", "Charged Attack DMG", "Plunging Attack DMG", "ATK SPD")
    damage = ("DMG", "CRIT Rate", "CRIT DMG", "Elemental DMG", "ATK", *(f"{element} DMG" for element in ELEMENTS))
    marks = {
        "team": bool(_TEAM.search(effects_of(text))) or PARTY in supply,
        "healing": bool(_HEAL.search(text)) or "Healing" in supply,
        "own attacks": any(stat in supply for stat in attacks),
        "skill": "Elemental Skill DMG" in supply,
        "burst": "Elemental Burst DMG" in supply,
        "off-field": bool(_OFF_FIELD.search(text)),
        "reactions": bool(_REACTION.search(text)) or "Reaction DMG" in supply,
        "shields": bool(_SHIELD.search(text)),
        "energy": bool(_ENERGY.search(text)) or "Energy Recharge" in supply,
        "own damage": any(stat in supply for stat in damage) and PARTY not in supply,
        "changing HP": bool(_HP.search(text)),
    }
    return {name: float(holds) for name, holds in marks.items()}
