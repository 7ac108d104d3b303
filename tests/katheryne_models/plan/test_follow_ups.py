"""Follow-ups lean on the last question, and say so where there was none."""

import pytest

from katheryne_models.answer.answer import Exchange
from katheryne_models.game.game import Game
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.run import named, resolved, run
from katheryne_models.plan.reading import parse_plan
from katheryne_models.question.linker import Linker


@pytest.fixture(scope="module")
def conversation(game: Game, linker: Linker) -> "Conversation":
    return Conversation(game, linker)


class Conversation:
    """Asks a question, then another that leans on it."""

    def __init__(self, game: Game, linker: Linker) -> None:
        self._game, self._linker = game, linker

    def exchange(self, question: str, plan: str) -> Exchange:
        linked, parsed = self._linker.link(question), parse_plan(plan)
        reply = run(parsed, linked, self._game)
        links = tuple(linked.links.items())
        return Exchange(plan, named(parsed, linked), tuple(reply.found), links, linked.words)

    def then(self, question: str, plan: str, exchange: Exchange | None) -> Reply:
        resolved_plan, linked = resolved(parse_plan(plan), self._linker.link(question), self._game, exchange)
        return run(resolved_plan, linked, self._game, exchange)


def test_a_field_of_whom_the_last_question_was_about(conversation: Conversation) -> None:
    before = conversation.exchange("yelan ascension mats", "ascension.materials <character:0>")
    reply = conversation.then("and her birthday", "fact.birthday <previous:character>", before)
    assert reply.text == "**Yelan**'s birthday is **April 20**."


def test_a_search_among_what_the_last_answer_named(conversation: Conversation) -> None:
    before = conversation.exchange("dendro bow characters", "list.character <element:0> <weapon_type:0>")
    plan = "list.character <previous:character> <rarity:0>"
    assert [found.name for found in conversation.then("who of them is 5 star", plan, before).found] == ["Tighnari"]


@pytest.mark.parametrize(
    ("second", "plan", "text"),
    [
        ("and klee", "again <character:0>", "**Klee**'s birthday is **July 27**."),
        ("what about xiao and klee", "again <character:0> <character:1>",
         "**Xiao**'s birthday is **April 17**.\n**Klee**'s birthday is **July 27**."),
    ],
)  # fmt: skip
def test_the_same_question_about_somebody_else(second: str, plan: str, text: str, conversation: Conversation) -> None:
    before = conversation.exchange("hu tao birthday", "fact.birthday <character:0>")
    assert conversation.then(second, plan, before).text == text


def test_the_same_question_at_another_level(conversation: Conversation) -> None:
    before = conversation.exchange("homa atk at level 90", "stat <weapon:0> <stat:0> <level:0>")
    reply = conversation.then("and at level 1", "again <level:0>", before)
    assert reply.text == "**Staff of Homa** at level 1: base ATK **46**."


@pytest.mark.parametrize("plan", ["again <character:0>", "fact.birthday <previous:character>"])
def test_a_follow_up_to_nothing_asks_who_is_meant(plan: str, conversation: Conversation) -> None:
    with pytest.raises(DeclinedError) as refusal:
        conversation.then("and klee", plan, None)
    assert refusal.value.user_text == "Whom or what do you mean? Please name it."


def test_a_replacement_that_the_last_question_has_no_place_for_is_declined(conversation: Conversation) -> None:
    before = conversation.exchange("hu tao birthday", "fact.birthday <character:0>")
    with pytest.raises(DeclinedError):
        conversation.then("and staff of homa", "again <weapon:0>", before)


def test_a_name_of_several_things_is_asked_back_with_questions_that_work(
    conversation: Conversation, linker: Linker, game: Game
) -> None:
    with pytest.raises(DeclinedError) as refusal:
        conversation.then("what is the passive of favonius", "weapon.passive <weapon:0>", None)
    choices = refusal.value.choices
    assert len(choices) == 5
    for choice in choices:
        assert choice.label in refusal.value.user_text
        answer = run(parse_plan("weapon.passive <weapon:0>"), linker.link(choice.question), game)
        assert answer.text.startswith(f"**{choice.label}** · passive")
