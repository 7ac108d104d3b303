"""Features of characters: how the kit scales, what it does in a team, and what it is built on."""

from katheryne_models.game.game import Game, Row
from katheryne_models.similarity.features.boosts import ATTACKS, ELEMENTS, boosts
from katheryne_models.similarity.features.keywords import effects, reactions
from katheryne_models.similarity.features.kit import Kit, kits_of
from katheryne_models.similarity.features.roles import given_to_party, roles
from katheryne_models.similarity.features.scaling import SCALING_STATS, damage, demand, supports_on
from katheryne_models.similarity.features.table import Features

WEAPON_TYPES = ("Sword", "Claymore", "Polearm", "Bow", "Catalyst")
ASCENSION_STATS = (
    "ATK", "HP", "DEF", "Elemental Mastery", "Energy Recharge", "CRIT Rate", "CRIT DMG", "Elemental DMG Bonus",
    "Physical DMG Bonus", "Healing Bonus",
)  # fmt: skip
LAST_LEVEL = 90
GIVEN = (
    "ATK", "DEF", "Elemental Mastery", "Energy Recharge", "CRIT Rate", "CRIT DMG", "ATK SPD", "Elemental DMG",
    "Normal Attack DMG", "Charged Attack DMG", "Plunging Attack DMG", "Elemental Skill DMG", "Elemental Burst DMG",
    "Reaction DMG", "DMG", "Healing",
)  # fmt: skip


def character_features(game: Game) -> dict[str, Features]:
    """Give every character's features by key; the Traveler's are the mean over the elements' kits."""
    return {row.name("key"): _features(game, row) for row in game.table("characters").rows}


def character_texts(game: Game) -> dict[str, str]:
    """Give the texts of every character's talents and constellations, without names, by key."""
    return {row.name("key"): _plain_text(game, row) for row in game.table("characters").rows}


def _plain_text(game: Game, row: Row) -> str:
    kits = kits_of(game, row)
    constellations = [row for kit in kits for row in game.table("constellations").of(kit.owner)]
    bodies = [body for kit in kits for body in kit.texts.values()]
    bodies += [constellation.text("description") or "" for constellation in constellations]
    text = "\n".join(bodies)
    names = [name for kit in kits for name in kit.names.values()] + row.name().split()
    names += [constellation.name() for constellation in constellations]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return text


def _features(game: Game, row: Row) -> Features:
    kits = [_kit_features(kit) for kit in kits_of(game, row)]
    features = _build(game, row)
    for name in kits[0]:
        values = [kit[name] for kit in kits]
        known = [value for value in values if value is not None]
        features[name] = sum(known) / len(known) if known else None
    return features


def _build(game: Game, row: Row) -> Features:
    """Give what a character's sheet says: weapon, ascension stat and base stats at level 90."""
    weapon, ascension = row.text("weapon_type"), row.text("ascension_stat") or ""
    if ascension.removesuffix(" DMG Bonus") in ELEMENTS:
        ascension = "Elemental DMG Bonus"
    features: Features = {f"weapon type: {name}": float(name == weapon) for name in WEAPON_TYPES}
    features |= {f"ascension: {name}": float(name == ascension) for name in ASCENSION_STATS}
    stats = [stat for stat in game.table("character_stats").of(row.name("key")) if stat.count("level") == LAST_LEVEL]
    for name in ("hp", "atk", "def"):
        features[f"base: {name.upper()} at 90"] = stats[-1].number(name) if stats else None
    return features


def _kit_features(kit: Kit) -> Features:
    features: Features = {f"element: {name}": float(name == kit.element) if kit.element else None for name in ELEMENTS}
    rated: dict[str, dict[str, float]] = {}
    graded = roles(kit)
    rated["scales on"] = demand(kit, on_field=graded["on-field"], supports=graded["healer"] + graded["shielder"] > 0)
    rated["role"] = graded
    for purpose in ("heal", "shield", "buff"):
        is_given = purpose == "buff" or graded[f"{purpose}er"] > 0
        rated[f"{purpose} scales on"] = supports_on(kit, purpose) if is_given else dict.fromkeys(SCALING_STATS, 0.0)
    rated["attack"] = _attacks(kit, graded["on-field"])
    given = given_to_party(kit)
    rated["gives the party"] = {stat: float(stat in given) for stat in GIVEN}
    rated["effect"] = effects(kit.text)
    rated["reaction"] = reactions(kit.text)
    for group, values in rated.items():
        features |= {f"{group}: {name}": value if kit.is_whole else None for name, value in values.items()}
    features["energy: cost"] = _energy_cost(kit)
    return features


def _attacks(kit: Kit, on_field: float) -> dict[str, float]:
    """Grade which attacks the texts empower, with the burst's and skill's own damage."""
    boosted = {boost.stat for boost in boosts(kit.text) if not boost.party}
    named = {attack: float(f"{attack} DMG" in boosted) for attack in ATTACKS}
    named["Elemental Skill"] += min(sum(damage(kit, "skill").values()) / 5, 1.0)
    named["Elemental Burst"] += min(sum(damage(kit, "burst").values()) / 10, 1.0)
    named["Normal Attack"] += on_field
    return named


def _energy_cost(kit: Kit) -> float | None:
    for multiplier in kit.multipliers:
        if multiplier.slot == "burst" and multiplier.label == "Energy Cost":
            return float(multiplier.text.split("/")[0])
    return None
