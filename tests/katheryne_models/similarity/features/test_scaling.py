import pytest

from katheryne_models.game.game import Game
from katheryne_models.similarity.features.kit import Kit, kits_of
from katheryne_models.similarity.features.scaling import damage, demand, phrases, role_of_label, supports_on, terms


def kit_of(game: Game, key: str) -> Kit:
    row = game.row("characters", key)
    assert row is not None
    return kits_of(game, row)[0]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("83.6%", [("ATK", 0.836)]),
        ("23.16% Max HP", [("HP", 0.2316)]),
        ("8.64% Max HP+1017", [("HP", 0.0864)]),
        ("185.8% ATK+371.5% Elemental Mastery", [("ATK", 1.858), ("Elemental Mastery", 3.715)]),
        ("62.2%+62.2% DEF", [("DEF", 0.622), ("DEF", 0.622)]),
        ("21.3%\u00d74", [("ATK", 0.852)]),
        ("30% Current HP", []),
        ("15.0s", []),
    ],
)
def test_multipliers_are_split_into_stats(text: str, parts: list[tuple[str, float]]) -> None:
    assert [(stat, round(amount, 4)) for stat, amount in terms(text)] == parts


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("1-Hit DMG", "damage"),
        ("Singer of Many Waters Healing", "heal"),
        ("Shield DMG Absorption", "shield"),
        ("ATK Increase", "buff"),
        ("Energy Regeneration", None),
        ("Duration", None),
        ("CD", None),
    ],
)
def test_labels_tell_what_a_number_is_for(label: str, role: str | None) -> None:
    assert role_of_label(label) == role


def test_damage_sums_in_units_of_attack(game: Game) -> None:
    assert damage(kit_of(game, "zhongli"), "burst") == pytest.approx(
        {"HP": 0, "ATK": 9.0, "DEF": 0, "Elemental Mastery": 0}
    )
    assert damage(kit_of(game, "yelan"), "burst")["ATK"] == 0


@pytest.mark.parametrize(
    ("key", "stat"),
    [("yelan", "HP"), ("furina", "HP"), ("xilonen", "DEF"), ("diluc", "ATK"), ("nilou", "HP"), ("zibai", "DEF")],
)
def test_a_kit_demands_what_its_damage_scales_on(game: Game, key: str, stat: str) -> None:
    shares = demand(kit_of(game, key), on_field=0.5, supports=False)
    assert sum(shares.values()) == pytest.approx(1)
    assert max(shares, key=lambda name: shares[name]) == stat


def test_support_counts_where_it_is_for_the_party(game: Game) -> None:
    baizhu = kit_of(game, "baizhu")
    assert demand(baizhu, on_field=0, supports=True)["HP"] > 0.5 > demand(baizhu, on_field=0, supports=False)["HP"]
    assert supports_on(baizhu, "heal") == {"HP": 1, "ATK": 0, "DEF": 0, "Elemental Mastery": 0}
    assert supports_on(kit_of(game, "lanyan"), "shield")["ATK"] == 1


def test_costs_and_thresholds_do_not_count_as_scaling() -> None:
    texts = {
        "skill": "Consumes 30% of her Max HP. Deals DMG based on her Max HP.",
        "burst": "When HP is less than 50% of Max HP, the DMG is the same. A Bond of Life worth 25% of Max HP.",
    }
    assert phrases(Kit("someone", "Pyro", texts, {}, ())) == {"HP": 1}
