"""The ground on which pictures are drawn: dark, and readable at half its size on a phone."""

from io import BytesIO
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

DOTS_PER_INCH = 100
GROUND, INK, FAINT = "#1e1f22", "#f2f3f5", "#9a9ea6"
# Points; a picture of 800 pixels is shown at about 400 on a phone, where 16 points are 11 pixels high.
LABEL_SIZE, NOTE_SIZE = 16, 13

COLOURS: "Mapping[str, str]" = {
    "Pyro": "#ff6b4a", "Hydro": "#4aa8ff", "Electro": "#b980f0", "Cryo": "#9be7ff", "Anemo": "#5fe0b7",
    "Geo": "#ffc233", "Dendro": "#8bd450",
    "Sword": "#ff6b4a", "Claymore": "#ffc233", "Polearm": "#5fe0b7", "Bow": "#4aa8ff", "Catalyst": "#b980f0",
    "5-star": "#ffc233", "4-star": "#b980f0", "3-star": "#4aa8ff",
}  # fmt: skip
OTHER_COLOUR = "#c9ccd1"


def new_figure(width: int, height: int) -> Figure:
    """An empty picture of a size in pixels. It belongs to no window, so any thread may draw on it."""
    figure = Figure((width / DOTS_PER_INCH, height / DOTS_PER_INCH), DOTS_PER_INCH, facecolor=GROUND)
    FigureCanvasAgg(figure)
    return figure


def plain_axes(figure: Figure, place: tuple[float, float, float, float]) -> "Axes":
    """Axes with two lines and a faint grid.

    Args:
        figure: Where they stand.
        place: Left, bottom, width and height, as shares of the figure's.
    """
    axes = figure.add_axes(place)
    axes.set_facecolor(GROUND)
    axes.tick_params(colors=FAINT, labelsize=NOTE_SIZE - 3)
    axes.grid(color=FAINT, alpha=0.2)
    for side, spine in axes.spines.items():
        spine.set_visible(side in {"left", "bottom"})
        spine.set_color(FAINT)
    return axes


def to_png(figure: Figure) -> bytes:
    """The picture as a PNG file."""
    file = BytesIO()
    figure.savefig(file, format="png", facecolor=GROUND)
    return file.getvalue()
