"""A table of named features: what the autoencoders read, and what a person can read too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from katheryne_models.errors import UnknownNameError

Values = NDArray[np.float32]
Mask = NDArray[np.bool_]

Kind = Literal["characters", "weapons", "artifacts"]

Features = dict[str, float | None]
"""An item's features by name, written "group: feature"; None where the data doesn't say."""


@dataclass(frozen=True)
class FeatureTable:
    """The features of all items of a kind.

    Attributes:
        kind: "characters", "weapons" or "artifacts".
        keys: The items' keys, in the game table's order.
        names: The features' names, "group: feature".
        values: [items, features]; 0 where a value is missing.
        known: [items, features]; False where a value is missing.
    """

    kind: Kind
    keys: tuple[str, ...]
    names: tuple[str, ...]
    values: Values
    known: Mask

    @classmethod
    def from_items(
        cls, kind: Kind, items: Mapping[str, Features], names: Sequence[str] | None = None
    ) -> "FeatureTable":
        """Line up the features of items.

        Args:
            kind: "characters", "weapons" or "artifacts".
            items: Each item's features by its key.
            names: The columns; without it, all features in the order in which they first come. A column
                that an item lacks is missing for that item.
        """
        columns = tuple(names) if names is not None else tuple(dict.fromkeys(n for f in items.values() for n in f))
        rows = [[features.get(name) for name in columns] for features in items.values()]
        known = np.array([[value is not None for value in row] for row in rows], dtype=np.bool_)
        values = np.array([[value or 0.0 for value in row] for row in rows], dtype=np.float32)
        return cls(kind, tuple(items), columns, values, known)

    @cached_property
    def rows(self) -> dict[str, int]:
        """Each item's row by its key."""
        return {key: row for row, key in enumerate(self.keys)}

    @cached_property
    def columns(self) -> dict[str, int]:
        """Each feature's column by its name."""
        return {name: column for column, name in enumerate(self.names)}

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The group of each column."""
        return tuple(name.partition(": ")[0] for name in self.names)

    def value(self, key: str, name: str) -> float | None:
        """One value; None where it is missing or no such feature exists."""
        column = self.columns.get(name)
        if column is None or not self.known[self.rows[key], column]:
            return None
        return float(self.values[self.rows[key], column])

    def describe(self, key: str) -> list[tuple[str, float | None]]:
        """List an item's features that are not 0, by name; None stands for a missing value.

        Raises:
            UnknownNameError: No item has that key.
        """
        if key not in self.rows:
            message = f"No item of {self.kind} has the key {key!r}."
            raise UnknownNameError(message)
        pairs = [(name, self.value(key, name)) for name in self.names]
        return [(name, value) for name, value in pairs if value is None or value]
