"""A training that is shared by two processes comes to what one process comes to."""

import os
import subprocess
import sys
from pathlib import Path

import torch

from katheryne_models.checkpoint import load_checkpoint
from tests.training.entries import make_entries, write_entries
from training.assistant_metrics import AssistantMetrics
from training.batches import BucketSampler

PROJECT = Path(__file__).parents[2]


def test_two_processes_end_with_the_weights_of_one(tmp_path: Path) -> None:
    data = write_entries(tmp_path / "data", make_entries())
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "OMP_NUM_THREADS": "1"}
    for processes in (1, 2):
        launcher = ["-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"]
        program = ["-m", "tests.training.two_processes", str(data), str(tmp_path / str(processes)), str(processes)]
        command = [sys.executable, *launcher, *program]
        subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)
    one, two = (load_checkpoint(tmp_path / str(processes)) for processes in (1, 2))
    for name, weight in one.weights.items():
        torch.testing.assert_close(two.weights[name], weight, atol=2e-4, rtol=0)
    first, second = (AssistantMetrics.model_validate(checkpoint.metrics) for checkpoint in (one, two))
    assert abs(first.training_loss - second.training_loss) < 1e-3
    assert first.questions == second.questions


def test_processes_share_every_step() -> None:
    def steps(questions: int, share: tuple[int, int]) -> list[list[int]]:
        sampler = BucketSampler(range(questions), range(questions), 20, 2, 0, share)
        drawn = list(sampler)
        assert len(drawn) == len(sampler)
        return drawn

    halves = zip(steps(102, (0, 2)), steps(102, (1, 2)), strict=True)
    assert [sorted(first + second) for first, second in halves] == [sorted(step) for step in steps(102, (0, 1))]
    # one question is no step for two
    assert [len(steps(101, share)) for share in ((0, 1), (0, 2), (1, 2))] == [6, 5, 5]
