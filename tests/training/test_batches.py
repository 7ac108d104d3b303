import random

import torch

from training.batches import BucketSampler, collate
from training.dataset import Example

LENGTHS = random.Random(3).choices(range(1, 31), k=1000)
INDICES = [2 * index for index in range(1000)]


def make_sampler(window: int = 8, seed: int = 0) -> BucketSampler:
    return BucketSampler(INDICES, LENGTHS, step_size=64, window=window, seed=seed)


def padding(sampler: BucketSampler) -> int:
    """Count the padded places of an epoch."""
    lengths = [[LENGTHS[index // 2] for index in step] for step in sampler]
    return sum(max(step) * len(step) - sum(step) for step in lengths)


def test_every_question_is_drawn_once_an_epoch() -> None:
    sampler = make_sampler()
    steps = list(sampler)
    assert len(steps) == len(sampler) == 16
    assert sorted(index for step in steps for index in step) == INDICES
    assert sorted(len(step) for step in steps) == [40, *[64] * 15]


def test_epochs_differ_and_come_again() -> None:
    sampler = make_sampler()
    first = list(sampler)
    sampler.set_epoch(1)
    assert list(sampler) != first
    sampler.set_epoch(0)
    assert list(sampler) == first
    assert list(make_sampler(seed=1)) != first


def test_windows_save_padding_without_sorting_everything() -> None:
    assert padding(make_sampler(window=8)) < padding(make_sampler(window=1)) / 3
    by_place = [[LENGTHS[index // 2] for index in step] for step in make_sampler(window=4)]
    assert len({max(step) for step in by_place[:8]}) > 3  # neighbouring steps hold different lengths


def test_a_step_is_cut_into_batches_and_padded() -> None:
    examples = [
        Example(torch.tensor([5, 6, 7]), torch.tensor([2, 4, 3]), 1.0),
        Example(torch.tensor([5]), torch.tensor([2, 4, 4, 3]), 2.0),
        Example(torch.tensor([6, 7]), torch.tensor([2, 3]), 1.0),
    ]
    first, second = collate(examples, batch_size=2)
    assert first.tokens.tolist() == [[5, 6, 7], [5, 0, 0]]
    assert first.lengths.tolist() == [3, 1]
    assert first.targets.tolist() == [[2, 4, 3, 0], [2, 4, 4, 3]]
    assert first.token_weight() == 2 * 1.0 + 3 * 2.0
    assert second.tokens.tolist() == [[6, 7]]
    assert second.token_weight() == 1.0
