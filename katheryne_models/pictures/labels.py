"""Places labels beside their points so that none covers another, or a point that matters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

_DIRECTIONS = 16
_STEP = 12.0  # pixels between the distances that are tried
_AIR = 4.0  # pixels kept free around a label


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels.

    Attributes:
        left: Its left edge.
        bottom: Its lower edge.
        right: Its right edge.
        top: Its upper edge.
    """

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def within(self, other: "Box") -> bool:
        """Whether it lies in another."""
        return (
            other.left <= self.left and self.right <= other.right
            and other.bottom <= self.bottom and self.top <= other.top
        )  # fmt: skip


def place_labels(
    points: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]], frame: Box, radius: float
) -> list[Box]:
    """Find a place for a label beside each of some points, as near as may be.

    Args:
        points: The points, x and y in pixels.
        sizes: The labels' widths and heights in pixels.
        frame: Where labels may stand.
        radius: How far around each point no label may reach.

    Returns:
        A box for each label, none overlapping another; a label for which there is no room left lies on its point.
    """
    kept_free = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    placed: list[Box] = []
    for (x, y), (width, height) in zip(points, sizes, strict=True):
        taken = [*kept_free, *placed]
        boxes = _around(x, y, width + 2 * _AIR, height + 2 * _AIR, radius, frame)
        free = (box for box in boxes if box.within(frame) and not any(box.overlaps(other) for other in taken))
        placed.append(next(free, Box(x, y, x + width, y + height)))
    return placed


def _around(x: float, y: float, width: float, height: float, radius: float, frame: Box) -> Iterator[Box]:
    """Boxes around a point, the nearest first."""
    distance = radius
    while distance < frame.right - frame.left:
        for step in range(_DIRECTIONS):
            angle = 2 * pi * step / _DIRECTIONS
            # The box touches the circle with the side or corner that is turned towards the point.
            left = x + distance * cos(angle) - width * (1 - cos(angle)) / 2
            bottom = y + distance * sin(angle) - height * (1 - sin(angle)) / 2
            yield Box(left, bottom, left + width, bottom + height)
        distance += _STEP
