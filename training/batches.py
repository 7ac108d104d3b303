"""Which questions are trained together, and how they become one tensor."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import Sampler

from katheryne_models.question.vocabulary import PAD_ID
from training.dataset import Example


class Batch(NamedTuple):
    """Questions that go through the network at once.

    Attributes:
        tokens: Question token ids, [batch, words], padded at the end.
        lengths: Words of each question, [batch].
        targets: Plan token ids from `<start>` to `<end>`, [batch, plan], padded at the end.
        weights: How much each question counts in the loss, [batch].
    """

    tokens: Tensor
    lengths: Tensor
    targets: Tensor
    weights: Tensor

    def token_weight(self) -> Tensor:
        """Sum the weights of all tokens to be predicted: what a mean loss is divided by."""
        return ((self.targets[:, 1:] != PAD_ID) * self.weights.unsqueeze(1)).sum()


class BucketSampler(Sampler[list[int]]):
    """Draws a fresh order each epoch, then puts questions of like length beside each other, mildly.

    The shuffled questions are cut into windows of a few steps; only inside a window are they sorted by
    length and cut into steps, which are then shuffled. Sorting everything would save more padding and
    spoil the training: each batch would hold one kind of question.

    Args:
        indices: The questions to draw.
        lengths: What each of them is sorted by.
        step_size: Questions of one optimizer step.
        window: Steps that are sorted together.
        seed: Draws every epoch's order.
        share: The number of this process, from 0, and how many there are: each draws its share of every step. A last
            step of fewer questions than processes is left out.
    """

    def __init__(
        self,
        indices: Sequence[int],
        lengths: Sequence[int],
        step_size: int,
        window: int,
        seed: int,
        share: tuple[int, int] = (0, 1),
    ) -> None:
        self._indices = torch.tensor(indices)
        self._lengths = torch.tensor(lengths)
        self._step_size = step_size
        self._window = window
        self._seed = seed
        self._epoch = 0
        self._skipped = 0
        self._process, self._processes = share

    def __len__(self) -> int:
        rest = len(self._indices) % self._step_size
        return len(self._indices) // self._step_size + (rest >= self._processes)

    def set_epoch(self, epoch: int, skip: int = 0) -> None:
        """Choose the epoch whose order is drawn next; each epoch has its own, always the same.

        Args:
            epoch: Its number.
            skip: How many of its first steps are left out, because they were taken before.
        """
        self._epoch = epoch
        self._skipped = skip

    def __iter__(self) -> Iterator[list[int]]:
        generator = torch.Generator().manual_seed(self._seed * 1_000_003 + self._epoch)
        order = torch.randperm(len(self._indices), generator=generator)
        steps: list[Tensor] = []
        for window in torch.split(order, self._step_size * self._window):
            by_length = window[self._lengths[window].argsort(stable=True)]
            steps.extend(step for step in torch.split(by_length, self._step_size) if len(step) >= self._processes)
        for step in torch.randperm(len(steps), generator=generator).tolist()[self._skipped :]:
            yield self._indices[steps[step]][self._process :: self._processes].tolist()


def collate(examples: Sequence[Example], batch_size: int) -> list[Batch]:
    """Turn the questions of one optimizer step into batches of at most `batch_size`."""
    return [_collate_one(examples[start : start + batch_size]) for start in range(0, len(examples), batch_size)]


def _collate_one(examples: Sequence[Example]) -> Batch:
    queries = [example.query for example in examples]
    return Batch(
        tokens=pad_sequence(queries, batch_first=True, padding_value=PAD_ID),
        lengths=torch.tensor([len(query) for query in queries]),
        targets=pad_sequence([example.response for example in examples], batch_first=True, padding_value=PAD_ID),
        weights=torch.tensor([example.weight for example in examples]),
    )
