import csv
from pathlib import Path

import pytest

from tests.training.entries import make_entries, write_entries
from training.assistant_metrics import AssistantMetrics
from training.assistant_trainer import GenshinAssistantTrainer
from training.errors import TrainingError
from training.sweep import Grid, sweep

GRID = """
epochs = 12
batch_size = 8
embedding_dim = 12
hidden_dim = 12
show_progress = false
threads = 1
learning_rate = [1e-7, 0.01]
dropout = [0.0]
"""


def write_grid(folder: Path, content: str) -> Path:
    path = folder / "grid.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_every_combination_is_trained_and_the_best_comes_first(tmp_path: Path) -> None:
    data = write_entries(tmp_path / "data", make_entries())

    def train(settings: dict[str, object]) -> AssistantMetrics:
        return GenshinAssistantTrainer(data, **settings).train()  # type: ignore[arg-type]  # checked at run time

    trials = sweep(Grid.from_file(write_grid(tmp_path, GRID)), tmp_path / "sweep", train)
    assert [trial.settings["learning_rate"] for trial in trials] == [0.01, 1e-7]
    assert trials[0].metrics.validation_accuracy > trials[1].metrics.validation_accuracy
    with (tmp_path / "sweep" / "sweep.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["learning_rate"] for row in rows] == ["1e-07", "0.01"]
    assert float(rows[1]["validation_accuracy"]) == trials[0].metrics.validation_accuracy
    assert (tmp_path / "sweep" / "2" / "checkpoint" / "model.safetensors").is_file()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("learning_rate = 0.1", "tries nothing"),
        ("learning_rate = []", "tries nothing"),
        ("learning_rate = [0.1, 0.2]\nnonsense = 1", "nonsense"),
        ("learning_rate = [0.1, -1]", "learning_rate"),
        ('learning_rate = [0.1, 0.2]\noutput = "x"', "output is chosen"),
        ("learning_rate = ", "can't be read as TOML"),
    ],
)
def test_a_grid_that_cannot_be_tried_is_refused_before_anything_is_trained(
    content: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(TrainingError, match=words):
        Grid.from_file(write_grid(tmp_path, content))
