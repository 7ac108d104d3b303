"""`/similar` without Discord: an item in, its neighbours with reasons out."""

from itertools import islice
from pathlib import Path

from katheryne_models.answer.answer import Entity
from katheryne_models.errors import KatheryneError
from katheryne_models.game.game import Game
from katheryne_models.pictures.content import Comparison, ItemMap
from katheryne_models.similarity.features.table import Kind
from katheryne_models.similarity.features.tables import KINDS
from katheryne_models.similarity.index import SimilarityIndex, TooLittleKnownError
from katheryne_models.similarity.reasons import Reasons
from katheryne_models.similarity.similar import ANY, Neighbour, Similar, Wish
from katheryne_models.similarity.views import Views

TABLE_OF_COMPARED: dict[str, Kind] = {"character": "characters", "weapon": "weapons", "artifact": "artifacts"}
_KINDS = {table: kind for kind, table in TABLE_OF_COMPARED.items()}


class Similarity:
    """What resembles what, by the released autoencoders.

    Args:
        game: The tables.
        index: Their items, placed by the autoencoders.
    """

    def __init__(self, game: Game, index: SimilarityIndex) -> None:
        self.index = index
        # A row of the tables is read anew at each use: a tenth of a millisecond, as long as the search itself.
        self._names = {kind: {row.name("key"): row.name() for row in game.table(kind).rows} for kind in KINDS}
        self._icons = {kind: {row.name("key"): row.text("icon") for row in game.table(kind).rows} for kind in KINDS}
        self.reasons = {kind: Reasons(game, index.shelves[kind]) for kind in KINDS}
        self._views = {kind: Views(game, index.shelves[kind]) for kind in KINDS}

    @classmethod
    def load(cls, game: Game, models: Path) -> "Similarity":
        """Read the three autoencoders under `models`.

        Raises:
            CheckpointError: One is missing or damaged.
        """
        return cls(game, SimilarityIndex.load(game, models))

    def similar(self, entity: Entity, count: int = 5, wish: Wish = ANY) -> Similar:
        """Find an item's neighbours and say what they share; those of which nothing can be said are left out.

        Args:
            entity: A character, weapon or artifact set.
            count: How many neighbours at most.
            wish: Which of them are wanted.

        Raises:
            KatheryneError: The entity is of a kind that isn't compared, or too little is known of it.
        """
        kind = self._kind_of(entity)
        try:
            everything = len(self.index.shelves[kind].table.keys)
            found = self.index.neighbours(
                kind, entity.key, everything, same=wish.same, prefer_element=wish.prefer_element
            )
        except TooLittleKnownError as error:
            message = f"The game data says too little of {entity.name} to tell what resembles it."
            raise TooLittleKnownError(message) from error
        explained = (self._neighbour(kind, entity.key, key, score) for key, score in found)
        neighbours = islice((neighbour for neighbour in explained if neighbour.reasons), count)
        shelf = self.index.shelves[kind]
        on_little = bool(shelf.little_known[shelf.table.rows[entity.key]])
        return Similar(entity, tuple(neighbours), self._icons[kind].get(entity.key), on_little)

    def map_of(self, similar: Similar) -> ItemMap:
        """Where all items of a kind stand, with one and its neighbours named.

        Args:
            similar: The item and its neighbours, as `similar` found them.

        Raises:
            KatheryneError: The entity is of a kind that isn't compared.
        """
        kind = self._kind_of(similar.query)
        return self._views[kind].map_of(similar.query.key, [one.entity.key for one in similar.neighbours])

    def compare(self, first: Entity, second: Entity) -> Comparison:
        """Two items of one kind side by side.

        Raises:
            KatheryneError: They are of different kinds, or of one that isn't compared.
        """
        kind = self._kind_of(first)
        if self._kind_of(second) != kind:
            message = f"{first.name} and {second.name} are of different kinds: compare two of one kind."
            raise KatheryneError(message)
        return self._views[kind].compare(first.key, second.key)

    def describe(self, entity: Entity) -> list[tuple[str, str]]:
        """List the features by which an item is compared, those that are not 0, with their values.

        Raises:
            KatheryneError: The entity is of a kind that isn't compared.
        """
        table = self.index.shelves[self._kind_of(entity)].table
        described = []
        for feature, value in table.describe(entity.key):
            group, _, name = feature.partition(": ")
            shown = f"suits: {self._name('characters', name)}" if group == "suits" else feature
            described.append((shown, "unknown" if value is None else f"{round(value, 2):g}"))
        return described

    def _kind_of(self, entity: Entity) -> Kind:
        kind = TABLE_OF_COMPARED.get(entity.kind)
        if kind is None or entity.key not in self.index.shelves[kind].table.rows:
            message = f"I compare characters, weapons and artifact sets; {entity.name} is none of these."
            raise KatheryneError(message)
        return kind

    def _neighbour(self, kind: Kind, query: str, key: str, score: float) -> Neighbour:
        reasons = self.reasons[kind]
        entity = Entity(_KINDS[kind], key, self._name(kind, key))
        shared = tuple(reason.text for reason in reasons.shared(query, key))
        return Neighbour(entity, score, shared, reasons.difference(query, key))

    def all_neighbours(self, kind: Kind, count: int) -> dict[str, list[str]]:
        """List every item's neighbours by name, the nearest first, whatever is known of it.

        Names that several items bear stand once, for the first of them.
        """
        listed: dict[str, list[str]] = {}
        for key in self.index.shelves[kind].table.keys:
            found = self.index.neighbours(kind, key, len(self.index.shelves[kind].table.keys), with_thin=True)
            names = dict.fromkeys(self._name(kind, other) for other, _ in found)
            names.pop(self._name(kind, key), None)
            listed.setdefault(self._name(kind, key), list(names)[:count])
        return listed

    def _name(self, kind: Kind, key: str) -> str:
        return self._names[kind].get(key, key)
