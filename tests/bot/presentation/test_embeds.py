import discord
import pytest

from bot.presentation.embeds import ANSWERED_COLOUR, DECLINED_COLOUR, ELEMENT_COLOURS, answer_embed, source_embed
from katheryne_models.answer.answer import Answer, Fact
from katheryne_models.assistant import Assistant


@pytest.mark.parametrize(("question", "element"), [("tell me about hu tao", "Pyro"), ("childes c6", "Hydro")])
def test_answers_about_a_character_have_its_elements_colour(released: Assistant, question: str, element: str) -> None:
    answer = released.ask(question)
    assert answer.element == element
    assert answer_embed(answer, answer.text[:1000], None, (1, 1)).colour == ELEMENT_COLOURS[element]


def test_other_answers_and_declines_have_colours_of_their_own(released: Assistant) -> None:
    weapon = released.ask("staff of homa atk at level 90")
    declined = released.ask("what is the best team for my grandmother")
    assert answer_embed(weapon, "…", None, (1, 1)).colour == ANSWERED_COLOUR
    assert answer_embed(declined, "…", None, (1, 1)).colour == DECLINED_COLOUR


def test_a_source_of_many_rows_stays_within_discords_limit() -> None:
    facts = tuple(Fact("characters", f"row{number}", "description", "*word* " * 60) for number in range(100))
    embed = source_embed(Answer("q", "t", answered=True, confidence=1.0, plan="about", facts=facts), None)
    assert isinstance(embed, discord.Embed)
    assert len(embed) < 2100
    assert str(embed.description).endswith("…")
    assert r"\*word\*" in str(embed.description)
