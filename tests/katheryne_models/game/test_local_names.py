"""Names of things in other languages, from the real tables."""

import pytest

from katheryne_models.answer.answer import Entity
from katheryne_models.assistant import Assistant
from katheryne_models.game.game import Game
from katheryne_models.game.local_names import LANGUAGES, LocalNames

HU_TAO = Entity("character", "hutao", "Hu Tao")
STAFF = Entity("weapon", "staffofhoma", "Staff of Homa")


@pytest.fixture(scope="module")
def names(game: Game) -> LocalNames:
    return LocalNames(game)


def test_things_have_names_of_their_own_in_each_language(names: LocalNames) -> None:
    assert [names.of(HU_TAO, language).name for language in ("ja", "zh-CN", "de")] == ["胡桃", "胡桃", "Hu Tao"]
    assert names.of(STAFF, "de").name != STAFF.name
    assert names.of(STAFF, "de").key == STAFF.key
    assert names.of(Entity("title", "hutao", "Fragrance in Thaw"), "de").name == "Fragrance in Thaw"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_completes_itself(names: LocalNames, language: str) -> None:
    kinds = ("character", "weapon", "artifact")
    for entity in names.complete("", kinds, language, 10_000):
        found = names.complete(entity.name, kinds, language, 5)
        assert entity.name in [one.name for one in found]


def test_beginnings_come_before_what_holds_the_text(names: LocalNames) -> None:
    found = [entity.name for entity in names.complete("epee", ("weapon",), "fr", 10)]
    assert found
    assert found[0].startswith("Épée")


def test_english_names_are_understood_in_every_language(released: Assistant) -> None:
    found = released.complete("staff of hom", ("weapon",), 5, "ja")
    assert STAFF.key in [entity.key for entity in found]
    assert released.complete("護摩", ("weapon",), 5, "ja")[0].key == STAFF.key
    assert released.complete("staff of hom", ("weapon",), 5, "en")[0] == STAFF
    assert released.complete("staff of hom", ("weapon",), 5, "pt-BR")[0] == STAFF
