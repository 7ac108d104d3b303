"""Names link to what they name, however people write them."""

from random import Random

import pytest

from katheryne_models.question.linker import Linker
from katheryne_models.question.names import Catalogue
from katheryne_models.question.normalise import plain
from tests.katheryne_models.question.test_nicknames import column

KINDS = {"character": "characters", "weapon": "weapons", "artifact": "artifacts"}
TABLE_NAMES = [(kind, name) for kind, table in KINDS.items() for name in column(table, "name")]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def names(linker: Linker, text: str) -> list[str]:
    """What the likeliest reading of each link is called."""
    return [link.entity.name for link in linker.link(text).links.values()]


def values(linker: Linker, text: str) -> list[str]:
    """Each link as its kind and value."""
    return [f"{link.kind} {link.value}" for link in linker.link(text).links.values()]


def misspelt(name: str, random: Random) -> str:
    """A name with one letter left out, doubled, swapped with the next or replaced, in its longest word."""
    words = name.split()
    place = max(range(len(words)), key=lambda place: len(words[place]))
    word = words[place]
    at = random.randrange(1, len(word) - 1)
    words[place] = random.choice((
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + random.choice(LETTERS) + word[at + 1 :],
    ))  # fmt: skip
    return " ".join(words)


@pytest.mark.parametrize(("kind", "name"), TABLE_NAMES)
def test_a_name_links_to_itself_alone(kind: str, name: str, linker: Linker) -> None:
    links = list(linker.link(f"tell me about {name} please").links.values())
    assert [(link.kind, link.entity.name) for link in links] == [(kind, name)]
    assert {reading.name for reading in links[0].equals()} == {name}


@pytest.mark.parametrize("form", ["{}'s", "{}s", "is it {}?", "({})", "“{}”", "{}..."])
def test_possessives_and_punctuation_do_not_hide_a_name(form: str, linker: Linker) -> None:
    for name in ("Hu Tao", "Raiden Shogun", "Staff of Homa", "Emblem of Severed Fate", "Xianyun"):
        assert names(linker, form.format(name)) == [name]


def unforgiven(linker: Linker) -> float:
    """The share of 500 misspelt names that do not link to what they were."""
    random = Random(11)
    samples = [(name, misspelt(name, random)) for _, name in random.choices(TABLE_NAMES, k=500)]
    return sum(names(linker, typo)[:1] != [name] for name, typo in samples) / len(samples)


def test_one_letter_amiss_is_forgiven_nearly_always(linker: Linker) -> None:
    assert unforgiven(linker) <= 0.02


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hutao", "Hu Tao"),
        ("HU TAO", "Hu Tao"),
        ("ht c1", "Hu Tao"),
        ("childe", "Tartaglia"),
        ("ei", "Raiden Shogun"),
        ("raiden", "Raiden Shogun"),
        ("kazu", "Kaedehara Kazuha"),
        ("kazuha", "Kaedehara Kazuha"),
        ("yae", "Yae Miko"),
        ("ayaka", "Kamisato Ayaka"),
        ("itto", "Arataki Itto"),
        ("kokomi", "Sangonomiya Kokomi"),
        ("zhong li", "Zhongli"),
        ("homa", "Staff of Homa"),
        ("emblem", "Emblem of Severed Fate"),
        ("eosf", "Emblem of Severed Fate"),
        ("viridescent", "Viridescent Venerer"),
        ("what does VV do", "Viridescent Venerer"),
        ("crimson witch", "Crimson Witch of Flames"),
        ("jade winged spear", "Primordial Jade Winged-Spear"),
        ("skyward harp", "Skyward Harp"),
        ("gladiators", "Gladiator's Finale"),
        ("sac sword", "Sacrificial Sword"),
        ("fav lance", "Favonius Lance"),
        ("neuv", "Neuvillette"),
        ("wolfs gravestone", "Wolf's Gravestone"),
        ("anemo traveler", "Traveler (Anemo)"),
        ("staffofhoma", "Staff of Homa"),
        ("huttao", "Hu Tao"),
    ],
)
def test_nicknames_parts_and_joined_names_link(text: str, name: str, linker: Linker) -> None:
    assert names(linker, text)[0] == name


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("lvl 90", ["level 90"]),
        ("lvl90", ["level 90"]),
        ("level ninety", ["level 90"]),
        ("take him to level one hundred please", ["level 100"]),
        ("from nine to ten", ["number 9", "number 10"]),
        ("i have one to many", []),
        ("what does it take to level one talent from 6 to 7", ["level 1", "number 6", "number 7"]),
        ("what does it take to level one of his talents from 6 to 7", ["number 6", "number 7"]),
        ("still 40/40", ["level 40"]),
        ("from 80/80 to 80/90", ["level 80"]),
        ("i lost my 50/50", ["number 50"]),
        ("already ascended 4 times, how many are left", ["phase 5-6"]),
        ("already ascended 6 times, what is left", ["phase 6"]),
        ("ascended 4 times, how many", ["phase 4"]),
        ("crit rate, i.e. for a f2p", ["stat crit_rate"]),
        ("talent mats, e.g. for a4", ["ability a4"]),
        ("lv. 80", ["level 80"]),
        ("level 1 to 10", ["level 1", "level 10"]),
        ("talent level 6-9", ["level 6", "level 9"]),
        ("c6", ["constellation_level 6"]),
        ("C2", ["constellation_level 2"]),
        ("c1 c2 and c6", [f"constellation_level {number}" for number in (1, 2, 6)]),
        ("third constellation", ["constellation_level 3"]),
        ("1st constellation", ["constellation_level 1"]),
        ("r5", ["refinement 5"]),
        ("refinement 1", ["refinement 1"]),
        ("4pc", ["pieces 4"]),
        ("2-piece", ["pieces 2"]),
        ("two piece", ["pieces 2"]),
        ("five star", ["rarity 5"]),
        ("4*", ["rarity 4"]),
        ("5★", ["rarity 5"]),
        ("ascension phase 3", ["phase 3"]),
        ("6th ascension", ["phase 6"]),
        ("250", ["number 250"]),
        ("12.5%", ["number 12.5"]),
        ("farm monday", ["day monday"]),
        ("born in may", ["month may"]),
        ("pyro", ["element Pyro"]),
        ("er", ["stat er"]),
        ("normal attack", ["ability normal"]),
        ("sands", ["slot sands"]),
        ("japanese voice", ["language japanese"]),
        ("pyro girls", ["element Pyro", "gender Female"]),
        ("polearm", ["weapon_type Polearm"]),
        ("from nod krai", ["region Nod-Krai"]),
    ],
)
def test_quantities_and_closed_words(text: str, linked: list[str], linker: Linker) -> None:
    assert values(linker, text) == linked


