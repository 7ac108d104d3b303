"""Every head is asked of the real tables, and answers word for word what is written down."""

import re

import pytest

from katheryne_models.game.game import Game
from katheryne_models.plan.execution.registry import EXECUTORS
from katheryne_models.plan.heads import HEADS
from katheryne_models.plan.reading import canonical, parse_plan
from katheryne_models.question.linker import Linker
from tests.katheryne_models.plan.answers import Written, refusal_of, reply_to, rows_of, written

ANSWERED = [answer for answer in written() if not answer.declined]
DECLINED = [answer for answer in written() if answer.declined]
# What only an unfilled place, a missing value or a program's own notation would leave behind.
LEFTOVERS = re.compile(r"\bNone\b|\bnan\b|[{}\[\]]|\*\*\*\*|\(\)|: \.|, ,|: -(?:\W|$)|/ -(?:\W|$)|<[a-z_]+:\d>")
FIRST_KINDS = {(request.head, request.terms[0].kind) for answer in written()
               for request in parse_plan(answer.plan).requests if request.terms}  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERED, ids=str)
def test_a_question_is_answered_word_for_word(answer: Written, game: Game, linker: Linker) -> None:
    assert reply_to(answer.question, answer.plan, game, linker).text == answer.text


@pytest.mark.parametrize("answer", DECLINED, ids=str)
def test_what_has_no_answer_is_declined_with_what_is_true(answer: Written, game: Game, linker: Linker) -> None:
    refusal = refusal_of(answer.question, answer.plan, game, linker)
    assert refusal is not None
    assert refusal.user_text == answer.text


def test_every_fact_is_what_the_table_holds(game: Game, linker: Linker) -> None:
    for answer in ANSWERED:
        for fact in reply_to(answer.question, answer.plan, game, linker).facts:
            held = rows_of(fact.table)[fact.row][fact.field]
            expected = ", ".join(map(str, held)) if isinstance(held, list) else held
            assert fact.value == expected, (str(answer), fact)


def test_every_positive_answer_rests_on_facts(game: Game, linker: Linker) -> None:
    without = {
        answer.question
        for answer in ANSWERED
        if not reply_to(answer.question, answer.plan, game, linker).facts
    }  # fmt: skip
    # "no" may rest on there being no row, and a domain that is tied to no days has none to state
    assert {question for question in without if not question.startswith(("does ", "is "))} == set()


@pytest.mark.parametrize("answer", written(), ids=str)
def test_no_answer_shows_a_leftover(answer: Written) -> None:
    assert LEFTOVERS.search(answer.text) is None


def test_written_plans_are_canonical() -> None:
    assert [answer.plan for answer in written() if canonical(answer.plan) != answer.plan] == []


def test_every_head_but_the_follow_up_has_an_executor() -> None:
    assert set(EXECUTORS) == set(HEADS) - {"again"}


def test_every_head_is_asked_of_every_kind_that_it_takes() -> None:
    takes = {(name, kind) for name, head in HEADS.items() if head.arguments for kind in head.arguments[0].kinds}
    assert takes - FIRST_KINDS == set()


def test_every_head_is_asked_with_each_optional_argument() -> None:
    asked: dict[str, set[str]] = {}
    for answer in written():
        for request in parse_plan(answer.plan).requests:
            asked.setdefault(request.head, set()).update(term.kind for term in request.terms)
    heads = {name: head for name, head in HEADS.items() if name != "again"}
    assert set(heads) - set(asked) == set()
    missing = [(name, argument.kinds) for name, head in heads.items() for argument in head.arguments[1:]
               if not asked[name] & set(argument.kinds)]  # fmt: skip
    assert missing == []


def test_names_that_an_answer_hands_on_can_be_asked_about(game: Game, linker: Linker) -> None:
    reply = reply_to("which boss for hu tao", "ascension.boss <character:0>", game, linker)
    assert [(found.kind, found.name) for found in reply.found] == [
        ("enemy", "Primo Geovishap"), ("material", "Juvenile Jade"),
    ]  # fmt: skip


def test_a_picture_is_shown_where_the_data_has_one(game: Game, linker: Linker) -> None:
    picture = reply_to("birthday of hu tao", "fact.birthday <character:0>", game, linker).picture
    assert picture == rows_of("characters")["hutao"]["icon"]
