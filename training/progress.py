"""The progress bar of a training."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class TrainingProgress:
    """A bar on standard error with loss, validation accuracy, questions a second and time left.

    Args:
        steps: All optimizer steps of the training.
        shown: Whether anything is drawn.
    """

    def __init__(self, steps: int, *, shown: bool) -> None:
        self._bar = Progress(
            TextColumn("epoch {task.fields[epoch]}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("loss {task.fields[loss]}"),
            TextColumn("accuracy {task.fields[accuracy]}"),
            TextColumn("{task.fields[speed]} questions/s"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            disable=not shown,
        )
        self._task = self._bar.add_task("", total=steps, epoch=1, loss="-", accuracy="-", speed="-")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def step(self, loss: float, questions_per_second: float) -> None:
        """Show that one optimizer step is done."""
        self._bar.update(self._task, advance=1, loss=f"{loss:.3f}", speed=f"{questions_per_second:.0f}")

    def start_at(self, step: int) -> None:
        """Show that so many steps were done before."""
        self._bar.update(self._task, completed=step)

    def epoch(self, epoch: int, accuracy: float) -> None:
        """Show that an epoch, counted from 1, is done, and what it reached."""
        self._bar.update(self._task, epoch=epoch, accuracy=f"{accuracy:.1%}")
