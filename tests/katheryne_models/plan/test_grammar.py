"""Whatever the constraint lets through is a plan, and has one form only."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from katheryne_models.plan.grammar import END, PLACEHOLDERS_PER_KIND, placeholder, placeholder_kind, previous
from katheryne_models.plan.heads import FILTERS, HEADS
from katheryne_models.plan.reading import PlanConstraint, PlanSyntaxError, canonical, parse_plan, plan_tokens
from training.generation.wordings import plan_with_placeholders, read_wordings

ARGUMENTS = [argument for head in HEADS.values() for argument in head.arguments]
KINDS = sorted({*FILTERS, *HEADS["again"].filters, *(kind for argument in ARGUMENTS for kind in argument.kinds)})
LONGEST = 200  # no plan is longer: four requests, each with every placeholder once

placeholders = st.lists(
    st.one_of(
        st.builds(placeholder, st.sampled_from(KINDS), st.integers(0, PLACEHOLDERS_PER_KIND - 1)),
        st.builds(previous, st.sampled_from(KINDS)),
    ),
    max_size=8,
    unique=True,
)


def drawn(available: list[str], random: Random) -> tuple[str, ...]:
    """A plan drawn token by token from what the constraint allows."""
    constraint = PlanConstraint(available)
    plan: tuple[str, ...] = ()
    while len(plan) < LONGEST:
        allowed = list(constraint.allowed(plan))
        assert allowed, f"a dead end after {plan}"
        assert len(set(allowed)) == len(allowed)
        assert {token for token in allowed if placeholder_kind(token)} <= set(available)
        token = random.choice(allowed)
        if token == END:
            return plan
        plan = (*plan, token)
    pytest.fail(f"no end in {plan}")


@settings(max_examples=300, deadline=None)
@given(available=placeholders, seed=st.integers(0, 2**32))
def test_whatever_is_drawn_from_the_constraint_is_a_plan_in_its_one_form(available: list[str], seed: int) -> None:
    text = " ".join(drawn(available, Random(seed)))
    assert str(parse_plan(text)) == text
    assert canonical(text) == text


@settings(max_examples=100, deadline=None)
@given(available=placeholders, seed=st.integers(0, 2**32))
def test_every_token_of_a_plan_is_in_the_networks_vocabulary(available: list[str], seed: int) -> None:
    assert set(drawn(available, Random(seed))) <= set(plan_tokens())


def test_the_vocabulary_of_plans_names_each_token_once() -> None:
    assert len(plan_tokens()) == len(set(plan_tokens()))


def test_the_order_of_filters_does_not_matter_to_what_is_meant() -> None:
    loose = "list.character <rarity:0> not <weapon_type:0> <element:0> | fact.birthday"
    assert canonical(loose) == "list.character <element:0> not <weapon_type:0> <rarity:0> | fact.birthday"


def test_a_bound_stays_with_its_stat() -> None:
    loose = "list.character <stat:0> over <number:0> <element:0>"
    assert canonical(loose) == "list.character <element:0> <stat:0> over <number:0>"


def test_plans_of_the_wordings_are_canonical_once_and_for_all() -> None:
    for plan in {wording.plan for wording in read_wordings()}:
        once = plan_with_placeholders(plan)
        assert canonical(once) == once
        assert str(parse_plan(once)) == once


@pytest.mark.parametrize(
    "plan",
    [
        "", "fact.birthday", "fact.birthday <weapon:0>", "fact.age <character:0>", "fact.birthday <character:0> ;",
        "greet ; greet", "compare.stat <character:0>", "compare.stat <character:0> <weapon:0>", "best.character",
        "fact.birthday <character:1> <character:0>", "list.character <rarity:0> <element:0>", "check <character:0>",
        "list.character | fact.birthday <character:0>", "fact.birthday <character:0> | fact.region",
        "list.character over <number:0>", "list.character not", "list.character <element:0> <element:0>",
        " ; ".join(["list.character"] * 5), "fact.birthday <character:99>", "fact.birthday character",
    ],
)  # fmt: skip
def test_what_is_no_plan_is_refused(plan: str) -> None:
    with pytest.raises(PlanSyntaxError):
        parse_plan(plan)


def test_a_head_that_needs_what_the_question_lacks_is_not_offered() -> None:
    allowed = set(PlanConstraint(["<weapon:0>"]).allowed(()))
    assert "stat" in allowed
    assert "fact.birthday" not in allowed
    assert "compare.stat" not in allowed
