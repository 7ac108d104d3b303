import pytest

from katheryne_models.similarity.features.boosts import Boost
from katheryne_models.similarity.features.fit import fit, needs_of, supply_of
from katheryne_models.similarity.features.plays import plays
from katheryne_models.similarity.features.table import FeatureTable, Kind


def test_a_weapon_is_described_by_type_stats_and_passive(tables: dict[Kind, FeatureTable]) -> None:
    homa = dict(tables["weapons"].describe("staffofhoma"))
    assert homa["type: Polearm"] == homa["substat: CRIT DMG"] == 1
    assert homa["stats: base ATK"] == pytest.approx(608, abs=1)
    assert homa["supplies: CRIT DMG"] == pytest.approx(66.2 / 7.77, abs=0.1)
    assert (homa["supplies: HP"] or 0) > 3


def test_a_weapon_suits_only_those_who_can_hold_it(tables: dict[Kind, FeatureTable]) -> None:
    table = tables["weapons"]
    assert (table.value("staffofhoma", "suits: hutao") or 0) > 0.15
    assert table.value("staffofhoma", "suits: diluc") == 0


def test_low_weapons_have_no_passive_and_no_substat(tables: dict[Kind, FeatureTable]) -> None:
    dull = dict(tables["weapons"].describe("dullblade"))
    assert set(dull) == {"type: Sword", "stats: base ATK", "stats: rarity"}


def test_a_set_is_described_by_its_pieces(tables: dict[Kind, FeatureTable]) -> None:
    noblesse = dict(tables["artifacts"].describe("noblesseoblige"))
    assert noblesse["2 pieces: Elemental Burst DMG"] == noblesse["play: team"] == 1
    assert (noblesse["4 pieces: party"] or 0) > 1
    clam = dict(tables["artifacts"].describe("oceanhuedclam"))
    assert clam["2 pieces: Healing"] == clam["play: healing"] == clam["play: off-field"] == 1


def test_supply_adds_up_and_counts_what_others_get() -> None:
    raised = [Boost("ATK", 2, party=False), Boost("ATK", 4, party=True)]
    assert supply_of(raised) == {"ATK": 4, "party": 4}


def test_fit_is_the_cosine_of_supply_and_needs() -> None:
    assert fit({"ATK": 3.0}, {"ATK": 0.5}) == pytest.approx(1)
    assert fit({"ATK": 3.0, "HP": 4.0}, {"HP": 1.0}) == pytest.approx(0.8)
    assert fit({"ATK": 3.0}, {"HP": 1.0}) == 0
    assert fit({}, {"HP": 1.0}) == 0


def test_needs_follow_the_kit(tables: dict[Kind, FeatureTable]) -> None:
    qiqi = needs_of(dict(tables["characters"].describe("qiqi")))
    diluc = needs_of(dict(tables["characters"].describe("diluc")))
    assert qiqi["Healing"] > diluc["Healing"] == 0
    assert diluc["CRIT DMG"] > qiqi["CRIT DMG"]
    assert diluc["Pyro DMG"] > 0 == diluc["Cryo DMG"]


def test_plays() -> None:
    text = "Using an Elemental Burst increases all party members' ATK by 20%, even off-field."
    marked = {name for name, value in plays(text, {"ATK": 1.0, "party": 2.0}).items() if value}
    assert marked == {"team", "off-field"}
    assert plays("", {"Energy Recharge": 3.0})["energy"] == 1
