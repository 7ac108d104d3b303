import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from katheryne_models.errors import SnapshotError
from katheryne_models.game.local_names import LANGUAGES
from katheryne_models.game.snapshot import TABLES, read_manifest
from tests.training.snapshot.conftest import COMMITTED, Rows
from tests.training.snapshot.small_package import pack, small_database
from training.snapshot.build import build_snapshot

_PACKAGE = os.environ.get("KATHERYNE_PACKAGE")


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _only(rows: list[dict[str, Any]], **values: Any) -> dict[str, Any]:
    found = [row for row in rows if all(row[column] == value for column, value in values.items())]
    assert len(found) == 1
    return found[0]


def test_a_build_of_the_same_package_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    build_snapshot(archive, tmp_path / "first")
    build_snapshot(archive, tmp_path / "second")
    assert _contents(tmp_path / "first") == _contents(tmp_path / "second")


def test_the_manifest_matches_the_files(archive: Path, tmp_path: Path) -> None:
    manifest = build_snapshot(archive, tmp_path / "game")
    assert manifest == read_manifest(tmp_path / "game")
    assert manifest.tables.keys() == TABLES.keys()
    files = _contents(tmp_path / "game")
    assert files.keys() == {"manifest.json", *(f"{name}.parquet" for name in TABLES)}
    for name, entry in manifest.tables.items():
        content = files[f"{name}.parquet"]
        assert (len(content), hashlib.sha256(content).hexdigest()) == (entry.bytes, entry.sha256)


def test_a_build_replaces_the_old_snapshot_and_leaves_nothing_beside_it(archive: Path, tmp_path: Path) -> None:
    target = tmp_path / "data" / "game"
    target.mkdir(parents=True)
    (target / "retired.parquet").touch()
    build_snapshot(archive, target)
    assert not (target / "retired.parquet").exists()
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("change", "places"),
    [
        (("data", "English", "weapons", "dullblade", "rarity", "one"), ("data/weapons/dullblade", "rarity")),
        (("data", "English", "characters", "hutao", "costs", "ascend1", 0, "count", -1), ("hutao", "count")),
        (("data", "English", "characters", "hutao", "birthdaymmdd", "July"), ("hutao", "birthdaymmdd")),
        (
            ("data", "English", "materials", "guidetofreedom", "daysOfWeek", ["Moonday"]),
            ("guide", "daysOfWeek"),
        ),
        (
            ("data", "English", "talents", "hutao", "costs", {"level": [{"id": 1, "name": "a", "count": 1}]}),
            ("level",),
        ),
        (("data", "English", "weapons", "staffofhoma", "id", 11101), ("dullblade", "staffofhoma", "11101")),
        (("data", "English", "weapons", "unknown", None), ("data/weapons/unknown", "the record")),
        (("stats", "characters", "hutao", "base", "hp", None), ("stats/characters/hutao", "base.hp")),
        (("stats", "enemies", "slime", "curve", "hp", "NONE"), ("NONE", "enemies")),
        (("stats", "weapons", {}), ("data/weapons/dullblade", "no stats")),
        (("data", "English", "elements", "pyro", "region", None), ("elements", "region", "pyro")),
    ],
)
def test_a_record_that_is_off_is_named_and_the_old_snapshot_stays(
    change: tuple[Any, ...], places: tuple[str, ...], tmp_path: Path
) -> None:
    database = small_database()
    target: Any = database
    for step in change[:-2]:
        target = target[step]
    target[change[-2]] = change[-1]
    (tmp_path / "game").mkdir()
    (tmp_path / "game" / "kept").touch()
    with pytest.raises(SnapshotError) as caught:
        build_snapshot(pack(database, tmp_path / "off.tgz"), tmp_path / "game")
    for place in places:
        assert place in caught.value.user_text
    assert (tmp_path / "game" / "kept").exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    database = small_database()
    del database["data"]["English"]["foods"]
    with pytest.raises(SnapshotError, match="no folder data/foods"):
        build_snapshot(pack(database, tmp_path / "off.tgz"), tmp_path / "game")


def test_a_level_where_a_phase_ends_has_a_row_before_and_after_ascending(small: Rows) -> None:
    rows = [row for row in small("character_stats") if row["character"] == "hutao"]
    steps = [(row["level"], row["ascension"]) for row in rows]
    assert len(steps) == 102
    assert steps == sorted(steps)
    assert [step for step in steps if step[0] in {1, 20, 21, 40, 90, 100}] == [
        (1, 0),
        (20, 0),
        (20, 1),
        (21, 1),
        (40, 1),
        (40, 2),
        (90, 2),
        (100, 2),
    ]


