"""What the assistant is measured beside: the nearest wording, by words or by a sentence encoder.

Each decodes as an engine does, so that linking, execution and grading are the same for all.
"""

from collections.abc import Callable, Sequence
from functools import partial
from math import log
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from katheryne_models.engine.decoded import Decoded
from katheryne_models.plan.constraint import Constraint
from katheryne_models.plan.grammar import END
from katheryne_models.question.vocabulary import PAD_ID, Vocabulary
from katheryne_models.question.word_pieces import WordPieces
from katheryne_models.sentence_reader import MOST_PIECES, SentenceReader
from training.dataset import GenshinAssistantDataset
from training.sentence_encoder import SentenceEncoder

_TOGETHER = 64
_CANDIDATES = 20  # nearest wordings among which the first is taken whose plan the question can have
_LEAST = 1e-6

# Questions, each the words that the network reads, to how alike each training question is, [questions, training].
Likeness = Callable[[Sequence[Sequence[str]]], NDArray[np.float32]]


class NearestWording:
    """Takes the plan of the training question that is most alike; see `Engine`.

    Args:
        dataset: The training data.
        likeness: Compares questions with all training questions.
    """

    def __init__(self, dataset: GenshinAssistantDataset, likeness: Likeness) -> None:
        self.vocabulary: Vocabulary = dataset.vocab
        self._plans = [tuple(dataset.plan(index)) for index in dataset.indices("train")]
        self._likeness = likeness

    def decode(
        self,
        questions: Sequence[Sequence[str]],
        constraints: Sequence[Constraint] | None = None,
        max_length: int = 64,  # noqa: ARG002 - a wording's plan has the length that it has
        beam_size: int = 1,  # noqa: ARG002 - there is one nearest wording
    ) -> list[Decoded]:
        """The plan of the nearest wording that fits the question's names; how alike it is is its probability."""
        found: list[Decoded] = []
        if not questions:
            return found
        for row, scores in enumerate(self._likeness(questions)):
            best = np.argsort(-scores, kind="stable")[:_CANDIDATES]
            fitting = (place for place in best if constraints is None or _fits(self._plans[place], constraints[row]))
            place = next(fitting, None)
            plan = ("unknown",) if place is None else self._plans[place]
            score = _LEAST if place is None else max(float(scores[place]), _LEAST)
            found.append(Decoded(plan, (log(min(score, 1.0)),), finished=True))
        return found

    def confidence(self, log_probability: float) -> float:
        """How alike the nearest wording is."""
        return float(np.exp(log_probability))


def _fits(plan: tuple[str, ...], constraint: Constraint) -> bool:
    return all(token in constraint.allowed(plan[:place]) for place, token in enumerate((*plan, END)))


def by_words(dataset: GenshinAssistantDataset) -> NearestWording:
    """The nearest wording by its words and pairs of words (TF-IDF)."""
    vectorizer = TfidfVectorizer(tokenizer=str.split, token_pattern=None, ngram_range=(1, 2), sublinear_tf=True)
    known = vectorizer.fit_transform([dataset.queries[index] for index in dataset.indices("train")])

    def likeness(questions: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        rows = vectorizer.transform([" ".join(words) for words in questions])
        return np.asarray((rows @ known.T).toarray(), dtype=np.float32)

    return NearestWording(dataset, likeness)


def by_sentences(dataset: GenshinAssistantDataset, folder: Path, layers: int = 6, heads: int = 12) -> NearestWording:
    """The nearest wording by a pretrained sentence encoder, which is not trained further.

    Args:
        dataset: The training data.
        folder: Holds the encoder's files.
        layers: The encoder's layers.
        heads: Its attention heads a layer.

    Raises:
        TrainingError: If a file is missing or damaged.
    """
    encoder = SentenceEncoder(folder)
    vocabulary = encoder.vocabulary(dataset.queries, [], [])
    weights = encoder.weights(vocabulary, layers)
    inner, width = weights["encoder.layers.0.linear1.weight"].shape
    network = SentenceReader(len(vocabulary), 1, layers, width, heads, inner)
    network.load_state_dict(weights, strict=False)
    embed = partial(_sentences, network.eval(), WordPieces(vocabulary))
    known = embed([dataset.words(index) for index in dataset.indices("train")])
    return NearestWording(dataset, lambda questions: embed(questions) @ known.T)


@torch.inference_mode()
def _sentences(network: SentenceReader, pieces: WordPieces, questions: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """The mean of each question's piece outputs, scaled to length 1, [questions, width]."""
    ids = [pieces.encode(words) for words in questions]
    rows = np.zeros((len(ids), network.norm.weight.shape[0]), dtype=np.float32)
    order = sorted(range(len(ids)), key=lambda place: len(ids[place]))
    for start in range(0, len(order), _TOGETHER):
        places = order[start : start + _TOGETHER]
        width = min(max(len(ids[place]) for place in places), MOST_PIECES)
        tokens = torch.tensor([ids[place] + [PAD_ID] * (width - len(ids[place])) for place in places])
        mask = torch.arange(width) < torch.tensor([len(ids[place]) for place in places]).unsqueeze(1)
        outputs = network.encode(tokens, mask).outputs
        mean = (outputs * mask.unsqueeze(-1)).sum(dim=1) / mask.sum(dim=1, keepdim=True)
        rows[places] = torch.nn.functional.normalize(mean).numpy()
    return rows
