from itertools import pairwise
from pathlib import Path

from bot.capacity import plan, table

PAGE = Path(__file__).parents[2] / "docs" / "scaling.md"


def test_the_page_shows_what_is_reckoned() -> None:
    assert table([plan(servers) for servers in (10_000, 100_000, 1_000_000)]) in PAGE.read_text(encoding="utf-8")


def test_more_servers_need_no_less() -> None:
    plans = [plan(servers) for servers in (1, 2_500, 10_000, 149_999, 1_000_000)]
    for few, many in pairwise(plans):
        assert many.shards > few.shards
        assert many.processes >= few.processes >= 1
        assert many.replicas >= few.replicas >= 1
        assert many.peak > few.peak
    assert plans[0].login_minutes == 0
    # from here on Discord lets several log in at once
    assert plan(150_000).login_minutes < plan(149_999).login_minutes
