import json
from pathlib import Path

import pytest
import torch
from PIL import Image

from katheryne_models.checkpoint import load_checkpoint
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.network_files import load_network
from tests.training.entries import make_entries, write_entries
from training.assistant_metrics import AssistantMetrics
from training.assistant_steps import AssistantSteps, rate_share
from training.assistant_trainer import GenshinAssistantTrainer
from training.batches import Batch
from training.dataset import GenshinAssistantDataset
from training.errors import TrainingDataError, TrainingError

TIMES = {"seconds", "questions_per_second"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_entries(tmp_path / "data", make_entries())


def make_trainer(folder: Path, name: str = "assistant", **changes: object) -> GenshinAssistantTrainer:
    settings: dict[str, object] = {
        "epochs": 25,
        "batch_size": 8,
        "learning_rate": 0.01,
        "embedding_dim": 12,
        "hidden_dim": 12,
        "output": folder.parent / "models" / name,
        "run_folder": folder.parent / "runs" / name,
        "show_progress": False,
        "threads": 1,
    }
    return GenshinAssistantTrainer(folder, **(settings | changes))  # type: ignore[arg-type]  # checked at run time


def numbers(metrics: AssistantMetrics) -> dict[str, object]:
    return metrics.model_dump(exclude=TIMES)


def test_a_small_set_is_learnt_wholly_and_the_checkpoint_answers(data: Path) -> None:
    metrics = make_trainer(data).train()
    assert metrics.validation_accuracy == 1.0
    assert metrics.test_accuracy == 1.0
    assert metrics.test_accuracy_by_type == {"fact.base_hp": 1.0, "fact.birthday": 1.0, "fact.region": 1.0}
    assert metrics.questions == {"train": 36, "validation": 9, "test": 9}
    network, vocabulary, config = load_network(data.parent / "models" / "assistant")
    assert config.weight_type == "float16"
    dataset = GenshinAssistantDataset(data)
    engine = TorchEngine(network, vocabulary)
    decoded = engine.decode([query.split() for query in dataset.queries])
    assert [" ".join(plan.tokens) for plan in decoded] == dataset.responses


def test_the_checkpoint_keeps_the_metrics_and_a_card_that_tells_them(data: Path) -> None:
    metrics = make_trainer(data, epochs=2, data="genshin-db 5.2.12").train()
    folder = data.parent / "models" / "assistant"
    checkpoint = load_checkpoint(folder)
    assert checkpoint.metrics == metrics.model_dump(mode="json")
    assert checkpoint.metrics["split_sha256"] == GenshinAssistantDataset(data).split_sha256()
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert f"{metrics.validation_accuracy:.2%}" in card
    assert "genshin-db 5.2.12" in card
    assert str(data.parent) not in card


def test_the_same_seed_gives_the_same_metrics_and_weights(data: Path) -> None:
    first = make_trainer(data, epochs=3, seed=5).train()
    again = make_trainer(data, name="again", epochs=3, seed=5).train()
    other = make_trainer(data, name="other", epochs=3, seed=6).train()
    assert numbers(first) == numbers(again)
    assert first.training_loss != other.training_loss
    digests = [load_checkpoint(data.parent / "models" / name).config.sha256 for name in ("assistant", "again")]
    assert digests[0] == digests[1]


def test_accumulated_batches_equal_one_large_batch(data: Path) -> None:
    whole = {"epochs": 2, "dropout": 0.0, "weight_type": "float32"}
    make_trainer(data, "large", batch_size=12, **whole).train()
    make_trainer(data, "accumulated", batch_size=4, accumulation_steps=3, **whole).train()
    large = load_checkpoint(data.parent / "models" / "large").weights
    accumulated = load_checkpoint(data.parent / "models" / "accumulated").weights
    for name, weight in large.items():
        torch.testing.assert_close(accumulated[name], weight, atol=2e-4, rtol=0)


def test_entries_of_no_weight_beside_others_are_not_learnt(data: Path) -> None:
    entries = make_entries()
    conflicting = [entry | {"response": "fact.region <character:0>", "weight": 1e-6} for entry in entries]
    write_entries(data, [*entries, *(entry for entry in conflicting if entry["split"] == "train")])
    assert make_trainer(data).train().test_accuracy == 1.0


def test_words_start_from_the_given_vectors(data: Path) -> None:
    vectors = {"born": [0.5] * 12, "nativity": [0.25] * 12}
    make_trainer(data, learning_rate=1e-9, epochs=1, weight_type="float32").train(initial_embeddings=vectors)
    network, vocabulary, _ = load_network(data.parent / "models" / "assistant")
    for word, vector in vectors.items():
        row = network.embedding.weight[vocabulary.encode([word])[0]]
        torch.testing.assert_close(row, torch.tensor(vector), atol=1e-6, rtol=0)


def test_a_vector_of_another_width_is_refused(data: Path) -> None:
    with pytest.raises(TrainingError, match="'born' holds 3 numbers; embedding_dim is 12"):
        make_trainer(data).train(initial_embeddings={"born": [0.5] * 3})


class OnlyRegion:
    """A grammar with one plan."""

    def allowed(self, prefix: tuple[str, ...]) -> tuple[str, ...]:
        return (("fact.region", "<character:0>", "<end>")[len(prefix)],)


def test_accuracy_is_measured_within_the_given_grammar(data: Path) -> None:
    metrics = make_trainer(data, epochs=1, learning_rate=1e-9).train(constraint=lambda _: OnlyRegion())
    assert metrics.validation_accuracy == pytest.approx(1 / 3)
    assert metrics.test_accuracy_by_type == {"fact.base_hp": 0.0, "fact.birthday": 0.0, "fact.region": 1.0}


def test_training_stops_when_validation_no_longer_improves(data: Path) -> None:
    metrics = make_trainer(data, learning_rate=1e-12, patience=2).train()
    assert (metrics.stopped, metrics.epochs, metrics.best_epoch) == ("patience", 3, 1)


def test_the_time_guard_ends_the_training_and_keeps_what_there_is(data: Path) -> None:
    metrics = make_trainer(data, minutes=1e-9).train()
    assert (metrics.stopped, metrics.epochs) == ("minutes", 1)
    load_network(data.parent / "models" / "assistant")


def test_a_loss_that_is_no_number_stops_and_leaves_the_last_checkpoint(data: Path) -> None:
    make_trainer(data, epochs=1).train()
    before = load_checkpoint(data.parent / "models" / "assistant").config.sha256
    with pytest.raises(TrainingError, match="The loss is no longer a number at step"):
        make_trainer(data, learning_rate=1e38).train()
    assert load_checkpoint(data.parent / "models" / "assistant").config.sha256 == before


@pytest.mark.parametrize("split", ["train", "validation"])
def test_an_empty_split_is_named(data: Path, split: str) -> None:
    write_entries(data, [entry for entry in make_entries() if entry["split"] != split])
    with pytest.raises(TrainingDataError, match=f"no entry of the {split} split"):
        make_trainer(data).train()


def test_a_missing_test_split_is_not_measured(data: Path) -> None:
    write_entries(data, [entry for entry in make_entries() if entry["split"] != "test"])
    assert make_trainer(data, epochs=1).train().test_accuracy is None
    assert "not measured" in (data.parent / "models" / "assistant" / "README.md").read_text(encoding="utf-8")


def has_bfloat16_lstm() -> bool:
    """Whether this processor can run an LSTM in bfloat16; those without AVX-512 cannot."""
    lstm = torch.nn.LSTM(8, 8)
    try:
        with torch.autocast("cpu", torch.bfloat16):
            lstm(torch.zeros(2, 1, 8))
    except RuntimeError:
        return False
    return True


@pytest.mark.skipif(not has_bfloat16_lstm(), reason="this processor has no bfloat16 LSTM")
def test_bfloat16_and_worker_processes_train_too(data: Path) -> None:
    metrics = make_trainer(data, precision="bf16-mixed", num_workers=1).train()
    assert metrics.test_accuracy == 1.0


def test_each_run_logs_and_keeps_its_best(data: Path) -> None:
    for _ in range(2):
        metrics = make_trainer(data, epochs=5).train()
    runs = data.parent / "runs" / "assistant"
    assert sorted(path.name for path in runs.iterdir()) == ["version_0", "version_1"]
    best = load_checkpoint(runs / "version_1" / "best")
    assert best.metrics["validation_accuracy"] == metrics.validation_accuracy
    rows = (runs / "version_1" / "metrics.csv").read_text().splitlines()
    assert {"epoch", "loss", "learning_rate", "validation_accuracy"} <= set(rows[0].split(","))
    assert json.loads((runs / "version_1" / "best" / "metrics.json").read_text())["best_epoch"] <= 5


def test_the_rate_rises_then_falls_to_nothing() -> None:
    shares = [rate_share(step, total=100, warm_up=0.1) for step in range(101)]
    assert shares[0] == pytest.approx(0.1)
    assert shares[9] == max(shares) == 1.0
    assert shares[10:] == sorted(shares[10:], reverse=True)
    assert shares[99] == pytest.approx(1 / 91)
    assert shares[100] == 0.0


class Killed(BaseException):
    """Stands for a kill: nothing catches it."""


def kill_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    take = AssistantSteps.take

    def take_or_die(self: AssistantSteps, batches: list[Batch]) -> torch.Tensor:
        if self.taken == steps:
            raise Killed
        return take(self, batches)

    monkeypatch.setattr(AssistantSteps, "take", take_or_die)


@pytest.mark.parametrize("killed_at", [3, 5, 8])
def test_a_killed_training_that_goes_on_ends_with_the_same_weights(
    data: Path, killed_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five steps an epoch: killed in the first, between two, and in the second."""
    whole = make_trainer(data, "whole", epochs=3).train()
    with monkeypatch.context() as patch:
        kill_after(killed_at, patch)
        with pytest.raises(Killed):
            make_trainer(data, "killed", epochs=3, save_minutes=1e-9).train()
    resumed = make_trainer(data, "killed", epochs=3, resume=True).train()
    assert numbers(resumed) == numbers(whole)
    weights = [load_checkpoint(data.parent / "models" / name).weights for name in ("whole", "killed")]
    assert all(torch.equal(weight, weights[1][name]) for name, weight in weights[0].items())
    assert not (data.parent / "runs" / "killed" / "state.pt").exists()


def test_another_training_is_not_gone_on_with(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TrainingError, match="no training to go on with"):
        make_trainer(data, epochs=3, resume=True).train()
    with monkeypatch.context() as patch:
        kill_after(3, patch)
        with pytest.raises(Killed):
            make_trainer(data, epochs=3, save_minutes=1e-9).train()
    with pytest.raises(TrainingError, match="other settings or other data"):
        make_trainer(data, epochs=4, resume=True).train()
    state = data.parent / "runs" / "assistant" / "state.pt"
    state.write_bytes(state.read_bytes()[:1000])
    with pytest.raises(TrainingError, match="is damaged"):
        make_trainer(data, epochs=3, resume=True).train()


def test_a_run_leaves_its_log_and_curves(data: Path) -> None:
    make_trainer(data, epochs=5).train()
    [log] = (data.parent / "runs").rglob("metrics.csv")
    with Image.open(log.with_name("curves.png")) as picture:
        assert picture.size == (900, 640)
