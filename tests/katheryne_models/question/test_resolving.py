"""A name means one thing, or the reader is told what it may mean."""

import pytest

from katheryne_models.errors import UnknownNameError
from katheryne_models.question.completion import Completion
from katheryne_models.question.linker import Linker
from katheryne_models.question.resolving import resolve_name
from tests.katheryne_models.question.test_linker import TABLE_NAMES


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("Hu Tao", None, "Hu Tao"),
        ("hutao", None, "Hu Tao"),
        ("childe", None, "Tartaglia"),
        ("homa", None, "Staff of Homa"),
        ("staffofhoma", None, "Staff of Homa"),
        ("emblem", None, "Emblem of Severed Fate"),
        ("zhonlgi", None, "Zhongli"),
        ("Amber", "character", "Amber"),
        ("prototype amber", "weapon", "Prototype Amber"),
        ("rust", "weapon", "Rust"),
    ],
)
def test_a_name_or_key_means_one_thing(
    name: str, kind: str | None, found: str, linker: Linker, completion: Completion
) -> None:
    assert resolve_name(name, kind, linker, completion).name == found


def test_every_name_of_the_tables_means_itself(linker: Linker, completion: Completion) -> None:
    for kind, name in TABLE_NAMES:
        entity = resolve_name(name, kind, linker, completion)
        assert (entity.kind, entity.name) == (kind, name)


def test_a_name_of_several_things_is_asked_back(linker: Linker, completion: Completion) -> None:
    with pytest.raises(UnknownNameError) as error:
        resolve_name("favonius", None, linker, completion)
    assert len(error.value.suggestions) == 5
    assert all(name.startswith("Favonius") for name in error.value.suggestions)
    assert "Favonius Lance" in error.value.user_text


def test_a_name_of_another_kind_is_not_taken(linker: Linker, completion: Completion) -> None:
    with pytest.raises(UnknownNameError):
        resolve_name("Hu Tao", "weapon", linker, completion)


@pytest.mark.parametrize("name", ["", "   ", "🎉🎉", "qqqqqqqqqqqqqqqqqq", "\u202e\u202e", "x" * 6000])
def test_a_name_of_nothing_is_refused_politely(name: str, linker: Linker, completion: Completion) -> None:
    with pytest.raises(UnknownNameError) as error:
        resolve_name(name, None, linker, completion)
    assert error.value.user_text.startswith("I don't know that name.")
    assert len(error.value.suggestions) <= 5


def test_a_name_of_another_kind_is_told_as_such(linker: Linker, completion: Completion) -> None:
    with pytest.raises(UnknownNameError, match="Pyro is no character, weapon or artifact set"):
        resolve_name("Pyro", None, linker, completion)
