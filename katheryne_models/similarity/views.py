"""What the pictures of a query show: the map of all items, and two of them side by side."""

from collections.abc import Sequence
from functools import lru_cache

from katheryne_models.game.game import Game
from katheryne_models.pictures.content import ComparedRow, Comparison, ItemMap
from katheryne_models.similarity.features.table import Kind
from katheryne_models.similarity.shelf import Shelf
from katheryne_models.similarity.similar import Trait

_COLOURED_BY: dict[Kind, Trait] = {"characters": "element", "weapons": "weapon_type", "artifacts": "rarity"}
# The groups of features that are compared, with how their names are shown; "{}" is the feature's own name.
_COMPARED: dict[Kind, dict[str, str]] = {
    "characters": {
        "base": "{}", "energy": "burst cost", "scales on": "scales on {}", "attack": "{} damage", "role": "{}",
        "gives the party": "gives {}",
    },
    "weapons": {"stats": "{}", "supplies": "gives {}"},
    "artifacts": {"2 pieces": "2: {}", "4 pieces": "4: {}"},
}  # fmt: skip
_SHARES = frozenset({"scales on", "attack", "role"})  # of 1: shown as percentages
_FLAGS = frozenset({"gives the party", "2 pieces"})  # held or not
_MOST_ROWS = 12
_PERPLEXITY, _SEED = 20, 0
_DRAWN_OUT = 0.6  # how much of an axis follows the order of the items alone
_TITLES: dict[Kind, str] = {"characters": "characters", "weapons": "weapons", "artifacts": "artifact sets"}


class Views:
    """The pictures' content for one kind.

    Args:
        game: The tables, for the names.
        shelf: The kind's items.
    """

    def __init__(self, game: Game, shelf: Shelf) -> None:
        self._shelf = shelf
        self._names = tuple(row.name() if (row := game.row(shelf.table.kind, key)) else key for key in shelf.table.keys)
        self._flat = lru_cache(maxsize=1)(lambda: _flattened(shelf))

    def map_of(self, query: str, neighbours: Sequence[str]) -> ItemMap:
        """Where all items stand, with one and its neighbours to be named.

        Args:
            query: The item's key.
            neighbours: Its neighbours' keys, the nearest first.
        """
        table = self._shelf.table
        places = self._flat()
        near = tuple(table.rows[key] for key in neighbours)
        here = table.rows[query]
        groups = self._shelf.traits[_COLOURED_BY[table.kind]]
        if _COLOURED_BY[table.kind] == "rarity":
            groups = tuple(f"{group}-star" if group else None for group in groups)
        return ItemMap(
            title=f"{self._names[here]} among the {_TITLES[table.kind]}",
            caption="t-SNE of the embeddings, crowds drawn out: near items are alike, far distances say little.",
            places=places,
            groups=groups,
            query=here,
            neighbours=near,
            names=tuple(self._names[at] for at in (here, *near)),
        )

    def compare(self, first: str, second: str) -> Comparison:
        """Two items side by side, by what can be measured of them.

        Args:
            first: The first item's key.
            second: The second item's key.
        """
        table = self._shelf.table
        forms = _COMPARED[table.kind]
        order = sorted(
            (column for column, group in enumerate(table.groups) if group in forms),
            key=lambda column: list(forms).index(table.groups[column]),
        )
        rows = []
        for column in order:
            group, _, feature = table.names[column].partition(": ")
            here, there = table.value(first, table.names[column]), table.value(second, table.names[column])
            if here or there:
                highest = float(table.values[:, column].max())
                shares = [max(value or 0.0, 0.0) / highest for value in (here, there)]
                label = forms[group].format(feature)
                rows.append(ComparedRow(label, shares[0], shares[1], _shown(group, here), _shown(group, there)))
        names = [self._names[table.rows[key]] for key in (first, second)]
        return Comparison(names[0], names[1], tuple(rows[:_MOST_ROWS]))


def _shown(group: str, value: float | None) -> str:
    if value is None:
        return "unknown"
    if group in _SHARES:
        return f"{value:.0%}"
    if group in _FLAGS:
        return "yes" if value else "no"
    if group == "supplies":  # stats of many units: players count them in rolls of an artifact's substats
        return f"{value:.1f} rolls" if value else "none"
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}".removesuffix(".0")  # noqa: PLR2004 - two digits say enough


def _flattened(shelf: Shelf) -> tuple[tuple[float, float], ...]:
    """The items on a plane, so that those with near latents stay together (t-SNE: van der Maaten and Hinton, 2008).

    The first two principal components, tried before, lay weapons of one type on top of each other. Each axis is then
    drawn out where many items stand, for what lies in a crowd can't be told apart on a small screen.
    """
    from sklearn.manifold import TSNE  # noqa: PLC0415 - it takes a second to load, and only pictures need it
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - comes with scikit-learn

    perplexity = min(_PERPLEXITY, (len(shelf.table.keys) - 1) / 3)
    plane = TSNE(2, perplexity=perplexity, metric="cosine", init="pca", random_state=_SEED, method="exact")
    with threadpool_limits(1):  # several threads wait for each other for a minute where others work beside them
        flat = plane.fit_transform(shelf.directions)
    ranks = flat.argsort(axis=0).argsort(axis=0) / len(flat)
    span = (flat - flat.min(axis=0)) / (flat.max(axis=0) - flat.min(axis=0))
    drawn_out = _DRAWN_OUT * ranks + (1 - _DRAWN_OUT) * span
    return tuple((float(x), float(y)) for x, y in drawn_out)
