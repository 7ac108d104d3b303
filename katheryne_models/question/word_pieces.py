"""Words as the pieces that a sentence encoder was trained with: "birthdays" is "birthday" and "##s"."""

from collections.abc import Iterable, Sequence

from katheryne_models.question.vocabulary import END, END_ID, START_ID, UNKNOWN_ID, Vocabulary
from katheryne_models.sentence_reader import MOST_PIECES

CONTINUED = "##"  # what a piece begins with that goes on a word
_MOST_OF_A_WORD = 6  # pieces: a longer word is no word


def pieces_of(word: str, known: Vocabulary | frozenset[str]) -> list[str]:
    """Split a word, the longest known piece first (WordPiece: Wu et al., 2016, arXiv:1609.08144).

    A word that can't be split is the token for an unknown word, which no vocabulary knows as a piece.
    """
    if word in known:
        return [word]
    pieces: list[str] = []
    start = 0
    while start < len(word):
        before = CONTINUED if start else ""
        end = next((end for end in range(len(word), start, -1) if before + word[start:end] in known), None)
        if end is None or len(pieces) == _MOST_OF_A_WORD:
            return [END]
        pieces.append(before + word[start:end])
        start = end
    return pieces


class WordPieces:
    """Turns the words of questions into token ids of a `SentenceReader`.

    Args:
        vocabulary: The pieces and placeholders that the network knows.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def encode(self, words: Sequence[str]) -> list[int]:
        """The ids of a question's pieces between the sign of its start and that of its end."""
        ids = [index for word in words for index in self._ids(word)]
        return [START_ID, *ids[: MOST_PIECES - 2], END_ID]

    def _ids(self, word: str) -> Iterable[int]:
        found = self._vocabulary.encode(pieces_of(word, self._vocabulary))
        return found or [UNKNOWN_ID]
