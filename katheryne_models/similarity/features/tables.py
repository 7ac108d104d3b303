"""The feature tables of all three kinds, built from the game's tables."""

from katheryne_models.game.game import Game
from katheryne_models.similarity.features.artifacts import artifact_features
from katheryne_models.similarity.features.characters import character_features, character_texts
from katheryne_models.similarity.features.table import Features, FeatureTable, Kind
from katheryne_models.similarity.features.topics import Topics
from katheryne_models.similarity.features.weapons import weapon_features

__all__ = ["KINDS", "TOPICS", "Kind", "feature_tables", "learn_topics"]

KINDS: tuple[Kind, ...] = ("characters", "weapons", "artifacts")
TOPICS = 32


def learn_topics(game: Game) -> Topics:
    """Learn how the characters' talent texts differ."""
    return Topics.learn(list(character_texts(game).values()), TOPICS)


def feature_tables(game: Game, topics: Topics) -> dict[Kind, FeatureTable]:
    """Build the feature tables of a snapshot.

    Args:
        game: The tables.
        topics: How talent texts are read: learnt with `learn_topics`, or a checkpoint's.
    """
    characters = character_features(game)
    items: dict[Kind, dict[str, Features]] = {
        "characters": _with_topics(game, characters, topics),
        "weapons": weapon_features(game, characters),
        "artifacts": artifact_features(game, characters),
    }
    return {kind: FeatureTable.from_items(kind, features) for kind, features in items.items()}


def _with_topics(game: Game, characters: dict[str, Features], topics: Topics) -> dict[str, Features]:
    projected = topics.project(list(character_texts(game).values()))
    return {
        key: features | {f"text: topic {number}": float(value) for number, value in enumerate(row, start=1)}
        for (key, features), row in zip(characters.items(), projected, strict=True)
    }
