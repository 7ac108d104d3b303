"""A second opinion in PyTorch."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from katheryne_models.checkpoint_config import ReaderConfig
from katheryne_models.question.vocabulary import PAD_ID, Vocabulary
from katheryne_models.question.word_pieces import WordPieces
from katheryne_models.sentence_reader import ReadQuestions, SentenceReader


class _TorchReaderStepper:
    """A batch in PyTorch; see `Stepper`."""

    def __init__(self, network: SentenceReader, read: ReadQuestions) -> None:
        self._network = network
        self._read = read
        self._state = read.state

    @torch.inference_mode()
    def step(self, rows: list[int] | None, columns: list[int] | None) -> NDArray[np.float32]:
        """Score the next token of every path, [paths, plan tokens]."""
        device = self._state.device
        if rows is not None:
            picked = torch.tensor(rows, device=device)
            self._read = self._read.select(picked)
            self._state = self._state[picked]
        before = [self._network.start] * len(self._state) if columns is None else columns
        logits, self._state = self._network.step(torch.tensor(before, device=device), self._state, self._read)
        scores: NDArray[np.float32] = logits.float().cpu().numpy()
        return scores


class TorchReader:
    """Scores plans with a `SentenceReader` in PyTorch; see `Reader`.

    Args:
        network: The network; it is moved to the device and set to inference.
        vocabulary: The tokens that it was trained with.
        config: Its sizes and calibration.
        device: Where it runs, such as "cpu" or "cuda".
    """

    def __init__(
        self, network: SentenceReader, vocabulary: Vocabulary, config: ReaderConfig, device: torch.device | str = "cpu"
    ) -> None:
        self.vocabulary = vocabulary
        self.config = config
        self._device = torch.device(device)
        self._network = network.to(self._device).eval()
        self._pieces = WordPieces(vocabulary)

    @torch.inference_mode()
    def begin(self, questions: Sequence[Sequence[str]], max_length: int) -> _TorchReaderStepper:
        """Read a batch of questions; see `Reader.begin`."""
        ids = [self._pieces.encode(question[:max_length]) for question in questions]
        lengths = torch.tensor([len(question) for question in ids])
        width = int(lengths.max())
        tokens = torch.tensor([question + [PAD_ID] * (width - len(question)) for question in ids])
        mask = torch.arange(width) < lengths.unsqueeze(1)
        return _TorchReaderStepper(self._network, self._network.encode(tokens.to(self._device), mask.to(self._device)))
