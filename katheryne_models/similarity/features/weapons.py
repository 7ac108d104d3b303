"""Features of weapons: type, stats, what the passive does, and whom the weapon suits."""

from collections.abc import Mapping

from katheryne_models.game.game import Game, Row
from katheryne_models.similarity.features.boosts import OTHER_ROLL, ROLLS, STATS, Boost, boosts
from katheryne_models.similarity.features.characters import LAST_LEVEL, WEAPON_TYPES
from katheryne_models.similarity.features.fit import PARTY, fit, needs_of, supply_of
from katheryne_models.similarity.features.keywords import effects, reactions, triggers
from katheryne_models.similarity.features.plays import plays
from katheryne_models.similarity.features.table import Features

SUBSTATS = (
    "ATK", "HP", "DEF", "Elemental Mastery", "Energy Recharge", "CRIT Rate", "CRIT DMG", "Physical DMG Bonus",
)  # fmt: skip


def weapon_features(game: Game, characters: Mapping[str, Features]) -> dict[str, Features]:
    """Give every weapon's features by key.

    Args:
        game: The tables.
        characters: The characters' features by key, for the fits.
    """
    needs = {key: needs_of(features) for key, features in characters.items()}
    wielders = {row.name("key"): row.text("weapon_type") for row in game.table("characters").rows}
    weapons: dict[str, Features] = {}
    for row in game.table("weapons").rows:
        supply = _supply(game, row)
        features = _own_features(game, row, supply)
        for key, needed in needs.items():
            suits = wielders[key] == row.text("weapon_type")
            # Squared: to suit somebody well says more of a weapon than to suit many a little.
            features[f"suits: {key}"] = fit(supply, needed) ** 2 if suits else 0.0
        weapons[row.name("key")] = features
    return weapons


def passive_of(game: Game, weapon: str) -> str:
    """Give the text of a weapon's passive at refinement 1; empty where it has none."""
    rows = game.table("weapon_refinements").of(weapon)
    return rows[0].name("description") if rows else ""


def _last_stats(game: Game, weapon: Row) -> Row | None:
    rows = [row for row in game.table("weapon_stats").of(weapon.name("key")) if row.count("level") <= LAST_LEVEL]
    return rows[-1] if rows else None


def _supply(game: Game, row: Row) -> dict[str, float]:
    """Sum the substat at the last level and what the passive raises, in rolls."""
    raised = list(boosts(passive_of(game, row.name("key"))))
    stats = _last_stats(game, row)
    value = stats.number("substat_value") if stats else None
    substat = (row.text("substat") or "").removesuffix(" Bonus")
    if substat and value:
        amount = value if substat == "Elemental Mastery" else 100 * value
        raised.append(Boost(substat, amount / ROLLS.get(substat, OTHER_ROLL), party=False))
    return supply_of(raised)


def _own_features(game: Game, row: Row, supply: Mapping[str, float]) -> Features:
    passive = passive_of(game, row.name("key"))
    stats = _last_stats(game, row)
    features: Features = {f"type: {name}": float(name == row.text("weapon_type")) for name in WEAPON_TYPES}
    features |= {f"substat: {name}": float(name == row.text("substat")) for name in SUBSTATS}
    features["stats: base ATK"] = stats.number("atk") if stats else None
    features["stats: rarity"] = row.number("rarity")
    features |= {f"supplies: {stat}": min(supply.get(stat, 0.0), 15.0) for stat in (*STATS, PARTY)}
    features |= {f"play: {name}": value for name, value in plays(passive, supply).items()}
    features |= {f"effect: {name}": value for name, value in effects(passive).items()}
    features |= {f"trigger: {name}": value for name, value in triggers(passive).items()}
    features |= {f"reaction: {name}": value for name, value in reactions(passive).items()}
    return features
