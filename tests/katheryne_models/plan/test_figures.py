"""Sums, counts and superlatives, counted anew from the tables' files."""

import re
from collections import Counter

import pytest

from katheryne_models.game.game import Game
from katheryne_models.question.linker import Linker
from tests.katheryne_models.plan.answers import refusal_of, reply_to, rows_of

TWINS = {"lumine", "manekina"}


def amounts(text: str) -> dict[str, int]:
    """The materials of an answer with their counts."""
    return {name: int(count.replace(",", "")) for name, count in re.findall(r"(?m)^- (.+) \u00d7([\d,]+)$", text)}


@pytest.mark.parametrize(("name", "key"), [("Neuvillette", "neuvillette"), ("Amber", "amber"), ("Varka", "varka")])
def test_ascension_materials_add_up(name: str, key: str, game: Game, linker: Linker) -> None:
    expected: Counter[str] = Counter()
    for row in rows_of("character_costs").values():
        if row["character"] == key:
            expected[row["material_name"]] += row["count"]
    reply = reply_to(f"{name} ascension", "ascension.materials <character:0>", game, linker)
    assert amounts(reply.text) == expected


@pytest.mark.parametrize(("low", "high"), [(1, 10), (6, 9), (9, 10)])
def test_talent_materials_add_up_over_a_range(low: int, high: int, game: Game, linker: Linker) -> None:
    expected: Counter[str] = Counter()
    for row in rows_of("talent_costs").values():
        if row["owner"] == "yelan" and low < row["level"] <= high:
            expected[row["material_name"]] += row["count"]
    plan = "talents.materials <character:0> <level:0> <level:1>"
    reply = reply_to(f"yelan talents level {low} to level {high}", plan, game, linker)
    assert amounts(reply.text) == expected


@pytest.mark.parametrize("phase", range(1, 7))
def test_a_weapons_phase_takes_what_its_rows_say(phase: int, game: Game, linker: Linker) -> None:
    expected = {
        row["material_name"]: row["count"]
        for row in rows_of("weapon_costs").values()
        if (row["weapon"], row["phase"]) == ("aquilafavonia", phase)
    }
    reply = reply_to(f"aquila favonia phase {phase}", "ascension.materials <weapon:0> <phase:0>", game, linker)
    assert amounts(reply.text) == expected


@pytest.mark.parametrize("element", ["Pyro", "Hydro", "Anemo", "Electro", "Dendro", "Cryo", "Geo"])
def test_lists_by_element_and_rarity_are_whole(element: str, game: Game, linker: Linker) -> None:
    expected = {
        row["name"] for row in rows_of("characters").values() if row["element"] == element and row["rarity"] == 5
    }
    question = f"5 star {element} characters"
    reply = reply_to(question, "list.character <element:0> <rarity:0>", game, linker)
    assert {found.name for found in reply.found} == expected
    assert reply.text.startswith(f"**{len(expected)}** characters ({element}, 5-star): ")


def test_the_highest_and_the_lowest_of_all(game: Game, linker: Linker) -> None:
    at_90 = {
        row["character"]: row["def"]
        for row in rows_of("character_stats").values()
        if row["level"] == 90 and row["character"] not in TWINS
    }
    names = {key: row["name"] for key, row in rows_of("characters").items()}
    for head, pick in (("best", max), ("worst", min)):
        edge = pick(at_90.values())
        reply = reply_to(f"{head} def character", f"{head}.character <stat:0>", game, linker)
        assert {found.name for found in reply.found} == {names[key] for key, value in at_90.items() if value == edge}


def test_a_count_without_filters_counts_every_thing_once(game: Game, linker: Linker) -> None:
    people = {key for key in rows_of("characters") if key not in TWINS}
    weapons = {row["name"] for row in rows_of("weapons").values()}  # three are called Prized Isshin Blade
    for kind, things in (("character", people), ("weapon", weapons)):
        reply = reply_to(f"how many {kind}s are there", f"count.{kind}", game, linker)
        assert reply.text.startswith(f"There are **{len(things)}** {kind}s: ")


def test_users_of_a_material_are_all_who_pay_with_it(game: Game, linker: Linker) -> None:
    expected = {row["weapon"] for row in rows_of("weapon_costs").values() if row["material_name"] == "Slime Condensate"}
    reply = reply_to("weapons with slime condensate", "material.weapon_users <material:0>", game, linker)
    assert {found.key for found in reply.found} == expected


def test_every_characters_birthday_element_and_version_are_told(game: Game, linker: Linker) -> None:
    for key, row in rows_of("characters").items():
        for head in ("birthday", "element", "version"):
            plan, question = f"fact.{head} <character:0>", f"{row['name']} {head}"
            if row[head] is None and head == "birthday":
                refusal = refusal_of(question, plan, game, linker)
                assert refusal is not None
                assert refusal.user_text == f"The game data has no birthday for **{row['name']}**."
            elif row[head] is not None:
                assert f"**{row[head]}**" in reply_to(question, plan, game, linker).text, (key, head)
