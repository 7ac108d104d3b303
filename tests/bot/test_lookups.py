"""What the commands look up, on the real tables."""

import pytest

from bot.commands.calendar import DAYS, MONTHS, REGIONS
from bot.commands.cards import CARDS
from katheryne_models.answer.answer import Entity
from katheryne_models.assistant import Assistant
from katheryne_models.errors import UnknownNameError
from katheryne_models.lookup import LOOKED_UP_KINDS, Lookup

NAMES = {
    "character": ("Hu Tao", "Kamisato Ayaka", "Skirk"),
    "weapon": ("Staff of Homa", "The Catch", "Dull Blade"),
    "artifact": ("Emblem of Severed Fate", "Prayers to Springtime"),
    "material": ("Silk Flower", "Philosophies of Ballad", "Dvalin's Plume"),
    "food": ("Sweet Madame", "Adeptus' Temptation"),
    "enemy": ("Ruin Guard", "Azhdaha"),
    "domain": ("Forsaken Rift", "Momiji-Dyed Court"),
}


def test_every_completed_kind_has_a_card() -> None:
    assert set(CARDS) == set(NAMES) == set(LOOKED_UP_KINDS)


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in NAMES.items() for name in names])
def test_every_tab_says_something_true_of_the_thing(kind: str, name: str, released: Assistant) -> None:
    entity = released.entity(name, kind)
    for place, tab in enumerate(CARDS[kind].values()):
        answer = released.look_up(Lookup(name, tab.plan.replace("{}", f"<{kind}:0>"), (entity,)))
        assert answer.text
        assert answer.answered or place, "the first tab is never empty"
        assert bool(answer.facts) == answer.answered
        for level in tab.levels:
            named = (entity, Entity("level", str(level), str(level)))
            plan = tab.plan.replace("{}", f"<{kind}:0> <level:0>")
            at_level = released.look_up(Lookup(name, plan, named))
            assert f"level {level}" in at_level.text


@pytest.mark.parametrize("kind", LOOKED_UP_KINDS)
def test_a_name_of_another_kind_is_refused_by_what_it_is_not(kind: str, released: Assistant) -> None:
    other = "Hu Tao" if kind != "character" else "Staff of Homa"
    with pytest.raises(UnknownNameError, match=r"is no |I know no |Did you mean"):
        released.entity(other, kind)


def test_every_day_month_and_region_is_answered(released: Assistant) -> None:
    days = [Lookup("", "farm <day:0>", (Entity("day", day, day),)) for day in DAYS]
    months = [Lookup("", "list.character <month:0> | fact.birthday", (Entity("month", m, m),)) for m in MONTHS]
    regions = [
        Lookup("", "farm <day:0> <region:0>", (Entity("day", "sunday", "sunday"), Entity("region", r, r)))
        for r in REGIONS
    ]
    assert all(released.look_up(lookup).answered for lookup in (*days, *months, *regions))


def test_things_of_one_kind_are_compared(released: Assistant) -> None:
    pair = (released.entity("xiao", "character"), released.entity("wanderer", "character"))
    answer = released.look_up(Lookup("two", "compare.all <character:0> <character:1>", pair))
    assert "None" not in answer.text
    assert answer.entities[:2] == pair
