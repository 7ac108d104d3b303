import pytest

from katheryne_models.errors import UnknownNameError
from katheryne_models.game.game import Game
from katheryne_models.similarity.features.characters import character_features, character_texts
from katheryne_models.similarity.features.table import Features, FeatureTable, Kind


@pytest.fixture(scope="module")
def characters(game: Game) -> dict[str, Features]:
    return character_features(game)


@pytest.mark.parametrize("key", ["bennett", "kukishinobu", "qiqi", "dori", "sigewinne", "furina"])
def test_healers_of_the_party(characters: dict[str, Features], key: str) -> None:
    assert characters[key]["role: healer"] == 1


@pytest.mark.parametrize("key", ["hutao", "arlecchino", "gaming", "clorinde", "lynette"])
def test_who_heals_only_themselves_is_no_healer(characters: dict[str, Features], key: str) -> None:
    assert characters[key]["role: healer"] == 0
    assert characters[key]["heal scales on: HP"] == 0


@pytest.mark.parametrize("key", ["zhongli", "layla", "thoma", "citlali", "kirara"])
def test_shielders(characters: dict[str, Features], key: str) -> None:
    assert characters[key]["role: shielder"] == 1


@pytest.mark.parametrize(
    ("on_field", "off_field"),
    [("hutao", "fischl"), ("diluc", "xiangling"), ("wriothesley", "xilonen"), ("xiao", "nahida")],
)
def test_who_fights_on_the_field_is_told_from_who_works_off_it(
    characters: dict[str, Features], on_field: str, off_field: str
) -> None:
    for role in ("on-field", "off-field"):
        favoured, other = (on_field, off_field) if role == "on-field" else (off_field, on_field)
        assert (characters[favoured][f"role: {role}"] or 0) > (characters[other][f"role: {role}"] or 0)


@pytest.mark.parametrize(
    ("key", "stat"),
    [("bennett", "ATK"), ("kujousara", "ATK"), ("faruzan", "Elemental DMG"), ("sucrose", "Elemental Mastery")],
)
def test_what_buffers_give(characters: dict[str, Features], key: str, stat: str) -> None:
    assert characters[key][f"gives the party: {stat}"] == 1
    assert (characters[key]["role: buffer"] or 0) >= 0.5


def test_the_sheet(characters: dict[str, Features]) -> None:
    raiden = characters["raidenshogun"]
    assert raiden["element: Electro"] == raiden["weapon type: Polearm"] == raiden["ascension: Energy Recharge"] == 1
    assert raiden["energy: cost"] == 90
    assert raiden["base: HP at 90"] == pytest.approx(12907, abs=1)


def test_the_traveler_is_the_mean_of_the_elements(characters: dict[str, Features]) -> None:
    assert characters["aether"] == characters["lumine"]
    shares = [value or 0 for name, value in characters["aether"].items() if name.startswith("element: ")]
    assert sum(shares) == pytest.approx(1)
    assert max(shares) < 0.5


def test_what_the_data_does_not_say_is_missing_and_not_zero(tables: dict[Kind, FeatureTable]) -> None:
    table = tables["characters"]
    assert table.value("manekin", "element: Pyro") is None
    assert table.value("manekin", "role: healer") is None
    assert table.value("manekin", "weapon type: Sword") == 1
    assert ("role: healer", None) in table.describe("manekin")
    assert table.value("diluc", "element: Hydro") == 0


def test_every_item_has_every_feature_in_order(game: Game, tables: dict[Kind, FeatureTable]) -> None:
    for kind, table in tables.items():
        assert table.keys == tuple(game.table(kind).keys())
        assert len(set(table.names)) == len(table.names) == table.values.shape[1]
        assert len(table.names) > 100
        assert all(": " in name for name in table.names)


def test_an_unknown_key_is_named(tables: dict[Kind, FeatureTable]) -> None:
    with pytest.raises(UnknownNameError, match="paimon"):
        tables["characters"].describe("paimon")


def test_texts_carry_no_names(game: Game) -> None:
    texts = character_texts(game)
    assert "Paramita" in texts["hutao"]
    assert "Hu Tao" not in texts["hutao"]
    assert "Guide to Afterlife" not in texts["hutao"]
