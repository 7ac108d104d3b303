"""Every plan that anybody has written a wording for, run on the real tables."""

import re
from random import Random

import pytest

from katheryne_models.game.game import Game
from katheryne_models.plan.execution.reply import DeclinedError
from katheryne_models.plan.execution.run import run
from katheryne_models.plan.reading import parse_plan
from katheryne_models.question.linker import Linker
from katheryne_models.question.names import Catalogue
from tests.katheryne_models.plan.test_answers import LEFTOVERS
from training.generation.examples import Example, ExampleMaker
from training.generation.surfaces import Surfaces
from training.generation.wordings import read_wordings

_PLANS = 1000
_LONGEST = 4 * 1900  # characters: a list of one page, and three pages of what is asked of its things


@pytest.fixture(scope="module")
def examples(linker: Linker, catalogue: Catalogue) -> list[Example]:
    """One filled wording for many of the plans that need no earlier question."""
    maker, random = ExampleMaker(linker, Surfaces(catalogue)), Random(3)
    alone = {
        wording.plan: wording
        for wording in read_wordings()
        if "{previous" not in wording.plan and not wording.plan.startswith("again")
    }
    made = (maker.make(alone[plan], random, noise=False) for plan in random.sample(sorted(alone), _PLANS))
    return [example for example in made if example]


def test_every_plan_is_answered_or_declined_in_words(examples: list[Example], game: Game) -> None:
    assert len(examples) > 0.98 * _PLANS
    for example in examples:
        try:
            text = run(parse_plan(example.plan), example.link, game).text
        except DeclinedError as error:
            text = error.user_text
        assert text.strip(), example.text
        assert len(text) <= _LONGEST, example.text
        # texts of the game have the word, and an enemy's name the dash
        cleaned = re.sub(r"None (?=Can Tame|of )|: None$", "", text, flags=re.MULTILINE).replace(" - ", " ")
        assert LEFTOVERS.search(cleaned) is None, (example.text, text)
