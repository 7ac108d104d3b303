import pytest

from katheryne_models.similarity.features.boosts import Boost, boosts, raised_for_party


def stats(text: str) -> dict[str, float]:
    return {boost.stat: round(boost.rolls, 1) for boost in boosts(text)}


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("ATK +18%.", {"ATK": 3.1}),
        ("Increases Elemental Mastery by 80.", {"Elemental Mastery": 3.4}),
        ("Max HP increased by 1,000.", {"HP": 3.3}),
        ("CRIT DMG increased by 20%. Cooldown decreased by 20%.", {"CRIT DMG": 2.6}),
        ("While protected by a shield, gain an additional 40% Normal and Charged Attack DMG.",
         {"Normal Attack DMG": 8.0, "Charged Attack DMG": 8.0}),
        ("On hit, increases ATK by 3.2% for 6s. Max 7 stacks.", {"ATK": 3.8}),
        ("At stack levels 1/2/3, ATK will be increased by 7%/16%/25%.", {"ATK": 4.3}),
        ("Per point, DMG is increased by 0.1%. A maximum of 40% increased DMG can be achieved.", {"DMG": 8.0}),
        ("Decreases Stamina cost by 15% and increases Elemental Skill DMG by 12%.", {"Elemental Skill DMG": 2.4}),
        ("When current HP increases or decreases, CRIT Rate will be increased by 12%.", {"CRIT Rate": 3.1}),
        ("Each providing 6% DEF and a 6% Geo DMG Bonus increase.", {"DEF": 0.8, "Geo DMG": 1.2}),
        ("Increases Vaporize and Melt DMG by 15%.", {"Reaction DMG": 3.0}),
        ("The attack has a 50% chance to deal 240% ATK DMG.", {}),
        ("When HP is below 70%, the character is immune.", {}),
        ("Electro RES increased by 40%.", {}),
    ],
)  # fmt: skip
def test_stats_and_amounts_are_read_from_game_texts(text: str, raised: dict[str, float]) -> None:
    assert stats(text) == raised


def test_a_bound_replaces_what_it_bounds() -> None:
    text = "Every 1,000 points raise nothing; DMG is increased by 1%. DMG can be increased by up to 20%."
    assert boosts(text) == (Boost("DMG", 4.0, party=False),)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Using an Elemental Burst increases all party members' ATK by 20% for 12s.", {"ATK"}),
        ("The field grants a 20% Cryo DMG Bonus to active party members in the AoE.", {"Cryo DMG"}),
        ("Granting nearby party members an ATK Bonus that is based on her Base ATK.", {"ATK"}),
        ("When a nearby party member triggers a reaction, her own ATK increases by 30%.", set()),
        ("Hydro party members increase her Elemental Mastery by 60 each.", set()),
        ("ATK is increased by 20%.", set()),
    ],
)
def test_what_the_party_gets_is_told_from_what_the_holder_gets(text: str, given: set[str]) -> None:
    assert raised_for_party(text) == given
