"""`katheryne similar` and `katheryne data features`: the similarity models without the assistant's network."""

from dataclasses import asdict
from pathlib import Path

from bot.settings import Settings
from katheryne_models.answer.answer import Entity
from katheryne_models.game.game import Game
from katheryne_models.question.completion import Completion
from katheryne_models.question.linker import Linker
from katheryne_models.question.names import Catalogue
from katheryne_models.question.resolving import resolve_name
from katheryne_models.similarity.similar import ANY, Similar, Wish
from katheryne_models.similarity.similarity import TABLE_OF_COMPARED, Similarity


def _similarity(settings: Settings) -> tuple[Game, Similarity]:
    game = Game(settings.assistant.data)
    return game, Similarity.load(game, settings.assistant.models)


def _named(game: Game, name: str, kind: str | None) -> Entity:
    catalogue = Catalogue(game)
    return resolve_name(name, kind, Linker(catalogue), Completion(catalogue))


def neighbours_of(
    settings: Settings, name: str, kind: str | None, count: int, *, wish: Wish = ANY, picture: Path | None = None
) -> Similar:
    """What resembles the item of a name.

    Args:
        settings: Where tables and models lie.
        name: The name.
        kind: One of character, weapon and artifact, or None for any.
        count: How many neighbours.
        wish: Which of them are wanted.
        picture: Where to write the map, a PNG file.

    Raises:
        KatheryneError: If a file is missing or damaged, or nothing bears the name.
        OSError: If the picture can't be written.
    """
    game, similarity = _similarity(settings)
    similar = similarity.similar(_named(game, name, kind), count, wish)
    if picture:
        from katheryne_models.pictures.item_map import draw_map  # noqa: PLC0415 - it takes a second to load

        picture.write_bytes(draw_map(similarity.map_of(similar)))
    return similar


def all_neighbours(settings: Settings, kind: str, count: int) -> dict[str, list[str]]:
    """Every item of a kind with the names of its neighbours, the nearest first.

    Raises:
        KatheryneError: If a file is missing or damaged.
    """
    _, similarity = _similarity(settings)
    return similarity.all_neighbours(TABLE_OF_COMPARED[kind], count)


def features_of(settings: Settings, name: str) -> list[tuple[str, str]]:
    """The features by which the item of a name is compared, with their values.

    Raises:
        KatheryneError: If a file is missing or damaged, or nothing bears the name.
    """
    game, similarity = _similarity(settings)
    return similarity.describe(_named(game, name, None))


def similar_as_json(similar: Similar) -> dict[str, object]:
    """Neighbours as the command line prints them."""
    return {
        "query": asdict(similar.query),
        "neighbours": [
            {
                "name": neighbour.entity.name,
                "kind": neighbour.entity.kind,
                "key": neighbour.entity.key,
                "score": round(neighbour.score, 4),
                "reasons": list(neighbour.reasons),
                "difference": neighbour.difference,
            }
            for neighbour in similar.neighbours
        ],
        "picture": similar.picture,
    }
