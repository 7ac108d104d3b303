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
        found = self._names(language).get((entity.kind, entity.key))
        return replace(entity, name=found[0]) if found else entity

    def complete(self, text: str, kinds: Sequence[str], language: str, limit: int) -> list[Entity]:
        """Things whose name in a language begins with, holds or resembles a text, in this order."""
        typed = _folded(text)
        names = {place: both for place, both in self._names(language).items() if place[0] in kinds}
        if not typed:
            alphabetical = sorted(names.items(), key=lambda item: item[1])
            return [Entity(*place, name) for place, (name, _) in alphabetical[:limit]]
        folded = {place: name for place, (_, name) in names.items()}
        ranked = sorted(
            (0 if name.startswith(typed) else 1, len(name), place) for place, name in folded.items() if typed in name
        )
        found = [place for *_, place in ranked]
        if len(found) < limit:
            near = process.extract(typed, folded, scorer=fuzz.WRatio, score_cutoff=_LEAST_LIKENESS, limit=limit)
            found += [place for _, _, place in near if place not in found]
        return [Entity(*place, names[place][0]) for place in found[:limit]]

    def _read(self, language: str) -> dict[tuple[str, str], tuple[str, str]]:
        """The names of a language by kind and key, as they are and folded; none for a language that the tables lack."""
        rows = self._game.table("localised_names").of(language)
        return {(row.name("kind"), row.name("key")): (row.name(), _folded(row.name())) for row in rows}


def _folded(text: str) -> str:
    """A text without case, width and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character)).strip()
