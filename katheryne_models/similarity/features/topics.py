"""Texts as a few numbers: TF-IDF, projected on the directions in which the texts differ most."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[a-z][a-z-]+")


def words_of(text: str) -> list[str]:
    """Split a text into lower-case words and pairs of neighbouring words."""
    words = _WORD.findall(text.lower())
    return words + [f"{first} {second}" for first, second in pairwise(words)]


@dataclass(frozen=True)
class Topics:
    """A learnt projection of texts; part of a checkpoint, so that new texts are read as the old ones were.

    Attributes:
        terms: The words and word pairs that count.
        idf: How rare each is, log((1 + texts) / (1 + texts with it)) + 1, [terms].
        components: The directions, orthonormal, [width, terms].
    """

    terms: tuple[str, ...]
    idf: NDArray[np.float32]
    components: NDArray[np.float32]

    @classmethod
    def learn(cls, texts: Sequence[str], width: int, *, least: int = 3, most: float = 0.5) -> "Topics":
        """Learn from texts.

        Args:
            texts: One text an item.
            width: How many directions to keep.
            least: In how many texts a term must stand.
            most: In what share of the texts it may stand.
        """
        documents = [set(words_of(text)) for text in texts]
        counts = Counter(term for document in documents for term in document)
        terms = tuple(sorted(t for t, n in counts.items() if least <= n <= most * len(texts)))
        idf = np.log((1 + len(texts)) / (1 + np.array([counts[term] for term in terms]))) + 1
        weighted = _tf_idf(texts, terms, idf.astype(np.float32))
        _, _, directions = np.linalg.svd(weighted, full_matrices=False)
        kept = directions[:width]
        # the sign of a direction is arbitrary: make the largest entry positive
        signs = np.sign(kept[np.arange(len(kept)), np.abs(kept).argmax(axis=1)])
        return cls(terms, idf.astype(np.float32), (kept * signs[:, None]).astype(np.float32))

    def project(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each text's place along the directions, [texts, width]."""
        return _tf_idf(texts, self.terms, self.idf) @ self.components.T


def _tf_idf(texts: Sequence[str], terms: tuple[str, ...], idf: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weigh terms by 1 + log(count) and rarity; each text has length 1, [texts, terms]."""
    column = {term: position for position, term in enumerate(terms)}
    table = np.zeros((len(texts), len(terms)), dtype=np.float32)
    for row, text in enumerate(texts):
        for term, count in Counter(words_of(text)).items():
            if term in column:
                table[row, column[term]] = 1 + np.log(count)
    table *= idf
    length = np.linalg.norm(table, axis=1, keepdims=True)
    weighted: NDArray[np.float32] = np.divide(table, length, out=np.zeros_like(table), where=length > 0)
    return weighted
