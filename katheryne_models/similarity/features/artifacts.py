"""Features of artifact sets: what two and four pieces give, for which play, and whom the set suits."""

from collections.abc import Mapping

from katheryne_models.game.game import Game, Row
from katheryne_models.similarity.features.boosts import ELEMENTS, STATS, boosts
from katheryne_models.similarity.features.fit import PARTY, fit, needs_of, supply_of
from katheryne_models.similarity.features.keywords import effects, reactions, triggers
from katheryne_models.similarity.features.plays import plays
from katheryne_models.similarity.features.table import Features


def artifact_features(game: Game, characters: Mapping[str, Features]) -> dict[str, Features]:
    """Give every artifact set's features by key.

    Args:
        game: The tables.
        characters: The characters' features by key, for the fits.
    """
    needs = {key: needs_of(features) for key, features in characters.items()}
    sets: dict[str, Features] = {}
    for row in game.table("artifacts").rows:
        features = _own_features(row)
        supply = supply_of([*boosts(_small(row)), *boosts(row.text("effect_4pc") or "")])
        features |= {f"suits: {key}": fit(supply, needed) for key, needed in needs.items()}
        sets[row.name("key")] = features
    return sets


def _small(row: Row) -> str:
    return row.text("effect_2pc") or row.text("effect_1pc") or ""


def _own_features(row: Row) -> Features:
    small, large = _small(row), row.text("effect_4pc") or ""
    two, four = supply_of(boosts(small)), supply_of(boosts(large))
    features: Features = {f"2 pieces: {stat}": float(stat in two) for stat in STATS}
    features["2 pieces: an element's DMG"] = float(any(f"{element} DMG" in two for element in ELEMENTS))
    for element in ELEMENTS:
        features[f"element: {element}"] = float(element in small + large)
    features |= {f"4 pieces: {stat}": min(four.get(stat, 0.0), 15.0) for stat in (*STATS, PARTY)}
    features |= {f"play: {name}": value for name, value in plays(small + "\n" + large, two | four).items()}
    features |= {f"effect: {name}": value for name, value in effects(large).items()}
    features |= {f"trigger: {name}": value for name, value in triggers(large).items()}
    features |= {f"reaction: {name}": value for name, value in reactions(large).items()}
    features["stats: highest rarity"] = row.number("max_rarity")
    return features
