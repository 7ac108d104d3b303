"""How a thing's stats grow by level, a panel each."""

from katheryne_models.pictures.canvas import (
    COLOURS,
    FAINT,
    GROUND,
    INK,
    LABEL_SIZE,
    NOTE_SIZE,
    OTHER_COLOUR,
    new_figure,
    to_png,
)
from katheryne_models.pictures.content import Growth

_WIDTH, _TOP, _PANEL, _GAP, _BOTTOM = 800, 70, 130, 34, 60  # pixels
_LEFT, _RIGHT = 0.12, 0.95  # of the width


def draw_growth(growth: Growth) -> bytes:
    """Draw the panels one above the other as a PNG file, 800 pixels wide, readable at half that size."""
    height = _TOP + len(growth.lines) * (_PANEL + _GAP) + _BOTTOM
    figure = new_figure(_WIDTH, height)
    figure.text(0.03, 1 - 42 / height, growth.title, color=INK, size=LABEL_SIZE + 2, weight="bold")
    colour = COLOURS.get(growth.group or "", OTHER_COLOUR)
    for place, line in enumerate(growth.lines):
        bottom = height - _TOP - place * (_PANEL + _GAP) - _PANEL - _GAP / 2
        axes = figure.add_axes((_LEFT, bottom / height, _RIGHT - _LEFT, _PANEL / height))
        axes.set_facecolor(GROUND)
        axes.plot(line.levels, line.values, color=colour, linewidth=3)
        axes.fill_between(line.levels, line.values, color=colour, alpha=0.15)
        axes.set_xlim(1, line.levels[-1])
        axes.set_ylim(0, max(line.values) * 1.15 or 1)
        axes.set_yticks([])
        last = place == len(growth.lines) - 1
        ticks = [level for level in (1, 20, 40, 50, 60, 70, 80, 90, 100) if level <= line.levels[-1]]
        axes.set_xticks(ticks, [str(level) if last else "" for level in ticks], color=FAINT, size=NOTE_SIZE)
        axes.tick_params(length=4, color=FAINT)
        axes.grid(axis="x", color=FAINT, alpha=0.25)
        for side, spine in axes.spines.items():
            spine.set_visible(side == "bottom")
            spine.set_color(FAINT)
        axes.text(0.01, 1.04, line.label, color=INK, size=NOTE_SIZE + 1, transform=axes.transAxes)
        ends = f"{line.first_text} → {line.last_text}"
        axes.text(0.99, 1.04, ends, color=colour, size=NOTE_SIZE + 1, ha="right", transform=axes.transAxes)
    note = "By level; upright steps are ascensions."
    figure.text(0.03, 12 / height, note, color=FAINT, size=NOTE_SIZE - 2)
    return to_png(figure)
