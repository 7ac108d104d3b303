"""Completes a name as it is typed: exact, nickname, beginning, initials, then near spellings."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from katheryne_models.answer.answer import Entity
from katheryne_models.question.names import Catalogue
from katheryne_models.question.normalise import plain

_LEAST_LIKENESS = 60.0  # of 100; below, the spellings have little in common
_Rank = tuple[int, float, str]
_EXACT, _NICKNAME, _BEGINNING, _NICKNAME_BEGINNING, _WORD, _INITIALS, _WITHIN, _NEAR = range(8)


class Completion:
    """Ranks the names of the catalogue for what was typed so far. Reads only; safe in any thread."""

    def __init__(self, catalogue: Catalogue, kinds: Sequence[str] = ("character", "weapon", "artifact")) -> None:
        self._names: dict[str, list[tuple[str, Entity]]] = {kind: [] for kind in kinds}
        self._nicknames: dict[str, list[tuple[str, Entity]]] = {kind: [] for kind in kinds}
        for (kind, _), entity in sorted(catalogue.entities.items(), key=lambda item: item[1].name):
            if kind in self._names:
                self._names[kind].append((plain(entity.name), entity))
        for phrase, readings in catalogue.readings.items():
            for reading in readings:
                if reading.kind in self._nicknames and reading.chosen:
                    entity = catalogue.entities[reading.kind, reading.key]
                    self._nicknames[reading.kind].append((phrase, entity))

    def keyed(self, key: str, kinds: Sequence[str]) -> Entity | None:
        """The thing of one of some kinds that has a key."""
        found = (entity for kind in kinds for _, entity in self._names.get(kind, ()) if entity.key == key)
        return next(found, None)

    def complete(self, text: str, kinds: Sequence[str], limit: int = 25) -> list[Entity]:
        """The things that a beginning of a name may mean, the likeliest first; for no text, names by the alphabet."""
        typed = plain(text)
        names = [pair for kind in kinds for pair in self._names.get(kind, ())]
        if not typed:
            return [entity for _, entity in sorted(names, key=lambda pair: pair[1].name)[:limit]]
        ranks = self._ranks(typed, kinds)
        if len(ranks) < limit:
            near = process.extract(
                typed, [name for name, _ in names], scorer=fuzz.WRatio, score_cutoff=_LEAST_LIKENESS, limit=limit
            )
            for _, likeness, place in near:
                _improve(ranks, names[place][1], _NEAR, -likeness)
        return sorted(ranks, key=lambda entity: ranks[entity])[:limit]

    def begun(self, text: str, kinds: Sequence[str], limit: int) -> list[Entity]:
        """The things whose name or nickname is a text or begins with it, the likeliest first."""
        ranks = self._ranks(plain(text), kinds)
        begun = [entity for entity, (order, *_) in ranks.items() if order <= _NICKNAME_BEGINNING]
        return sorted(begun, key=lambda entity: ranks[entity])[:limit]

    def _ranks(self, typed: str, kinds: Sequence[str]) -> dict[Entity, _Rank]:
        """How well the things fit whose names or nicknames hold what was typed."""
        ranks: dict[Entity, _Rank] = {}
        for name, entity in (pair for kind in kinds for pair in self._names.get(kind, ())):
            order = _order(typed, name)
            if order is not None:
                _improve(ranks, entity, order, len(name))
        for nickname, entity in (pair for kind in kinds for pair in self._nicknames.get(kind, ())):
            if nickname == typed:
                _improve(ranks, entity, _NICKNAME)
            elif nickname.startswith(typed):
                _improve(ranks, entity, _NICKNAME_BEGINNING, len(nickname))
        return ranks


def _improve(ranks: dict[Entity, _Rank], entity: Entity, order: int, cost: float = 0.0) -> None:
    """Note a way in which a thing fits, where it is better than those before."""
    found = (order, cost, entity.name)
    if entity not in ranks or found < ranks[entity]:
        ranks[entity] = found


def _order(typed: str, name: str) -> int | None:
    if name == typed:
        return _EXACT
    if name.startswith(typed) or name.replace(" ", "").startswith(typed.replace(" ", "")):
        return _BEGINNING
    words = name.split()
    if any(word.startswith(typed) for word in words):
        return _WORD
    if len(typed) > 1 and "".join(word[0] for word in words).startswith(typed):
        return _INITIALS
    return _WITHIN if typed in name else None
