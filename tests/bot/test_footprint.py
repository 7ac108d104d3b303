from pathlib import Path

import pytest

from bot.failures import StartError
from bot.footprint import measure_footprint

PROJECT = Path(__file__).parents[2]


def test_a_start_that_fails_is_told_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(StartError, match=r"(?s)measured failed.*missing"):
        measure_footprint(tmp_path / "config.toml")
