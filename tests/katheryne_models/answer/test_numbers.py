"""Numbers are written as the game writes them."""

import pytest

from katheryne_models.answer.numbers import percent, rounded, stars, stat_value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (15552.3066196, "15,552"),
        (0.0, "0"),
        (0.5, "1"),
        (2.5, "3"),
        (999.5, "1,000"),
        (608.0745972, "608"),
        (1652500.0, "1,652,500"),
        (-1.5, "-2"),
        (1e-7, "0"),
    ],
)
def test_whole_numbers_round_halves_up_and_part_thousands(value: float, text: str) -> None:
    assert rounded(value) == text


@pytest.mark.parametrize(
    ("fraction", "text"),
    [
        (0.661536, "66.2%"),
        (0.384, "38.4%"),
        (0.05, "5.0%"),
        (0.0005, "0.1%"),
        (0.0, "0.0%"),
        (1.0, "100.0%"),
        (0.882048, "88.2%"),
    ],
)
def test_fractions_become_percentages_with_one_decimal(fraction: float, text: str) -> None:
    assert percent(fraction) == text


def test_elemental_mastery_is_in_points_and_other_bonuses_in_percent() -> None:
    assert stat_value("Elemental Mastery", 115.2) == "115"
    assert stat_value("CRIT DMG", 0.384) == "38.4%"


def test_rarity_in_words() -> None:
    assert stars(5) == "5-star"
