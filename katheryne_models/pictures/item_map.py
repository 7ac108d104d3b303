"""A map of all items of a kind, with one and its neighbours named."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from numpy.typing import NDArray

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
from katheryne_models.pictures.content import ItemMap
from katheryne_models.pictures.labels import Box, place_labels

_SIZE = 800  # pixels
_RADIUS = 11.0  # pixels around a named point that labels keep free
_FAR = 26.0  # pixels from which on a line leads from the point to its label


def draw_map(item_map: ItemMap) -> bytes:
    """Draw a map as a PNG file of 800 by 800 pixels, readable at half that size, in the dark and in the light."""
    figure = new_figure(_SIZE, _SIZE)
    axes = figure.add_axes((0.02, 0.13, 0.96, 0.79))
    axes.set_facecolor(GROUND)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_color("#3a3c41")
    places = np.array(item_map.places)
    colours = [COLOURS.get(group or "", OTHER_COLOUR) for group in item_map.groups]
    named = [item_map.query, *item_map.neighbours]
    axes.scatter(places[:, 0], places[:, 1], s=34, c=colours, alpha=0.5, linewidths=0)
    near = list(item_map.neighbours)
    axes.scatter(places[near, 0], places[near, 1], s=110, c=[colours[at] for at in near], edgecolors=INK, zorder=3)
    x, y = places[item_map.query]
    axes.scatter([x], [y], s=420, c=[colours[item_map.query]], marker="*", edgecolors=INK, linewidths=1.4, zorder=4)
    axes.margins(0.1)
    _name_points(axes, places[named], item_map.names)
    figure.text(0.02, 0.945, item_map.title, color=INK, size=LABEL_SIZE + 3, weight="bold")
    figure.text(0.02, 0.018, item_map.caption, color=FAINT, size=NOTE_SIZE - 2)
    _show_groups(axes, item_map.groups)
    return to_png(figure)


def _name_points(axes: Axes, places: NDArray[np.float64], names: tuple[str, ...]) -> None:
    """Write names beside their points, the query's first, so that it stands nearest."""
    canvas = axes.figure.canvas
    canvas.draw()
    points = [(float(x), float(y)) for x, y in axes.transData.transform(places)]
    texts = [
        axes.text(0, 0, name, color=INK, size=LABEL_SIZE, weight="bold" if first else "normal", va="bottom", zorder=6)
        for name, first in zip(names, [True] + [False] * len(names), strict=False)
    ]
    extents = [text.get_window_extent() for text in texts]
    frame = axes.get_window_extent()
    boxes = place_labels(
        points,
        [(extent.width, extent.height) for extent in extents],
        Box(frame.x0, frame.y0, frame.x1, frame.y1),
        _RADIUS,
    )
    back = axes.transData.inverted()
    for text, box, (x, y) in zip(texts, boxes, points, strict=True):
        text.set_position(tuple(back.transform((box.left + 4, box.bottom + 4))))
        text.set_bbox({"facecolor": GROUND, "alpha": 0.75, "edgecolor": "none", "pad": 1.5})
        end = (min(max(x, box.left), box.right), min(max(y, box.bottom), box.top))
        if (end[0] - x) ** 2 + (end[1] - y) ** 2 > _FAR**2:
            line = back.transform([(x, y), end])
            axes.plot(line[:, 0], line[:, 1], color=FAINT, linewidth=1.2, zorder=2)


def _show_groups(axes: Axes, groups: tuple[str | None, ...]) -> None:
    """What the colours mean."""
    present = [group for group in COLOURS if group in groups]
    marks = [Line2D([], [], marker="o", linestyle="", markersize=10, color=COLOURS[group]) for group in present]
    if None in groups or any(group not in COLOURS for group in groups):
        present.append("other")
        marks.append(Line2D([], [], marker="o", linestyle="", markersize=10, color=OTHER_COLOUR))
    axes.legend(
        marks, present, loc="upper center", bbox_to_anchor=(0.5, -0.005), ncols=4, frameon=False, labelcolor=INK,
        fontsize=NOTE_SIZE, handletextpad=0.1, columnspacing=1.0,
    )  # fmt: skip
