"""Wording files are read with errors that name file and wording, and split by wording."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from katheryne_models.plan.heads import HEADS
from training.errors import TrainingDataError
from training.generation.wordings import SLOT, Wording, plan_with_placeholders, read_wording_file, read_wordings


def written(folder: Path, content: str) -> Path:
    path = folder / "more.toml"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('"fact.birthday {character} = 3', "can't be read as a wording file"),
        ('"fact.age {character}" = """\nhow old is {character}\n"""', "'fact.age {character}' is no plan"),
        ('"fact.birthday {weapon}" = """\nbirthday of {weapon}\n"""', "'fact.birthday {weapon}' is no plan"),
        ('"fact.birthday {character}" = 3', "must be one text with a wording a line"),
        (
            '"fact.birthday {character}" = """\nbirthday of {character}\nwhen was the poor soul born\n"""',
            "line 3: the wording 'when was the poor soul born' lacks {character}",
        ),
        (
            '"compare.birthday {character} {character2}" = """\nwhen is {character} born\n"""',
            "the wording 'when is {character} born' lacks {character2}",
        ),
    ],
)
def test_an_error_names_the_file_and_what_is_wrong(content: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, content)
    with pytest.raises(TrainingDataError) as error:
        list(read_wording_file(path))
    assert str(path) in str(error.value)
    assert said in str(error.value)


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match=r"nowhere\.toml"):
        list(read_wording_file(tmp_path / "nowhere.toml"))


def test_a_further_file_is_read_like_the_projects_own(tmp_path: Path) -> None:
    path = written(tmp_path, '"fact.birthday {character}" = """\n\n  cake day of {character}  \n"""')
    assert Wording("fact.birthday {character}", "cake day of {character}", "more") in read_wording_file(path)


def test_slots_become_placeholders_in_the_languages_order() -> None:
    plan = plan_with_placeholders("list.character {rarity} not {weapon_type} {element}")
    assert plan == "list.character <element:0> not <weapon_type:0> <rarity:0>"
    assert plan_with_placeholders("check {character} {character2} {region}").split()[2] == "<character:1>"
    assert plan_with_placeholders("fact.birthday {previous:character}") == "fact.birthday <previous:character>"


def test_one_of_each_alternatives_is_chosen() -> None:
    wording = Wording("fact.birthday {character}", "(when|what day) (is|was|) {character} (born|)", "facts")
    chosen = {wording.choose(Random(seed)) for seed in range(200)}
    assert "when is {character} born" in chosen
    assert "what day {character}" in chosen
    assert len(chosen) == 12
    assert not any("(" in text or "|" in text or "  " in text for text in chosen)


def test_a_wording_stands_in_one_split_and_the_splits_have_their_shares() -> None:
    wordings = read_wordings()
    splits: dict[str, set[str]] = {}
    for wording in wordings:
        splits.setdefault(wording.text, set()).add(wording.split(7))
    assert {len(found) for found in splits.values()} == {1}
    shares = Counter(wording.split(7) for wording in wordings)
    assert 0.06 < shares["test"] / len(wordings) < 0.10
    assert 0.06 < shares["validation"] / len(wordings) < 0.10


def test_another_seed_splits_otherwise() -> None:
    wordings = read_wordings()
    assert [wording.split(1) for wording in wordings] != [wording.split(2) for wording in wordings]


def test_every_wording_can_be_chosen_with_its_slots_whole() -> None:
    random = Random(5)
    for wording in read_wordings():
        text = wording.choose(random)
        assert set(SLOT.findall(wording.plan)) <= set(SLOT.findall(text)), wording
        assert text.strip()


def test_every_head_has_wordings() -> None:
    counts = Counter(wording.plan.split()[0] for wording in read_wordings())
    assert [head for head in HEADS if counts[head] < 8] == []
