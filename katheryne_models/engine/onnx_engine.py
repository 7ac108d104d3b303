"""Decoding with ONNX Runtime on the CPU: questions in, plans out, without PyTorch."""

from collections.abc import Sequence
from math import exp
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from katheryne_models.engine.decoded import Decoded
from katheryne_models.engine.search import PlanSearch, question_ids
from katheryne_models.errors import CheckpointError
from katheryne_models.plan.constraint import Constraint
from katheryne_models.question.vocabulary import Vocabulary

ENCODER = "encoder.onnx"
DECODER = "decoder.onnx"
STATE = ("hidden_0", "cell_0", "hidden_1", "cell_1")
_BY_WORD = ("outputs", "keys")
_THREADS = 1  # the matrices are small: a second thread gains nothing on one question and costs time on many
_ERRORS_ONLY = 3

Array = NDArray[Any]
Precision = Literal["fp32", "int8"]  # how a graph holds its large matrices


class _OnnxStepper:
    """A batch in ONNX Runtime; see `EncodedBatch`."""

    def __init__(self, decoder: onnxruntime.InferenceSession, encoded: dict[str, Array], start: int) -> None:
        self._decoder = decoder
        self._inputs = encoded
        self._start = start

    def of(self, questions: list[int]) -> "_OnnxStepper":
        """Some of the questions; see `EncodedBatch.of`."""
        return _OnnxStepper(
            self._decoder, {name: array[questions] for name, array in self._inputs.items()}, self._start
        )

    def step(self, rows: list[int] | None, columns: list[int] | None) -> NDArray[np.float32]:
        """Score the next token of every path, [paths, plan tokens]."""
        if rows is not None:
            self._inputs = {name: array[rows] for name, array in self._inputs.items()}
        if columns is None:
            columns = [self._start] * len(self._inputs["mask"])
        inputs = {**self._inputs, "previous": np.array(columns, dtype=np.int64)}
        logits, *state = self._decoder.run(None, inputs)
        self._inputs.update(zip(STATE, state, strict=True))
        scores: NDArray[np.float32] = logits
        return scores


class OnnxEngine:
    """Writes the plans of a batch of questions with ONNX Runtime; see `Engine`.

    Args:
        folder: Where `encoder.onnx` and `decoder.onnx` lie.
        vocabulary: The tokens that the network was trained with.

    Raises:
        CheckpointError: The files are missing, damaged, or of a network with other plan tokens.
    """

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._encoder = open_session(folder / ENCODER)
        self._decoder = open_session(folder / DECODER)
        self._start = len(vocabulary.plan_token_ids)
        scored = self._decoder.get_outputs()[0].shape[1]
        if scored != self._start:
            message = f"{folder / DECODER} scores {scored} tokens where the vocabulary has {self._start} for plans."
            raise CheckpointError(message)
        self._search = PlanSearch(vocabulary)

    def decode(
        self,
        questions: Sequence[Sequence[str]],
        constraints: Sequence[Constraint] | None = None,
        max_length: int = 64,
        beam_size: int = 1,
    ) -> list[Decoded]:
        """Write the likeliest plan of each question; see `Engine.decode`."""
        return self._search.decode(self.begin, questions, constraints, max_length, beam_size)

    def begin(self, questions: Sequence[Sequence[str]], max_length: int) -> _OnnxStepper:
        """Read a batch of questions; see `Engine.begin`."""
        encoded = self._encode([question_ids(self.vocabulary, question, max_length) for question in questions])
        return _OnnxStepper(self._decoder, encoded, self._start)

    def confidence(self, log_probability: float) -> float:
        """The plan's probability; see `Engine.confidence`."""
        return exp(log_probability)

    def _encode(self, questions: list[list[int]]) -> dict[str, Array]:
        """Encode each question alone, then put the batch together.

        ONNX Runtime takes the scales of an int8 LSTM's inputs from the whole batch, so that a question's plan would
        depend on those beside it. Alone it pays for no padding either.
        """
        encoded = [self._encode_one(question) for question in questions]
        lengths = np.array([len(question) for question in questions])
        together: dict[str, Array] = {"mask": np.arange(lengths.max()) < lengths[:, None]}
        for name in (*_BY_WORD, *STATE):
            parts = [one[name] for one in encoded]
            together[name] = padded(parts) if name in _BY_WORD else np.concatenate(parts)
        return together

    def _encode_one(self, question: list[int]) -> dict[str, Array]:
        inputs = {"tokens": np.array([question], dtype=np.int64), "lengths": np.array([len(question)], dtype=np.int32)}
        return dict(zip((*_BY_WORD, *STATE), self._encoder.run(None, inputs), strict=True))


def padded(parts: list[Array]) -> Array:
    """Put arrays of [1, words, width] below each other, padded with zeros to the longest."""
    if len(parts) == 1:
        return parts[0]
    longest = max(part.shape[1] for part in parts)
    together = np.zeros((len(parts), longest, parts[0].shape[2]), dtype=np.float32)
    for row, part in enumerate(parts):
        together[row, : part.shape[1]] = part[0]
    return together


def open_session(graph: Path | bytes) -> onnxruntime.InferenceSession:
    """Make a graph, a file or its content, ready to run.

    Raises:
        CheckpointError: ONNX Runtime can't run it.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's errors have no other base
        message = f"{graph if isinstance(graph, Path) else 'The graph'} can't be run: {error}"
        raise CheckpointError(message) from error
