"""The committed snapshot equals what genshin-db's own JavaScript returns, and handles the known traps."""

import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from katheryne_models.game.snapshot import TABLES, read_manifest, read_table
from tests.training.snapshot.conftest import COMMITTED, Rows

_SAMPLE_FILE = Path(__file__).parents[2] / "fixtures" / "genshin_db_sample.json"
SAMPLE: dict[str, Any] = json.loads(_SAMPLE_FILE.read_text(encoding="utf-8"))
_MARKUP = re.compile(r"\*\*|\\n|</?[a-z]+[=>]|\{|Placeholder|\?\?\?|——|\n\n\n")


def _by(rows: list[dict[str, Any]], *columns: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    found = {tuple(row[column] for column in columns): row for row in rows}
    assert len(found) == len(rows)
    return found


def test_the_sample_is_large_and_of_the_same_package() -> None:
    assert SAMPLE["package"] == read_manifest(COMMITTED).package_version
    assert sum(len(values) for values in SAMPLE.values() if isinstance(values, list)) >= 600


def test_character_stats_equal_the_sample(committed: Rows) -> None:
    rows = _by(committed("character_stats"), "character", "level", "ascension")
    assert any(expected["ascended"] for expected in SAMPLE["character_stats"])
    for expected in SAMPLE["character_stats"]:
        row = rows[expected["key"], expected["level"], expected["ascension"]]
        values = [row["hp"], row["atk"], row["def"], row["ascension_value"]]
        stats = [expected[name] for name in ("hp", "attack", "defense", "specialized")]
        assert values == pytest.approx(stats, rel=1e-6), expected["key"]


def test_weapon_stats_equal_the_sample(committed: Rows) -> None:
    rows = _by(committed("weapon_stats"), "weapon", "level", "ascension")
    substats = {row["key"]: row["substat"] for row in committed("weapons")}
    for expected in SAMPLE["weapon_stats"]:
        row = rows[expected["key"], expected["level"], expected["ascension"]]
        assert row["atk"] == pytest.approx(expected["attack"], rel=1e-6), expected["key"]
        if substats[expected["key"]] is None:
            assert row["substat_value"] is None
        else:
            assert row["substat_value"] == pytest.approx(expected["specialized"], rel=1e-6), expected["key"]


def test_enemy_stats_equal_the_sample(committed: Rows) -> None:
    rows = _by(committed("enemy_stats"), "enemy", "level")
    for expected in SAMPLE["enemy_stats"]:
        row = rows[expected["key"], expected["level"]]
        stats = [expected[name] for name in ("hp", "attack", "defense")]
        assert [row["hp"], row["atk"], row["def"]] == pytest.approx(stats, rel=1e-6), expected["key"]


def test_talent_parameters_equal_the_sample(committed: Rows) -> None:
    rows = _by(committed("talent_multipliers"), "owner", "slot", "position", "level")
    for expected in SAMPLE["talent_parameters"]:
        row = rows[expected["key"], expected["slot"], expected["position"], expected["level"]]
        assert row["label"] == expected["label"]
        assert row["values"] == pytest.approx(expected["values"], rel=1e-6), expected["key"]


def test_refinement_texts_equal_the_sample(committed: Rows) -> None:
    rows = _by(committed("weapon_refinements"), "weapon", "refinement")
    for expected in SAMPLE["refinements"]:
        assert rows[expected["key"], expected["refinement"]]["description"] == expected["description"]


@pytest.mark.parametrize(
    ("table", "owner", "step"),
    [
        ("character_costs", "character", "phase"),
        ("weapon_costs", "weapon", "phase"),
        ("talent_costs", "owner", "level"),
    ],
)
def test_costs_equal_the_sample(committed: Rows, table: str, owner: str, step: str) -> None:
    names = {row["key"]: row["name"] for row in committed("materials")}
    for expected in SAMPLE[table]:
        rows = [row for row in committed(table) if (row[owner], row[step]) == (expected["key"], expected["step"])]
        assert [[row["material_name"], row["count"]] for row in rows] == expected["items"]
        assert [names[row["material"]] for row in rows] == [row["material_name"] for row in rows]


def test_no_text_carries_markup_or_a_placeholder() -> None:
    manifest = read_manifest(COMMITTED)
    for name, schema in TABLES.items():
        table = read_table(COMMITTED, name, manifest)
        for field in schema:
            if pa.types.is_string(field.type):
                texts = table[field.name].unique().to_pylist()
            elif field.type.equals(pa.list_(pa.string())):
                texts = table[field.name].combine_chunks().flatten().unique().to_pylist()
            else:
                continue
            # "" and blank ends would be texts that say nothing
            off = [text for text in texts if text is not None and (_MARKUP.search(text) or text != text.strip())]
            assert off == [], (name, field.name)
            assert "" not in texts, (name, field.name)


def test_the_known_gaps_of_characters_stay_gaps(committed: Rows) -> None:
    characters = _by(committed("characters"), "key")
    for key in ("aether", "lumine", "manekin", "manekina"):
        row = characters[key,]
        assert (row["element"], row["birthday"], row["birthday_month"], row["region"]) == (None,) * 4
    for key in ("columbina", "neuvillette", "manekin"):
        assert characters[key,]["constellation"] is None
    for key in ("aloy", "skirk", "nicole"):
        assert characters[key,]["region"] is None
    hutao = characters["hutao",]
    assert (hutao["birthday"], hutao["birthday_month"], hutao["birthday_day"]) == ("July 15", 7, 15)


def test_the_traveler_has_talents_an_element(committed: Rows) -> None:
    owners = {row["owner"]: row["character"] for row in committed("talents")}
    travelers = {owner for owner in owners if owner.startswith("traveler")}
    assert travelers == {f"traveler{element}" for element in ("anemo", "dendro", "electro", "geo", "hydro", "pyro")}
    assert {owners[owner] for owner in travelers} == {None}
    assert all(character == owner for owner, character in owners.items() if owner not in travelers)


def test_weapons_that_share_a_name_or_lack_refinements(committed: Rows) -> None:
    names = [row["name"] for row in committed("weapons")]
    assert names.count("Prized Isshin Blade") == 3
    refinements: dict[str, list[int]] = {}
    for row in committed("weapon_refinements"):
        refinements.setdefault(row["weapon"], []).append(row["refinement"])
    assert len([key for key, numbers in refinements.items() if numbers == [1]]) == 6
    plain = {row["key"] for row in committed("weapons") if row["rarity"] < 3}
    assert plain
    assert plain.isdisjoint(refinements)
    for row in committed("weapons"):
        assert (row["passive_name"] is None) == (row["key"] in plain)
        assert (row["substat"] is None) == (row["key"] in plain)


def test_sets_with_a_single_effect(committed: Rows) -> None:
    single = [row for row in committed("artifacts") if row["effect_1pc"] is not None]
    assert len(single) == 4
    assert all(row["effect_2pc"] is None and row["effect_4pc"] is None for row in single)
    others = [row for row in committed("artifacts") if row["effect_1pc"] is None]
    assert all(row["effect_2pc"] and row["effect_4pc"] for row in others)


def test_material_families_cover_every_nation(committed: Rows) -> None:
    groups = committed("material_groups")
    nations = {"Mondstadt", "Liyue", "Inazuma", "Sumeru", "Fontaine", "Natlan", "Nod-Krai"}
    for kind, size in (("talent_book", 3), ("weapon_material", 4)):
        found = [row for row in groups if row["kind"] == kind]
        assert {row["region"] for row in found} == nations
        assert len(found) == 3 * len(nations)
        assert all(len(row["members"]) == size and row["domain"] and len(row["days"]) == 3 for row in found)
    names = {row["name"] for row in groups}
    assert {"Freedom", "Agnidus Agate", "Scroll", "Boreal Wolf", "Decarabian", "Slime"} <= names
    materials = _by(committed("materials"), "key")
    for row in groups:
        rarities = [materials[key,]["rarity"] for key in row["members"]]
        assert rarities == sorted(rarities)
        assert all(materials[key,]["group"] == row["key"] for key in row["members"])


def test_weekly_bosses_are_the_enemies_of_note(committed: Rows) -> None:
    weekly = {row["key"] for row in committed("enemies") if row["weekly_boss"]}
    assert weekly == {row["key"] for row in committed("enemies") if row["category"] == "Enemies of Note"}
    assert "childe" in weekly


@pytest.mark.parametrize(
    ("table", "column", "other"),
    [
        ("character_stats", "character", "characters"),
        ("weapon_stats", "weapon", "weapons"),
        ("domain_rewards", "domain", "domains"),
        ("enemy_drops", "enemy", "enemies"),
        ("food_ingredients", "food", "foods"),
        ("foods", "base_dish", "foods"),
        ("foods", "character", "characters"),
        ("craft_ingredients", "craft", "crafts"),
        ("outfits", "character", "characters"),
        ("materials", "group", "material_groups"),
        ("voice_lines", "character", "characters"),
    ],
)
def test_references_point_to_rows(committed: Rows, table: str, column: str, other: str) -> None:
    keys = {row["key"] for row in committed(other)}
    used = {row[column] for row in committed(table)} - {None}
    assert used
    assert used <= keys


def test_the_snapshot_is_a_few_megabytes() -> None:
    assert sum(path.stat().st_size for path in COMMITTED.iterdir()) < 4_000_000
