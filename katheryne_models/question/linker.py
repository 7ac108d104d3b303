"""Finds the names in a question and puts typed placeholders in their place.

    when is hu taos birthday        →  when is <character:0> s birthday
    how much atk does homa have at lvl 90  →  how much <stat:0> does <weapon:0> have at <level:0>

Every run of words is looked up in the catalogue, with slips of spelling forgiven word by word; of all matches the set
that explains the most letters of the question without overlap is kept.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from katheryne_models.answer.answer import Entity
from katheryne_models.plan.grammar import PLACEHOLDERS_PER_KIND, placeholder
from katheryne_models.question.labels import find_labels, speaks_of_numbers
from katheryne_models.question.linked import Link, LinkedQuestion, placeholder_kind_of
from katheryne_models.question.names import CLOSED_CLASSES, KIND_WEIGHT, Catalogue, Reading, context_words, hint_words
from katheryne_models.question.normalise import Word, plain, words_of
from katheryne_models.question.quantities import Quantity, quantities

_PER_WORD = 1.5  # a match of several words is worth more than its letters
_SLIP = 0.82  # what is left of a score after each slip of spelling
_SHORT = 10  # letters up to which a slip costs the whole of it
_POSSESSIVE = 0.97
_LABEL_WEIGHT = 0.8  # the whole name of a talent is meant as that, even where a line bears it too
_LONGEST_PHRASE = 10
_MOST_SPELLINGS = 8
_TERM = "term"  # words of the game that name nothing by themselves and stay words
_BEFORE_MONTH = frozenset({"in", "of", "during", "this", "next", "every", "month", "on"})
_VERSION_WORDS = frozenset({"version", "patch", "update", "v", "ver", "vers"})
_SHORTENED = frozenset({"character", "weapon", "artifact"})
_NEARLY_WHOLE = 0.9
_CLOSED_SLIP_FROM = 5  # letters of a stat, ability or the like in which a slip is forgiven
_LEAST_KEPT = 5  # letters of a name that must be right where an English word is taken for another
_PLURAL_FROM = 5  # letters of a misspelt word that may be a plural
_PART_SLIP_FROM = 5  # letters of a part of a name in which a slip is forgiven
# English endings, and what a word's stem has in their place.
_ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("er", "e"),
    ("ly", ""),
)
_KITS = frozenset({"talent", "constellation"})  # their keys begin with whose they are
# What else a part of a kit is called than by its key.
_PARTS = {"passive1": {"passive", "a1"}, "passive2": {"passive", "a4"}, "passive3": {"passive", "utility"}}
_OWNERS = frozenset({"character", "talent"})  # kinds that have a table of talents
# Whole names of these kinds are everyday words often; who says what kind of thing it is means the name.
_CALLED = {
    "outfit": frozenset({"outfit", "outfits", "skin", "skins", "costume", "costumes", "clothes"}),
    "glider": frozenset({"glider", "gliders", "wings"}),
    "namecard": frozenset({"namecard", "namecards", "card"}),
    "geography": frozenset({"viewpoint", "viewpoints", "place", "area", "landmark"}),
    "animal": frozenset({"animal", "animals", "critter", "creature", "wildlife"}),
}
_DATES = frozenset({"day", "month"})
_HINTS = 2  # everyday words that together show that the game is spoken of
_TELLS_NOTHING = frozenset({"number", "day", "month", "level"})  # numbers and dates are named everywhere
_KIT_SLIP_FROM = 6  # letters of a talent's name in which a slip is forgiven where its owner is named
_LONG_NAME = 9  # letters of a name of several words that is no English phrase by accident


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
        self._hints = hint_words()

    def link(self, text: str, earlier: Sequence[Entity] = ()) -> LinkedQuestion:
        """Replace what a question names by placeholders. Any text is safe; one without names comes back as words.

        Args:
            text: The question.
            earlier: What the asker's last question was about and found; a follow-up speaks of the game too.
        """
        words = words_of(text)
        matches = [*self._names(words), *_numbers(words, self._catalogue)]
        matches = [match for match in matches if not _auxiliary(words, match)]
        # Achievements are whole phrases of everyday English, and some passives are words of it ("Precise"); only who
        # speaks of them means them.
        if not any(word.text.startswith("achievement") for word in words):
            matches = [match for match in matches if match.readings[0].kind != "achievement"]
        if not any(word.text.startswith("passive") for word in words):
            matches = [match for match in matches if match.readings[0].kind != "passive" or match.strong]
        if not (earlier or self._about_the_game(words, matches)):
            matches = [match for match in matches if match.strong or self._hinted(words, matches, match)]
        chosen = _best_cover(matches, len(words))
        named = [match.readings[0].key for match in chosen if match.readings[0].kind in _OWNERS] or [
            entity.key for entity in earlier if entity.kind in _OWNERS
        ]
        # each once: a question may say one name a thousand times
        owners = list(dict.fromkeys(key.partition("/")[0] for key in named))
        more = [*self._labels(words, owners), *self._kit_names(words, owners)]
        chosen = _best_cover([*matches, *more], len(words)) if more else chosen
        linked = _replace(text, words, _without_appositions(words, chosen))
        return replace(linked, owners=self._owners(linked.links))

    def _owners(self, links: Mapping[str, Link]) -> frozenset[str]:
        """The characters among the links who own another thing among them."""
        keys = {
            link.value.partition("/")[0] if link.kind in _KITS else self._catalogue.owners.get((link.kind, link.value))
            for link in links.values()
        }
        return frozenset(token for token, link in links.items() if link.kind == "character" and link.value in keys)

    def _kit_names(self, words: Sequence[Word], owners: Sequence[str]) -> Iterator[_Match]:
        """Misspelt names of the talents and constellations of whom the question names ("yelan turn contol")."""
        for phrase, reading in (name for owner in owners for name in self._catalogue.kits.get(owner, ())):
            length = phrase.count(" ") + 1
            allowed = 2 if len(phrase) >= _LONG_NAME else 1
            for first in range(len(words) - length + 1) if len(phrase) >= _KIT_SLIP_FROM else ():
                said = " ".join(word.text for word in words[first : first + length])
                slips = OSA.distance(said, phrase, score_cutoff=allowed)
                if 0 < slips <= allowed:
                    score = len(phrase) * reading.weight**2 * _SLIP**slips + _PER_WORD * (length - 1)
                    yield _Match(first, first + length, (reading,), score, slips)

    def _labels(self, words: Sequence[Word], owners: Sequence[str]) -> Iterator[_Match]:
        """Lines of the tables of the talents that are spoken of; each name gives at most one match a place."""
        texts = [word.text for word in words]
        if not speaks_of_numbers(texts):
            return
        labels = [label for key in owners for label in self._catalogue.labels.get(key, ())]
        for found in find_labels(texts, labels, self._catalogue.common):
            phrase = " ".join(found.words)
            score = len(phrase) * _LABEL_WEIGHT + _PER_WORD * (len(found.words) - 1)
            yield _Match(found.first, found.last, (Reading("label", phrase, phrase, 1.0),), score)

    def _about_the_game(self, words: Sequence[Word], matches: Sequence[_Match]) -> bool:
        """Whether a question surely speaks of the game, so that ordinary words may be read as names."""
        return any(word.text in self._context for word in words) or any(
            match.strong and match.readings[0].kind not in _TELLS_NOTHING for match in matches
        )

    def _hinted(self, words: Sequence[Word], matches: Sequence[_Match], match: _Match) -> bool:
        """Whether everyday words around ordinary words hint that these are a name."""
        around = {word.text for place, word in enumerate(words) if not match.first <= place < match.last}
        hints = len(around & self._hints) + any(other.readings[0].kind == "level" for other in matches)
        kind = match.readings[0].kind
        if around & _CALLED.get(kind, frozenset()):
            return True
        alone = match.first == 0 and match.last == len(words)  # who types nothing but a name means it
        everyday = kind == "gender" or (kind == "element" and words[match.first].text != match.readings[0].key.lower())
        best = match.readings[0]
        # "Cecilia" is a word of the dictionaries, yet nobody says it in passing as they say "fish".
        seldom = best.chosen and not any(
            word.text in self._catalogue.common for word in words[match.first : match.last]
        )
        few = (kind in {*_SHORTENED, *CLOSED_CLASSES} or seldom) and not everyday
        return alone or hints >= (1 if few else _HINTS)

    def _names(self, words: Sequence[Word]) -> Iterator[_Match]:
        for first in range(len(words)):
            yield from self._from(words, first, first, "", 0, 1.0)

    def _from(
        self, words: Sequence[Word], first: int, place: int, phrase: str, slips: int, faith: float
    ) -> Iterator[_Match]:
        """Matches that start at `first`, going on at `place` behind the words of `phrase`."""
        if place >= len(words) or place - first >= _LONGEST_PHRASE:
            return
        for text, taken, distance, trust in self._spellings(words, place, begun=bool(phrase)):
            longer = f"{phrase} {text}" if phrase else text
            if longer in self._catalogue.readings:
                match = self._match(words, first, place + taken, longer, slips + distance, faith * trust)
                if match:
                    yield match
            if longer in self._catalogue.beginnings:
                yield from self._from(words, first, place + taken, longer, slips + distance, faith * trust)

    def _spellings(self, words: Sequence[Word], place: int, *, begun: bool) -> Iterator[tuple[str, int, int, float]]:
        """What the word at a place may be: text, words taken, slips, and how far to trust it.

        A word that is known is misspelt only within a longer name ("sacrificial sowrd", "heat of depth").
        """
        text = words[place].text
        yield text, 1, 0, 1.0
        if text.endswith("s") and len(text) > 3:  # noqa: PLR2004 - "hus" is no possessive of "hu"
            yield text[:-1], 1, 0, _POSSESSIVE
        if (
            place + 1 < len(words)
            and text.isalpha()
            and words[place + 1].text.isalpha()
            and not self._small(words, place)
        ):
            yield text + words[place + 1].text, 2, 0, _POSSESSIVE
        known = text in self._catalogue.spelling or self._ordinary(text)
        singular = text[:-1] if text.endswith("s") and len(text) > _PLURAL_FROM else None
        candidates = list(self._catalogue.spelling.near(text)[:_MOST_SPELLINGS])
        if singular and not known:
            candidates += [one for one in self._catalogue.spelling.near(singular)[:_MOST_SPELLINGS] if one[1]]
        for near, distance in candidates:
            if distance and (begun or not known or (distance == 1 and near in self._catalogue.beginnings)):
                yield near, 1, distance, 1.0

    def _small(self, words: Sequence[Word], place: int) -> bool:
        """Whether two words are too short to be one that was torn apart: "to me" is no "tome"."""
        pair = [word.text for word in words[place : place + 2]]
        return all(text in self._catalogue.common for text in pair) and len("".join(pair)) < _PART_SLIP_FROM

    def _misread(self, word: Word, phrase: str) -> bool:
        """Whether a word that is rightly spelt would be taken for a slip of another."""
        known = self._ordinary(word.text) or word.text in self._catalogue.spelling
        return known and not {word.text, word.text.removesuffix("s")} & set(phrase.split())

    def _ordinary(self, word: str) -> bool:
        """Whether a word is English, as it stands or without an ending."""
        if word in self._catalogue.common:
            return True
        stems = (word, *(word.removesuffix(ending) + more for ending, more in _ENDINGS if word.endswith(ending)))
        return any(stem in self._catalogue.common or stem in self._catalogue.english for stem in stems)

    @staticmethod
    def _forgiven(reading: Reading, phrase: str) -> bool:
        """Whether a single misspelt word may name this: a whole name, or a part of one that people do shorten."""
        if reading.kind in CLOSED_CLASSES and len(phrase) < _CLOSED_SLIP_FROM and reading.kind != "element":
            return False  # "cath" is no "cata", "bos" no "bow"
        if not reading.chosen and reading.kind not in CLOSED_CLASSES and len(phrase) < _PART_SLIP_FROM:
            return False
        return reading.kind in _SHORTENED or reading.weight >= KIND_WEIGHT.get(reading.kind, 1.0) * _NEARLY_WHOLE

    def _far_fetched(self, said: Sequence[Word], phrase: str, reading: Reading, slips: int) -> bool:
        """Whether less than a name is read into two ordinary words ("night time") or a word that is far from it."""
        if len(said) > phrase.count(" ") + 1 and not reading.chosen:
            return all(self._ordinary(word.text) for word in said)
        return slips > 1 and len(said) == 1 and phrase != plain(reading.name)

    def _match(
        self, words: Sequence[Word], first: int, last: int, phrase: str, slips: int, faith: float
    ) -> _Match | None:
        capital = all(word.capital for word in words[first:last]) and not all(word.capital for word in words)
        readings = tuple(reading for reading in self._catalogue.readings[phrase] if capital or not reading.capitals)
        if not readings or (slips and first + 1 == last and not self._forgiven(readings[0], phrase)):
            return None
        count = last - first
        if self._far_fetched(words[first:last], phrase, readings[0], slips):
            return None
        long_name = readings[0].chosen and count > 1 and len(phrase) >= _LONG_NAME
        if slips and any(self._misread(word, phrase) for word in words[first:last]):
            # "heat of depth" still holds a telling word, "the match" does not.
            kept_letters = sum(len(word.text) for word in words[first:last] if not self._misread(word, phrase))
            if not long_name or kept_letters < _LEAST_KEPT:
                return None
        # In a long name a slip weighs less.
        kept = _SLIP ** (slips * min(1.0, _SHORT / len(phrase)))
        score = len(phrase) * readings[0].weight ** 2 * faith * kept + _PER_WORD * (count - 1)
        # A slip in a part of a name, or in a name that people don't shorten, is read only where the game is spoken of;
        # a misspelt "Amber" is no English word and so means her more surely than "amber" does.
        # So does a whole name of several words ("tricolr dango").
        whole = long_name or (readings[0].chosen and readings[0].kind in _SHORTENED)
        strong = whole if slips else not readings[0].weak or readings[0].kind in _DATES
        return _Match(first, last, readings, score, slips, strong)


def _numbers(words: Sequence[Word], catalogue: Catalogue) -> Iterator[_Match]:
    for quantity in quantities(words, catalogue.lexicon):
        version = _version(words, quantity, catalogue.versions)
        if version:
            yield version
            continue
        reading = Reading(quantity.kind, quantity.text, quantity.text, 1.0)
        letters = sum(len(word.text) for word in words[quantity.first : quantity.last])
        bare = quantity.kind == "number"
        score = letters + _PER_WORD * (quantity.last - quantity.first - 1) - 0.5 * bare
        yield _Match(quantity.first, quantity.last, (reading,), score, strong=True)


def _version(words: Sequence[Word], quantity: Quantity, versions: frozenset[str]) -> _Match | None:
    """A decimal that is a version of the game, with the word before it that says so ("patch 5.3")."""
    text = words[quantity.first].text
    behind = words[quantity.last].text if quantity.last < len(words) else ""
    before = words[quantity.first - 1].text if quantity.first else ""
    if quantity.kind != "number" or behind == "%" or (text not in versions and before not in _VERSION_WORDS):
        return None
    said = before in _VERSION_WORDS
    if "." not in text and not said:
        return None
    value = text if "." in text else f"{text}.0"
    first = quantity.first - said
    score = sum(len(word.text) for word in words[first : quantity.last]) + _PER_WORD * said
    return _Match(first, quantity.last, (Reading("version", value, value, 1.0),), score)


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


def _without_appositions(words: Sequence[Word], matches: Sequence[_Match]) -> list[_Match]:
    """Matches where "yelan's passive turn control" is the talent alone: its owner and kind ask for nothing more."""
    kept: list[_Match] = []
    for match in matches:
        if match.readings[0].kind == "talent":
            owner, _, part = match.readings[0].key.partition("/")
            for kind, keys in (("ability", _PARTS.get(part, {part})), ("character", {owner})):
                if not (kept and _stands_before(words, kept[-1], match.first, kind, keys)):
                    break
                match = replace(match, first=kept.pop().first)  # noqa: PLW2901 - the same match, longer
        kept.append(match)
    return kept


def _stands_before(words: Sequence[Word], match: _Match, place: int, kind: str, keys: Collection[str]) -> bool:
    """Whether a match of a kind and one of some keys stands right before a place, but for a possessive."""
    best = match.readings[0]
    between = [word.text for word in words[match.last : place]]
    return best.kind == kind and best.key in keys and between in ([], ["s"])


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
        kind = placeholder_kind_of(best.kind)
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
