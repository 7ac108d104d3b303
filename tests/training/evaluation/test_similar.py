import json
import math
from pathlib import Path

import pytest

from training.errors import TrainingDataError
from training.evaluation.similar import Judgement, evaluate_similar, read_judgements, score

DATA = Path(__file__).parents[3] / "data"


def test_scores_by_hand() -> None:
    judgement = Judgement({"a": {"b": 1.0, "c": 0.5}}, frozenset({"x"}))
    ideal = 1.0 + 0.5 / math.log2(3)
    assert score(judgement, {"A": ["B", "C"]}).ndcg_10 == pytest.approx(1)
    swapped = score(judgement, {"A": ["x", "C", "A", "c", "d", "B"]})
    assert swapped.ndcg_5 == pytest.approx((0.5 + 1.0 / math.log2(4)) / ideal)
    assert swapped.precision_5 == pytest.approx(0.4)
    late = score(judgement, {"A": ["d", "e", "f", "g", "h", "B"]})
    assert late.ndcg_5 == late.precision_5 == 0
    assert late.ndcg_10 == pytest.approx(1 / math.log2(7) / ideal)
    assert score(judgement, {}).ndcg_10 == 0


def test_names_match_without_case_and_punctuation(tmp_path: Path) -> None:
    path = tmp_path / "truth.json"
    path.write_text(
        json.dumps({"weapons": {"unjudged": ["Dull Blade"], "truth": {"Wolf's Gravestone": {"Serpent Spine": 0.8}}}}),
        encoding="utf-8",
    )
    judgements = read_judgements(path)
    assert judgements == {"weapons": Judgement({"wolfsgravestone": {"serpentspine": 0.8}}, frozenset({"dullblade"}))}
    assert score(judgements["weapons"], {"wolfs gravestone": ["DULL BLADE", "Serpent-Spine"]}).ndcg_5 == 1


@pytest.mark.parametrize("content", ["", "[]", '{"weapons": {}}', '{"weapons": {"truth": {"a": 3}, "unjudged": []}}'])
def test_a_malformed_truth_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "truth.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TrainingDataError, match=r"truth\.json"):
        evaluate_similar(path, DATA / "game", epochs=1, seeds=(0,))


def test_the_table_has_the_autoencoder_beside_its_baselines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = {
        "characters": {"unjudged": [], "truth": {"Diona": {"Layla": 1.0, "Thoma": 0.7, "Kirara": 0.7}}},
        "weapons": {"unjudged": [], "truth": {"Favonius Sword": {"Sacrificial Sword": 1.0}}},
        "artifacts": {"unjudged": [], "truth": {"Maiden Beloved": {"Song of Days Past": 1.0}}},
    }
    path = tmp_path / "truth.json"
    path.write_text(json.dumps(truth), encoding="utf-8")
    rows = evaluate_similar(path, DATA / "game", epochs=20, seeds=(0, 1))
    assert {row.kind for row in rows} == set(truth)
    by_name = {(row.kind, row.name): row for row in rows}
    assert len(rows) == len(by_name) == 3 * 7
    assert len(by_name["weapons", "autoencoder"].runs) == 2
    for kind in truth:
        kept = by_name[kind, "cosine of its features"]  # type: ignore[index]  # the keys of truth are kinds
        assert kept.mean > by_name[kind, "random"].mean  # type: ignore[index]  # as above
        assert kept.spread == 0
    assert "autoencoder" in capsys.readouterr().out
