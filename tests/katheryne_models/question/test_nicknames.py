import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from katheryne_models.question.normalise import plain

GAME = Path(__file__).parents[3] / "data" / "game"
TABLES = {
    "character": "characters",
    "weapon": "weapons",
    "artifact": "artifacts",
    "material": "materials",
    "material_group": "material_groups",
    "enemy": "enemies",
}
OTHER_NAMED_TABLES = (
    "foods",
    "outfits",
    "namecards",
    "animals",
    "geographies",
    "wind_gliders",
    "achievements",
)
OWNED_TABLES = ("talents", "constellations", "artifact_pieces")

Nicknames = dict[str, dict[str, list[str]]]


def load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("katheryne_models.question").joinpath(name).read_text(encoding="utf-8"))


def column(table: str, name: str) -> list[str]:
    values: list[str] = pq.read_table(GAME / f"{table}.parquet", columns=[name]).column(name).to_pylist()
    return values


@pytest.fixture(scope="module")
def nicknames() -> Nicknames:
    return {kind: table for kind, table in load("nicknames.toml").items() if kind not in {"uppercase", "ambiguous"}}


@pytest.fixture(scope="module")
def uppercase() -> Nicknames:
    tables: Nicknames = load("nicknames.toml")["uppercase"]
    return tables


@pytest.fixture(scope="module")
def ambiguous() -> set[str]:
    return {plain(nickname) for nickname in load("nicknames.toml")["ambiguous"]["nicknames"]}


@pytest.fixture(scope="module")
def closed_classes() -> Nicknames:
    classes: Nicknames = {kind: table for kind, table in load("lexicon.toml").items() if kind != "ambiguous_words"}
    return classes


def owners(tables: Nicknames, kind: str) -> Counter[str]:
    """How many keys of a kind claim each nickname."""
    return Counter(word for phrases in tables[kind].values() for word in {plain(phrase) for phrase in phrases})


def full_names() -> dict[str, set[tuple[str, str]]]:
    """Every full name in the tables, folded, with the table and key that bear it."""
    named: dict[str, set[tuple[str, str]]] = {}
    keyed = [(table, "key") for table in (*TABLES.values(), *OTHER_NAMED_TABLES)]
    for table, key_column in [*keyed, *((table, "name") for table in OWNED_TABLES)]:
        for key, name in zip(column(table, key_column), column(table, "name"), strict=True):
            named.setdefault(plain(name), set()).add((table, key))
    return named


def test_every_nickname_belongs_to_a_thing_in_the_tables(nicknames: Nicknames, uppercase: Nicknames) -> None:
    for tables in (nicknames, uppercase):
        for kind, named in tables.items():
            known = set(column(TABLES[kind], "key"))
            if kind == "character":
                known.update(column("talents", "owner"))
            assert set(named) <= known, kind


def test_only_declared_nicknames_stand_for_several_things_of_a_kind(nicknames: Nicknames, ambiguous: set[str]) -> None:
    for kind in nicknames:
        shared = {nickname for nickname, count in owners(nicknames, kind).items() if count > 1}
        assert shared <= ambiguous, kind


def test_no_nickname_is_another_things_full_name(nicknames: Nicknames, ambiguous: set[str]) -> None:
    named = full_names()
    for kind, table in nicknames.items():
        for key, phrases in table.items():
            for phrase in phrases:
                others = named.get(plain(phrase), set()) - {(TABLES[kind], key)}
                assert not others or plain(phrase) in ambiguous, (key, phrase)


def test_every_declared_ambiguity_is_one(nicknames: Nicknames, ambiguous: set[str]) -> None:
    named = full_names()
    shared = {word for kind in nicknames for word, count in owners(nicknames, kind).items() if count > 1}
    another_name = {word for kind in nicknames for word in owners(nicknames, kind) if word in named}
    assert ambiguous <= shared | another_name


def test_no_nickname_repeats_the_things_own_name(nicknames: Nicknames) -> None:
    for kind, table in nicknames.items():
        names = dict(zip(column(TABLES[kind], "key"), column(TABLES[kind], "name"), strict=True))
        for key, phrases in table.items():
            folded = [plain(phrase) for phrase in phrases]
            assert len(folded) == len(set(folded)), key
            assert plain(names.get(key, "")) not in folded, key


def test_nicknames_are_lower_case_but_for_those_that_need_capitals(nicknames: Nicknames, uppercase: Nicknames) -> None:
    for table in nicknames.values():
        assert all(phrase == phrase.lower() and plain(phrase) for phrases in table.values() for phrase in phrases)
    for kind, table in uppercase.items():
        assert all(phrase.isalpha() and phrase.isupper() for phrases in table.values() for phrase in phrases)
        assert max(owners(uppercase, kind).values()) == 1, kind
        assert not set(owners(uppercase, kind)) & set(owners(nicknames, kind)), kind


def test_a_word_stands_for_one_value_of_its_class(closed_classes: Nicknames) -> None:
    ambiguous = set(load("lexicon.toml")["ambiguous_words"]["words"])
    for kind in closed_classes:
        several = {word for word, count in owners(closed_classes, kind).items() if count > 1}
        assert several <= ambiguous, kind


def test_closed_words_are_lower_case_and_listed_once(closed_classes: Nicknames) -> None:
    for kind, table in closed_classes.items():
        for value, phrases in table.items():
            assert phrases, (kind, value)
            assert all(phrase == phrase.lower() for phrase in phrases), (kind, value)
            folded = [plain(phrase) for phrase in phrases]
            assert len(folded) == len(set(folded)), (kind, value)


def test_no_nickname_hides_a_closed_word(nicknames: Nicknames, closed_classes: Nicknames) -> None:
    linked_alone = set(closed_classes) - {"unit", "number", "ordinal"}
    words = {word for kind in linked_alone for word in owners(closed_classes, kind)}
    for kind in nicknames:
        assert not words & set(owners(nicknames, kind)), kind


@pytest.mark.parametrize(
    ("kind", "table", "field"),
    [
        ("element", "characters", "element"),
        ("weapon_type", "weapons", "weapon_type"),
        ("region", "characters", "region"),
        ("gender", "characters", "gender"),
        ("slot", "artifact_pieces", "slot"),
    ],
)
def test_the_values_of_a_class_are_those_of_the_tables(
    closed_classes: Nicknames, kind: str, table: str, field: str
) -> None:
    assert set(closed_classes[kind]) == {value for value in column(table, field) if value}


@pytest.mark.parametrize(
    ("kind", "key", "nickname"),
    [
        ("character", "tartaglia", "childe"),
        ("character", "raidenshogun", "ei"),
        ("character", "hutao", "ht"),
        ("character", "wanderer", "scara"),
        ("weapon", "thrillingtalesofdragonslayers", "ttds"),
        ("artifact", "emblemofseveredfate", "eosf"),
        ("artifact", "viridescentvenerer", "vv"),
        ("enemy", "perpetualmechanicalarray", "pma"),
    ],
)
def test_what_players_say_every_day_is_known(nicknames: Nicknames, kind: str, key: str, nickname: str) -> None:
    assert nickname in nicknames[kind][key]


def test_noblesse_goes_by_no_only_in_capitals(nicknames: Nicknames, uppercase: Nicknames) -> None:
    assert uppercase["artifact"]["noblesseoblige"] == ["NO"]
    assert "no" not in owners(nicknames, "artifact")
