"""Numbers in a question, with what they count: "lvl 90", "c6", "r5", "5 star", "4pc", "third constellation"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from katheryne_models.question.normalise import Word

_SLIP_FROM = 8  # letters of a unit in which a slip is forgiven

# What may stand between two numbers of one list or range: "level 80 to 90", "c1, c2 and 6".
_RANGE = frozenset({"to", "until", "till", "through"})
_JOINERS = _RANGE | {"and", "or", "vs", "then"}
_RANKS = frozenset({"rank", "level"})
_INHERITED = frozenset({"level", "constellation_level", "refinement", "phase"})
# Units that stand behind their number ("5 star", "2 pc") and those that stand before it ("level 90", "c 6").
_BEHIND = ("rarity", "pieces")
_BEFORE = ("level", "constellation_level", "refinement", "phase", "rarity")
_LAST_PHASE = 6
_HUNDRED = "hundred"
# "the highest crit rate at 90": from here on, no talent has such a level, and nothing else is said so.
_LEVELS = range(20, 101)
# "already ascended 4 times, what is still to come": the phases after it are meant.
_DONE = frozenset({"already"})
_REMAINING = frozenset({"still", "left", "remaining", "remain", "remains", "rest", "missing"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts.

    Attributes:
        kind: `level`, `rarity`, `pieces`, `constellation_level`, `refinement`, `phase` or plain `number`.
        value: The number.
        first: The place of its first word.
        last: The place after its last word.
        until: The last number of a range of phases: "the first three ascensions".
    """

    kind: str
    value: float | int
    first: int
    last: int
    until: int | None = None

    @property
    def text(self) -> str:
        """The number, or the range as "1-3"."""
        return str(self.value) if self.until is None else f"{self.value}-{self.until}"


