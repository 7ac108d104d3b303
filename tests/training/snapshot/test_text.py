import pytest

from training.snapshot.text import clean, clean_list


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<color=#FFD780FF>Normal</color> <i>hit</i>", "Normal hit"),
        ("uses **Musecatcher** or **Cooler**,", "uses Musecatcher or Cooler,"),
        ("lands.\\nThis one\n\n\n\nends. ", "lands.\nThis one\n\nends."),
        ("in {M#his}{F#her} footsteps and {F#she}{M#he}", "in his/her footsteps and he/she"),
        ("{LINK#S11212}Musecatcher{/LINK}", "Musecatcher"),
        ("#About {REALNAME[ID(1)]}: Puppet", "About Wanderer: Puppet"),
        ("#1 of {0}", "#1 of {0}"),
        ("King of Invokations #1", "King of Invokations #1"),
        ("{NICKNAME}: Well", "Traveler: Well"),
        ("HP < 50%, > 20%", "HP < 50%, > 20%"),
        ("", None),
        (" ", None),
        ("???", None),
        ("——", None),
        (None, None),
    ],
)
def test_text_is_what_a_reader_sees(raw: str | None, expected: str | None) -> None:
    assert clean(raw) == expected


def test_lists_lose_placeholders_repeats_and_unknown_texts() -> None:
    raw = ["Shop", "Placeholder - Craftable Amount: {0}", None, "Shop", "", "Fishing"]
    assert clean_list(raw) == ["Shop", "Fishing"]
