"""Decoding with PyTorch: questions in, plans out."""

from collections.abc import Sequence
from math import exp

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from katheryne_models.engine.decoded import Decoded
from katheryne_models.engine.search import PlanSearch, question_ids
from katheryne_models.errors import CheckpointError
from katheryne_models.genshin_assistant import Encoded, GenshinAssistant
from katheryne_models.plan.constraint import Constraint
from katheryne_models.question.vocabulary import PAD_ID, START_ID, Vocabulary


class _TorchStepper:
    """A batch in PyTorch; see `EncodedBatch`."""

    def __init__(self, model: GenshinAssistant, encoded: Encoded, output_ids: Tensor) -> None:
        self._model = model
        self._encoded = encoded
        self._state = encoded.state
        self._output_ids = output_ids

    @torch.inference_mode()
    def of(self, questions: list[int]) -> "_TorchStepper":
        """Some of the questions; see `EncodedBatch.of`."""
        picked = torch.tensor(questions, device=self._output_ids.device)
        return _TorchStepper(self._model, self._encoded.select(picked), self._output_ids)

    @torch.inference_mode()
    def step(self, rows: list[int] | None, columns: list[int] | None) -> NDArray[np.float32]:
        """Score the next token of every path, [paths, plan tokens]."""
        device = self._output_ids.device
        if rows is not None:
            picked = torch.tensor(rows, device=device)
            self._encoded = self._encoded.select(picked)
            self._state = (self._state[0][:, picked], self._state[1][:, picked])
        if columns is None:
            previous = torch.full((len(self._encoded.mask),), START_ID, device=device)
        else:
            previous = self._output_ids[torch.tensor(columns, device=device)]
        logits, self._state, _ = self._model.step(previous, self._state, self._encoded, self._output_ids)
        return logits.float().cpu().numpy()


class TorchEngine:
    """Writes the plans of a batch of questions with a `GenshinAssistant`; see `Engine`.

    Args:
        model: The network; it is moved to the device and set to inference.
        vocabulary: The tokens that it was trained with.
        device: Where it runs, such as "cpu" or "cuda".

    Raises:
        CheckpointError: The vocabulary is not the network's.
    """

    def __init__(self, model: GenshinAssistant, vocabulary: Vocabulary, device: torch.device | str = "cpu") -> None:
        if len(vocabulary) != model.vocab_size:
            message = f"A vocabulary of {len(vocabulary)} tokens does not fit a network of {model.vocab_size}."
            raise CheckpointError(message)
        self.vocabulary = vocabulary
        self.device = torch.device(device)
        self.model = model.to(self.device).eval()
        self._output_ids = torch.tensor(vocabulary.plan_token_ids, device=self.device)
        self._search = PlanSearch(vocabulary)

    @torch.inference_mode()
    def decode(
        self,
        questions: Sequence[Sequence[str]],
        constraints: Sequence[Constraint] | None = None,
        max_length: int = 64,
        beam_size: int = 1,
    ) -> list[Decoded]:
        """Write the likeliest plan of each question; see `Engine.decode`."""
        return self._search.decode(self.begin, questions, constraints, max_length, beam_size)

    @torch.inference_mode()
    def begin(self, questions: Sequence[Sequence[str]], max_length: int) -> _TorchStepper:
        """Read a batch of questions; see `Engine.begin`."""
        encoded = self._encode([question_ids(self.vocabulary, question, max_length) for question in questions])
        return _TorchStepper(self.model, encoded, self._output_ids)

    def confidence(self, log_probability: float) -> float:
        """The plan's probability; see `Engine.confidence`."""
        return exp(log_probability)

    def _encode(self, questions: list[list[int]]) -> Encoded:
        """Encode a batch of questions, given as token ids."""
        lengths = torch.tensor([len(question) for question in questions])
        width = int(lengths.max())
        tokens = torch.tensor([question + [PAD_ID] * (width - len(question)) for question in questions])
        return self.model.encode(tokens.to(self.device), lengths)
