"""A second opinion in ONNX Runtime, int8 on the processor."""

from collections.abc import Sequence

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from katheryne_models.checkpoint_config import ReaderConfig
from katheryne_models.engine.onnx_engine import Array, Precision, open_session, padded
from katheryne_models.engine.onnx_reader_graph import reader_decoder_graph, reader_encoder_graph
from katheryne_models.question.vocabulary import Vocabulary
from katheryne_models.question.word_pieces import WordPieces
from katheryne_models.sentence_reader import SentenceReader


class _OnnxReaderStepper:
    """A batch in ONNX Runtime; see `Stepper`."""

    def __init__(self, decoder: onnxruntime.InferenceSession, read: dict[str, Array], start: int) -> None:
        self._decoder = decoder
        self._inputs = read
        self._start = start

    def step(self, rows: list[int] | None, columns: list[int] | None) -> NDArray[np.float32]:
        """Score the next token of every path, [paths, plan tokens]."""
        if rows is not None:
            self._inputs = {name: array[rows] for name, array in self._inputs.items()}
        before = [self._start] * len(self._inputs["mask"]) if columns is None else columns
        logits, state = self._decoder.run(None, {**self._inputs, "previous": np.array(before, dtype=np.int64)})
        self._inputs["state"] = state
        scores: NDArray[np.float32] = logits
        return scores


class OnnxReader:
    """Scores plans with a `SentenceReader` in ONNX Runtime; see `Reader`.

    Args:
        network: The network, of which only the weights are used.
        vocabulary: The tokens that it was trained with.
        config: Its sizes and calibration.
        precision: How the encoder holds its large matrices.

    Raises:
        CheckpointError: ONNX Runtime can't run the graphs.
    """

    def __init__(
        self, network: SentenceReader, vocabulary: Vocabulary, config: ReaderConfig, precision: Precision = "int8"
    ) -> None:
        weights = {name: weight.numpy() for name, weight in network.state_dict().items()}
        encoder = reader_encoder_graph(weights, config.layers, config.heads, precision)
        self._encoder = open_session(encoder.SerializeToString())
        self._decoder = open_session(reader_decoder_graph(weights).SerializeToString())
        self._start = network.start
        self._pieces = WordPieces(vocabulary)
        self.vocabulary = vocabulary
        self.config = config

    def begin(self, questions: Sequence[Sequence[str]], max_length: int) -> _OnnxReaderStepper:
        """Read each question alone, then put the batch together; see `Reader.begin`."""
        read = [self._read(self._pieces.encode(question[:max_length])) for question in questions]
        lengths = np.array([outputs.shape[1] for outputs, _, _ in read])
        together = {
            "mask": np.arange(lengths.max()) < lengths[:, None],
            "outputs": padded([outputs for outputs, _, _ in read]),
            "keys": padded([keys for _, keys, _ in read]),
            "state": np.concatenate([state for _, _, state in read]),
        }
        return _OnnxReaderStepper(self._decoder, together, self._start)

    def _read(self, ids: list[int]) -> tuple[Array, Array, Array]:
        outputs, keys, state = self._encoder.run(None, {"tokens": np.array([ids], dtype=np.int64)})
        return outputs, keys, state
