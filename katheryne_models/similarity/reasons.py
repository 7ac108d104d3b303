"""Says in players' words what two items share and what most tells them apart."""

from dataclasses import dataclass

import numpy as np

from katheryne_models.game.game import Game
from katheryne_models.similarity.features.table import Kind, Values
from katheryne_models.similarity.phrases import phrase_of
from katheryne_models.similarity.shelf import Shelf

LEAST_REASONS, MOST_REASONS = 2, 4
# The value of "suits" from which on an item is said to suit a character: a fit of a half, which weapons hold squared.
LEAST_FIT: dict[Kind, float] = {"characters": 0.5, "weapons": 0.25, "artifacts": 0.5}
_SUITS = "suits: "
_TWICE = frozenset({"supplies", "4 pieces", "play", "effect"})  # sorts that may give two reasons, not one


@dataclass(frozen=True, slots=True)
class Reason:
    """What two items share.

    Attributes:
        text: In words.
        features: The names of the features that it rests on; each holds for both items.
        weight: How much it brings the items together: the product of what the network reads of both.
    """

    text: str
    features: tuple[str, ...]
    weight: float

    @property
    def sort(self) -> str:
        """The group of its features: reasons of one sort say much the same."""
        return self.features[0].partition(": ")[0]


class Reasons:
    """The reasons for the neighbours of one kind.

    Args:
        game: The tables, for the names.
        shelf: The kind's items.
    """

    def __init__(self, game: Game, shelf: Shelf) -> None:
        table = shelf.table
        worded = [(name, phrase) for name in table.names if (phrase := phrase_of(table.kind, name))]
        self._table = table
        self._features = tuple(name for name, _ in worded)
        self._phrases = tuple(phrase for _, phrase in worded)
        columns = [table.columns[name] for name in self._features]
        least = np.array([phrase.least for phrase in self._phrases], dtype=np.float32)
        self._known = table.known[:, columns]
        self._holds = self._known & (table.values[:, columns] >= least)
        self._placed = _placed(shelf, self._features)
        self._suited = tuple(name for name in table.names if name.startswith(_SUITS))
        self._fits = table.values[:, [table.columns[name] for name in self._suited]]
        self._fits_placed = _placed(shelf, self._suited)
        self._rarities = shelf.traits["rarity"]
        self._names = {
            row.name("key"): row.name() for kind in (table.kind, "characters") for row in game.table(kind).rows
        }

    def holds(self, feature: str, key: str) -> bool:
        """Tell whether a feature, as its words mean it, is true of an item."""
        row = self._table.rows[key]
        if feature in self._suited:
            return bool(self._fits[row, self._suited.index(feature)] >= LEAST_FIT[self._table.kind])
        return feature in self._features and bool(self._holds[row, self._features.index(feature)])

    def shared(self, query: str, other: str) -> list[Reason]:
        """Give up to four reasons for the likeness of two items, the weightiest first."""
        here, there = self._table.rows[query], self._table.rows[other]
        products = self._placed[here] * self._placed[there]
        held = np.flatnonzero(self._holds[here] & self._holds[there])
        found = [
            Reason(self._phrases[at].both, (self._features[at],), weight)
            for at, weight in zip(held.tolist(), products[held].tolist(), strict=True)
        ]
        found += self._suits(here, there)
        found += self._rarity(here, there)
        return _choose(sorted(found, key=lambda reason: -reason.weight))

    def difference(self, query: str, other: str) -> str | None:
        """Say what most tells two items apart, or None where no feature with words does."""
        here, there = self._table.rows[query], self._table.rows[other]
        distances = np.abs(self._placed[here] - self._placed[there])
        apart = (self._holds[here] != self._holds[there]) & self._known[here] & self._known[there]
        places = np.flatnonzero(apart)
        for at in places[np.argsort(-distances[places], kind="stable")].tolist():
            alone = self._phrases[at].alone
            if alone is not None:
                return f"only {self._names[query if self._holds[here, at] else other]} {alone}"
        return None

    def _suits(self, here: int, there: int) -> list[Reason]:
        """Name the two characters whom both items suit best."""
        both = np.minimum(self._fits[here], self._fits[there]) if self._suited else np.zeros(0)
        best = [int(at) for at in np.argsort(-both, kind="stable")[:2] if both[at] >= LEAST_FIT[self._table.kind]]
        if not best:
            return []
        people = " and ".join(self._names[self._suited[at].removeprefix(_SUITS)] for at in best)
        weight = float(self._fits_placed[here] @ self._fits_placed[there])
        return [Reason(f"both suit {people}", tuple(self._suited[at] for at in best), weight)]

    def _rarity(self, here: int, there: int) -> list[Reason]:
        """Say that two items have the same number of stars: the last thing to say, where there is little else."""
        if self._rarities[here] is None or self._rarities[here] != self._rarities[there]:
            return []
        return [Reason(f"both are {self._rarities[here]}-star", ("rarity",), -np.inf)]


def _choose(ranked: list[Reason]) -> list[Reason]:
    """Keep the weightiest reasons that don't repeat each other; repeat rather than give a single one."""
    chosen: list[Reason] = []
    for reason in ranked:
        if len(chosen) >= LEAST_REASONS and reason.sort == "rarity":
            continue
        most = 2 if reason.sort in _TWICE else 1
        if [kept.sort for kept in chosen].count(reason.sort) < most and _is_new(reason, chosen):
            chosen.append(reason)
    if len(chosen) < LEAST_REASONS:
        chosen += [reason for reason in ranked if reason not in chosen][: LEAST_REASONS - len(chosen)]
    return chosen[:MOST_REASONS]


def _is_new(reason: Reason, chosen: list[Reason]) -> bool:
    """Tell whether a reason names no stat or attack that a chosen one names."""
    name = _subject(reason)
    return all(name not in other and other not in name for other in map(_subject, chosen))


def _subject(reason: Reason) -> str:
    return reason.features[0].partition(": ")[2].removeprefix("Elemental ").lower()


def _placed(shelf: Shelf, features: tuple[str, ...]) -> Values:
    """Give features as the network reads them, 0 for those that it doesn't, [items, features]."""
    column = {name: position for position, name in enumerate(shelf.space.names)}
    placed = np.zeros((len(shelf.table.keys), len(features)), dtype=np.float32)
    for position, name in enumerate(features):
        if name in column:
            placed[:, position] = shelf.placed[:, column[name]]
    return placed
