import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.escaping import neutralise


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain words", "plain words"),
        (
            "**bold** _it_ `code` ||spoiler|| ~~no~~",
            r"\*\*bold\*\* \_it\_ \`code\` \|\|spoiler\|\| \~\~no\~\~",
        ),
        ("@everyone and @here", "@\u200beveryone and @\u200bhere"),
        ("<@123> <@&456> <#789>", r"\<@123\> \<@&456\> \<#789\>"),
        ("https://evil.example/a_b", "https:\u200b//evil.example/a\\_b"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("right\u202eleft\x00\u200b", "rightleft"),
        ("", ""),
    ],
)
def test_what_has_an_effect_is_disarmed(written: str, shown: str) -> None:
    assert neutralise(written, 256).replace("\u200b", "") == shown.replace("\u200b", "")


def test_mentions_and_links_are_broken_by_an_unseen_character() -> None:
    assert "@everyone" not in neutralise("@everyone", 256)
    assert "://" not in neutralise("see https://evil.example", 256)


def test_a_masked_link_is_disarmed() -> None:
    shown = neutralise("[free](https://evil.example)", 256)
    assert "://" not in shown
    assert shown.count("\\[") == 1
    assert "\\\\" not in shown


@given(st.text(max_size=400), st.integers(min_value=2, max_value=60))
def test_any_text_fits_on_one_line(written: str, limit: int) -> None:
    shown = neutralise(written, limit)
    assert len(shown) <= limit
    assert len(shown.splitlines()) <= 1
    assert "@everyone" not in shown


def test_long_text_is_cut_at_a_word() -> None:
    assert neutralise("one two three four", 12) == "one two…"
    assert neutralise("a" * 20, 12) == "a" * 11 + "…"
