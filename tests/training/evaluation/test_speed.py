from pathlib import Path

from katheryne_models.assistant import Assistant
from training.evaluation.growth import measure_growth
from training.evaluation.speed import measure_speed
from training.evaluation.training_speed import measure_training

PROJECT = Path(__file__).parents[3]


def test_every_row_is_measured_beside_the_plain_loop(released: Assistant, tmp_path: Path) -> None:
    rows = measure_speed(released, PROJECT / "data" / "models" / "assistant", tmp_path, seconds=0.01)
    assert rows[0].ratio == 1.0
    assert len({row.what for row in rows}) == len(rows)
    assert all(row.milliseconds > 0 and row.ratio > 0 for row in rows)
    assert {"linking", "similar", "serving, batch 1", "whole ask, its plan kept"} <= {row.what for row in rows}


def test_training_is_measured_beside_a_plain_loop_on_the_same_questions() -> None:
    data = PROJECT / "data" / "game"
    plain, released = measure_training(data, seconds=0.01, embedding_dim=8, hidden_dim=8, threads=1)
    assert plain.ratio == 1.0
    assert released.ratio == released.questions_per_second / plain.questions_per_second


def test_growth_is_measured_from_the_smallest_size_on(released: Assistant) -> None:
    rows = measure_growth(released, seconds=0.01, times=2)
    by_what: dict[str, list[int]] = {}
    for row in rows:
        by_what.setdefault(row.what, []).append(row.size)
        assert row.milliseconds > 0
    assert len(by_what) == 3
    assert all(sizes == sorted(set(sizes)) for sizes in by_what.values())
    assert [row.ratio for row in rows if row.size == by_what[row.what][0]] == [1.0] * 3
