"""Texts to try: real questions, and what becomes of them by chance."""

from collections.abc import Callable, Iterator
from random import Random

from tests.fuzz.targets import MOST_CHARACTERS
from training.generation.wordings import read_wordings
from training.plan_docs import examples

_NASTY = (
    "", " ", "\x00", "\u202e", "\u200d", "\ufeff", "🎉", "👨‍👩‍👧‍👦", "ﷺ", "z̷̨̛a̸͓͝", "İ", "ß", "ﬁ",
    "①", "½", "\ud800", "%s%n", "{0}", "{character}", "<character:0>", "<end>", "<@1>",
    "@everyone", "```", "[x](http://x)", "'; drop table feedback; --", "../../etc", "(a|b|)",
    "((((", "]]]]", "\\", "$(reboot)", "9", "-1", "1e309", "NaN", "c99", "lvl 0", "r6",
    "31 february",
)  # fmt: skip


def seeds() -> list[str]:
    """Questions of the project's own: one for each plan, and the wordings with their slots as they stand."""
    return [*examples().values(), *(wording.text for wording in read_wordings()[::37])]


def mutated(corpus: list[str], chance: Random) -> Iterator[str]:
    """Texts without end."""
    while True:
        text = chance.choice(corpus)
        for _ in range(chance.choice((0, 1, 1, 2, 3, 8))):
            text = chance.choice(_CHANGES)(text, corpus, chance)[:MOST_CHARACTERS]
        yield text


def _insert(text: str, _: list[str], chance: Random) -> str:
    place = chance.randint(0, len(text))
    return text[:place] + chance.choice(_NASTY) + text[place:]


def _any_character(text: str, _: list[str], chance: Random) -> str:
    place = chance.randint(0, len(text))
    return text[:place] + chr(chance.choice((chance.randrange(0x250), chance.randrange(0x110000)))) + text[place + 1 :]


def _drop(text: str, _: list[str], chance: Random) -> str:
    first = chance.randint(0, len(text))
    return text[:first] + text[first + chance.randint(1, 9) :]


def _repeat(text: str, _: list[str], chance: Random) -> str:
    return text * chance.choice((2, 3, 40, 400))


def _splice(text: str, corpus: list[str], chance: Random) -> str:
    other = chance.choice(corpus)
    return text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]


def _shuffle(text: str, _: list[str], chance: Random) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def _shout(text: str, _: list[str], chance: Random) -> str:
    return chance.choice((text.upper, text.title, text.swapcase))()


_CHANGES: tuple[Callable[[str, list[str], Random], str], ...] = (
    _insert, _any_character, _drop, _repeat, _splice, _shuffle, _shout,
)  # fmt: skip
