import pytest

from katheryne_models.plan.covering import covers
from katheryne_models.plan.reading import parse_plan

C = "<character:0>"


@pytest.mark.parametrize(
    ("plan", "other", "covered"),
    [
        (f"fact.birthday {C}", f"fact.birthday {C}", True),
        (f"fact.birthday {C} ; fact.region {C}", f"fact.region {C}", True),
        (f"fact.birthday {C}", f"fact.birthday {C} ; fact.region {C}", False),
        ("count.character <element:0>", "list.character <element:0>", True),
        ("list.character <element:0>", "count.character <element:0>", True),
        ("list.character <element:0>", "list.character not <element:0>", False),
        ("artifact.same_domain <artifact:0> | artifact.bonus", "artifact.same_domain <artifact:0>", True),
        ("artifact.same_domain <artifact:0>", "artifact.same_domain <artifact:0> | artifact.bonus", False),
        (f"check {C} <rarity:0> <rarity:1>", f"fact.rarity {C}", True),
        (f"fact.rarity {C}", f"check {C} <rarity:0>", True),
        (f"fact.rarity {C}", f"check {C} <element:0> <rarity:0>", False),
        ("artifact.bonus <artifact:0>", "artifact.bonus <artifact:0> <pieces:0>", True),
        ("artifact.bonus <artifact:0> <pieces:0>", "artifact.bonus <artifact:0>", False),
        (
            f"talent.multiplier {C} <ability:0> <level:0>",
            f"talent.multiplier {C} <ability:0> <label:0> <level:0>",
            True,
        ),
        (f"talents.materials {C}", f"talents.books {C}", True),
        (f"talents.books {C}", f"talents.materials {C}", False),
        (f"ascension.materials {C}", f"talents.books {C}", False),
        (f"ascension.materials {C} <level:0>", f"ascension.mora {C} <level:0>", True),
        (f"talent.multiplier {C} <ability:0>", f"talent.multiplier {C} <ability:0> <level:0>", False),
    ],
)
def test_an_answer_holds_what_another_plan_asks(plan: str, other: str, covered: bool) -> None:
    assert covers(parse_plan(plan), parse_plan(other)) is covered
