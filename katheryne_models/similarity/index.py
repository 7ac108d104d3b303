"""Exact search for the items whose latents point the same way."""

from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np

from katheryne_models.checkpoint import find_checkpoint
from katheryne_models.errors import CheckpointError, KatheryneError
from katheryne_models.game.game import Game
from katheryne_models.similarity.feature_file import FEATURES, load_features
from katheryne_models.similarity.features.table import Kind
from katheryne_models.similarity.features.tables import KINDS, feature_tables
from katheryne_models.similarity.shelf import Shelf
from katheryne_models.similarity.similar import Trait

_ELEMENT_BONUS = 0.2  # what sharing the element adds to a cosine where it is preferred


class TooLittleKnownError(KatheryneError):
    """The game data says too little of an item to tell what resembles it."""


class SimilarityIndex:
    """All items of the three kinds; a query is one product of a small matrix and a vector.

    Args:
        shelves: The items of each kind.
    """

    def __init__(self, shelves: Mapping[Kind, Shelf]) -> None:
        self.shelves = dict(shelves)

    @classmethod
    def load(cls, game: Game, models: Path) -> "SimilarityIndex":
        """Build the index from the three autoencoders under `models`.

        Raises:
            CheckpointError: A checkpoint is missing, damaged, or its parts don't fit together.
        """
        folders = {kind: find_checkpoint(models, f"{kind}_autoencoder") for kind in KINDS}
        read = {kind: load_features(folder) for kind, folder in folders.items()}
        topics = read["characters"][1]
        if topics is None:
            message = (
                f"{folders['characters'] / FEATURES} lacks the topics of the talents' texts. "
                "`katheryne train autoencoders` makes a new one."
            )
            raise CheckpointError(message)
        tables = feature_tables(game, topics)
        return cls({kind: Shelf.load(game, tables[kind], read[kind][0], folders[kind]) for kind in KINDS})

    def neighbours(
        self,
        kind: Kind,
        key: str,
        count: int,
        *,
        same: Collection[Trait] = (),
        prefer_element: bool = False,
        with_thin: bool = False,
    ) -> list[tuple[str, float]]:
        """Find the items nearest to one, with their cosines.

        Args:
            kind: The item's kind.
            key: The item's key.
            count: How many to find at most.
            same: Traits that a neighbour must share.
            prefer_element: Whether an item of the same element ranks higher.
            with_thin: Whether items of which little is known may be asked about and found.

        Raises:
            KeyError: No item of that kind has that key.
            TooLittleKnownError: The game data says too little of the item.
        """
        shelf = self.shelves[kind]
        row = shelf.table.rows[key]
        if shelf.thin[row] and not with_thin:
            message = "The game data says too little of this one to tell what resembles it."
            raise TooLittleKnownError(message)
        cosines = np.clip(shelf.directions @ shelf.directions[row], -1, 1)  # rounding may pass 1
        ranks = cosines.astype(np.float64)
        if prefer_element:
            ranks += _ELEMENT_BONUS * shelf.sharing("element", row)
        for trait in same:
            ranks[~shelf.sharing(trait, row)] = -np.inf
        if not with_thin:
            ranks[shelf.thin] = -np.inf
        ranks[row] = -np.inf
        order = np.argsort(-ranks, kind="stable")
        order = order[np.isfinite(ranks[order])][:count]
        return [
            (shelf.table.keys[at], score) for at, score in zip(order.tolist(), cosines[order].tolist(), strict=True)
        ]
