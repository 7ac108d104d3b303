"""Writes `docs/results.md` and its plots: what `katheryne evaluate` measured."""

from collections.abc import Mapping
from pathlib import Path

from matplotlib.figure import Figure

from training.evaluation.answers import Evaluation, Row
from training.reliability import draw_reliability

_LEAST_SHOWN = 0.9  # groups below are shown as where the project loses
_RELIABILITY = "results-reliability.png"
_GROUPS = "results-groups.png"
_HOW_TO_READ = (
    "Right, declined and wrong are shares of all questions. A question without an answer is right where it is "
    "declined. A wrong answer costs more than none, so Katheryne declines what it is not sure of.\n"
)
_COLOURS = {"right": "#3a7d44", "declined": "#c9a227", "wrong": "#b3392f"}


def write_report(
    evaluations: Mapping[str, Evaluation], training: str, hardware: str, folder: Path, command: str
) -> Path:
    """Write the report.

    Args:
        evaluations: What was measured, by the name of the questions; the test split comes first.
        training: What the checkpoints' own metrics say of their training.
        hardware: What it was measured on.
        folder: Where `results.md` and the plots go.
        command: What was called.

    Returns:
        The report's path.
    """
    folder.mkdir(parents=True, exist_ok=True)
    split = next(iter(evaluations.values()))
    (folder / _RELIABILITY).write_bytes(draw_reliability(split.bins))
    _stacked(split, folder / _GROUPS)
    parts = [
        "# Results\n",
        f"Written by `{command}`. Seed {split.seed}; {hardware}. {training}\n",
        _HOW_TO_READ,
    ]
    for name, evaluation in evaluations.items():
        parts += [f"## {name}\n", _table("method", evaluation.rows)]
        if evaluation.bins:
            parts.append(
                f"Expected calibration error of the first row: {evaluation.calibration_error:.3f} (ten bins).\n\n"
                f"![confidence beside accuracy]({_RELIABILITY})\n\n![by topic]({_GROUPS})\n"
            )
        losing = [row for row in evaluation.groups if row.right / row.count < _LEAST_SHOWN]
        parts += [f"By group, the worst first; {len(losing)} of {len(evaluation.groups)} stay under 90 %:\n"]
        parts.append(_table("group", evaluation.groups))
        parts += [f"Not measured in this run: {reason}\n" for reason in evaluation.left_out]
    path = folder / "results.md"
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def _table(first: str, rows: tuple[Row, ...]) -> str:
    lines = [f"| {first} | questions | right | declined | wrong |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.method} | {row.count} | {row.right / row.count:.1%} | {row.declined / row.count:.1%} "
        f"| {row.wrong / row.count:.1%} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _stacked(evaluation: Evaluation, path: Path) -> None:
    """Plot right, declined and wrong of every topic."""
    rows = list(evaluation.groups)[::-1]
    figure = Figure(figsize=(7, 0.26 * len(rows) + 1.2), layout="constrained")
    axes = figure.add_subplot()
    left = [0.0] * len(rows)
    for part, colour in _COLOURS.items():
        shares = [getattr(row, part) / row.count for row in rows]
        axes.barh([f"{row.method} ({row.count})" for row in rows], shares, left=left, color=colour, label=part)
        left = [start + share for start, share in zip(left, shares, strict=True)]
    axes.set(xlim=(0, 1), xlabel="share of questions")
    axes.legend(loc="lower left", ncols=3, fontsize=8)
    figure.savefig(path, dpi=110)
