"""A training that is shared by two processes comes to what one process comes to."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from katheryne_models.checkpoint import load_checkpoint
from tests.training.entries import make_entries, write_entries
from training.assistant_metrics import AssistantMetrics
from training.batches import BucketSampler

PROJECT = Path(__file__).parents[2]


def losses(run_folder: Path) -> list[float]:
    """The loss of each step, from a training's log."""
    with (run_folder / "version_0" / "metrics.csv").open(encoding="utf-8") as file:
        return [float(row["loss"]) for row in csv.DictReader(file) if row["loss"]]


def test_two_processes_come_to_the_losses_and_weights_of_one(tmp_path: Path) -> None:
    data = write_entries(tmp_path / "data", make_entries())
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "OMP_NUM_THREADS": "1"}
    for processes in (1, 2):
        settings = {
            "data_dir": str(data), "epochs": 10, "batch_size": 8, "learning_rate": 0.01, "embedding_dim": 12,
            "hidden_dim": 12, "dropout": 0.0, "weight_type": "float32", "show_progress": False, "threads": 1,
            "log_every": 1, "output": str(tmp_path / str(processes)), "run_folder": str(tmp_path / f"runs{processes}"),
            "devices": processes, "accelerator": "cpu",
        }  # fmt: skip
        launcher = ["-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"]
        command = [sys.executable, *launcher, "-m", "tests.training.one_training", json.dumps(settings)]
        subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)
    curves = [losses(tmp_path / f"runs{processes}") for processes in (1, 2)]
    assert len(curves[0]) == 50
    assert curves[1] == pytest.approx(curves[0], abs=1e-4)
    one, two = (load_checkpoint(tmp_path / str(processes)) for processes in (1, 2))
    for name, weight in one.weights.items():
        # AdamW makes a full step of the smallest gradient, whose last digits differ
        torch.testing.assert_close(two.weights[name], weight, atol=5e-3, rtol=0)
    first, second = (AssistantMetrics.model_validate(checkpoint.metrics) for checkpoint in (one, two))
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
