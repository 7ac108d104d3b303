"""The lines of a talent's table by what players call them: "sword rain" of "Sword Rain DMG".

Labels belong to their owner, so they are looked for only where a question names a character or a talent and speaks of
numbers. Elsewhere the same words are just words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from katheryne_models.game.game import Game
from katheryne_models.question.normalise import plain

# Words that show that a talent's numbers are meant.
_OF_NUMBERS = frozenset(plain(
    "dmg damage multiplier multipliers multi mv scaling scalings scale scales ratio ratios percent percentage % "
    "procent hit hits hard number numbers value values stats deal deals"
).split())  # fmt: skip
# Words that many labels share, so that by themselves they name none.
_GENERAL = frozenset(plain(
    "dmg damage attack atk skill burst elemental s of the per normal charged plunge plunging low high hit hits base "
    "level press hold tap cast bonus dot hp def em max total final stack"
).split())  # fmt: skip
_DROPPED_LAST = frozenset({"dmg", "damage"})
# Labels with these words have heads of their own: cooldown, duration, Energy.
_OTHER_HEADS = frozenset({"cd", "duration", "energy", "stamina", "interval"})
_LONGEST_RUN = 6
_SLIP_FROM = 5  # letters of a label's word in which a slip is forgiven
_LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """Words of a question that name a line of a talent's table.

    Attributes:
        first: The place of the first word.
        last: The place after the last.
        words: The words as labels write them.
    """

    first: int
    last: int
    words: tuple[str, ...]


@lru_cache(maxsize=4096)
def label_words(label: str) -> tuple[str, ...]:
    """A label's folded words without a closing "DMG".

    >>> label_words("Sword Rain DMG")
    ('sword', 'rain')
    """
    words = plain(label).split()
    while len(words) > 1 and words[-1] in _DROPPED_LAST:
        words.pop()
    return tuple(words)


def labels_by_owner(game: Game) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The labels that may be named, as words, by whose talents they are."""
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for row in game.table("talent_multipliers").rows:
        if row.count("level") == 1:
            words = label_words(row.name("label"))
            if not set(words) & _OTHER_HEADS and any(_tells(word) for word in words):
                found.setdefault(row.name("owner"), {})[words] = None
    return {owner: tuple(labels) for owner, labels in found.items()}


def speaks_of_numbers(words: Iterable[str]) -> bool:
    """Whether a question may ask for a talent's numbers."""
    return any(word in _OF_NUMBERS or word.isdigit() for word in words)


def find_labels(
    words: Sequence[str], labels: Sequence[tuple[str, ...]], common: frozenset[str]
) -> Iterator[LabelMatch]:
    """Runs of a question's words that all stand in a label and tell which one is meant.

    Args:
        words: The question's words.
        labels: The labels that may be meant.
        common: Ordinary English words, which name a label only together with others.
    """
    for first in range(len(words)):
        for label in labels:
            run = _run(words[first : first + _LONGEST_RUN], label)
            telling = [word for word in run if _tells(word)]
            alone = len(run) == 1 and run != label and (run[0] in common or len(run[0]) < _LEAST_LETTERS)
            if telling and not alone and not (run == label and len(run) == 1 and run[0] in common):
                yield LabelMatch(first, first + len(run), run)


def _run(words: Sequence[str], label: tuple[str, ...]) -> tuple[str, ...]:
    """The longest beginning of some words that stands in a label in any order, as the label writes them."""
    run: list[str] = []
    left = list(label)
    for word in words:
        found = next((one for one in left if _same(word, one)), None)
        if found is None:
            break
        run.append(found)
        left.remove(found)
    while run and run[-1] in _DROPPED_LAST:
        run.pop()
    return tuple(run)


def _same(word: str, of_label: str) -> bool:
    if word in {of_label, f"{of_label}s"} or f"{word}s" == of_label:
        return True
    return len(of_label) >= _SLIP_FROM and OSA.distance(word, of_label, score_cutoff=1) <= 1


def _tells(word: str) -> bool:
    return word not in _GENERAL and not word.isdigit()
