"""From readable features to what an autoencoder reads: centred, weighted by group, within -1 to 1."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from katheryne_models.similarity.features.table import FeatureTable, Values

Vector = NDArray[np.float32]
_WIDEST = 99.5  # the percentile of absolute values that becomes 1; what lies beyond is clipped


@dataclass(frozen=True)
class GroupWeight:
    """How a group of features counts.

    Attributes:
        weight: The share in the distance between items, as the mean length of a row.
        is_numeric: Whether its columns are measured in different units, and each is scaled by its spread.
    """

    weight: float
    is_numeric: bool = False


@dataclass(frozen=True)
class FeatureSpace:
    """The statistics of one kind's features, learnt in training and kept with the checkpoint.

    Attributes:
        names: The features that are read, in order.
        centre: Each feature's mean over the items that have it, [features].
        scale: What the centred features are multiplied with, [features].
    """

    names: tuple[str, ...]
    centre: Vector
    scale: Vector

    @classmethod
    def learn(cls, table: FeatureTable, weights: Mapping[str, GroupWeight]) -> "FeatureSpace":
        """Learn from a table; groups without a weight and features that never differ are left out."""
        kept = [
            column
            for column, group in enumerate(table.groups)
            if group in weights and _differs(table.values[table.known[:, column], column])
        ]
        values, known = table.values[:, kept], table.known[:, kept]
        groups = np.array([table.groups[column] for column in kept])
        centre = (values * known).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        centred = (values - centre) * known
        scale = np.ones(len(kept))
        for group, chosen in weights.items():
            columns = groups == group
            if not columns.any():
                continue
            if chosen.is_numeric:
                scale[columns] /= centred[:, columns].std(axis=0)
            lengths = np.linalg.norm(centred[:, columns] * scale[columns], axis=1)
            scale[columns] *= chosen.weight / lengths.mean()
        scale /= np.percentile(np.abs(centred * scale), _WIDEST)
        names = tuple(table.names[column] for column in kept)
        return cls(names, centre.astype(np.float32), scale.astype(np.float32))

    def place(self, table: FeatureTable) -> Values:
        """Give each item's features as the network reads them, [items, features]; a missing one is 0, the mean."""
        columns = [table.columns.get(name) for name in self.names]
        values = np.zeros((len(table.keys), len(self.names)), dtype=np.float32)
        for position, column in enumerate(columns):
            if column is not None:
                values[:, position] = np.where(
                    table.known[:, column],
                    (table.values[:, column] - self.centre[position]) * self.scale[position],
                    0,
                )
        return np.clip(values, -1, 1)

    def known(self, table: FeatureTable) -> NDArray[np.bool_]:
        """Tell which of the features the network reads are known for each item, [items, features]."""
        columns = [table.columns.get(name) for name in self.names]
        known = np.zeros((len(table.keys), len(self.names)), dtype=np.bool_)
        for position, column in enumerate(columns):
            if column is not None:
                known[:, position] = table.known[:, column]
        return known


def _differs(column: Values) -> bool:
    return column.size > 0 and bool(column.max() > column.min())
