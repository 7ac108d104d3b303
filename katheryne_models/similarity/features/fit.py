"""How well what a weapon or set supplies meets what a character needs."""

import math
from collections.abc import Iterable, Mapping

from katheryne_models.similarity.features.boosts import ATTACKS, ELEMENTS, Boost
from katheryne_models.similarity.features.scaling import SCALING_STATS
from katheryne_models.similarity.features.table import Features

PARTY = "party"

Stats = dict[str, float]
"""Amounts by stat (`boosts.STATS`), with `PARTY` for what goes to others."""


def supply_of(raised: Iterable[Boost]) -> Stats:
    """Sum what boosts supply, in substat rolls; what the party gets counts as `PARTY` too."""
    supply: Stats = {}
    for boost in raised:
        supply[boost.stat] = supply.get(boost.stat, 0.0) + boost.rolls * (0.5 if boost.party else 1.0)
        if boost.party:
            supply[PARTY] = supply.get(PARTY, 0.0) + boost.rolls
    return supply


def needs_of(character: Features) -> Stats:
    """Say how much a character gains from each stat, 0 to about 1, by its features."""

    def graded(name: str) -> float:
        return character.get(name) or 0.0

    support = max(graded("role: healer"), graded("role: shielder"), graded("role: buffer"))
    dealer = 1.0 - 0.5 * support
    needs: Stats = {PARTY: 0.7 * support}
    for stat in SCALING_STATS:
        feeds = max(graded(f"{purpose} scales on: {stat}") for purpose in ("heal", "shield", "buff"))
        needs[stat] = max(dealer * graded(f"scales on: {stat}"), 0.8 * feeds)
    needs["Elemental Mastery"] = max(needs["Elemental Mastery"], graded("ascension: Elemental Mastery"))
    needs["CRIT Rate"] = needs["CRIT DMG"] = dealer * (1 - graded("scales on: Elemental Mastery"))
    needs["Energy Recharge"] = (character.get("energy: cost") or 40) / 80 * (0.3 + 0.7 * graded("role: off-field"))
    needs["Healing"], needs["Shield Strength"] = graded("role: healer"), 0.5 * graded("role: shielder")
    needs["ATK SPD"] = needs["DMG"] = dealer * graded("role: on-field")
    needs["Elemental DMG"] = 0.7 * dealer
    for element in ELEMENTS:
        needs[f"{element} DMG"] = dealer * graded(f"element: {element}")
    needs["Physical DMG"] = graded("ascension: Physical DMG Bonus")
    for attack in ATTACKS:
        needs[f"{attack} DMG"] = dealer * min(graded(f"attack: {attack}"), 1.0)
    return needs


def fit(supply: Mapping[str, float], needs: Mapping[str, float]) -> float:
    """Give the cosine of supply and needs, 0 to 1; 0 where nothing is supplied."""
    product = sum(amount * needs.get(stat, 0.0) for stat, amount in supply.items())
    lengths = math.hypot(*supply.values()) * math.hypot(*needs.values())
    return product / lengths if lengths else 0.0
