"""What a stranger's text goes through, a function a station; none may raise anything but the project's refusals."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from bot.presentation.embeds import answer_embed, source_embed
from bot.presentation.escaping import neutralise
from bot.presentation.pages import PAGE_LIMIT, split_pages
from katheryne_models.assistant import Assistant, load_bundle
from katheryne_models.plan.execution.reply import DeclinedError
from katheryne_models.plan.execution.run import resolved, run
from katheryne_models.plan.reading import PlanSyntaxError, parse_plan
from katheryne_models.question.normalise import fold, plain, words_of
from katheryne_models.question.vocabulary import END
from katheryne_models.understanding import plan_constraint

PROJECT = Path(__file__).parents[2]
MOST_CHARACTERS = 6000  # Discord's longest text for a command is shorter
_MOST_TOKENS = 12
# what Discord would make a mention, a link or a block of code of
_EFFECTIVE = re.compile(r"(?<!\\)(?:<[@#:]|\]\(|```)|@everyone|@here|\w://", re.ASCII)
COMPLETED = ("character", "weapon", "artifact", "enemy", "material", "food")

Target = Callable[[str], object]


def make_targets(engines: Path, *, network: bool = True) -> dict[str, Target]:
    """The stations by name.

    Args:
        engines: Where derived engines are kept.
        network: Whether to ask the networks, too; all else needs only the tables.
    """
    assistant = load_bundle(PROJECT / "data" / "models", "assistant", data=PROJECT / "data" / "game", engines=engines)

    def normalise(text: str) -> None:
        folded = fold(text)
        assert fold(folded) == folded
        assert all(word.text for word in words_of(text))
        plain(text)

    def link(text: str) -> None:
        assert assistant.link(text).words == assistant.link(text).words

    def read_plan(text: str) -> None:
        with suppress(PlanSyntaxError):
            parse_plan(text)

    def execute(text: str) -> None:
        """Carry out some plan that the grammar allows for what the text names."""
        _run_some_plan(assistant, text)

    def echo(text: str) -> None:
        shown = neutralise(text, 200)
        assert len(shown) <= 200
        assert "\n" not in shown
        assert not _EFFECTIVE.search(shown)
        assert all(len(page) <= PAGE_LIMIT for page in split_pages(text))

    def complete(text: str) -> None:
        assert len(assistant.complete(text, COMPLETED)) <= 25
        assert len(assistant.complete_question(text)) <= 25

    def ask(text: str) -> None:
        answer = assistant.ask(text)
        pages = split_pages(answer.text)
        for number, page in enumerate(pages, start=1):
            assert len(answer_embed(answer, page, None, (number, len(pages)))) <= 6000
        source_embed(answer, None)

    targets: dict[str, Target] = {
        "normalise": normalise, "link": link, "read_plan": read_plan, "execute": execute, "echo": echo,
        "complete": complete,
    }  # fmt: skip
    return targets | ({"ask": ask} if network else {})


def _run_some_plan(assistant: Assistant, text: str) -> None:
    linked = assistant.link(text)
    tokens = assistant.understanding.tokens(linked, None)
    constraint = plan_constraint(tokens)
    chance = Random(repr(text))  # a text with half a surrogate pair has no bytes to start from
    plan: list[str] = []
    while len(plan) < _MOST_TOKENS:
        allowed = constraint.allowed(tuple(plan))
        if not allowed:
            return
        token = chance.choice(allowed)
        if token == END:
            break
        plan.append(token)
    else:
        if END not in constraint.allowed(tuple(plan)):
            return
    try:
        said = run(*resolved(parse_plan(" ".join(plan)), linked, assistant.game, None), assistant.game).text
    except DeclinedError as error:
        said = error.user_text
    assert said, plan
