"""Trains the assistant with every combination of some settings, and compares what comes of them."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from training.assistant_metrics import AssistantMetrics
from training.configuration import AssistantTraining, read_toml
from training.errors import TrainingError

Train = Callable[[dict[str, object]], AssistantMetrics]
_OWN = {"output", "run_folder", "resume"}  # what the sweep chooses for each training


@dataclass(frozen=True, slots=True)
class Grid:
    """Settings to try.

    Attributes:
        fixed: What all trainings share.
        tried: The values of each setting that is tried.
    """

    fixed: Mapping[str, object]
    tried: Mapping[str, Sequence[object]]

    @classmethod
    def from_file(cls, path: Path) -> "Grid":
        """Read a TOML file: `learning_rate = [0.001, 0.002]` tries two values, `epochs = 1` is shared.

        Raises:
            TrainingError: The file can't be read, tries nothing, or holds a setting that is not accepted.
        """
        written = read_toml(path)
        if taken := _OWN & written.keys():
            message = f"{path}: {min(taken)} is chosen for each training. Take it out."
            raise TrainingError(message)
        tried = {name: value for name, value in written.items() if isinstance(value, list)}
        fixed = {name: value for name, value in written.items() if name not in tried}
        if not any(len(values) > 1 for values in tried.values()) or not all(tried.values()):
            message = f"{path} tries nothing: give a setting several values, as in learning_rate = [0.001, 0.002]."
            raise TrainingError(message)
        grid = cls(fixed, tried)
        for combination in grid.combinations():
            # whatever does not fit is refused before anything is trained
            AssistantTraining.from_settings({**fixed, **combination}, str(path))
        return grid

    def combinations(self) -> Iterator[dict[str, object]]:
        """Every combination of the values that are tried, in the order of the file."""
        for values in product(*self.tried.values()):
            yield dict(zip(self.tried, values, strict=True))


@dataclass(frozen=True, slots=True)
class Trial:
    """One training of a sweep.

    Attributes:
        settings: The values that were tried.
        metrics: What came of them.
    """

    settings: Mapping[str, object]
    metrics: AssistantMetrics


def sweep(grid: Grid, folder: Path, train: Train) -> list[Trial]:
    """Train with every combination, and write a row of `sweep.csv` after each, so that a kill loses only one.

    Args:
        grid: What is tried.
        folder: Where the table and each training's checkpoint and logs go.
        train: Trains with settings.

    Returns:
        The trainings, the best validation accuracy first. The test split has no part in that order.

    Raises:
        TrainingError: A training failed.
        CheckpointError: A checkpoint can't be written.
        OSError: The table can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    trials: list[Trial] = []
    with (folder / "sweep.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow([*grid.tried, "validation_accuracy", "test_accuracy", "training_loss", "seconds"])
        for number, combination in enumerate(grid.combinations(), start=1):
            places: dict[str, object] = {
                "output": folder / str(number) / "checkpoint",
                "run_folder": folder / str(number) / "run",
            }
            metrics = train({**grid.fixed, **combination, **places})
            trials.append(Trial(combination, metrics))
            table.writerow(
                [
                    *combination.values(),
                    metrics.validation_accuracy,
                    metrics.test_accuracy,
                    metrics.training_loss,
                    round(metrics.seconds, 1),
                ]
            )
            file.flush()
    return sorted(trials, key=lambda trial: -trial.metrics.validation_accuracy)
