"""Finds the names in a question and puts typed placeholders in their place.

    when is hu taos birthday        →  when is <character:0> s birthday
    how much atk does homa have at lvl 90  →  how much <stat:0> does <weapon:0> have at <level:0>

Every run of words is looked up in the catalogue, with slips of spelling forgiven word by word; of all matches the set
that explains the most letters of the question without overlap is kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from katheryne_models.answer.answer import Entity
from katheryne_models.plan.grammar import PLACEHOLDERS_PER_KIND, placeholder
from katheryne_models.question.names import KIND_WEIGHT, Catalogue, Reading, context_words
from katheryne_models.question.normalise import Word, words_of
from katheryne_models.question.quantities import quantities

_PER_WORD = 1.5  # a match of several words is worth more than its letters
_SLIP = 0.82  # each slip of spelling costs this share
_POSSESSIVE = 0.97
EQUAL = 0.02  # readings closer than this are equally good
_LONGEST_PHRASE = 10
_MOST_SPELLINGS = 8
_TERM = "term"  # words of the game that name nothing by themselves and stay words
_BEFORE_MONTH = frozenset({"in", "of", "during", "this", "next", "every", "month", "on"})
_SHORTENED = frozenset({"character", "weapon", "artifact"})
_NEARLY_WHOLE = 0.9
# In the network's eyes a family of materials is a material.
_PLACEHOLDER_KIND = {"material_group": "material"}


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a question that name something.

    Attributes:
        token: The placeholder that stands for it.
        readings: What it may mean, the likeliest first.
        first: Its first word's place in the question.
        last: The place after its last word.
        slips: Slips of spelling forgiven.
    """

    token: str
    readings: tuple[Reading, ...]
    first: int
    last: int
    slips: int = 0

    @property
    def kind(self) -> str:
        """The kind of the likeliest reading."""
        return self.readings[0].kind

    @property
    def value(self) -> str:
        """The key of the likeliest reading; for numbers, their digits."""
        return self.readings[0].key

    @property
    def entity(self) -> Entity:
        """The likeliest reading."""
        return self.readings[0].entity

    def equals(self) -> tuple[Reading, ...]:
        """The readings that are as good as the likeliest: more than one means that the words are ambiguous."""
        best = self.readings[0]
        return tuple(
            reading for reading in self.readings if reading.kind == best.kind and reading.weight >= best.weight - EQUAL
        )

    def of_kind(self, *kinds: str) -> Entity | None:
        """The likeliest reading that is of one of some kinds."""
        return next((reading.entity for reading in self.readings if reading.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class LinkedQuestion:
    """A question with its names replaced.

    Attributes:
        text: The question as asked.
        words: Its folded words.
        tokens: What the network reads: words and placeholders.
        links: The links by placeholder.
    """

    text: str
    words: tuple[str, ...]
    tokens: tuple[str, ...]
    links: dict[str, Link] = field(default_factory=dict)

    def unlinked_words(self) -> tuple[str, ...]:
        """The words that name nothing."""
        linked = {place for link in self.links.values() for place in range(link.first, link.last)}
        return tuple(word for place, word in enumerate(self.words) if place not in linked)


@dataclass(frozen=True, slots=True)
class _Match:
    first: int
    last: int
    readings: tuple[Reading, ...]
    score: float
    slips: int = 0
    strong: bool = True


class Linker:
    """Links questions against a catalogue of names."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._context = context_words()

    def link(self, text: str) -> LinkedQuestion:
        """Replace what a question names by placeholders. Any text is safe; one without names comes back as words."""
        words = words_of(text)
        matches = [*self._names(words), *_numbers(words, self._catalogue)]
        matches = [match for match in matches if not _auxiliary(words, match)]
        if not any(word.text.startswith("achievement") for word in words):
            # Achievements are whole phrases of everyday English; only who speaks of them means them.
            matches = [match for match in matches if match.readings[0].kind != "achievement"]
        if not self._about_the_game(words, matches):
            matches = [match for match in matches if match.strong]
        chosen = _best_cover(matches, len(words))
        return _replace(text, words, chosen)

    def _about_the_game(self, words: Sequence[Word], matches: Sequence[_Match]) -> bool:
        """Whether ordinary words that are also names may be read as names here."""
        return any(word.text in self._context for word in words) or any(
            match.strong and match.readings[0].kind not in {"number", "day", "month"} for match in matches
        )

    def _names(self, words: Sequence[Word]) -> Iterator[_Match]:
        for first in range(len(words)):
            yield from self._from(words, first, first, "", 0, 1.0)

    def _from(
        self, words: Sequence[Word], first: int, place: int, phrase: str, slips: int, faith: float
    ) -> Iterator[_Match]:
        """Matches that start at `first`, going on at `place` behind the words of `phrase`."""
        if place >= len(words) or place - first >= _LONGEST_PHRASE:
            return
        for text, taken, distance, trust in self._spellings(words, place):
            longer = f"{phrase} {text}" if phrase else text
            if longer in self._catalogue.readings:
                match = self._match(words, first, place + taken, longer, slips + distance, faith * trust)
                if match:
                    yield match
            if longer in self._catalogue.beginnings:
                yield from self._from(words, first, place + taken, longer, slips + distance, faith * trust)

    def _spellings(self, words: Sequence[Word], place: int) -> Iterator[tuple[str, int, int, float]]:
        """What the word at a place may be: text, words taken, slips, and how far to trust it."""
        text = words[place].text
        yield text, 1, 0, 1.0
        if text.endswith("s") and len(text) > 3:  # noqa: PLR2004 - "hus" is no possessive of "hu"
            yield text[:-1], 1, 0, _POSSESSIVE
        if place + 1 < len(words) and text.isalpha() and words[place + 1].text.isalpha():
            yield text + words[place + 1].text, 2, 0, _POSSESSIVE
        if text in self._catalogue.common or text in self._catalogue.spelling:
            return
        for near, distance in self._catalogue.spelling.near(text)[:_MOST_SPELLINGS]:
            yield near, 1, distance, 1.0

    @staticmethod
    def _forgiven(reading: Reading) -> bool:
        """Whether a single misspelt word may name this: a whole name, or a part of one that people do shorten."""
        return reading.kind in _SHORTENED or reading.weight >= KIND_WEIGHT.get(reading.kind, 1.0) * _NEARLY_WHOLE

    def _match(
        self, words: Sequence[Word], first: int, last: int, phrase: str, slips: int, faith: float
    ) -> _Match | None:
        capital = all(word.capital for word in words[first:last]) and not all(word.capital for word in words)
        readings = tuple(reading for reading in self._catalogue.readings[phrase] if capital or not reading.capitals)
        if not readings or (slips and first + 1 == last and not self._forgiven(readings[0])):
            return None
        count = last - first
        score = len(phrase) * readings[0].weight ** 2 * faith * _SLIP**slips + _PER_WORD * (count - 1)
        # A slip in a part of a name, or in a name that people don't shorten, is read only where the game is spoken of;
        # a misspelt "Amber" is no English word and so means her more surely than "amber" does.
        whole = readings[0].chosen and readings[0].kind in _SHORTENED
        return _Match(first, last, readings, score, slips, strong=whole if slips else not readings[0].weak)


def _numbers(words: Sequence[Word], catalogue: Catalogue) -> Iterator[_Match]:
    for quantity in quantities(words, catalogue.lexicon):
        reading = Reading(quantity.kind, str(quantity.value), str(quantity.value), 1.0)
        letters = sum(len(word.text) for word in words[quantity.first : quantity.last])
        bare = quantity.kind == "number"
        score = letters + _PER_WORD * (quantity.last - quantity.first - 1) - 0.5 * bare
        yield _Match(quantity.first, quantity.last, (reading,), score, strong=True)


def _auxiliary(words: Sequence[Word], match: _Match) -> bool:
    """Whether "may" is the verb: the month follows "in" or the like, or stands beside a day."""
    if match.readings[0].kind != "month" or words[match.first].text != "may":
        return False
    before = words[match.first - 1].text if match.first else ""
    behind = words[match.last].text if match.last < len(words) else ""
    return not (before in _BEFORE_MONTH or before.isdigit() or behind.isdigit())


def _best_cover(matches: Sequence[_Match], length: int) -> list[_Match]:
    """The matches without overlap whose scores add up to the most (weighted interval scheduling)."""
    ending: dict[int, list[_Match]] = {}
    for match in matches:
        ending.setdefault(match.last, []).append(match)
    best: list[tuple[float, _Match | None]] = [(0.0, None)]
    for place in range(1, length + 1):
        choice: tuple[float, _Match | None] = (best[place - 1][0], None)
        for match in ending.get(place, ()):
            total = best[match.first][0] + match.score
            if total > choice[0] + 1e-9:
                choice = (total, match)
        best.append(choice)
    chosen, place = [], length
    while place:
        kept = best[place][1]
        if kept is None:
            place -= 1
        else:
            chosen.append(kept)
            place = kept.first
    return chosen[::-1]


def _replace(text: str, words: Sequence[Word], matches: Sequence[_Match]) -> LinkedQuestion:
    tokens: list[str] = []
    links: dict[str, Link] = {}
    named: dict[tuple[str, str], str] = {}
    counts: dict[str, int] = {}
    place = 0
    for match in matches:
        tokens += [word.text for word in words[place : match.first]]
        place = match.last
        best = match.readings[0]
        kind = _PLACEHOLDER_KIND.get(best.kind, best.kind)
        token = named.get((best.kind, best.key))
        if token is None:
            number = counts.get(kind, 0)
            if number >= PLACEHOLDERS_PER_KIND or kind == _TERM:
                tokens += [word.text for word in words[match.first : match.last]]
                continue
            counts[kind] = number + 1
            token = named[best.kind, best.key] = placeholder(kind, number)
            links[token] = Link(token, match.readings, match.first, match.last, match.slips)
        tokens.append(token)
    tokens += [word.text for word in words[place:]]
    return LinkedQuestion(text, tuple(word.text for word in words), tuple(tokens), links)
