"""Labels never cover each other or the points that matter, wherever these lie."""

from hypothesis import given
from hypothesis import strategies as st

from katheryne_models.pictures.labels import Box, place_labels

FRAME = Box(0, 0, 800, 640)
coordinates = st.tuples(st.floats(60, 740), st.floats(60, 580))


@given(st.lists(coordinates, min_size=1, max_size=11))
def test_labels_keep_apart_and_within_the_frame(points: list[tuple[float, float]]) -> None:
    boxes = place_labels(points, [(150.0, 24.0)] * len(points), FRAME, radius=10)
    assert len(boxes) == len(points)
    for number, box in enumerate(boxes):
        assert box.within(FRAME)
        assert not any(box.overlaps(other) for other in boxes[:number])
        assert not any(box.left < x < box.right and box.bottom < y < box.top for x, y in points)


def test_a_lone_label_stands_right_beside_its_point() -> None:
    [box] = place_labels([(400, 300)], [(100, 20)], FRAME, radius=10)
    assert (box.left, box.bottom < 300 < box.top) == (410, True)


def test_a_label_without_room_lies_on_its_point() -> None:
    [box] = place_labels([(5, 5)], [(100, 20)], Box(0, 0, 10, 10), radius=4)
    assert (box.left, box.bottom) == (5, 5)
