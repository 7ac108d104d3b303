"""Text as people type it, made into plain words.

Everything downstream (name linking, the network's vocabulary, the caches) sees only what leaves this module, so any
input up to Discord's limits is made safe here: compatibility forms folded, marks and control characters gone, case
folded, words split.
"""

import re
import unicodedata
from dataclasses import dataclass

_QUOTES = str.maketrans({
    "\u2019": "'", "\u2018": "'", "\u00b4": "'", "\u0060": "'", "\u201c": '"', "\u201d": '"',
    "\u2605": "*", "\u2606": "*", "\u2b50": "*",
})  # fmt: skip
_SPLIT_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# A word is a run of letters or a run of digits (with decimals); "c6" and "lvl90" become two words each. The signs
# that carry meaning in questions about numbers stay as words of their own.
# "40/40" and "80/90", a level with its cap, and "f2p" are one.
_WORD = re.compile(
    r"(?<![\d/])(?:20/20|20/40|40/40|40/50|50/60|60/60|60/70|70/70|70/80|80/80|80/90|90/90)(?![\d/])|\b[fp]2[pw]\b|"
    r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|[^\W\d_]+|->|=>|[%*+]",
    re.IGNORECASE,
)
# "i.e." and "e.g." name no ability.
_LATIN = re.compile(r"\b(?:i\.e|e\.g)\.?(?!\w)", re.IGNORECASE)
_ARROWS = {"->": "to", "=>": "to"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question.

    Attributes:
        text: The word, folded.
        start: Where it starts in the folded text.
        end: Where it ends there.
        capital: Whether it was typed in capitals only ("NO", "CW").
    """

    text: str
    start: int
    end: int
    capital: bool = False


def fold(text: str) -> str:
    """Fold compatibility forms, marks, control characters and quotes; keep the case.

    The result may be longer or shorter than the input: NFKC turns one ligature into several letters.
    """
    composed = unicodedata.normalize("NFKC", text.translate(_QUOTES)).translate(_QUOTES)
    decomposed = unicodedata.normalize("NFD", composed)
    kept = (
        " " if character.isspace() else character
        for character in decomposed
        if character.isspace() or unicodedata.category(character)[0] not in "MC"
    )
    return unicodedata.normalize("NFC", "".join(kept))


def words_of(text: str) -> list[Word]:
    """Split a text into folded words.

    >>> [word.text for word in words_of("What's Hu Tao's C6?")]
    ['what', 's', 'hu', 'tao', 's', 'c', '6']
    """
    folded = _LATIN.sub(lambda found: " " * len(found.group()), fold(text))
    words = []
    for match in _WORD.finditer(folded):
        raw = match.group()
        plain = _ARROWS.get(raw, raw.casefold().replace(",", ""))
        words.append(Word(plain, match.start(), match.end(), capital=raw.isalpha() and raw.isupper()))
    return words


def plain(text: str) -> str:
    """A text as its folded words, one space between.

    >>> plain("Gladiator's  Finale")
    'gladiator s finale'
    """
    return " ".join(word.text for word in words_of(text))


def closed_up(text: str) -> str:
    """A text's folded words with apostrophes closed up, as people type who leave them out.

    >>> closed_up("Gladiator's Finale")
    'gladiators finale'
    """
    return plain(_SPLIT_APOSTROPHE.sub("", fold(text)))
