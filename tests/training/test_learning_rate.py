from pathlib import Path

import pytest

from tests.training.entries import make_entries, write_entries
from training.assistant_trainer import GenshinAssistantTrainer
from training.errors import TrainingError
from training.learning_rate import RangeTest


def trainer(folder: Path) -> GenshinAssistantTrainer:
    data = write_entries(folder / "data", make_entries())
    return GenshinAssistantTrainer(
        data, batch_size=1, embedding_dim=12, hidden_dim=12, output=folder / "model", run_folder=folder / "runs",
        show_progress=False, threads=1,
    )  # fmt: skip


def test_rates_rise_until_the_loss_diverges_and_nothing_is_written(tmp_path: Path) -> None:
    found = trainer(tmp_path).find_learning_rate(36)
    assert list(found.rates) == sorted(set(found.rates))
    assert found.rates[0] == pytest.approx(1e-5)
    assert found.rates[-1] <= 1.0
    assert min(found.losses) < found.losses[0]
    assert 1e-4 < found.suggested < 0.1
    assert found.picture().startswith(b"\x89PNG")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_the_suggestion_is_a_tenth_of_the_rate_with_the_lowest_loss() -> None:
    assert RangeTest((0.01, 0.1, 1.0), (3.0, 2.0, 4.0)).suggested == pytest.approx(0.01)


@pytest.mark.parametrize("steps", [19, 37])
def test_too_few_and_too_many_steps_are_refused(tmp_path: Path, steps: int) -> None:
    with pytest.raises(TrainingError, match="at least 20, and at most the 36"):
        trainer(tmp_path).find_learning_rate(steps)
