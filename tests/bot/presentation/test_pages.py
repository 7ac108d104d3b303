import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.pages import split_pages


@given(st.text(alphabet="abc. \n", max_size=600), st.integers(min_value=10, max_value=50))
def test_pages_fit_and_lose_nothing(text: str, limit: int) -> None:
    pages = split_pages(text, limit)
    assert all(len(page) <= limit for page in pages)
    assert "".join("".join(pages).split()) == "".join(text.split())


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=10), min_size=1, max_size=80))
def test_words_stay_whole(words: list[str]) -> None:
    pages = split_pages(" ".join(words), 20)
    assert [word for page in pages for word in page.split()] == words
    assert all(pages)


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", [""]),
        ("short", ["short"]),
        ("first part\n\nsecond part", ["first part", "second part"]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("One thing. Another thing", ["One thing.", "Another thing"]),
        ("a" * 20, ["a" * 14, "a" * 6]),
    ],
)
def test_the_widest_border_is_taken(text: str, pages: list[str]) -> None:
    assert split_pages(text, 14) == pages
