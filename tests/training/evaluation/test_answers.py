"""The released networks beside their baselines, on few wordings."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from training.evaluation.answers import ALONE, ASSISTANT, CHATBOT, WORDS, Evaluation, Evaluator, Row
from training.evaluation.questions import GradedQuestion
from training.evaluation.report import write_report
from training.reliability import Bin

PROJECT = Path(__file__).parents[3]
DATA = PROJECT / "data"


@pytest.fixture(scope="module")
def evaluator() -> Evaluator:
    return Evaluator(DATA / "game", DATA / "models", "assistant", "second_opinion", size=1, share=0.05)


@pytest.mark.timeout(300)
def test_the_released_assistant_is_measured_beside_its_baselines(evaluator: Evaluator) -> None:
    result = evaluator.test_split()
    rows = {row.method: row for row in result.rows}
    for row in (*result.rows, *result.groups):
        assert row.right + row.declined + row.wrong == row.count
    assert rows[ASSISTANT].count == sum(row.count for row in result.groups)
    assert rows[ASSISTANT].right / rows[ASSISTANT].count > 0.78
    assert min(rows[ASSISTANT].right, rows[ALONE].right) > rows[WORDS].right
    shares = [row.right / row.count for row in result.groups]
    assert shares == sorted(shares)
    assert 0 <= result.calibration_error < 0.08
    assert any(CHATBOT in reason for reason in result.left_out)


def test_a_question_file_is_graded(evaluator: Evaluator) -> None:
    asked = [
        {"id": "1", "question": "when is hu taos birthday", "gold": {"all_of": ["July 15"]}, "category": "facts"},
        {"id": "2", "turns": ["hu tao c1", "and c2"], "gold": {"all_of": ["Ominous Rainfall"]}, "category": "turns"},
        {"id": "3", "question": "tell me a joke", "gold": {"abstain": True}, "category": "none"},
    ]
    result = evaluator.question_file([GradedQuestion.model_validate(one) for one in asked])
    assert result.rows[0] == Row(ASSISTANT, 3, 0, 0, 3)
    assert {row.method for row in result.groups} == {"facts", "turns", "none", "difficulty: all"}


def test_the_report_shows_rows_and_plots(tmp_path: Path) -> None:
    rows = (Row(ASSISTANT, 9, 1, 0, 10), Row(WORDS, 5, 3, 2, 10))
    result = Evaluation(rows, (Row("facts", 4, 1, 0, 5), Row("talk", 5, 0, 0, 5)), (Bin(0.9, 0.8, 10),), 0, ("x: no",))
    assert result.calibration_error == pytest.approx(0.1)
    path = write_report({"Test split": result}, "`a` was trained in 3 minutes.", "2 processors", tmp_path, "katheryne")
    text = path.read_text(encoding="utf-8")
    assert f"| {ASSISTANT} | 10 | 90.0% | 10.0% | 0.0% |" in text
    assert "1 of 2 stay under 90 %" in text
    assert "Not measured in this run: x: no" in text
    for plot in ("results-reliability.png", "results-groups.png"):
        assert (tmp_path / plot).read_bytes().startswith(b"\x89PNG")


def test_a_missing_question_file_is_a_readable_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    result = CliRunner().invoke(app, ["evaluate", "--questions", "no-such-file.jsonl"])
    assert result.exit_code == 69
    assert "can't be read as a file of questions" in result.stderr