def test_stats_follow_growth_and_promotion(small: Rows) -> None:
    hutao = _only(small("character_stats"), character="hutao", level=40, ascension=2)
    assert (hutao["hp"], hutao["atk"], hutao["def"]) == (40200.0, 600.0, 2600.0)
    assert hutao["ascension_value"] == pytest.approx(0.7)  # 20 % on top of everyone's 50 %
    aether = _only(small("character_stats"), character="aether", level=40, ascension=2)
    assert aether["ascension_value"] == pytest.approx(0.2)
    blade = _only(small("weapon_stats"), weapon="staffofhoma", level=20, ascension=1)
    assert (blade["atk"], blade["substat_value"]) == (900.0, pytest.approx(2.0))
    slime = _only(small("enemy_stats"), enemy="slime", level=90)
    assert (slime["hp"], slime["atk"], slime["def"]) == (1215.0, 450.0, 950.0)


def test_what_the_package_does_not_say_stays_missing(small: Rows) -> None:
    aether = _only(small("characters"), key="aether")
    for column in (
        "title",
        "element",
        "birthday",
        "birthday_month",
        "affiliation",
        "region",
        "constellation",
    ):
        assert aether[column] is None, column
    manekin = _only(small("characters"), key="manekin")
    assert (manekin["birthday"], manekin["birthday_day"], manekin["region"]) == (None, None, None)
    assert (manekin["version"], manekin["icon"], manekin["voice_japanese"]) == (None, None, None)
    slime = _only(small("enemies"), key="slime")
    assert (slime["res_pyro"], slime["res_geo"], slime["special_names"]) == (0.1, None, [])
    assert _only(small("geographies"), key="aarusshut")["area"] is None
    assert _only(small("adventure_ranks"), rank=2)["exp"] is None
    assert _only(small("domain_rewards"), domain="frostedaltari", kind="artifact")["count"] is None
    assert _only(small("materials"), key="keysigil")["rarity"] is None


def test_weapons_of_one_star_have_neither_substat_nor_passive(small: Rows) -> None:
    dull = _only(small("weapons"), key="dullblade")
    assert (dull["substat"], dull["substat_base"], dull["passive_name"]) == (None, None, None)
    assert {row["substat_value"] for row in small("weapon_stats") if row["weapon"] == "dullblade"} == {None}
    assert not [row for row in small("weapon_refinements") if row["weapon"] == "dullblade"]


def test_weapons_of_one_name_stay_apart_and_some_have_one_refinement(small: Rows) -> None:
    blades = [row["key"] for row in small("weapons") if row["name"] == "Prized Isshin Blade"]
    assert blades == ["prizedisshinblade", "prizedisshinblade-01"]
    refinements = [row for row in small("weapon_refinements") if row["weapon"] == "prizedisshinblade"]
    assert [(row["refinement"], row["description"]) for row in refinements] == [(1, "180% of ATK.")]


def test_talents_of_the_traveler_belong_to_no_character_and_empty_ones_yield_no_row(small: Rows) -> None:
    assert [(row["owner"], row["character"], row["slot"]) for row in small("talents")] == [
        ("hutao", "hutao", "normal"),
        ("hutao", "hutao", "burst"),
        ("hutao", "hutao", "passive1"),
        ("traveleranemo", None, "skill"),
    ]


def test_multipliers_are_rows_a_label_and_level(small: Rows) -> None:
    rows = [(row["label"], row["level"], row["text"]) for row in small("talent_multipliers")]
    assert rows == [
        ("1-Hit DMG", 1, "46.9%"),
        ("1-Hit DMG", 2, "50.0%"),
        ("Low/High", 1, "101%/47%"),
        ("Low/High", 2, "200%/50%"),
    ]


def test_costs_name_their_materials(small: Rows) -> None:
    costs = [row for row in small("character_costs") if row["character"] == "hutao"]
    assert [(row["phase"], row["material"], row["count"]) for row in costs] == [
        (1, "mora", 20000),
        (1, "juvenilejade", 2),
        (2, "mora", 40000),
    ]
    assert _only(small("food_ingredients"), food="ghostlymarch")["item"] is None


