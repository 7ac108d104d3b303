from pathlib import Path

import onnx
import pytest
import torch

from katheryne_models.checkpoint import save_checkpoint
from katheryne_models.checkpoint_config import AssistantConfig, AutoencoderConfig
from katheryne_models.engine.onnx_files import load_onnx_engine
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.genshin_model import GenshinAutoencoder
from katheryne_models.network_files import read_pt
from katheryne_models.question.vocabulary import Vocabulary
from training.export import export_onnx, export_pt

VOCABULARY = Vocabulary.build([["when", "is", "her", "birthday"]], [["fact.birthday", "<character:0>"]])
QUESTION = [["when", "is", "her", "birthday"]]


@pytest.fixture
def assistant() -> GenshinAssistant:
    torch.manual_seed(0)
    return GenshinAssistant(len(VOCABULARY), 8, 8).eval()


@pytest.fixture
def autoencoder() -> GenshinAutoencoder:
    return GenshinAutoencoder(4)


@pytest.fixture
def models(tmp_path: Path, assistant: GenshinAssistant, autoencoder: GenshinAutoencoder) -> Path:
    """A folder with an assistant's and an autoencoder's checkpoint."""
    folder = tmp_path / "models"
    config = AssistantConfig(vocab_size=len(VOCABULARY), embedding_dim=8, hidden_dim=8)
    save_checkpoint(folder / "assistant", config, assistant.state_dict(), card="", metrics={}, vocabulary=VOCABULARY)
    sizes = AutoencoderConfig(items="weapons", input_dim=4, feature_names=["a", "b", "c", "d"])
    save_checkpoint(folder / "weapons", sizes, autoencoder.state_dict(), card="", metrics={})
    return folder


def test_pt_files_hold_the_same_weights(
    models: Path, assistant: GenshinAssistant, autoencoder: GenshinAutoencoder
) -> None:
    assert sorted(export_pt(models)) == [models / "assistant.pt", models / "weapons.pt"]
    GenshinAutoencoder(4).load_state_dict(torch.load(models / "weapons.pt", weights_only=True))
    stored = torch.load(models / "weapons.pt", weights_only=True)
    assert all(torch.equal(stored[name], weight) for name, weight in autoencoder.state_dict().items())
    network, vocabulary = read_pt(models / "assistant.pt")
    assert vocabulary == VOCABULARY
    assert TorchEngine(network, VOCABULARY).decode(QUESTION) == TorchEngine(assistant, VOCABULARY).decode(QUESTION)


def test_exported_onnx_files_are_the_ones_that_the_engine_uses(
    models: Path, tmp_path: Path, assistant: GenshinAssistant
) -> None:
    engines = tmp_path / "engines"
    written = export_onnx(models, engines, "fp32")
    assert [path.name for path in written] == ["decoder.onnx", "encoder.onnx", "engine.json"]
    for path in written[:2]:
        onnx.checker.check_model(path, full_check=True)
    times = [path.stat().st_mtime_ns for path in written]
    (found,) = load_onnx_engine(models / "assistant", engines, "fp32").decode(QUESTION)
    assert [path.stat().st_mtime_ns for path in written] == times
    (expected,) = TorchEngine(assistant, VOCABULARY).decode(QUESTION)
    assert found.tokens == expected.tokens
    assert found.token_log_probabilities == pytest.approx(expected.token_log_probabilities, abs=1e-4)
