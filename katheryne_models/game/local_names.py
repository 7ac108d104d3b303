"""What things are called in other languages than English, for showing and completing names."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz, process

from katheryne_models.answer.answer import Entity
from katheryne_models.game.game import Game

# Discord's names of languages → genshin-db's
LANGUAGES = {"de": "German", "fr": "French", "es-ES": "Spanish", "ja": "Japanese", "zh-CN": "ChineseSimplified"}
_LEAST_LIKENESS = 70.0  # of 100; below, the spellings have little in common


class LocalNames:
    """The names of the snapshot's things in other languages. Reads only; safe in any thread."""

    def __init__(self, game: Game) -> None:
        self._game = game
        self._names = cache(self._read)

    def of(self, entity: Entity, language: str) -> Entity:
        """The thing, named in a language where the tables have a name for it."""
        name = self._names(language).get((entity.kind, entity.key))
        return replace(entity, name=name) if name else entity

    def complete(self, text: str, kinds: Sequence[str], language: str, limit: int) -> list[Entity]:
        """Things whose name in a language begins with, holds or resembles a text, in this order."""
        typed = _folded(text)
        names = {place: name for place, name in self._names(language).items() if place[0] in kinds}
        if not typed:
            return [Entity(*place, name) for place, name in sorted(names.items(), key=lambda item: item[1])[:limit]]
        folded = {place: _folded(name) for place, name in names.items()}
        ranked = sorted(
            (0 if name.startswith(typed) else 1, len(name), place) for place, name in folded.items() if typed in name
        )
        found = [place for *_, place in ranked]
        if len(found) < limit:
            near = process.extract(typed, folded, scorer=fuzz.WRatio, score_cutoff=_LEAST_LIKENESS, limit=limit)
            found += [place for _, _, place in near if place not in found]
        return [Entity(*place, names[place]) for place in found[:limit]]

    def _read(self, language: str) -> dict[tuple[str, str], str]:
        """The names of a language by kind and key; none where the tables have no such language."""
        rows = self._game.table("localised_names").of(language)
        return {(row.name("kind"), row.name("key")): row.name() for row in rows}


def _folded(text: str) -> str:
    """A text without case, width and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character)).strip()
