from pathlib import Path

import pytest

from katheryne_models.understanding import plan_constraint
from tests.training.small_encoder import write_encoder
from training.dataset import GenshinAssistantDataset, write_entries
from training.evaluation.baselines import by_sentences, by_words


@pytest.fixture
def dataset(tmp_path: Path) -> GenshinAssistantDataset:
    plans = {
        "when is <character:0> s birthday": "fact.birthday <character:0>",
        "which element has <character:0>": "fact.element <character:0>",
        "when is the birthday of <character:0> and <character:1>": "fact.birthday <character:0> <character:1>",
        "hello there": "greet",
    }
    write_entries(
        tmp_path / "data",
        [{"query": query, "response": plan, "type": "facts", "split": "train"} for query, plan in plans.items()],
    )
    return GenshinAssistantDataset(tmp_path / "data")


def test_the_nearest_wording_by_its_words(dataset: GenshinAssistantDataset) -> None:
    found = by_words(dataset).decode([["birthday", "when", "<character:0>"], ["hello", "there"]])
    assert [one.tokens for one in found] == [("fact.birthday", "<character:0>"), ("greet",)]
    assert by_words(dataset).confidence(found[1].log_probability) == pytest.approx(1.0, abs=1e-5)


def test_a_plan_that_the_question_cannot_have_is_passed_over(dataset: GenshinAssistantDataset) -> None:
    question = ["when", "is", "the", "birthday", "of", "<character:0>", "and"]
    found = by_words(dataset).decode([question], [plan_constraint(question)])
    assert found[0].tokens == ("fact.birthday", "<character:0>")


def test_the_nearest_wording_by_a_sentence_encoder(tmp_path: Path, dataset: GenshinAssistantDataset) -> None:
    engine = by_sentences(dataset, write_encoder(tmp_path / "encoder"), layers=1, heads=2)
    words = dataset.words(0)
    found = engine.decode([words, dataset.words(3)])
    assert [one.tokens for one in found] == [tuple(dataset.plan(0)), tuple(dataset.plan(3))]
    assert engine.confidence(found[0].log_probability) == pytest.approx(1.0, abs=1e-4)
