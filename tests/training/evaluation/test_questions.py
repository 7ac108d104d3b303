import json
from pathlib import Path

import pytest

from training.errors import TrainingDataError
from training.evaluation.questions import GradedQuestion, read_questions


def question(**gold: object) -> GradedQuestion:
    return GradedQuestion.model_validate({"id": "a", "question": "?", "gold": gold})


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("**Hu Tao** has 15,552 HP", True), ("hu tao: 15552", True), ("Hu Tao has 115,552 HP", False),
        ("Hu Tao has 15,552.7", False), ("Tao has 15,552", False), ("Sohu Tao 15552", False),
    ],
)  # fmt: skip
def test_all_of_must_stand_in_the_answer(answer: str, right: bool) -> None:
    graded = question(all_of=["Hu Tao", ["15,552", "15552"]])
    assert graded.verdict(answer, answered=True) == ("right" if right else "wrong")
    assert graded.verdict(answer, answered=False) == "declined"


def test_what_has_no_answer_is_right_when_declined_or_corrected() -> None:
    graded = question(abstain=True, or_all_of=[["C1 to C6", "six"]], none_of=["@everyone"])
    assert graded.verdict("no idea", answered=False) == "right"
    assert graded.verdict("There are C1 to C6.", answered=True) == "right"
    assert graded.verdict("C7 heals", answered=True) == "wrong"
    assert graded.verdict("hi @everyone", answered=False) == "wrong"


def test_percentages_and_dashes_are_read_as_meant() -> None:
    assert question(all_of=["46.6%"]).verdict("gives 46.6 %", answered=True) == "right"
    assert question(all_of=["5-star"]).verdict("5\u2013star", answered=True) == "right"


def test_a_dump_is_no_answer() -> None:
    assert question(all_of=["a1"]).verdict("a1 " + "x" * 2000, answered=True) == "wrong"


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    lines = [{"id": "1", "question": "a", "gold": {"abstain": True}},
             {"id": "2", "turns": ["a", "b"], "gold": {"all_of": ["x"]}}]  # fmt: skip
    path.write_text("\n\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert [one.texts for one in read_questions(path)] == [["a"], ["a", "b"]]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ('{"id": "1", "question": "a"}', "line 1: gold"), ("no json", "line 1"), ("", "holds no question"),
        ('{"id": "1", "gold": {}}', "neither"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_refused_with_its_line(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TrainingDataError, match=fault):
        read_questions(path)
    with pytest.raises(TrainingDataError, match="can't be read"):
        read_questions(tmp_path / "missing.jsonl")
