from pathlib import Path

from training.evaluation.answers import evaluate_answers

PROJECT = Path(__file__).parents[3]


def test_the_released_assistant_is_measured_beside_its_baseline() -> None:
    data = PROJECT / "data"
    result = evaluate_answers(data / "game", data / "models" / "assistant", size=1)
    assistant, baseline = result.rows
    for row in result.rows:
        assert row.right + row.declined + row.wrong == row.count
    assert assistant.count == baseline.count == sum(count for _, _, count in result.topics)
    assert assistant.right / assistant.count > 0.8
    assert assistant.wrong / assistant.count < 0.1
    assert assistant.right > baseline.right
    shares = [right / count for _, right, count in result.topics]
    assert shares == sorted(shares)
    assert 0 <= result.calibration_error < 0.15
