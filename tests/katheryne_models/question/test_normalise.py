"""Any text becomes plain words; what the words say survives."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from katheryne_models.question.normalise import closed_up, fold, plain, words_of

ANYTHING = st.text(max_size=400)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What's Hu Tao's C6?", "what s hu tao s c 6"),
        ("HU TAO", "hu tao"),
        ("lvl90", "lvl 90"),
        ("1,652,500 mora", "1652500 mora"),
        ("4.5%", "4.5 %"),
        ("level 80->90", "level 80 to 90"),
        ("level 80 => 90", "level 80 to 90"),
        ("5★ bow", "5 * bow"),
        ("5⭐ bow", "5 * bow"),
        ("\uff28\uff55\u3000\uff34\uff41\uff4f", "hu tao"),
        ("Näïvé Kömmt", "naive kommt"),
        ("z̷̨̛a̸͓͝l̴̖͌g̷̢̈o̵͉͘", "zalgo"),
        ("\u202ehu tao\u202c", "hu tao"),
        ("hu\x00tao\x07", "hutao"),
        ("  \t\n ", ""),
        ("🎉🔥💀", ""),
        ("", ""),
    ],
)
def test_text_becomes_plain_words(text: str, words: str) -> None:
    assert plain(text) == words


def test_apostrophes_close_up_within_words_only() -> None:
    assert closed_up("Gladiator's 'Finale'") == "gladiators finale"


def test_capitals_are_remembered() -> None:
    assert [(word.text, word.capital) for word in words_of("is NO good")] == [
        ("is", False), ("no", True), ("good", False),
    ]  # fmt: skip


@given(ANYTHING)
def test_words_stand_where_they_say_in_the_folded_text(text: str) -> None:
    folded = fold(text)
    end = 0
    for word in words_of(text):
        assert end <= word.start < word.end <= len(folded)
        assert folded[word.start : word.end].strip()
        end = word.end


@given(ANYTHING)
def test_words_hold_no_marks_blanks_or_control_characters(text: str) -> None:
    for word in words_of(text):
        assert word.text
        assert not any(c.isspace() or unicodedata.category(c) in {"Cc", "Cf", "Mn"} for c in word.text)


@settings(max_examples=50)
@given(ANYTHING)
def test_plain_words_are_read_as_themselves(text: str) -> None:
    assert plain(plain(text)) == plain(text)
