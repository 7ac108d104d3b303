"""Rows know where they stand, a missing value stays missing, and a damaged snapshot is refused."""

import json
import random
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from katheryne_models.errors import SnapshotError
from katheryne_models.game.game import Game
from katheryne_models.game.schema import TABLES
from katheryne_models.game.snapshot import read_manifest, read_table
from tests.conftest import GAME_FOLDER


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GAME_FOLDER, tmp_path / "game"))


def test_every_table_of_the_schema_is_there(game: Game) -> None:
    for name in TABLES:
        held = pq.read_table(GAME_FOLDER / f"{name}.parquet")
        assert len(game.table(name)) == len(game.table(name).rows) == held.num_rows > 0


@pytest.mark.parametrize("table", sorted(set(TABLES) - {"adventure_rank_rewards"}))
def test_a_rows_name_is_its_own_within_the_table(table: str, game: Game) -> None:
    names = [row.id for row in game.table(table).rows]
    assert len(names) == len(set(names))


def test_the_rewards_of_a_rank_have_names_too(game: Game) -> None:
    names = [row.id for row in game.table("adventure_rank_rewards").rows]
    assert len(names) == len(set(names))


def test_the_rows_of_a_key_are_the_table_in_order(game: Game) -> None:
    levels = [row.count("level") for row in game.table("character_stats").of("hutao")]
    assert levels == sorted(levels)
    assert (levels[0], levels[-1], len(levels)) == (1, 100, 106)
    assert game.table("character_stats").of("nobody") == ()
    assert game.row("characters", "nobody") is None
    assert "hutao" in game.table("characters")


def test_a_missing_value_stays_missing(game: Game) -> None:
    aether = game.row("characters", "aether")
    dull_blade = game.row("weapons", "dullblade")
    assert aether is not None
    assert dull_blade is not None
    assert aether.text("birthday") is None
    assert dull_blade.number("substat_base") is None
    assert aether.fact("birthday").value is None
    with pytest.raises(SnapshotError, match="characters has no birthday in the row aether"):
        aether.name("birthday")
    with pytest.raises(SnapshotError, match="weapons has no substat_base in the row dullblade"):
        dull_blade.count("substat_base")


def test_a_fact_says_table_row_field_and_value(game: Game) -> None:
    row = next(row for row in game.table("character_stats").of("hutao") if row.count("level") == 90)
    fact = row.fact("hp")
    assert (fact.table, fact.row, fact.field) == ("character_stats", "hutao/90/6", "hp")
    assert fact.value == pytest.approx(15552.3066)
    sources = game.row("materials", "silkflower")
    assert sources is not None
    assert isinstance(sources.fact("sources").value, str)


def test_rows_by_a_column_are_all_that_hold_the_value(game: Game) -> None:
    found = game.where("characters", "affiliation", "Wangsheng Funeral Parlor")
    assert [row.name() for row in found] == ["Hu Tao"]
    assert game.where("characters", "affiliation", "no such place") == ()
    assert {row.name("weapon") for row in game.where("weapon_costs", "material_name", "Mora")} <= set(
        game.table("weapons").keys()
    )


@pytest.mark.parametrize("damage", ["missing", "cut", "changed"])
def test_a_damaged_table_is_refused_by_name_with_the_remedy(damage: str, copy: Path) -> None:
    path = copy / "weapons.parquet"
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(content[:100] if damage == "cut" else content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(SnapshotError) as error:
        Game(copy)
    assert str(path) in error.value.user_text
    assert "katheryne data build" in error.value.user_text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema_version": 0}, "schema version 0"),
        ({"tables": {}}, "does not list"),
        ({"game_version": 6.7}, "game_version"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(change: dict[str, object], said: str, copy: Path) -> None:
    path = copy / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "checksum": "", **change}), encoding="utf-8")
    with pytest.raises(SnapshotError, match=said) as error:
        Game(copy)
    assert str(path) in error.value.user_text


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe"])
def test_a_manifest_that_is_none_is_refused(content: bytes, copy: Path) -> None:
    (copy / "manifest.json").write_bytes(content)
    with pytest.raises(SnapshotError, match=r"manifest\.json"):
        Game(copy)


def test_a_changed_byte_anywhere_is_refused(copy: Path) -> None:
    manifest = read_manifest(copy)
    chance = random.Random(0)
    for name in TABLES:
        path = copy / f"{name}.parquet"
        whole = path.read_bytes()
        # the magic number, the pages, the footer with the columns, and its length
        for place in (0, 4, len(whole) // 3, len(whole) // 2, len(whole) - 60, len(whole) - 7, len(whole) - 1):
            path.write_bytes(changed(whole, place, chance))
            with pytest.raises(SnapshotError, match=f"{name}.parquet does not match its SHA-256"):
                read_table(copy, name, manifest)
        path.write_bytes(whole)
    path = copy / "manifest.json"
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(changed(whole, place, chance))
        with pytest.raises(SnapshotError, match=r"manifest\.json"):
            read_manifest(copy)


def changed(content: bytes, place: int, chance: random.Random) -> bytes:
    return content[:place] + bytes([content[place] ^ chance.randrange(1, 256)]) + content[place + 1 :]


def test_a_folder_without_a_snapshot_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match=r"manifest\.json cannot be read .* `katheryne data build"):
        Game(tmp_path)
