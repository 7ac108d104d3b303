from pathlib import Path

from katheryne_models.assistant import Assistant
from katheryne_models.plan.heads import HEADS
from training.plan_docs import examples, write_plan_docs

PROJECT = Path(__file__).parents[2]


def test_every_head_has_an_example() -> None:
    assert list(examples()) == list(HEADS)
    assert len(set(examples().values())) == len(HEADS)


def test_the_inventory_says_what_is_answered(tmp_path: Path, released: Assistant) -> None:
    write_plan_docs(released, tmp_path / "plans.md")
    fresh = (tmp_path / "plans.md").read_text(encoding="utf-8")
    committed = (PROJECT / "docs" / "plans.md").read_text(encoding="utf-8")
    assert fresh == committed, "make it anew: python -m training.plan_docs"
