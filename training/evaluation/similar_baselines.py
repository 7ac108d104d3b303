"""Plain ways to place items, beside which the autoencoders are measured."""

from collections.abc import Callable, Mapping

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from katheryne_models.game.game import Game, Row
from katheryne_models.genshin_model import GenshinAutoencoder
from katheryne_models.similarity.feature_space import FeatureSpace
from katheryne_models.similarity.features.characters import character_texts
from katheryne_models.similarity.features.table import FeatureTable, Kind, Values
from katheryne_models.similarity.features.weapons import passive_of
from training.feature_weights import WEIGHTS

Baseline = Callable[[Game, FeatureTable], list[Values]]

_RANDOM_RUNS, _RANDOM_WIDTH = 5, 32
_LAST_LEVEL = 90
_CATEGORIES: Mapping[Kind, tuple[str, ...]] = {
    "characters": ("element", "weapon_type", "rarity"),
    "weapons": ("weapon_type", "substat", "rarity"),
    "artifacts": ("max_rarity", "effect_2pc"),
}
_TIES = 1e-3  # how much chance orders items that a baseline can't tell apart


def _random(_: Game, table: FeatureTable) -> list[Values]:
    """Place items by chance, once a seed."""
    shape = (len(table.keys), _RANDOM_WIDTH)
    return [np.random.default_rng(seed).standard_normal(shape).astype(np.float32) for seed in range(_RANDOM_RUNS)]


def _one_hot(rows: tuple[Row, ...], columns: tuple[str, ...]) -> Values:
    """Give a column a value of each of the table's columns, 1 where an item has it."""
    parts = []
    for column in columns:
        values = [row.text(column) for row in rows]
        different = sorted({value for value in values if value is not None})
        parts.append(np.array([[value == other for other in different] for value in values], dtype=np.float32))
    return np.hstack(parts)


def _same_traits(game: Game, table: FeatureTable) -> list[Values]:
    """Place items by element or substat, type and rarity alone; ties fall by chance."""
    one_hot = _one_hot(game.table(table.kind).rows, _CATEGORIES[table.kind])
    return [one_hot + _TIES * noise[:, : one_hot.shape[1]] for noise in _noise(one_hot)]


def _noise(vectors: Values) -> list[Values]:
    return [
        np.random.default_rng(seed).standard_normal(vectors.shape).astype(np.float32) for seed in range(_RANDOM_RUNS)
    ]


def _plain_columns(game: Game, table: FeatureTable) -> list[Values]:
    """Place items by their categories, one-hot, and their stats at level 90, each by its spread."""
    one_hot = _one_hot(game.table(table.kind).rows, (*_CATEGORIES[table.kind], *_more_columns(table.kind)))
    stats = _stats(game, table)
    return [np.hstack([one_hot, stats]) if stats is not None else one_hot]


def _more_columns(kind: Kind) -> tuple[str, ...]:
    return {"characters": ("ascension_stat", "region"), "weapons": (), "artifacts": ("min_rarity",)}[kind]


def _stats(game: Game, table: FeatureTable) -> Values | None:
    columns = {"characters": ("hp", "atk", "def", "ascension_value"), "weapons": ("atk", "substat_value")}
    if table.kind not in columns:
        return None
    stats = []
    for key in table.keys:
        rows = game.table(f"{table.kind.removesuffix('s')}_stats").of(key)
        last = [row for row in rows if row.count("level") <= _LAST_LEVEL][-1]
        stats.append([last.number(column) or 0.0 for column in columns[table.kind]])
    values = np.array(stats, dtype=np.float32)
    z_scores: Values = (values - values.mean(axis=0)) / values.std(axis=0)
    return z_scores


def _principal_components(_: Game, table: FeatureTable) -> list[Values]:
    """Place items by as many principal components of the autoencoder's features as it has latents."""
    placed = FeatureSpace.learn(table, WEIGHTS[table.kind]).place(table)
    centred = placed - placed.mean(axis=0)
    width = GenshinAutoencoder(placed.shape[1]).latent_dim
    left, values, _right = np.linalg.svd(centred, full_matrices=False)
    components: Values = left[:, :width] * values[:width]
    return [components]


def _texts(game: Game, table: FeatureTable) -> list[Values]:
    """Place items by the TF-IDF of what the game writes of their talents, passive or effects."""
    texts = {
        "characters": lambda: character_texts(game),
        "weapons": lambda: {key: passive_of(game, key) for key in table.keys},
        "artifacts": lambda: {
            row.name("key"): "\n".join(row.text(f"effect_{n}pc") or "" for n in (1, 2, 4))
            for row in game.table("artifacts").rows
        },
    }[table.kind]()
    weighted = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2).fit_transform(
        [texts[key] for key in table.keys]
    )
    return [weighted.toarray().astype(np.float32)]


BASELINES: Mapping[str, Baseline] = {
    "random": _random,
    "same element or substat, type, rarity": _same_traits,
    "one-hot and z-scores": _plain_columns,
    "TF-IDF of the texts": _texts,
    "PCA of the features, same width": _principal_components,
}
