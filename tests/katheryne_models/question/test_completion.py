"""A name is completed in the order: exact, nickname, beginning, word, initials, within, near."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from katheryne_models.game.game import Game
from katheryne_models.question.completion import Completion

ALL = ("character", "weapon", "artifact")


def complete(completion: Completion, text: str, *kinds: str, limit: int = 25) -> list[str]:
    return [entity.name for entity in completion.complete(text, kinds or ALL, limit)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("hu tao", "Hu Tao"), ("HUTAO", "Hu Tao"), ("hu t", "Hu Tao"), ("childe", "Tartaglia"), ("zhong", "Zhongli"),
        ("zhonlgi", "Zhongli"), ("staff of homa", "Staff of Homa"), ("homa", "Staff of Homa"),
        ("eosf", "Emblem of Severed Fate"), ("severed", "Emblem of Severed Fate"), ("rust", "Rust"),
    ],
)  # fmt: skip
def test_the_likeliest_comes_first(text: str, first: str, completion: Completion) -> None:
    assert complete(completion, text)[0] == first


def test_exact_before_nickname_before_beginning_before_word(completion: Completion) -> None:
    found = complete(completion, "amber")
    assert found[0] == "Amber"
    assert found.index("Prototype Amber") > 0
    lyn = complete(completion, "lyn", "character")
    assert lyn[:2] == ["Lynette", "Lyney"]


def test_beginnings_come_before_other_words_and_shorter_names_first(completion: Completion) -> None:
    found = complete(completion, "sky", "weapon")
    assert found[:5] == ["Skyward Harp", "Skyward Atlas", "Skyward Blade", "Skyward Pride", "Skyward Spine"]


def test_only_the_kinds_asked_for(completion: Completion) -> None:
    assert {entity.kind for entity in completion.complete("amber", ("weapon",))} == {"weapon"}
    assert completion.complete("amber", ("food",)) == []


def test_nothing_typed_gives_names_by_the_alphabet(completion: Completion) -> None:
    found = complete(completion, "", "character")
    assert found == sorted(found)
    assert len(found) == 25


def test_what_is_like_nothing_gives_nothing(completion: Completion) -> None:
    assert complete(completion, "0192837465") == []


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=100), limit=st.integers(1, 25))
def test_any_text_completes_to_at_most_the_limit_and_the_same_each_time(
    text: str, limit: int, completion: Completion
) -> None:
    found = completion.complete(text, ALL, limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)
    assert found == completion.complete(text, ALL, limit)


def _four_letters(name: str, _chance: random.Random) -> str:
    """A name up to its fourth letter or digit."""
    letters = [place for place, character in enumerate(name) if character.isalnum()]
    return name[: letters[min(3, len(letters) - 1)] + 1]


def _one_slip(name: str, chance: random.Random) -> str:
    """A name with one letter wrong, left out or swapped after its fifth."""
    if len(name) < 6:
        return name
    place = chance.randrange(5, len(name))
    wrong = name[:place] + chance.choice(string.ascii_lowercase) + name[place + 1 :]
    swapped = name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :]
    return chance.choice([wrong, name[:place] + name[place + 1 :], swapped])


def test_what_is_meant_is_among_the_first_three(game: Game, completion: Completion) -> None:
    """98 % of 500 names, half of them by four letters; several families have more than three names that begin alike."""
    chance = random.Random(0)
    tables = {"character": "characters", "weapon": "weapons", "artifact": "artifacts"}
    names = [(kind, row.name()) for kind, table in tables.items() for row in game.table(table).rows]
    found = 0
    for number in range(500):
        kind, name = chance.choice(names)
        typed = (_four_letters, _one_slip)[number % 2](name, chance)
        found += name in [entity.name for entity in completion.complete(typed, (kind,), 3)]
    assert found >= 490