@pytest.mark.parametrize(
    ("text", "things"),
    [
        (
            "favonius passive",
            {"Favonius Codex", "Favonius Greatsword", "Favonius Lance", "Favonius Sword", "Favonius Warbow"},
        ),
        ("kamisato birthday", {"Kamisato Ayaka", "Kamisato Ayato"}),
        ("traveler talents", {"Aether", "Lumine"}),
    ],
)
def test_a_name_of_several_things_has_several_equal_readings(text: str, things: set[str], linker: Linker) -> None:
    link = next(iter(linker.link(text).links.values()))
    assert {reading.name for reading in link.equals()} == things


def test_the_same_thing_twice_has_one_placeholder(linker: Linker) -> None:
    linked = linker.link("hu tao or klee? hu tao or HUTAO")
    assert [link.entity.name for link in linked.links.values()] == ["Hu Tao", "Klee"]
    assert linked.tokens == (
        "<character:0>", "or", "<character:1>", "<character:0>", "or", "<character:0>",
    )  # fmt: skip


def test_at_most_six_of_a_kind_get_a_placeholder(linker: Linker) -> None:
    text = "amber, barbara, bennett, diluc, fischl, jean, kaeya and klee"
    linked = linker.link(text)
    assert [link.entity.name for link in linked.links.values()][-1] == "Jean"
    assert linked.unlinked_words() == ("kaeya", "and", "klee")


def test_every_entity_of_the_tables_has_a_name_that_means_it(catalogue: Catalogue) -> None:
    """Whatever has a name made of words can be reached by some phrase as one of its readings."""
    reached = {(reading.kind, reading.key) for readings in catalogue.readings.values() for reading in readings}
    named = {place for place, entity in catalogue.entities.items() if plain(entity.name)}
    assert named - reached == set()


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("characters from 6.6", ["version 6.6"]),
        ("patch 2.1 weapons", ["version 2.1"]),
        ("who came out in version 5", ["version 5.0"]),
        ("xingqiu sword rain dmg", ["label sword rain"]),
        ("itto final kesagiri slash damage", ["label final kesagiri slash"]),
        ("fischl oz hit dmg", ["label oz"]),
    ],
)
def test_versions_and_lines_of_talents(text: str, linked: list[str], linker: Linker) -> None:
    found = [f"{link.kind} {link.value}" for link in linker.link(text).links.values()]
    assert [one for one in found if one.split()[0] in {"version", "label"}] == linked


def test_a_percentage_is_no_version(linker: Linker) -> None:
    assert values(linker, "hu tao with 5.3% crit rate")[:1] != ["version 5.3"]
    assert not any(link.kind == "version" for link in linker.link("hu tao with 5.3% crit rate").links.values())


