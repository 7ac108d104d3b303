"""What people put where a wording has a slot: names, nicknames, slips of the finger, numbers with their units."""

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from katheryne_models.question.names import Catalogue, common_words
from katheryne_models.question.normalise import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_FULL, _TYPO_FROM = 0.6, 5
_RANGE_OF_PHASES = 0.25
_KINDS = {"material": ("material", "material_group")}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


@dataclass(frozen=True, slots=True)
class Surface:
    """What is written, and what it means.

    Attributes:
        text: The words.
        key: The thing's key, or the closed class's value; None for numbers.
    """

    text: str
    key: str | None


class Surfaces:
    """Draws surfaces for slots.

    Args:
        catalogue: The names.
        allowed: Which things may be drawn, by kind and key; without it, all.
    """

    def __init__(self, catalogue: Catalogue, allowed: "Callable[[str, str], bool] | None" = None) -> None:
        self._lexicon: Mapping[str, Mapping[str, Sequence[str]]] = catalogue.lexicon
        self._names: dict[str, list[tuple[str, str]]] = {}
        for (kind, key), entity in catalogue.entities.items():
            if allowed is not None and not allowed(kind, key):
                continue
            self._names.setdefault(kind, []).append((key, entity.name))
        self._phrases: dict[tuple[str, str], list[str]] = {}
        self._labels = catalogue.labels
        self._versions = sorted(catalogue.versions)
        # sorted: the catalogue's own order rests on sets of words, which differs from process to process
        for phrase, readings in sorted(catalogue.readings.items()):
            best = readings[0]
            if not best.capitals:
                self._phrases.setdefault((best.kind, best.key), []).append(phrase)

    def draw(self, slot: str, random: Random, typos: float = 0.0) -> Surface:
        """A surface for a slot, but not for a label, which needs its owner; `typos` is how often a name has one."""
        if slot in _NUMBERS:
            return Surface(_NUMBERS[slot](random), None)
        if slot == "version":
            version = random.choice(self._versions)
            return Surface(
                random.choice(("{}", "{}", "version {}", "patch {}", "v{}", "update {}")).format(version), version
            )
        if slot in self._lexicon:
            key = random.choice(list(self._lexicon[slot]))
            surfaces = self._lexicon[slot][key]
            return Surface(surfaces[0] if random.random() < _FULL else random.choice(surfaces), key)
        kind = random.choice(_KINDS.get(slot, (slot,)))
        key, name = random.choice(self._names[kind])
        phrases = self._phrases.get((kind, key), [])
        # A name such as "Will" is read in capitals only, so that it is asked about as "will books".
        whole = not phrases or plain(name) in phrases
        text = name if whole and (random.random() < _FULL or not phrases) else random.choice(phrases)
        return Surface(slip(text, random) if random.random() < typos else text, key)

    @property
    def owners(self) -> list[str]:
        """Whose talents have lines that can be named."""
        return list(self._labels)

    def label(self, owner: str, random: Random) -> Surface:
        """A line of the talents' table of a character, or of a talent's owner."""
        return Surface(" ".join(random.choice(self._labels[owner.partition("/")[0]])), None)

    def labelled(self, kind: str, random: Random, typos: float) -> Surface:
        """A character or talent whose table has lines that can be named."""
        surface = self.draw(kind, random, typos)
        while (surface.key or "").partition("/")[0] not in self._labels:
            surface = self.draw(kind, random, typos)
        return surface


@cache
def _longer_words() -> tuple[str, ...]:
    return tuple(sorted(word for word in common_words() if len(word) >= _TYPO_FROM))


def made_up(random: Random) -> str:
    """A name of nothing: ordinary words put together, or syllables."""
    if random.random() < 0.5:  # noqa: PLR2004 - half of each
        syllables = ("ka", "lo", "mir", "shen", "zu", "ra", "tol", "vi", "nes", "qua", "dor", "yi", "pha", "lum", "ber")
        return "".join(random.choice(syllables) for _ in range(random.randint(2, 3)))
    form = random.choice(("{} of {} {}", "{} {}", "{}'s {}", "{} of the {}", "the {} {}"))
    return form.format(*random.sample(_longer_words(), 3))


def slip(text: str, random: Random) -> str:
    """A text with one slip of the finger in a longer word: a letter left out, doubled, swapped or missed."""
    words = text.split()
    places = [place for place, word in enumerate(words) if word.isalpha() and len(word) >= _TYPO_FROM]
    if not places:
        return text
    place = random.choice(places)
    word = words[place]
    at = random.randrange(1, len(word) - 1)
    kinds = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + _neighbour(word[at], random) + word[at + 1 :],
    )
    words[place] = random.choice(kinds)
    return " ".join(words)


def _neighbour(letter: str, random: Random) -> str:
    row = next((row for row in _KEYBOARD if letter in row), "aeiou")
    at = row.find(letter)
    return random.choice([row[max(at - 1, 0)], row[min(at + 1, len(row) - 1)]])


def _level(random: Random) -> str:
    number = random.choice((random.randint(1, 90), 90, 80, 10, 9, random.randint(1, 13)))
    return random.choice(("lvl {}", "level {}", "lv{}", "lvl{}", "lv {}", "lv. {}")).format(number)


def _constellation(random: Random) -> str:
    number = random.randint(1, 6)
    forms = ("c{}", "C{}", "constellation {}", "c {}", "cons {}", "{} constellation")
    form = random.choice(forms)
    return form.format(_ORDINALS[number - 1] if form.startswith("{}") else number)


def _rarity(random: Random) -> str:
    number = random.choice((4, 5, 5, 4, 3))
    word = {3: "three", 4: "four", 5: "five"}[number]
    return random.choice(("{} star", "{}*", "{}-star", "{} stars", "{}★")).format(
        random.choice((str(number),) * 3 + (word,))
    )


def _pieces(random: Random) -> str:
    number = random.choice((2, 4))
    word = {2: "two", 4: "four"}[number]
    return random.choice(("{}pc", "{} piece", "{}-piece", "{} pieces", "{}p", "{} pc")).format(
        random.choice((str(number),) * 3 + (word,))
    )


def _number(random: Random) -> str:
    return str(
        random.choice((90, 80, random.randint(1, 90), random.randint(1, 13), random.choice((15, 20, 25, 30, 35))))
    )


def _refinement(random: Random) -> str:
    return random.choice(("r{}", "R{}", "refinement {}", "r {}")).format(random.randint(1, 5))


def _phase(random: Random) -> str:
    if random.random() < _RANGE_OF_PHASES:
        first, last = sorted(random.sample(range(1, 7), 2))
        form = random.choice(("ascension {} to {}", "ascensions {} to {}", "phases {} through {}", "asc {} to asc {}"))
        return form.format(first, last)
    if random.random() < _RANGE_OF_PHASES:
        count = random.choice(("two", "2", "three", "3", "four", "4", "five"))
        return f"{random.choice(('first', 'first', 'last'))} {count} {random.choice(('ascensions', 'phases'))}"
    return random.choice(("ascension {}", "phase {}", "asc {}")).format(random.randint(1, 6))


_NUMBERS = {
    "level": _level,
    "number": _number,
    "rarity": _rarity,
    "pieces": _pieces,
    "constellation_level": _constellation,
    "refinement": _refinement,
    "phase": _phase,
}
