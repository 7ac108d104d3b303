import pytest

from katheryne_models.answer.answer import Entity
from katheryne_models.errors import KatheryneError
from katheryne_models.game.game import Game
from katheryne_models.similarity.features.tables import KINDS, Kind
from katheryne_models.similarity.index import TooLittleKnownError
from katheryne_models.similarity.similarity import Similarity


@pytest.mark.parametrize(
    "entity",
    [
        Entity("character", "hutao", "Hu Tao"),
        Entity("weapon", "staffofhoma", "Staff of Homa"),
        Entity("artifact", "emblemofseveredfate", "Emblem of Severed Fate"),
    ],
)
def test_five_neighbours_with_reasons(similarity: Similarity, entity: Entity) -> None:
    similar = similarity.similar(entity)
    assert similar.query == entity
    assert similar.picture is not None
    assert similar.picture.startswith("https://")
    assert len(similar.neighbours) == 5
    for neighbour in similar.neighbours:
        assert neighbour.entity.kind == entity.kind
        assert neighbour.entity != entity
        assert 1 <= len(neighbour.reasons) <= 4
        assert neighbour.score <= similar.neighbours[0].score


def test_every_neighbour_of_every_item_has_a_reason(similarity: Similarity) -> None:
    kinds: tuple[tuple[str, Kind], ...] = (
        ("character", "characters"), ("weapon", "weapons"), ("artifact", "artifacts")
    )  # fmt: skip
    for name, kind in kinds:
        shelf = similarity.index.shelves[kind]
        for key, thin in zip(shelf.table.keys, shelf.thin, strict=True):
            if not thin:
                similar = similarity.similar(Entity(name, key, key), 3)
                assert len(similar.neighbours) == 3, key
                assert all(neighbour.reasons for neighbour in similar.neighbours)


def test_the_twins_are_each_other(similarity: Similarity) -> None:
    nearest = similarity.similar(Entity("character", "aether", "Aether")).neighbours[0]
    assert nearest.entity.name == "Lumine"
    assert nearest.difference is None


@pytest.mark.parametrize("kind", KINDS)
def test_all_neighbours_cover_every_name(similarity: Similarity, game: Game, kind: Kind) -> None:
    listed = similarity.all_neighbours(kind, 10)
    assert set(listed) == {row.name() for row in game.table(kind).rows}
    for name, neighbours in listed.items():
        assert len(neighbours) == len(set(neighbours)) == 10
        assert name not in neighbours


def test_what_cannot_be_compared_is_said_with_its_name(similarity: Similarity) -> None:
    with pytest.raises(KatheryneError, match="Pyro is none of these"):
        similarity.similar(Entity("element", "pyro", "Pyro"))
    with pytest.raises(KatheryneError, match="Paimon"):
        similarity.describe(Entity("character", "paimon", "Paimon"))
    with pytest.raises(TooLittleKnownError, match="too little of Manekin"):
        similarity.similar(Entity("character", "manekin", "Manekin"))


def test_a_person_can_read_the_features(similarity: Similarity) -> None:
    described = dict(similarity.describe(Entity("weapon", "staffofhoma", "Staff of Homa")))
    assert described["type: Polearm"] == "1"
    assert float(described["suits: Hu Tao"]) > 0.15
    assert dict(similarity.describe(Entity("character", "manekin", "Manekin")))["role: healer"] == "unknown"