def test_lines_of_talents_are_those_of_who_is_named(linker: Linker) -> None:
    assert not any(link.kind == "label" for link in linker.link("klee sword rain dmg").links.values())
    assert not any(link.kind == "label" for link in linker.link("does xingqiu's sword rain heal").links.values())
    earlier = linker.link("xingqiu").links["<character:0>"].entity
    assert [link.kind for link in linker.link("and the sword rain dmg", [earlier]).links.values()] == ["label"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ingrediants for tricolr dango", "Tricolor Dango"),  # once needed a word of the game beside it
        ("wat do miror madens drop", "Mirror Maiden"),  # a slip in a plural
        ("er of sacrifical sowrd", "Sacrificial Sword"),  # the misspelt "sowrd" was a weapon type of its own
        ("kuju saras birthday", "Kujou Sara"),  # a possessive beside a slip
        ("der weisheit letzter schluss", "Der Weisheit Letzter Schluss (Life)"),
        ("for whom is the skin red dead of night", "Red Dead of Night"),  # ordinary words, said to be a skin
        ("portable waypoint recipe", "Portable Waypoint"),  # crafted, and in no other table
        ("perpetual mech array res", "Perpetual Mechanical Array"),
        ("heat of depth 4pc", "Heart of Depth"),  # an English word for another
        ("dulic burst", "Diluc"),  # all letters, two in the wrong place
        ("what has the passive golden blood-tide", "Golden Blood-Tide"),
    ],
)
def test_slips_that_a_human_reads_link(text: str, name: str, linker: Linker) -> None:
    assert name in names(linker, text)


@pytest.mark.parametrize(
    "text",
    [
        "witch characters have their birthday in march",  # a dictation's "which" was the Crimson Witch
        "is he any good at the bow",  # the enemy "He"
        "which weapon mats will drop on friday",  # the talent books "Will"
        "a precise level for bows",  # the passive "Precise"
        "which bow is good at night time",  # a part of "Nighttime Whispers in the Echoing Woods"
        "passive of the bow starfallen requiem",  # two slips from a part of "Starcaller's Watch"
        "at level 90 with no gear",  # the material "Gear"
        "which level do gold artifacts have",  # the talent books "Gold"
    ],
)
def test_words_that_are_also_names_do_not_link(text: str, linker: Linker) -> None:
    kinds = {link.kind for link in linker.link(text).links.values()}
    assert kinds <= {"weapon_type", "month", "day", "ability", "number", "level"}


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("yelans pasive Turn Contol how much hp", "Turn Control"),
        ("hu tao gide to afterlife cooldown", "Guide to Afterlife"),
        ("zhongli dominus lapidus", "Dominus Lapidis"),
    ],
)
def test_a_misspelt_talent_is_found_where_its_owner_is_named(question: str, name: str, linker: Linker) -> None:
    assert name in names(linker, question)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hu tao first three ascensions", "1-3"),
        ("hu tao first 2 ascensions", "1-2"),
        ("hu tao last two ascensions", "5-6"),
        ("hu tao ascension 2 to 5", "2-5"),
        ("hu tao ascension 2 to ascension 5", "2-5"),
        ("hu tao phases 3 through 6", "3-6"),
        ("hu tao first ascension", "1"),
        ("hu tao last one ascension", "6"),
        ("hu tao ascension 4", "4"),
    ],
)
def test_phases_come_alone_and_in_ranges(words: str, value: str, linker: Linker) -> None:
    assert linker.link(words).links["<phase:0>"].value == value


@pytest.mark.parametrize(
    ("question", "owners"),
    [
        ("what does furina's pour la justice do", {"<character:0>"}),
        ("hu tao's guide to afterlife cooldown", {"<character:0>"}),
        ("does xiao like pour la justice", set()),
        ("hu tao and xiao, guide to afterlife", {"<character:0>"}),
        ("hu tao burst", set()),
    ],
)
def test_who_is_named_as_an_owner_is_known_as_that(question: str, owners: set[str], linker: Linker) -> None:
    assert linker.link(question).owners == owners


@pytest.mark.parametrize("text", ["homa's atk at 90", "atk of homa at 90 and 80", "sword with most atk at 90 (5 star)"])
def test_a_number_at_which_something_is_reached_is_a_level(linker: Linker, text: str) -> None:
    assert "level 90" in values(linker, text)


@pytest.mark.parametrize(
    "text", ["hu tao at 50% hp", "ganyu at 80 energy", "what does beidou's skill do at 10", "homa at 20:00"]
)
def test_other_numbers_at_which_something_happens_are_none(linker: Linker, text: str) -> None:
    assert not [value for value in values(linker, text) if value.startswith("level")]


def test_how_many_there_are_of_all_is_no_number(linker: Linker) -> None:
    assert values(linker, "zhongli all 3 passives") == ["character zhongli", "ability passive"]
    assert values(linker, "all 4 star bows") == ["rarity 4", "weapon_type Bow"]


@pytest.mark.parametrize(
    "text", ["yelan's passive turn control", "yelans a1 Turn Contol", "yelan passive: turn control"]
)
def test_a_talent_named_behind_its_owner_and_kind_is_one_thing(linker: Linker, text: str) -> None:
    linked = linker.link(f"{text} how much hp")
    assert linked.tokens == ("<talent:0>", "how", "much", "<stat:0>")


def test_a_talent_named_behind_another_kind_stays_beside_it(linker: Linker) -> None:
    assert values(linker, "yelan's burst turn control") == ["character yelan", "ability burst", "talent yelan/passive1"]