def quantities(words: Sequence[Word], lexicon: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[Quantity]:
    """The numbers of a question, each with the nearest unit; a list or range shares the unit of its first number."""
    earlier: Quantity | None = None
    spoken = {word.text for word in words}
    done = bool(spoken & _DONE and spoken & _REMAINING)
    for each in _each(words, lexicon):
        quantity = _phases_after(each) if done and each.kind == "phase" and not each.until else each
        if earlier and _one_range(words, earlier, quantity):
            earlier = replace(earlier, last=quantity.last, until=int(quantity.value))
            continue
        if earlier:
            yield earlier
        earlier = quantity
    if earlier:
        yield earlier


def _phases_after(quantity: Quantity) -> Quantity:
    """The phases that come after one that is done."""
    following = int(quantity.value) + 1
    if following > _LAST_PHASE:
        return quantity
    return replace(quantity, value=following, until=_LAST_PHASE if following < _LAST_PHASE else None)


def _one_range(words: Sequence[Word], earlier: Quantity, later: Quantity) -> bool:
    """Whether two phases are the ends of a range: "ascension 2 to 5"."""
    between = {word.text for word in words[earlier.last : later.first]}
    phases = earlier.kind == later.kind == "phase" and earlier.until is None
    return phases and len(between) == 1 and between <= _RANGE and earlier.value < later.value


def _each(words: Sequence[Word], lexicon: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[Quantity]:
    units = _units(tuple((kind, tuple(surfaces)) for kind, surfaces in lexicon["unit"].items()))
    named = _numbers(tuple((value, tuple(surfaces)) for value, surfaces in lexicon["number"].items()))
    ordinal = _numbers(tuple((value, tuple(surfaces)) for value, surfaces in lexicon["ordinal"].items()))
    earlier: Quantity | None = None
    words = [_unit_spelt(word, units) for word in words]
    for place, word in enumerate(words):
        quantity = _quantity(words, place, units, named, ordinal)
        if quantity is None or (earlier and earlier.until and place < earlier.last):
            continue
        if quantity.kind == "number" and earlier and _joined(words, earlier, place):
            quantity = Quantity(earlier.kind, quantity.value, quantity.first, quantity.last)
        if quantity.kind == "number" and word.text in named and not _in_range(words, place, named):
            continue  # "one", "two" with nothing counted are words
        if quantity.kind == "number" and _text(words, place - 1) == "all":
            continue  # "all 3 passives" are all of them
        if quantity.kind == "number" and _is_level(words, place, quantity.value):
            quantity = replace(quantity, kind="level")
        earlier = quantity if quantity.kind in _INHERITED else None
        yield quantity


def _quantity(
    words: Sequence[Word], place: int, units: Mapping[str, frozenset[str]], named: Mapping[str, int],
    ordinal: Mapping[str, int],
) -> Quantity | None:  # fmt: skip
    text = words[place].text
    behind = _text(words, place + 1)
    several = named.get(behind) or _digits(behind)
    if text in {"first", "last", "final"} and several and _text(words, place + 2) in units["phase"]:
        count = min(int(several), _LAST_PHASE)
        until = count if text == "first" else _LAST_PHASE
        return Quantity("phase", until - count + 1, place, place + 3, until if count > 1 else None)
    if text in ordinal or _is_ordinal(text, behind):
        count = ordinal.get(text) or int(text)
        start = place + 1 if text in ordinal else place + 2
        unit = next((kind for kind in ("constellation_level", "phase") if _text(words, start) in units[kind]), None)
        return Quantity(unit, count, place, start + 1) if unit else None
    if (level := _level_with_cap(text)) is not None:
        return Quantity("level", level, place, place + 1)
    value = named.get(text) or _digits(text)
    return None if value is None else _counted(words, place, value, units, in_words=text in named)


def _counted(
    words: Sequence[Word], place: int, value: float, units: Mapping[str, frozenset[str]], *, in_words: bool
) -> Quantity | None:
    """What a number at a place counts, by the unit behind or before it."""
    last = place + 1
    behind, end = _text(words, last), last + 1
    if behind == _HUNDRED:
        value, last = value * 100, last + 1
        behind, end = _text(words, last), last + 1
    for kind in _BEHIND:
        if behind in units[kind]:
            return Quantity(kind, value, place, end)
    # "refinement rank 3" and the like have a second word between unit and number.
    ranked = units["refinement"] | units["constellation_level"]
    start = place - 2 if _text(words, place - 1) in _RANKS and _text(words, place - 2) in ranked else place - 1
    before = _text(words, start)
    verb = in_words and behind == "of"  # "what does it take to level one of his talents"
    for kind in _BEFORE:
        if before in units[kind] and (not in_words or kind != "phase") and not verb:
            return Quantity(kind, value, start, last)
    if behind == "level" and not in_words:
        return None
    return Quantity("number", value, place, last)


def _is_level(words: Sequence[Word], place: int, value: float) -> bool:
    """Whether a bare number can only be a level: "at 90", with nothing behind it that it counts."""
    behind = _text(words, place + 1)
    alone = not behind or behind in _JOINERS or (behind.isdigit() and len(behind) == 1)
    return _text(words, place - 1) == "at" and value in _LEVELS and alone


def _level_with_cap(text: str) -> int | None:
    """The level of "40/40" or "80/90", as the game shows it beside its cap."""
    level, stroke, _ = text.partition("/")
    return int(level) if stroke and level.isdigit() else None


def _in_range(words: Sequence[Word], place: int, named: Mapping[str, int]) -> bool:
    """Whether a number in words is the end of a range: "from nine to ten"."""
    ends = ((place + 1, place + 2), (place - 1, place - 2))
    return any(
        _text(words, between) in _RANGE and (_text(words, other) in named or _text(words, other).isdigit())
        for between, other in ends
    )


def _unit_spelt(word: Word, units: Mapping[str, frozenset[str]]) -> Word:
    """A long unit with a slip of spelling, put right ("constelation")."""
    if len(word.text) < _SLIP_FROM:
        return word
    near = (unit for names in units.values() for unit in names if OSA.distance(word.text, unit, score_cutoff=1) <= 1)
    return replace(word, text=next(near, word.text))


def _joined(words: Sequence[Word], earlier: Quantity, place: int) -> bool:
    between = [word.text for word in words[earlier.last : place]]
    return len(between) <= 1 and all(text in _JOINERS for text in between)


def _is_ordinal(text: str, behind: str) -> bool:
    return text.isdigit() and len(text) == 1 and behind in {"st", "nd", "rd", "th"}


def _text(words: Sequence[Word], place: int) -> str:
    return words[place].text if 0 <= place < len(words) else ""


def _digits(text: str) -> float | int | None:
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 12 else None  # noqa: PLR2004 - longer runs of digits count nothing in the game
    whole, _, part = text.partition(".")
    return float(text) if whole.isascii() and whole.isdigit() and part.isascii() and part.isdigit() else None


@lru_cache(maxsize=4)
def _units(unit: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, frozenset[str]]:
    return {kind: frozenset(surfaces) for kind, surfaces in unit}


@lru_cache(maxsize=8)
def _numbers(values: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, int]:
    return {surface: int(value) for value, surfaces in values for surface in surfaces}
