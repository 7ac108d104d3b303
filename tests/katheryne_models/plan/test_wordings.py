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

_LONGEST = 4 * 1900  # characters: a list of one page, and three pages of what is asked of its things


@pytest.fixture(scope="module")
def examples(linker: Linker, catalogue: Catalogue) -> list[Example]:
    """One filled wording for every plan that needs no earlier question."""
    maker, random = ExampleMaker(linker, Surfaces(catalogue)), Random(3)
    made: dict[str, Example] = {}
    for wording in read_wordings():
        follows_up = "{previous" in wording.plan or wording.plan.startswith("again")
        if not follows_up and wording.plan not in made:
            example = maker.make(wording, random, noise=False)
            if example:
                made[wording.plan] = example
    return list(made.values())


def test_every_plan_is_answered_or_declined_in_words(examples: list[Example], game: Game) -> None:
    assert len(examples) > 900
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
