"""A training that is killed, at any point, and goes on, ends with the weights of one that was not."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from katheryne_models.checkpoint import load_checkpoint
from tests.training.entries import make_entries, write_entries

PROJECT = Path(__file__).parents[2]
KILLS = int(os.environ.get("KATHERYNE_TRAINING_KILLS", "2"))


def start(folder: Path, data: Path, *, resume: bool = False) -> "subprocess.Popen[bytes]":
    """Start a training that writes its state after every step."""
    settings = {
        "data_dir": str(data), "epochs": 40, "batch_size": 8, "learning_rate": 0.01, "embedding_dim": 12,
        "hidden_dim": 12, "weight_type": "float32", "show_progress": False, "threads": 1, "save_minutes": 1e-9,
        "output": str(folder / "checkpoint"), "run_folder": str(folder / "runs"), "resume": resume,
    }  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "tests.training.one_training", json.dumps(settings)]
    return subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=subprocess.DEVNULL)


def began(folder: Path, training: "subprocess.Popen[bytes]") -> float:
    """Wait until a training has written its first state; the time."""
    while not (folder / "runs" / "state.pt").exists():
        assert training.poll() is None, "the training ended before its first step"
        time.sleep(0.01)
    return time.monotonic()


@pytest.mark.timeout(60 + 120 * KILLS)
def test_a_training_killed_at_random_points_ends_with_the_same_weights(tmp_path: Path) -> None:
    data = write_entries(tmp_path / "data", make_entries())
    whole = start(tmp_path / "whole", data)
    first_step = began(tmp_path / "whole", whole)
    assert whole.wait() == 0
    length = time.monotonic() - first_step
    expected = load_checkpoint(tmp_path / "whole" / "checkpoint").weights
    chance = random.Random(0)
    interrupted = 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        training = start(folder, data)
        began(folder, training)
        time.sleep(chance.uniform(0, 0.9 * length))
        training.kill()
        training.wait()
        if (folder / "runs" / "state.pt").exists():  # else its checkpoint was written before, and it was about to end
            interrupted += 1
            assert start(folder, data, resume=True).wait() == 0
        found = load_checkpoint(folder / "checkpoint").weights
        assert found.keys() == expected.keys()
        assert all(torch.equal(found[name], weight) for name, weight in expected.items()), f"kill {number} of seed 0"
    assert interrupted > KILLS / 2, "most trainings ended before their kill"
