import string

from hypothesis import given
from hypothesis import strategies as st

from katheryne_models.question.vocabulary import END, END_ID, START_ID, UNKNOWN_ID
from katheryne_models.question.word_pieces import WordPieces, pieces_of
from katheryne_models.sentence_reader import MOST_PIECES
from tests.katheryne_models.engine.small_reader import READER_VOCABULARY

KNOWN = frozenset({"birth", "##day", "##days", "##s", "wh", "##en", "a", "##b"})


def test_a_word_is_split_into_the_longest_pieces() -> None:
    assert pieces_of("birthdays", KNOWN) == ["birth", "##days"]
    assert pieces_of("when", KNOWN) == ["wh", "##en"]
    assert pieces_of("birth", KNOWN) == ["birth"]


def test_what_cannot_be_split_is_unknown() -> None:
    assert pieces_of("xyz", KNOWN) == [END]
    assert pieces_of("a" + "b" * 10, KNOWN) == [END]
    pieces = WordPieces(READER_VOCABULARY)
    assert pieces.encode(["xyz"]) == [START_ID, UNKNOWN_ID, END_ID]


def test_placeholders_stay_whole() -> None:
    ids = WordPieces(READER_VOCABULARY).encode(["when", "<character:0>"])
    assert [READER_VOCABULARY.tokens[index] for index in ids[1:-1]] == ["when", "<character:0>"]


@given(st.lists(st.text(string.ascii_lowercase + "é<>#", min_size=1, max_size=30), max_size=100))
def test_any_words_give_a_bounded_question(words: list[str]) -> None:
    ids = WordPieces(READER_VOCABULARY).encode(words)
    assert 2 <= len(ids) <= MOST_PIECES
    assert all(0 <= index < len(READER_VOCABULARY) for index in ids)
