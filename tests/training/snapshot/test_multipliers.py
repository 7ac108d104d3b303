import pytest

from katheryne_models.errors import SnapshotError
from training.snapshot.multipliers import fill_in, multiplier_rows


@pytest.mark.parametrize(
    ("template", "value", "text"),
    [
        ("{param1:F1P}", 0.46885, "46.9%"),
        ("{param1:F1P}", 0.7525, "75.3%"),
        ("{param1:F2P} Per Energy", 0.0026, "0.26% Per Energy"),
        ("{param1:P}", 6.8136, "681%"),
        ("{param1:P}", 1.005, "101%"),
        ("{param1:F1}s", 15, "15.0s"),
        ("{param1:F2}", 0.125, "0.13"),
        ("{param1:I}", 60.0, "60"),
        ("{param1:I}", 1000000.0, "1000000"),
        (" {param1:I} Per Construct", 5.0, "5 Per Construct"),
    ],
)
def test_numbers_are_written_as_the_game_writes_them(template: str, value: float, text: str) -> None:
    assert fill_in(template, {"param1": value}) == text


def test_a_label_with_two_parameters_keeps_both_in_their_order() -> None:
    parameters = {"param1": [1.0, 2.0], "param2": [0.5, 0.6], "param3": [9.0, 9.0]}
    rows = list(multiplier_rows("hutao", "burst", ["Low|{param2:P}+{param1:P}"], parameters))
    assert [(row["level"], row["text"], row["values"]) for row in rows] == [
        (1, "50%+100%", [0.5, 1.0]),
        (2, "60%+200%", [0.6, 2.0]),
    ]


@pytest.mark.parametrize(
    ("labels", "parameters", "problem"),
    [
        (["DMG|{param2:P}"], {"param1": [1.0]}, "DMG|{param2:P}"),
        (["DMG|{param1:X9}"], {"param1": [1.0]}, "DMG|{param1:X9}"),
        (["DMG|{param1:P}"], {"param1": [1.0], "param2": [1.0, 2.0]}, "[1, 2] levels"),
    ],
)
def test_a_label_that_cannot_be_filled_in_names_its_talent(
    labels: list[str], parameters: dict[str, list[float]], problem: str
) -> None:
    with pytest.raises(SnapshotError) as caught:
        list(multiplier_rows("hutao", "skill", labels, parameters))
    assert "talents/hutao is off at skill" in caught.value.user_text
    assert problem in caught.value.user_text
