"""The search for the likeliest plan, greedy or with a beam, over whatever runs the network."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from katheryne_models.engine.decoded import Decoded
from katheryne_models.plan.constraint import Constraint
from katheryne_models.question.vocabulary import END, UNKNOWN_ID, Vocabulary

_SMALLEST = np.finfo(np.float32).tiny
_KEPT_MASKS = 16_384  # of allowed tokens, a byte a plan token each


class Stepper(Protocol):
    """A batch of encoded questions and the decoder's state after some tokens of their plans."""

    def step(self, rows: list[int] | None, columns: list[int] | None) -> NDArray[np.float32]:
        """Read the last token of every path and score the next.

        Args:
            rows: The rows of the batch before that go on, where they are not all of them in order.
            columns: The position, among the plan tokens, of each going row's last token; None at the start.

        Returns:
            Logits of the plan tokens, [paths, plan tokens].
        """
        ...


class EncodedBatch(Stepper, Protocol):
    """A batch of encoded questions of which no plan was begun."""

    def of(self, questions: list[int]) -> Stepper:
        """Some of the questions, to write their plans with; this stays as it is."""
        ...


@dataclass(frozen=True, slots=True)
class _Path:
    """A plan that is being written: its question's place in the batch, tokens and log-probabilities."""

    question: int
    tokens: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()

    def grow(self, token: str, score: float) -> "_Path":
        return _Path(self.question, (*self.tokens, token), (*self.scores, score))

    @property
    def ended(self) -> bool:
        return self.tokens[-1:] == (END,)

    def result(self) -> Decoded:
        return Decoded(self.tokens[: len(self.tokens) - self.ended], self.scores, self.ended)


class PlanSearch:
    """Chooses plan tokens by the network's scores, among those that a constraint allows.

    Args:
        vocabulary: The network's tokens. A plan token's column is its position in `plan_token_ids`.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._plan_tokens = tuple(vocabulary.tokens[index] for index in vocabulary.plan_token_ids)
        self._columns = {token: column for column, token in enumerate(self._plan_tokens)}
        # Few beginnings of plans come up, each very often: what may follow is found out once.
        self._mask = lru_cache(maxsize=_KEPT_MASKS)(self._make_mask)

    def decode(
        self,
        begin: Callable[[Sequence[Sequence[str]], int], Stepper],
        questions: Sequence[Sequence[str]],
        constraints: Sequence[Constraint] | None,
        max_length: int,
        beam_size: int,
    ) -> list[Decoded]:
        """Let an engine's `begin` read a batch of questions, and write their plans; see `PlanWriter.decode`."""
        if not questions:
            return []
        return self.run(begin(questions, max_length), len(questions), constraints, max_length, beam_size)

    def run(
        self,
        stepper: Stepper,
        count: int,
        constraints: Sequence[Constraint] | None,
        max_length: int,
        beam_size: int,
    ) -> list[Decoded]:
        """Write the plans of a batch of `count` questions; finished ones leave the batch."""
        rows: list[int] | None = None
        columns: list[int] | None = None
        paths = [_Path(question) for question in range(count)]
        done: list[list[_Path]] = [[] for _ in range(count)]
        for _ in range(max_length):
            logits = stepper.step(rows, columns)
            kept, grown = self._grow(paths, logits, constraints, done, beam_size)
            if not kept:
                return [_best(found) for found in done]
            rows = None if kept == list(range(len(paths))) else kept
            paths = grown
            columns = [self._columns[path.tokens[-1]] for path in paths]
        for path in paths:
            done[path.question].append(path)
        return [_best(found) for found in done]

    def _grow(
        self,
        paths: list[_Path],
        logits: NDArray[np.float32],
        constraints: Sequence[Constraint] | None,
        done: list[list[_Path]],
        beam_size: int,
    ) -> tuple[list[int], list[_Path]]:
        """Put the likeliest next token to every path, and paths that end, or can't go on, into `done`.

        Returns:
            For each path that goes on the row of the batch that it grew from, and the paths.
        """
        values, columns = _likeliest(self._allowed(paths, logits, constraints), beam_size)
        candidates: dict[int, list[tuple[float, int, _Path]]] = {}
        for row, path in enumerate(paths):
            if values[row][0] == -np.inf:
                done[path.question].append(path)
                continue
            for value, column in zip(values[row], columns[row], strict=True):
                if value > -np.inf:
                    grown = path.grow(self._plan_tokens[column], value)
                    candidates.setdefault(path.question, []).append((-sum(grown.scores), row, grown))
        kept: list[tuple[int, _Path]] = []
        for question, found in candidates.items():
            ended = sum(path.ended for path in done[question])
            for _, row, path in sorted(found, key=lambda candidate: candidate[:2])[: beam_size - ended]:
                if path.ended:
                    done[question].append(path)
                else:
                    kept.append((row, path))
        return [row for row, _ in kept], [path for _, path in kept]

    def _allowed(
        self, paths: list[_Path], logits: NDArray[np.float32], constraints: Sequence[Constraint] | None
    ) -> NDArray[np.float32]:
        """The logits, with minus infinity in the place of tokens that may not follow."""
        if constraints is None:
            return logits
        masks = [self._mask(constraints[path.question], path.tokens) for path in paths]
        return np.where(masks, logits, np.float32(-np.inf))

    def _make_mask(self, constraint: Constraint, tokens: tuple[str, ...]) -> NDArray[np.bool_]:
        mask = np.zeros(len(self._plan_tokens), dtype=np.bool_)
        # a token that the network was never trained with has no column and can't be written
        mask[[self._columns[token] for token in constraint.allowed(tokens) if token in self._columns]] = True
        return mask


def question_ids(vocabulary: Vocabulary, question: Sequence[str], max_length: int) -> list[int]:
    """Turn a question's first `max_length` words into token ids; an empty one reads as one unknown word."""
    return vocabulary.encode(question[:max_length]) or [UNKNOWN_ID]


def _likeliest(logits: NDArray[np.float32], count: int) -> tuple[list[list[float]], list[list[int]]]:
    """The log-probabilities and columns of the likeliest tokens of each row, the likeliest first.

    A row without an allowed token has minus infinity throughout.
    """
    peaks = logits.max(axis=1, keepdims=True)
    peaks[np.isneginf(peaks)] = 0
    shifted = logits - peaks
    totals = np.exp(shifted).sum(axis=1, keepdims=True)
    scores = shifted - np.log(np.maximum(totals, _SMALLEST))
    ranked = scores.argmax(axis=1)[:, None] if count == 1 else np.argsort(-scores, axis=1, kind="stable")
    columns = ranked[:, :count]
    return np.take_along_axis(scores, columns, axis=1).tolist(), columns.tolist()


def _best(found: list[_Path]) -> Decoded:
    """Take the likeliest finished plan, or the likeliest unfinished one where none is."""
    readings = sorted((path.result() for path in found), key=lambda one: (not one.finished, -one.log_probability))
    return replace(readings[0], alternatives=tuple(one for one in readings[1:] if one.finished))
