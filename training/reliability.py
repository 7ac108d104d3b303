"""Whether a confidence says how often it is right."""

from collections.abc import Sequence
from dataclasses import dataclass

from katheryne_models.pictures.canvas import COLOURS, FAINT, INK, LABEL_SIZE, NOTE_SIZE, new_figure, plain_axes, to_png

_BINS = 10
_WIDTH, _HEIGHT = 760, 620  # pixels


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose confidence lies in one tenth.

    Attributes:
        confidence: Their mean confidence.
        accuracy: The share of them whose plan is right.
        count: How many there are.
    """

    confidence: float
    accuracy: float
    count: int


def bins_of(confidences: Sequence[float], right: Sequence[bool]) -> tuple[Bin, ...]:
    """Sort answers into tenths of their confidence, 0 to 1; tenths without any are left out."""
    bins = []
    for place in range(_BINS):
        inside = [
            (confidence, correct)
            for confidence, correct in zip(confidences, right, strict=True)
            if min(int(confidence * _BINS), _BINS - 1) == place
        ]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            bins.append(Bin(mean, sum(correct for _, correct in inside) / len(inside), len(inside)))
    return tuple(bins)


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error (Naeini et al., 2015): the mean distance of confidence and accuracy, 0 to 1."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.accuracy) for one in bins) / total if total else 0.0


def draw_reliability(bins: Sequence[Bin]) -> bytes:
    """Draw how often answers of a confidence are right, as a PNG file; the dashed line is what they should be."""
    figure = new_figure(_WIDTH, _HEIGHT)
    axes = plain_axes(figure, (0.11, 0.11, 0.84, 0.78))
    axes.plot([0, 1], [0, 1], color=FAINT, linestyle="--", linewidth=1)
    axes.plot(
        [one.confidence for one in bins],
        [one.accuracy for one in bins],
        color=COLOURS["Dendro"],
        marker="o",
        linewidth=2,
    )
    for one in bins:
        axes.annotate(
            f"{one.count:,}", (one.confidence, one.accuracy), (8, -16), textcoords="offset points", color=FAINT,
            size=NOTE_SIZE - 2,
        )  # fmt: skip
    axes.set(xlim=(0, 1.04), ylim=(0, 1.04))
    axes.set_xlabel("confidence", color=FAINT, size=NOTE_SIZE)
    axes.set_ylabel("share of right plans", color=FAINT, size=NOTE_SIZE)
    title = f"{sum(one.count for one in bins):,} questions, expected calibration error {calibration_error(bins):.3f}"
    axes.set_title(title, color=INK, size=LABEL_SIZE - 1, loc="left")
    return to_png(figure)
