"""Examples are what the assistant would read: linked questions with plans of their placeholders."""

from random import Random

import pytest

from katheryne_models.plan.grammar import placeholder_kind
from katheryne_models.plan.reading import canonical
from katheryne_models.question.linker import Linker
from katheryne_models.question.names import Catalogue
from training.generation.examples import Example, ExampleMaker, pairable
from training.generation.noise import disturb
from training.generation.surfaces import Surfaces, made_up, slip
from training.generation.wordings import SLOT, Wording, read_wordings


@pytest.fixture(scope="module")
def maker(linker: Linker, catalogue: Catalogue) -> ExampleMaker:
    return ExampleMaker(linker, Surfaces(catalogue))


@pytest.fixture(scope="module")
def some() -> list[Wording]:
    return Random(2).sample(read_wordings(), 400)


def placeholders(text: str) -> set[str]:
    return {token for token in text.split() if placeholder_kind(token)}


def made(maker: ExampleMaker, wordings: list[Wording], seed: int, *, noise: bool) -> list[Example]:
    random = Random(seed)
    return [example for wording in wordings if (example := maker.make(wording, random, noise=noise))]


@pytest.mark.parametrize("noise", [False, True])
def test_a_plans_placeholders_all_stand_in_the_question(
    noise: bool,
    maker: ExampleMaker,
    some: list[Wording],
) -> None:
    examples = made(maker, some, 1, noise=noise)
    assert len(examples) > 0.9 * len(some)
    for example in examples:
        assert placeholders(example.plan) <= placeholders(example.query), example
        assert canonical(example.plan) == example.plan


def test_the_question_is_what_the_linker_reads(maker: ExampleMaker, some: list[Wording], linker: Linker) -> None:
    for example in made(maker, some[:100], 4, noise=True):
        if "<previous:" in example.query:
            continue  # a follow-up is linked with what was spoken of before
        linked = linker.link(example.text)
        assert linked == example.link
        assert example.query.endswith(" ".join(linked.tokens))


def test_the_same_seed_makes_the_same_examples_and_another_others(maker: ExampleMaker, some: list[Wording]) -> None:
    first = [example.text for example in made(maker, some, 8, noise=True)]
    assert first == [example.text for example in made(maker, some, 8, noise=True)]
    assert first != [example.text for example in made(maker, some, 9, noise=True)]


def test_two_questions_in_one_keep_their_own_placeholders(maker: ExampleMaker) -> None:
    one = Wording("fact.birthday {character}", "when is {character}'s birthday", "facts")
    two = Wording("fact.substat {weapon}", "which second stat does {weapon} have", "facts")
    random = Random(6)
    pairs = [pair for _ in range(30) if (pair := maker.together([one, two], random))]
    assert pairs
    for pair in pairs:
        assert pair.plan == "fact.birthday <character:0> ; fact.substat <weapon:0>"
        assert placeholders(pair.plan) <= placeholders(pair.query)


def test_only_plain_requests_are_paired() -> None:
    assert pairable(Wording("fact.birthday {character}", "", ""))
    for plan in ("greet", "again {character}", "fact.birthday {previous:character}", "owner {talent} | fact.birthday",
                 "fact.birthday {character} ; fact.region {character}"):  # fmt: skip
        assert not pairable(Wording(plan, "", ""))


def test_a_question_about_a_name_of_nothing_is_unknown(maker: ExampleMaker) -> None:
    wording = Wording("fact.birthday {character}", "when is {character}'s birthday", "facts")
    random = Random(3)
    unheard = [example for _ in range(20) if (example := maker.unheard(wording, random))]
    assert len(unheard) == 20
    assert {example.plan for example in unheard} == {"unknown"}
    assert maker.unheard(Wording("greet", "hello", "talk"), random) is None


@pytest.mark.parametrize("slot", ["character", "material", "level", "rarity", "constellation_level", "element", "day"])
def test_a_surface_is_read_as_what_it_means(slot: str, linker: Linker, catalogue: Catalogue) -> None:
    surfaces, random = Surfaces(catalogue), Random(12)
    for _ in range(40):
        surface = surfaces.draw(slot, random)
        found = [
            reading.key
            for link in linker.link(f"characters {surface.text} weapons").links.values()
            for reading in link.equals()
        ]  # fmt: skip
        assert found, surface
        assert surface.key is None or surface.key in found, surface


def test_a_slip_changes_one_longer_word_by_one_letter() -> None:
    random = Random(1)
    name = ["primordial", "jade", "winged", "spear"]
    for _ in range(200):
        words = slip(" ".join(name), random).split()
        changed = [(new, old) for new, old in zip(words, name, strict=True) if new != old]
        assert len(changed) <= 1
        assert all(abs(len(new) - len(old)) <= 1 for new, old in changed)
    assert slip("ei no", random) == "ei no"


def test_disturbed_wordings_keep_their_slots() -> None:
    random = Random(1)
    text = "what is the base {stat} of {character} at {level}"
    for _ in range(300):
        assert sorted(SLOT.findall(disturb(text, random))) == sorted(SLOT.findall(text))


def test_made_up_names_differ() -> None:
    random = Random(1)
    assert len({made_up(random) for _ in range(200)}) > 190
