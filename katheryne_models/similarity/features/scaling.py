"""What a kit's damage, healing and shields scale on."""

import re

from katheryne_models.similarity.features.kit import Kit

SCALING_STATS = ("HP", "ATK", "DEF", "Elemental Mastery")

# What a built character has of each stat, in units of ATK: makes "10% Max HP" and "100% ATK" comparable.
_WORTH = {"HP": 17.0, "ATK": 1.0, "DEF": 1.0, "Elemental Mastery": 0.35}

_RARE = 1.5

_TERM = re.compile(
    r"(?P<amount>[\d.,]+)%(?:\s*[\u00d7*]\s*(?P<times>\d+))?"
    r"\s*(?P<stat>(?:Max )?HP|ATK|DEF|Elemental Mastery|Bond of Life|Current HP)?"
)
_DAMAGE = re.compile(r"DMG|DoT|Attack|Hit|Slash|Damage|Judgment|Shot|Wave|Bolt", re.IGNORECASE)
_HEAL = re.compile(r"heal|regeneration|HP restored|restor", re.IGNORECASE)
_SHIELD = re.compile(r"shield|absorption", re.IGNORECASE)
_NO_DAMAGE = re.compile(
    r"bonus|increase|\bratio\b|conversion|reduction|decrease|CD$|cost|duration|limit|interval", re.IGNORECASE
)
_BUFF = re.compile(r"bonus|increase|\bratio\b|conversion", re.IGNORECASE)
# What an effect grows with, as in "based on 20% of his Max HP" or "scales off ATK".
_PHRASE = re.compile(
    r"(?:based on|scal\w+ (?:off|on|with|based on)|equal to|by|of|every|each|per)"
    r"(?: point of| \d[\d,]* points? of| \d[\d,.]*%?(?: of)?)*"
    r"(?: [A-Z]\w+(?:'s|'))?(?: (?:his|her|their|its|the|own|the character's|current))*"
    r" (?P<stat>Max HP|ATK|DEF|Elemental Mastery|Energy Recharge)\b(?! Bonus)"
)
_NOT_SCALING = re.compile(
    r"consum|cost|lose|exceed|below|above|equal to or|less than|Bond of Life worth|more than|"
    r"absorb|restor\w* (?:HP|\d)|heal|regenerat|drain",
    re.IGNORECASE,
)


def role_of_label(label: str) -> str | None:
    """Tell what a multiplier's label is about: "heal", "shield", "buff", "damage" or None."""
    if _SHIELD.search(label) and "DMG" not in label.replace("DMG Absorption", ""):
        return "shield"
    if _HEAL.search(label) and "DMG" not in label and "Energy" not in label:
        return "heal"
    if _NO_DAMAGE.search(label):
        return "buff" if _BUFF.search(label) else None
    return "damage" if _DAMAGE.search(label) else None


def terms(text: str) -> list[tuple[str, float]]:
    """Split a multiplier such as "185.8% ATK+371.5% Elemental Mastery" into stats and shares of them.

    A share without a stat is one of the stat after it, as in "62.2%+62.2% DEF", else one of ATK, as the game
    means it. Shares of what isn't a stat are left out.
    """
    found: list[tuple[str, float]] = []
    stat = "ATK"
    for match in reversed(list(_TERM.finditer(text))):
        stat = (match["stat"] or stat).removeprefix("Max ")
        amount = float(match["amount"].replace(",", "").rstrip(".") or 0) / 100 * int(match["times"] or 1)
        if stat in _WORTH:
            found.append((stat, amount))
    return found[::-1]


def damage(kit: Kit, slot: str) -> dict[str, float]:
    """Sum the damage multipliers of a talent by stat, in units of ATK."""
    total = dict.fromkeys(SCALING_STATS, 0.0)
    for multiplier in kit.multipliers:
        if multiplier.slot == slot and role_of_label(multiplier.label) == "damage" and "Plunge" not in multiplier.label:
            for stat, amount in terms(multiplier.text):
                total[stat] += amount * _WORTH[stat]
    return total


def demand(kit: Kit, *, on_field: float, supports: bool) -> dict[str, float]:
    """Give the share of each stat in what the kit scales on; the shares sum to 1.

    Args:
        kit: The kit.
        on_field: How much the Normal Attacks count, 0 to 1; skill and burst count fully.
        supports: Whether heals and shields are for the party: then they count as much as all damage.
    """
    total = dict.fromkeys(SCALING_STATS, 0.0)
    for slot, weight in (("normal", on_field), ("skill", 1.0), ("burst", 1.0)):
        by_stat = damage(kit, slot)
        everything = sum(by_stat.values())
        for stat, amount in by_stat.items():
            if everything:
                total[stat] += weight * amount / everything
    for stat, count in phrases(kit).items():
        if stat in total:
            total[stat] += min(0.5 * count, 1.0)
    purposes = {"buff": 1.0} | ({"heal": 2.0, "shield": 2.0} if supports else {})
    for purpose, weight in purposes.items():
        for stat, fed in supports_on(kit, purpose).items():
            total[stat] += weight * fed
    if _converts(kit):
        total["ATK"] *= 0.5  # half of what scales on ATK then rests on the other stat
    for stat in total:
        total[stat] *= 1.0 if stat == "ATK" else _RARE  # every kit has some damage by ATK; what else it has decides
    everything = sum(total.values())
    return {stat: amount / everything if everything else 0.0 for stat, amount in total.items()}


def _converts(kit: Kit) -> bool:
    """Tell whether a talent turns another stat into ATK, as in "ATK Increase: 6.26% Max HP"."""
    raises = [m for m in kit.multipliers if re.match(r"ATK (?:Increase|Bonus)", m.label)]
    return any(stat != "ATK" for multiplier in raises for stat, _ in terms(multiplier.text))


def supports_on(kit: Kit, purpose: str) -> dict[str, float]:
    """Tell which stats feed the kit's heals, shields or buffs: 1 for those that do.

    Args:
        kit: The kit.
        purpose: "heal", "shield" or "buff".
    """
    fed = dict.fromkeys(SCALING_STATS, 0.0)
    for multiplier in kit.multipliers:
        if multiplier.slot in {"skill", "burst"} and role_of_label(multiplier.label) == purpose:
            for match in _TERM.finditer(multiplier.text):
                stat = (match["stat"] or "").removeprefix("Max ")
                if stat in fed:
                    fed[stat] = 1.0
    return fed


def phrases(kit: Kit) -> dict[str, int]:
    """Count the texts' sentences that make an effect grow with a stat; costs, thresholds and heals don't count."""
    counts: dict[str, int] = {}
    for text in kit.texts.values():
        for sentence in re.split(r"(?<=[.!])\s+|\n+", text):
            if _NOT_SCALING.search(sentence):
                continue
            for stat in {match["stat"].removeprefix("Max ") for match in _PHRASE.finditer(sentence)}:
                counts[stat] = counts.get(stat, 0) + 1
    return counts
