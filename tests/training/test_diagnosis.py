"""What a training tells of its network: reliability, confusions, changes."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from katheryne_models.engine.decoded import Decoded
from tests.training.entries import write_entries
from training.changes import Change, changes
from training.confusions import confusions, draw_confusions
from training.dataset import GenshinAssistantDataset
from training.reliability import Bin, bins_of, calibration_error, draw_reliability

PLANS = [["fact.region", "<character:0>"], ["fact.region", "<character:0>"], ["greet"], ["unknown"]]


def plan(*tokens: str) -> Decoded:
    return Decoded(tokens, (0.0,) * (len(tokens) + 1), finished=True)


def test_answers_are_sorted_into_tenths_of_their_confidence() -> None:
    bins = bins_of([0.05, 0.95, 1.0, 0.91], [False, True, True, False])
    assert bins[0] == Bin(0.05, 0.0, 1)
    assert (bins[1].confidence, bins[1].accuracy, bins[1].count) == pytest.approx((2.86 / 3, 2 / 3, 3))
    assert calibration_error(bins) == pytest.approx((0.05 + 3 * (2.86 / 3 - 2 / 3)) / 4)
    assert calibration_error(()) == 0.0


def test_heads_are_counted_by_what_was_written_for_them() -> None:
    found = [["fact.region", "<character:1>"], ["greet"], ["greet"], []]
    assert confusions(PLANS, found) == {
        ("fact.region", "fact.region"): 1, ("fact.region", "greet"): 1, ("greet", "greet"): 1, ("unknown", "(none)"): 1,
    }  # fmt: skip


@pytest.mark.parametrize("found", [PLANS, [["greet"]] * 4], ids=["all right", "all the same"])
def test_pictures_are_drawn_whatever_was_written(found: list[list[str]]) -> None:
    for content in (draw_confusions(PLANS, found), draw_reliability(bins_of([0.5], [True])), draw_reliability(())):
        with Image.open(BytesIO(content)) as image:
            assert image.format == "PNG"
            assert image.width >= 700


def test_changes_name_the_heads_that_lost_first(tmp_path: Path) -> None:
    entries = [{"query": str(number), "response": " ".join(one), "type": "a"} for number, one in enumerate(PLANS)]
    dataset = GenshinAssistantDataset(write_entries(tmp_path, entries))
    before = [plan(*PLANS[0]), plan("greet"), plan("greet"), plan("greet")]
    after = [plan(*PLANS[0]), plan(*PLANS[1]), plan("unknown"), plan("greet")]
    assert changes(dataset, range(4), before, after) == [
        Change("greet", 1, 1.0, 0.0), Change("fact.region", 2, 0.5, 1.0),
    ]  # fmt: skip
