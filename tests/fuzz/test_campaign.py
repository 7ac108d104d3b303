"""Each station is given some texts by chance; `make fuzz` gives it many more."""

import pytest

from tests.fuzz.campaign import campaign
from tests.fuzz.inputs import seeds
from tests.fuzz.targets import Target, make_targets

SHARES = {"normalise": 2000, "link": 500, "read_plan": 2000, "execute": 500, "echo": 2000, "complete": 200, "ask": 100}


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Target]:
    return make_targets(tmp_path_factory.mktemp("engines"))


@pytest.mark.parametrize("name", SHARES)
def test_no_text_makes_a_station_fail(name: str, targets: dict[str, Target]) -> None:
    tried = campaign(name, targets[name], SHARES[name], 1, seeds())
    assert tried.inputs == SHARES[name]
    assert tried.failures == ()


def test_a_failure_is_told_with_its_text() -> None:
    def refuse(text: str) -> None:
        raise ZeroDivisionError(len(text))

    tried = campaign("refuse", refuse, 30, 0, ["when is hu tao's birthday"])
    assert len(tried.failures) == 10
    assert tried.failures[0].startswith("ZeroDivisionError: ")
