"""The curves of a training, drawn from its log."""

import csv
from pathlib import Path

from katheryne_models.pictures.canvas import COLOURS, FAINT, INK, LABEL_SIZE, NOTE_SIZE, new_figure, plain_axes, to_png

_WIDTH, _HEIGHT = 900, 640  # pixels
_SMOOTHING = 0.9  # of the last smoothed loss in the next: single batches differ much


def draw_curves(log: Path) -> bytes:
    """Draw loss, validation accuracy and learning rate by step, as a PNG file.

    Args:
        log: A CSV file with the columns step, loss, learning_rate and validation_accuracy; cells may be empty.
    """
    with log.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    figure = new_figure(_WIDTH, _HEIGHT)
    panels = (
        ("loss of the training split, smoothed", _smoothed(_points(rows, "loss")), "Pyro"),
        ("accuracy on the validation split", _points(rows, "validation_accuracy"), "Dendro"),
        ("learning rate", _points(rows, "learning_rate"), "Hydro"),
    )
    last = max((step for _, points, _ in panels for step, _ in points), default=1)
    for place, (title, points, colour) in enumerate(panels):
        axes = plain_axes(figure, (0.09, 0.70 - 0.31 * place, 0.87, 0.22))
        steps, values = [step for step, _ in points], [value for _, value in points]
        axes.plot(steps, values, color=COLOURS[colour], linewidth=2, marker="o" if len(points) < 20 else None)  # noqa: PLR2004
        axes.set_xlim(0, last)
        axes.set_title(title, color=INK, size=LABEL_SIZE - 2, loc="left")
        if values:
            axes.annotate(
                f"{values[-1]:.3g}", (steps[-1], values[-1]), (-6, 8), textcoords="offset points", color=INK,
                size=NOTE_SIZE, ha="right",
            )  # fmt: skip
    figure.text(0.96, 0.005, "optimizer steps", color=FAINT, size=NOTE_SIZE - 2, ha="right")
    return to_png(figure)


def _points(rows: list[dict[str, str]], column: str) -> list[tuple[int, float]]:
    return [(int(float(row["step"])), float(row[column])) for row in rows if row.get(column)]


def _smoothed(points: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """The exponential moving average, started at the first value."""
    smooth: list[tuple[int, float]] = []
    for step, value in points:
        before = smooth[-1][1] if smooth else value
        smooth.append((step, _SMOOTHING * before + (1 - _SMOOTHING) * value))
    return smooth
