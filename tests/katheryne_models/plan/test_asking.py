"""Questions are completed as they are typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from katheryne_models.assistant import Assistant
from katheryne_models.plan.execution.talk import EXAMPLES


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("when is hu t", "when is Hu Tao"),
        ("what does staff of ho", "what does Staff of Homa"),
        ("who needs teachings of free", "who needs Teachings of Freedom"),
        ("birthday of chil", "birthday of Tartaglia"),
        ("hu ta", "Tell me about Hu Tao"),
        ("emblem of sev", "Emblem of Severed Fate set bonus"),
        ("which talent books", "Which talent books does Hu Tao use?"),
    ],
)
def test_what_is_meant_comes_first(typed: str, expected: str, released: Assistant) -> None:
    assert released.complete_question(typed)[0] == expected


def test_nothing_typed_offers_what_is_often_asked(released: Assistant) -> None:
    assert tuple(released.complete_question("", 5)) == EXAMPLES


def test_common_words_are_no_names(released: Assistant) -> None:
    assert released.complete_question("and then of the") == []
    assert all("the" in question.lower() for question in released.complete_question("the"))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_safe_and_bounded(released: Assistant, typed: str) -> None:
    found = released.complete_question(typed, 25)
    assert len(found) <= 25
    assert len(set(found)) == len(found)
