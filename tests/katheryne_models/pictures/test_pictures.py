"""Maps and comparisons of the released models, drawn for real."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from katheryne_models.answer.answer import Entity
from katheryne_models.errors import KatheryneError
from katheryne_models.game.game import Game
from katheryne_models.pictures.comparison import draw_comparison
from katheryne_models.pictures.growth import draw_growth
from katheryne_models.pictures.item_map import draw_map
from katheryne_models.plan.growth import growth_of
from katheryne_models.similarity.similarity import Similarity

DATA = Path(__file__).parents[3] / "data"
QUERIES = (
    Entity("character", "hutao", "Hu Tao"),
    Entity("weapon", "staffofhoma", "Staff of Homa"),
    Entity("artifact", "emblemofseveredfate", "Emblem of Severed Fate"),
)


@pytest.fixture(scope="module")
def similarity(game: Game) -> Similarity:
    return Similarity.load(game, DATA / "models")


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_map_shows_every_item_and_names_the_near_ones(similarity: Similarity, query: Entity) -> None:
    similar = similarity.similar(query, 10)
    content = similarity.map_of(similar)
    shelf = similarity.index.shelves[f"{query.kind}s"]  # type: ignore[index]  # the three kinds are the shelves
    assert len(content.places) == len(content.groups) == len(shelf.table.keys)
    assert len(set(content.places)) > 0.9 * len(content.places)
    assert content.names == (query.name, *(neighbour.entity.name for neighbour in similar.neighbours))
    picture = draw_map(content)
    assert len(picture) < 200_000
    with Image.open(BytesIO(picture)) as image:
        assert image.size == (800, 800)
        assert len(image.getcolors(1 << 20) or []) > 100  # more than an empty ground


def test_neighbours_stand_nearer_than_others(similarity: Similarity) -> None:
    content = similarity.map_of(similarity.similar(QUERIES[0], 5))
    x, y = content.places[content.query]
    distances = [(a - x) ** 2 + (b - y) ** 2 for a, b in content.places]
    near = [distances[at] for at in content.neighbours]
    assert sorted(near)[2] < sorted(distances)[len(distances) // 4]


def test_a_comparison_gives_values_as_the_tables_have_them(similarity: Similarity) -> None:
    content = similarity.compare(QUERIES[0], Entity("character", "zhongli", "Zhongli"))
    rows = {row.label: row for row in content.rows}
    assert (rows["HP at 90"].first_text, rows["HP at 90"].second_text) == ("15,552", "14,695")
    assert (rows["burst cost"].first_text, rows["burst cost"].second_text) == ("60", "40")
    assert all(0 <= share <= 1 for row in content.rows for share in (row.first, row.second))
    with Image.open(BytesIO(draw_comparison(content))) as image:
        assert image.width == 800


def test_two_of_different_kinds_are_not_compared(similarity: Similarity) -> None:
    with pytest.raises(KatheryneError, match="of different kinds"):
        similarity.compare(QUERIES[0], QUERIES[1])


def test_growth_ends_at_the_values_of_the_tables(game: Game) -> None:
    growth = growth_of(game, QUERIES[0])
    lines = {line.label: line for line in growth.lines}
    assert list(lines) == ["base HP", "base ATK", "base DEF", "CRIT DMG"]
    assert (lines["base HP"].first_text, lines["base HP"].last_text) == ("1,211", "16,658")
    assert (lines["CRIT DMG"].first_text, lines["CRIT DMG"].last_text) == ("50.0%", "88.4%")
    assert lines["base HP"].levels.count(80) == 2  # before and after ascending
    picture = draw_growth(growth)
    assert len(picture) < 200_000
    with Image.open(BytesIO(picture)) as image:
        assert image.width == 800


def test_a_thing_without_stats_has_no_growth(game: Game) -> None:
    with pytest.raises(KatheryneError, match="Emblem"):
        growth_of(game, QUERIES[2])
