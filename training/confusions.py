"""Which plans a network takes for which."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from katheryne_models.pictures.canvas import FAINT, GROUND, INK, LABEL_SIZE, NOTE_SIZE, new_figure, to_png

_SHOWN = 16  # heads
_WIDTH, _HEIGHT = 1200, 900  # pixels
_NO_HEAD = "(none)"

Plan = Sequence[str]


def confusions(expected: Sequence[Plan], found: Sequence[Plan]) -> Counter[tuple[str, str]]:
    """Count how often a plan of one head was expected and one of another head written; equal heads count, too."""
    return Counter((_head(right), _head(written)) for right, written in zip(expected, found, strict=True))


def draw_confusions(expected: Sequence[Plan], found: Sequence[Plan]) -> bytes:
    """Draw the heads that are most often taken for one another, as a PNG file.

    Args:
        expected: The right plan of each question.
        found: What the network wrote.
    """
    counts = confusions(expected, found)
    involved: Counter[str] = Counter()
    for (right, written), count in counts.items():
        if right != written:
            involved.update({right: count, written: count})
    heads = sorted(sorted(involved, key=lambda head: (-involved[head], head))[:_SHOWN])
    table = np.array([[counts[right, written] for written in heads] for right in heads]).reshape(len(heads), len(heads))
    wrong = np.where(np.eye(len(heads), dtype=bool), 0, table)

    figure = new_figure(_WIDTH, _HEIGHT)
    axes = figure.add_axes((0.21, 0.03, 0.69, 0.68))
    axes.set_facecolor(GROUND)
    if heads:
        axes.imshow(wrong, cmap="magma", vmin=0, vmax=max(1, int(wrong.max()) * 1.3), aspect="auto")
    for row, column in np.argwhere(table):
        colour = FAINT if row == column else INK
        axes.text(column, row, f"{table[row, column]}", color=colour, size=NOTE_SIZE - 2, ha="center", va="center")
    axes.set_xticks(range(len(heads)), heads, rotation=55, ha="left", color=INK, size=NOTE_SIZE - 2)
    axes.set_yticks(range(len(heads)), heads, color=INK, size=NOTE_SIZE - 2)
    axes.tick_params(top=True, bottom=False, labeltop=True, labelbottom=False, length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    same = sum(
        _head(right) == _head(written) and list(right) != list(written)
        for right, written in zip(expected, found, strict=True)
    )
    other = sum(count for (right, written), count in counts.items() if right != written)
    note = (
        f"Of {len(expected):,} plans, {other:,} begin with a wrong head and {same:,} go wrong later.\n"
        f"Rows: the right head; columns: what was written. The {len(heads)} heads that are confused most."
    )
    figure.text(0.02, 0.985, note, color=INK, size=LABEL_SIZE - 2, va="top", linespacing=1.5)
    return to_png(figure)


def _head(plan: Plan) -> str:
    return plan[0] if plan else _NO_HEAD
