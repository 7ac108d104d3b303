"""Every reason is true: by the features for all neighbours of all items, and by the game's tables themselves."""

from collections.abc import Callable, Iterator

import pytest

from katheryne_models.game.game import Game, Row
from katheryne_models.similarity.features.tables import KINDS, Kind
from katheryne_models.similarity.features.weapons import passive_of
from katheryne_models.similarity.reasons import Reason
from katheryne_models.similarity.similarity import Similarity

Pair = tuple[str, str, Reason]


def all_reasons(similarity: Similarity, kind: Kind) -> Iterator[Pair]:
    for key in similarity.index.shelves[kind].table.keys:
        for other, _ in similarity.index.neighbours(kind, key, 10, with_thin=True):
            for reason in similarity.reasons[kind].shared(key, other):
                yield key, other, reason


@pytest.mark.parametrize("kind", KINDS)
def test_every_reason_holds_for_both_items(similarity: Similarity, game: Game, kind: Kind) -> None:
    reasons = similarity.reasons[kind]
    checked = 0
    for key, other, reason in all_reasons(similarity, kind):
        if reason.sort == "rarity":
            assert _stars(game, kind, key) == _stars(game, kind, other), reason
            continue
        for feature in reason.features:
            assert reasons.holds(feature, key), (key, reason)
            assert reasons.holds(feature, other), (other, reason)
        checked += 1
    assert checked > 500


@pytest.mark.parametrize("kind", KINDS)
def test_a_pair_has_at_most_four_reasons_and_none_twice(similarity: Similarity, kind: Kind) -> None:
    reasons = similarity.reasons[kind]
    shelf = similarity.index.shelves[kind]
    for key in shelf.table.keys:
        for other, _ in similarity.index.neighbours(kind, key, 5, with_thin=True):
            texts = [reason.text for reason in reasons.shared(key, other)]
            assert len(texts) <= 4
            assert len(set(texts)) == len(texts)


def _stars(game: Game, kind: Kind, key: str) -> float | None:
    row = game.row(kind, key)
    assert row is not None
    return row.number("max_rarity" if kind == "artifacts" else "rarity")


def _says(field: str) -> Callable[[Row, str], bool]:
    return lambda row, name: row.text(field) == name


# What the tables say themselves, without the features, for the sorts of reasons that they state outright.
TABLE_CHECKS: dict[Kind, dict[str, Callable[[Row, str], bool]]] = {
    "characters": {
        "element": _says("element"),
        "weapon type": _says("weapon_type"),
        "ascension": lambda row, name: (row.text("ascension_stat") or "").endswith(name.removeprefix("Elemental ")),
    },
    "weapons": {"type": _says("weapon_type"), "substat": _says("substat")},
    "artifacts": {"element": lambda row, name: name in _set_text(row)},
}


def _set_text(row: Row) -> str:
    return " ".join(row.text(f"effect_{pieces}pc") or "" for pieces in (1, 2, 4))


@pytest.mark.parametrize("kind", KINDS)
def test_reasons_that_the_tables_state_agree_with_them(similarity: Similarity, game: Game, kind: Kind) -> None:
    checked = 0
    for key, other, reason in all_reasons(similarity, kind):
        check = TABLE_CHECKS[kind].get(reason.sort)
        if check is None:
            continue
        for item in (key, other):
            row = game.row(kind, item)
            assert row is not None
            assert check(row, reason.features[0].partition(": ")[2]), (item, reason)
        checked += 1
    assert checked > 20


WORDS = {
    "2 pieces": "2 pieces of both give ",
    "4 pieces": "4 pieces of both give ",
    "supplies": "both give ",
    "reaction": "both name ",
}


def _named_words(stat: str) -> tuple[str, ...]:
    """The words without which no text gives a stat."""
    attack = stat.removesuffix(" DMG").removeprefix("Elemental ").removesuffix(" Attack")
    return {"Healing": ("ealing",), "ATK SPD": ("SPD",), "Reaction DMG": ("DMG",), "HP": ("HP",)}.get(stat, (attack,))


@pytest.mark.parametrize("kind", ["weapons", "artifacts"])
def test_what_gear_is_said_to_give_stands_in_its_text(similarity: Similarity, game: Game, kind: Kind) -> None:
    checked = 0
    for key, other, reason in all_reasons(similarity, kind):
        stat = reason.features[0].partition(": ")[2]
        if reason.sort not in WORDS or stat in {"party", "DMG", "an element's DMG"}:
            continue
        for item in (key, other):
            row = game.row(kind, item)
            assert row is not None
            text = _set_text(row) if kind == "artifacts" else f"{row.text('substat')} {passive_of(game, item)}"
            assert all(word in text for word in _named_words(stat)), (item, reason)
        checked += 1
    assert checked > 50


@pytest.mark.parametrize("kind", KINDS)
def test_a_difference_names_the_one_it_is_true_of(similarity: Similarity, game: Game, kind: Kind) -> None:
    reasons = similarity.reasons[kind]
    for key in similarity.index.shelves[kind].table.keys:
        other = similarity.index.neighbours(kind, key, 1, with_thin=True)[0][0]
        difference = reasons.difference(key, other)
        if difference is None:
            continue
        names = [row.name() for item in (key, other) if (row := game.row(kind, item))]
        assert any(difference.startswith(f"only {name} ") for name in names)


def test_players_words(similarity: Similarity) -> None:
    reasons = similarity.reasons["characters"]
    texts = {reason.text for reason in reasons.shared("furina", "sigewinne")}
    assert {"both scale on HP", "both heal the party", "both are Hydro"} <= texts
    assert reasons.difference("hutao", "yelan") is not None
    polearms = similarity.reasons["weapons"].shared("staffofhoma", "blackcliffpole")
    assert "both are polearms" in {reason.text for reason in polearms}
    assert any(reason.text.startswith("both suit ") for reason in polearms)
