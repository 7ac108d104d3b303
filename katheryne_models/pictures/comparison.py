"""Two items side by side, a pair of bars for each thing that can be measured of both."""

import numpy as np

from katheryne_models.pictures.canvas import FAINT, GROUND, INK, LABEL_SIZE, NOTE_SIZE, new_figure, to_png
from katheryne_models.pictures.content import Comparison

_WIDTH, _TOP, _ROW, _BOTTOM = 800, 118, 58, 44  # pixels
_THICK = 0.36  # of a row
_FIRST, _SECOND = "#5fe0b7", "#ffc233"


def draw_comparison(comparison: Comparison) -> bytes:
    """Draw a comparison as a PNG file, 800 pixels wide, readable at half that size, in the dark and in the light."""
    height = _TOP + _ROW * len(comparison.rows) + _BOTTOM
    figure = new_figure(_WIDTH, height)
    axes = figure.add_axes((0.33, _BOTTOM / height, 0.52, (height - _TOP - _BOTTOM) / height))
    axes.set_facecolor(GROUND)
    places = np.arange(len(comparison.rows))
    for offset, colour, shares, texts in (
        (-_THICK / 2, _FIRST, [row.first for row in comparison.rows], [row.first_text for row in comparison.rows]),
        (_THICK / 2, _SECOND, [row.second for row in comparison.rows], [row.second_text for row in comparison.rows]),
    ):
        axes.barh(places + offset, shares, height=_THICK, color=colour)
        for place, share, text in zip(places, shares, texts, strict=True):
            axes.text(share + 0.015, place + offset, text, color=INK, size=NOTE_SIZE, va="center")
    axes.set_xlim(0, 1)
    axes.set_ylim(len(comparison.rows) - 0.4, -0.6)
    axes.set_xticks([])
    axes.set_yticks(places, [row.label for row in comparison.rows], color=INK, size=NOTE_SIZE + 1)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for line, (name, colour) in enumerate(((comparison.first, _FIRST), (comparison.second, _SECOND))):
        figure.text(0.03, 1 - (36 + 34 * line) / height, f"■ {name}", color=colour, size=LABEL_SIZE + 2, weight="bold")
    note = "A full bar is the highest value of all."
    figure.text(0.03, 14 / height, note, color=FAINT, size=NOTE_SIZE - 2)
    return to_png(figure)
