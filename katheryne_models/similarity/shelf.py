"""The items of one kind, read, placed and encoded, ready to be searched."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from katheryne_models.errors import CheckpointError
from katheryne_models.game.game import Game
from katheryne_models.network_files import load_autoencoder
from katheryne_models.similarity.feature_file import FEATURES
from katheryne_models.similarity.feature_space import FeatureSpace
from katheryne_models.similarity.features.table import FeatureTable, Kind, Mask, Values
from katheryne_models.similarity.similar import Trait

_TRAITS: dict[Kind, dict[Trait, str]] = {
    "characters": {"element": "element", "weapon_type": "weapon_type", "rarity": "rarity"},
    "weapons": {"weapon_type": "weapon_type", "rarity": "rarity"},
    "artifacts": {"rarity": "max_rarity"},
}
_LEAST_KNOWN = 0.5  # the share of its features that must be known of an item to be judged
_WELL_KNOWN = 0.9  # below it, the reply says that it rests on little


@dataclass(frozen=True)
class Shelf:
    """The items of one kind.

    Attributes:
        table: Their features as a person reads them.
        space: How the network reads these.
        placed: What the network reads, [items, features].
        known: Which of that the game data says, [items, features].
        directions: The centred latents at length 1, [items, latent].
        traits: Each item's element, weapon type and rarity, by trait; None where it has none.
    """

    table: FeatureTable
    space: FeatureSpace
    placed: Values
    known: Mask
    directions: Values
    traits: Mapping[Trait, tuple[str | None, ...]]

    @classmethod
    def load(cls, game: Game, table: FeatureTable, space: FeatureSpace, folder: Path) -> "Shelf":
        """Place a kind's items by the autoencoder in `folder`.

        Raises:
            CheckpointError: The checkpoint is damaged, or its weights were trained on other features.
        """
        network, config = load_autoencoder(folder)
        if config.feature_names != list(space.names):
            message = f"{folder / FEATURES} belongs to other weights. `katheryne train autoencoders` makes new ones."
            raise CheckpointError(message)
        placed = space.place(table)
        with torch.inference_mode():
            latents = network.encode(torch.from_numpy(placed)).numpy()
        rows = [game.row(table.kind, key) for key in table.keys]
        traits = {
            trait: tuple(row.text(column) if row else None for row in rows)
            for trait, column in _TRAITS[table.kind].items()
        }
        return cls(table, space, placed, space.known(table), unit_latents(latents), traits)

    @cached_property
    def thin(self) -> Mask:
        """Which items too little is known of to judge them, [items]."""
        thin: Mask = self.known.mean(axis=1) < _LEAST_KNOWN
        return thin

    @cached_property
    def little_known(self) -> Mask:
        """Of which items the game data leaves out enough that a reader should be told, [items]."""
        little: Mask = self.known.mean(axis=1) < _WELL_KNOWN
        return little

    def sharing(self, trait: Trait, row: int) -> NDArray[np.bool_]:
        """Tell which items share a trait with one, [items]; none do where it has none."""
        values = self.traits.get(trait)
        if values is None or values[row] is None:
            return np.zeros(len(self.table.keys), dtype=np.bool_)
        return np.array([value == values[row] for value in values], dtype=np.bool_)


def unit_latents(latents: Values) -> Values:
    """Centre latents on their mean and bring each to length 1, [items, latent]."""
    centred = latents - latents.mean(axis=0)
    lengths = np.linalg.norm(centred, axis=1, keepdims=True)
    units: Values = np.divide(centred, lengths, out=np.zeros_like(centred), where=lengths > 0)
    return units
