"""Words near a misspelt word, by symmetric deletion.

Two words within `d` edits share a string that each reaches by at most `d` deletions, so an index of all deletions
finds every candidate with a handful of look-ups, however many words there are (W. Garbe's SymSpell, 2012). The
candidates are then measured with the optimal string alignment distance, which counts a swap of neighbours as one.
"""

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

_ONE_EDIT_FROM = 4  # letters of the right word: "ei" with an edit is another word, "klee" with one is still read
_TWO_EDITS_FROM = 8
_KEPT_WORDS = 32_768
_ANAGRAM_FROM = 5  # letters of a word that is still read with its letters in disorder
_PREFIX = 9  # letters of a word that are indexed: two edits seldom lie wholly beyond them, and the index stays small


def edits_allowed(word: str) -> int:
    """How many edits a reader forgives in a word of this length."""
    if len(word) < _ONE_EDIT_FROM:
        return 0
    return 1 if len(word) < _TWO_EDITS_FROM else 2


def _deletions(word: str, edits: int) -> set[str]:
    """A word's prefix with up to `edits` letters left out."""
    reached = {word[:_PREFIX]}
    frontier = reached
    for _ in range(edits):
        frontier = {text[:i] + text[i + 1 :] for text in frontier for i in range(len(text))}
        reached = reached | frontier
    return reached


class SpellingIndex:
    """Finds the known words that a misspelt word may stand for."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        self._by_deletion: dict[str, list[str]] = {}
        self._by_letters: dict[str, list[str]] = {}
        # Questions share most of their words.
        self._near = lru_cache(maxsize=_KEPT_WORDS)(self._find)
        for word in sorted(self._known):
            if not word.isalpha():
                continue
            for deletion in _deletions(word, edits_allowed(word)):
                self._by_deletion.setdefault(deletion, []).append(word)
            if len(word) >= _ANAGRAM_FROM:
                self._by_letters.setdefault("".join(sorted(word)), []).append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def near(self, word: str) -> tuple[tuple[str, int], ...]:
        """Known words within the edits that the word's length allows, nearest first, then by the alphabet."""
        return self._near(word)

    def _find(self, word: str) -> tuple[tuple[str, int], ...]:
        # A word may have lost a letter by the slip.
        edits = edits_allowed(word) or int(len(word) == _ONE_EDIT_FROM - 1)
        if not edits or not word.isalpha():
            return ()
        candidates: set[str] = set()
        for deletion in _deletions(word, edits):
            candidates.update(self._by_deletion.get(deletion, ()))
        found = []
        for candidate in candidates:
            allowed = min(edits, edits_allowed(candidate))
            distance = OSA.distance(word, candidate, score_cutoff=allowed)
            if distance <= allowed:
                found.append((candidate, int(distance)))
        near = {candidate for candidate, _ in found}
        # All letters there, some in the wrong place, is one slip of hurried fingers: "dulic".
        found += [
            (candidate, 1)
            for candidate in self._by_letters.get("".join(sorted(word)), ())
            if candidate not in near and candidate[0] == word[0]
        ]
        return tuple(sorted(found, key=lambda item: (item[1], item[0][:1] != word[:1], item[0])))
