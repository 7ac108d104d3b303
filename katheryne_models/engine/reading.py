"""What runs a second opinion, and the two networks' common reading."""

from collections.abc import Sequence
from math import exp, log
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from katheryne_models.checkpoint_config import ReaderConfig
from katheryne_models.engine.decoded import Decoded
from katheryne_models.engine.engine import Engine
from katheryne_models.engine.search import PlanSearch, Stepper
from katheryne_models.errors import CheckpointError
from katheryne_models.plan.constraint import Constraint
from katheryne_models.question.vocabulary import Vocabulary

# From this probability on, a second opinion changes nothing: of 490 blind questions not one answer, and the assistant's
# network is as sure of two in five.
_SURE_ALONE = 0.95
_LEAST_SCORE = -700.0  # below it, the exponential would overflow; the confidence is 0 long before


class Reader(Protocol):
    """Scores plans of questions with a `SentenceReader`. One thread at a time may use it."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The tokens that the network was trained with."""
        ...

    @property
    def config(self) -> ReaderConfig:
        """Its sizes and calibration."""
        ...

    def begin(self, questions: Sequence[Sequence[str]], max_length: int) -> Stepper:
        """Read a batch of questions, of which the first `max_length` words count."""
        ...


class _JointStepper:
    """Two networks that read the same batch; see `Stepper`."""

    def __init__(self, first: Stepper, second: Stepper, share: float) -> None:
        self._first = first
        self._second = second
        self._share = share

    def step(self, rows: list[int] | None, columns: list[int] | None) -> NDArray[np.float32]:
        """The weighted mean of the two networks' log-probabilities, [paths, plan tokens].

        It is the logarithm of a product of experts (Hinton, 2002): a token that either network holds for impossible is
        not chosen, and the joint probability is high only where both agree.
        """
        first = _log_probabilities(self._first.step(rows, columns))
        second = _log_probabilities(self._second.step(rows, columns))
        joint: NDArray[np.float32] = (1 - self._share) * first + self._share * second
        return joint


class JointEngine:
    """Writes the plans that an assistant's network and a second opinion hold for the likeliest together.

    Where the first is sure of its plan, the second, which costs more, is not asked (a cascade: Viola and Jones, 2001).

    Args:
        engine: What runs the assistant's network.
        reader: What runs the second opinion.

    Raises:
        CheckpointError: The two were trained with different plan tokens.
    """

    def __init__(self, engine: Engine, reader: Reader) -> None:
        if _plan_tokens(engine.vocabulary) != _plan_tokens(reader.vocabulary):
            message = (
                "The second opinion was trained with other plans than the assistant. "
                "Train it anew: katheryne train second-opinion"
            )
            raise CheckpointError(message)
        self._engine = engine
        self._reader = reader
        self._search = PlanSearch(engine.vocabulary)

    @property
    def vocabulary(self) -> Vocabulary:
        """The tokens of the assistant's network."""
        return self._engine.vocabulary

    def begin(self, questions: Sequence[Sequence[str]], max_length: int) -> Stepper:
        """Let both networks read a batch of questions."""
        return self._joined(self._engine.begin(questions, max_length), self._reader.begin(questions, max_length))

    def decode(
        self,
        questions: Sequence[Sequence[str]],
        constraints: Sequence[Constraint] | None = None,
        max_length: int = 64,
        beam_size: int = 1,
    ) -> list[Decoded]:
        """Write the likeliest plan of each question; see `Engine.decode`. A beam's plans come from both networks."""
        if beam_size > 1 or not questions:
            return self._search.decode(self.begin, questions, constraints, max_length, beam_size)
        read = self._engine.begin(questions, max_length)
        everything = list(range(len(questions)))
        found = self._search.run(read.of(everything), len(questions), constraints, max_length, beam_size)
        unsure = [place for place in everything if not _sure(found[place])]
        if not unsure:
            return found
        second = self._reader.begin([questions[place] for place in unsure], max_length)
        left = None if constraints is None else [constraints[place] for place in unsure]
        joint = self._search.run(self._joined(read.of(unsure), second), len(unsure), left, max_length, beam_size)
        for place, one in zip(unsure, joint, strict=True):
            found[place] = one
        return found

    def _joined(self, first: Stepper, second: Stepper) -> Stepper:
        return _JointStepper(first, second, self._reader.config.share)

    def confidence(self, log_probability: float) -> float:
        """The calibrated probability that a plan is right."""
        config = self._reader.config
        score = max(config.slope * log_probability + config.offset, _LEAST_SCORE)
        return 1 / (1 + exp(-score))


def _sure(found: Decoded) -> bool:
    """Whether a network needs no second opinion of its plan."""
    return found.finished and found.log_probability >= log(_SURE_ALONE)


def _plan_tokens(vocabulary: Vocabulary) -> list[str]:
    return [vocabulary.tokens[index] for index in vocabulary.plan_token_ids]


def _log_probabilities(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logits, [paths, plan tokens], as natural logarithms of probabilities."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    scores: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return scores
