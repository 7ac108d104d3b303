"""Everyday English in which nothing of the game is named links to nothing of the game."""

from pathlib import Path

import pytest

from katheryne_models.question.linker import Linker

SENTENCES = Path(__file__).with_name("plain_sentences.txt").read_text(encoding="utf-8").splitlines()


# Once read as the material Concealed, the enemy Sofia, a weekday, and the talent Easy Does It.
MISREAD = """
nobody told me that the meeting was cancelled
the cat slept on the sofa all afternoon
what should i cook tonight
how long does it take to learn to swim
""".strip().splitlines()


def test_there_are_enough_sentences() -> None:
    assert len(set(SENTENCES)) >= 300


def linked_names(linker: Linker, sentence: str) -> dict[str, str]:
    """What a sentence links to, without the numbers and dates that any sentence may hold."""
    links = linker.link(sentence).links
    return {token: link.entity.name for token, link in links.items() if link.kind not in {"number", "day", "month"}}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_plain_sentence_links_nothing(sentence: str, linker: Linker) -> None:
    assert linked_names(linker, sentence) == {}


@pytest.mark.parametrize("sentence", MISREAD)
def test_a_plain_sentence_near_a_name_links_nothing(sentence: str, linker: Linker) -> None:
    assert linked_names(linker, sentence) == {}
