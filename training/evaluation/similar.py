"""Compares the neighbours of the autoencoders with players' judgement, and with plain baselines."""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

from katheryne_models.game.game import Game
from katheryne_models.similarity.feature_space import FeatureSpace
from katheryne_models.similarity.features.table import FeatureTable, Kind, Values
from katheryne_models.similarity.features.tables import KINDS, feature_tables, learn_topics
from katheryne_models.similarity.shelf import unit_latents
from training.autoencoder_trainer import fit_autoencoder
from training.errors import TrainingDataError
from training.evaluation.similar_baselines import BASELINES
from training.feature_weights import WEIGHTS
from training.genshin_ai_trainer import RELEASE_EPOCHS

SEEDS = (0, 1, 2, 3, 4)
_LISTED = 40  # neighbours that are ranked of an item: more than any truth judges
_RELEVANT = 0.5  # the grade from which on a neighbour counts as right in P@5

Truth = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Players' judgement of one kind.

    Attributes:
        truth: For an item's name, the names of what players treat alike, graded 0 to 1.
        unjudged: Names that no source judges; they are taken out of a list before it is scored.
    """

    truth: Truth
    unjudged: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scores:
    """How well lists of neighbours agree with players: means over the judged items, 0 to 1.

    Attributes:
        ndcg_5: The normalised discounted cumulative gain of the first five.
        ndcg_10: That of the first ten.
        precision_5: The share of the first five that are graded at least 0.5.
    """

    ndcg_5: float
    ndcg_10: float
    precision_5: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the evaluation.

    Attributes:
        kind: The items.
        name: The way of ranking.
        runs: Its scores, one a seed; a ranking without chance has one.
    """

    kind: Kind
    name: str
    runs: tuple[Scores, ...]

    @property
    def mean(self) -> float:
        """The mean nDCG@10."""
        return float(np.mean([run.ndcg_10 for run in self.runs]))

    @property
    def spread(self) -> float:
        """The largest nDCG@10 minus the smallest."""
        values = [run.ndcg_10 for run in self.runs]
        return max(values) - min(values)


def read_judgements(path: Path) -> dict[Kind, Judgement]:
    """Read a truth file: `{kind: {"truth": {name: {name: grade}}, "unjudged": [name]}}`.

    Raises:
        TrainingDataError: The file is missing or malformed.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        judgements: dict[Kind, Judgement] = {
            kind: Judgement(
                {
                    _key(name): {_key(other): float(grade) for other, grade in relevant.items()}
                    for name, relevant in content[kind]["truth"].items()
                },
                frozenset(_key(name) for name in content[kind]["unjudged"]),
            )
            for kind in KINDS
            if kind in content
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path} is not a file of judged neighbours: {error}."
        raise TrainingDataError(message) from error
    if not judgements:
        message = f"{path} judges none of {', '.join(KINDS)}."
        raise TrainingDataError(message)
    return judgements


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def score(judgement: Judgement, neighbours: Mapping[str, Sequence[str]]) -> Scores:
    """Score lists of neighbours, by name and the nearest first; an item without a list scores 0."""
    given = {_key(name): [_key(other) for other in listed] for name, listed in neighbours.items()}
    rows = []
    for name, relevant in judgement.truth.items():
        listed = dict.fromkeys(given.get(name, []))
        grades = [relevant.get(other, 0.0) for other in listed if other != name and other not in judgement.unjudged]
        ideal = sorted(relevant.values(), reverse=True)
        right = sum(grade >= _RELEVANT for grade in grades[:5]) / 5
        rows.append((_gain(grades[:5]) / _gain(ideal[:5]), _gain(grades[:10]) / _gain(ideal[:10]), right))
    means = np.mean(rows, axis=0)
    return Scores(float(means[0]), float(means[1]), float(means[2]))


def _gain(grades: Sequence[float]) -> float:
    """Give the discounted cumulative gain (Järvelin and Kekäläinen 2002), grades as gains."""
    return sum(grade / math.log2(rank + 2) for rank, grade in enumerate(grades))


def evaluate_similar(
    truth_path: Path,
    game_folder: Path = Path("data/game"),
    *,
    epochs: int = RELEASE_EPOCHS,
    seeds: Sequence[int] = SEEDS,
) -> list[Row]:
    """Train each autoencoder with several seeds, rank with it and with the baselines, and print the table.

    Args:
        truth_path: Players' judgement; it only grades.
        game_folder: The folder of the snapshot.
        epochs: Passes over all items in each training, all items in one batch.
        seeds: The seeds of the trainings.

    Raises:
        SnapshotError: The game's tables are missing or damaged.
        TrainingDataError: The truth is missing or malformed.
    """
    judgements = read_judgements(truth_path)
    game = Game(game_folder)
    tables = feature_tables(game, learn_topics(game))
    rows: list[Row] = []
    for kind, judgement in judgements.items():
        table = tables[kind]
        names = [row.name() for row in game.table(kind).rows]

        def graded(vectors: Values, judgement: Judgement = judgement, names: Sequence[str] = names) -> Scores:
            return score(judgement, _ranked(names, vectors))

        rows += _baselines(game, table, graded)
        rows += _autoencoders(table, graded, epochs, seeds)
    print_rows(rows)
    return rows


def _baselines(game: Game, table: FeatureTable, graded: Callable[[Values], Scores]) -> list[Row]:
    rows = []
    for name, place in BASELINES.items():
        vectors = place(game, table)
        rows.append(Row(table.kind, name, tuple(graded(run) for run in vectors)))
    return rows


def _autoencoders(
    table: FeatureTable, graded: Callable[[Values], Scores], epochs: int, seeds: Sequence[int]
) -> list[Row]:
    """Rank by the features that the autoencoder reads, and by its latents for each seed."""
    space = FeatureSpace.learn(table, WEIGHTS[table.kind])
    placed = space.place(table)
    features, known = torch.from_numpy(placed), torch.from_numpy(space.known(table))
    runs = []
    for seed in seeds:
        model = fit_autoencoder(features, known=known, epochs=epochs, seed=seed).model
        with torch.inference_mode():
            runs.append(graded(model.encode(features).numpy()))
    return [
        Row(table.kind, "cosine of its features", (graded(placed),)),
        Row(table.kind, "autoencoder", tuple(runs)),
    ]


def _ranked(names: Sequence[str], vectors: Values) -> dict[str, list[str]]:
    """Rank all items by the cosine of centred vectors; of items with one name the first speaks."""
    directions = unit_latents(vectors)
    cosines = directions @ directions.T
    np.fill_diagonal(cosines, -np.inf)
    ranked: dict[str, list[str]] = {}
    for row, name in enumerate(names):
        order = np.argsort(-cosines[row], kind="stable")[:_LISTED]
        ranked.setdefault(name, [names[at] for at in order])
    return ranked


def print_rows(rows: Sequence[Row]) -> None:
    """Print the evaluation's table."""
    table = Table("items", "ranking", "nDCG@5", "nDCG@10", "P@5", "spread of nDCG@10")
    for row in rows:
        means = np.mean([(run.ndcg_5, run.ndcg_10, run.precision_5) for run in row.runs], axis=0)
        spread = f"{row.spread:.3f} ({len(row.runs)} seeds)" if len(row.runs) > 1 else ""
        table.add_row(row.kind, row.name, *(f"{mean:.3f}" for mean in means), spread)
    Console().print(table)