def test_materials_say_where_and_when_and_belong_to_a_family(small: Rows) -> None:
    guide = _only(small("materials"), key="guidetofreedom")
    assert (guide["group"], guide["domain"], guide["sources"]) == ("freedom", "Forsaken Rift", ["Shop"])
    assert small("material_groups") == [
        {
            "key": "freedom",
            "name": "Freedom",
            "kind": "talent_book",
            "region": "Mondstadt",
            "domain": "Forsaken Rift",
            "days": ["Monday", "Thursday", "Sunday"],
            "members": ["teachingsoffreedom", "guidetofreedom"],
        }
    ]


def test_rewards_are_resolved_and_weekly_bosses_are_told_by_theirs(small: Rows) -> None:
    drops = [row for row in small("enemy_drops") if row["enemy"] == "lupusboreas"]
    assert [(row["kind"], row["item"], row["rarity"], row["count"]) for row in drops] == [
        ("material", "shard", 5, 2.5),
        ("other", None, None, None),
    ]
    assert {row["key"]: row["weekly_boss"] for row in small("enemies")} == {
        "lupusboreas": True,
        "slime": False,
    }
    assert _only(small("adventure_rank_rewards"), rank=2)["item"] == "prayersfordestiny"
    assert _only(small("domain_rewards"), domain="frostedaltari", kind="artifact")["item"] == "prayersfordestiny"


def test_sets_of_one_piece_have_one_effect(small: Rows) -> None:
    destiny = _only(small("artifacts"), key="prayersfordestiny")
    assert (destiny["effect_2pc"], destiny["effect_4pc"]) == (None, None)
    assert destiny["effect_1pc"] == "Affected by Hydro for 40% less time."
    assert [row["slot"] for row in small("artifact_pieces")] == ["circlet"]


def test_a_specialty_knows_its_dish_and_its_cook(small: Rows) -> None:
    march = _only(small("foods"), key="ghostlymarch")
    assert (march["type"], march["base_dish"], march["character"]) == ("Specialty", "noodles", "hutao")
    noodles = _only(small("foods"), key="noodles")
    assert (noodles["base_dish"], noodles["normal_effect"], noodles["delicious_effect"]) == (
        None,
        "Up.",
        None,
    )


def test_alternatives_of_a_recipe_are_options(small: Rows) -> None:
    dye = [row for row in small("craft_ingredients") if row["craft"] == "reddye"]
    assert [(row["option"], row["name"]) for row in dye] == [(1, "Sunsettia"), (2, "Carrot")]


def test_texts_are_filled_in_and_free_of_markup(small: Rows) -> None:
    assert [row["description"] for row in small("achievements")] == [
        "Withstand 1,500 damage.",
        "Withstand 3,000 damage.",
    ]
    assert [row["title"] for row in small("voice_lines")][1] == "About Wanderer: Puppet"
    assert _only(small("enemies"), key="lupusboreas")["description"] == "A wolf.\nOld."
    assert _only(small("constellations"), owner="hutao", number=3)["description"] == "Raises Guide to 3."


def test_what_is_no_element_is_left_out(small: Rows) -> None:
    assert [row["key"] for row in small("elements")] == ["pyro"]


@pytest.mark.skipif(_PACKAGE is None, reason="KATHERYNE_PACKAGE names no genshin-db archive to build from")
@pytest.mark.timeout(600)
def test_the_committed_snapshot_is_what_the_package_builds(tmp_path: Path) -> None:
    build_snapshot(Path(str(_PACKAGE)), tmp_path / "game")
    built, stored = _contents(tmp_path / "game"), _contents(COMMITTED)
    assert built.keys() == stored.keys()
    assert [name for name in built if built[name] != stored[name]] == []


def test_names_in_other_languages_stand_beside_the_english_ones(small: Rows) -> None:
    names = small("localised_names")
    assert {row["language"] for row in names} == set(LANGUAGES)
    assert {"language": "ja", "kind": "character", "key": "hutao", "name": "Hu Tao (Japanese)"} in names


def test_a_language_that_the_package_lacks_is_named(tmp_path: Path) -> None:
    database = small_database()
    del database["data"]["French"]
    with pytest.raises(SnapshotError, match="data/French"):
        build_snapshot(pack(database, tmp_path / "package.tgz"), tmp_path / "game")
