"""Which engine answers."""

from pathlib import Path

import pytest

from katheryne_models.checkpoint import save_checkpoint
from katheryne_models.checkpoint_config import AssistantConfig
from katheryne_models.engine.choice import EngineName, open_engine
from katheryne_models.engine.onnx_engine import OnnxEngine
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.errors import CheckpointError
from tests.katheryne_models.engine.small_network import VOCABULARY, make_network


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    network = make_network()
    config = AssistantConfig(vocab_size=len(VOCABULARY), embedding_dim=8, hidden_dim=8)
    folder = tmp_path / "small"
    save_checkpoint(folder, config, network.state_dict(), card="", metrics={}, vocabulary=VOCABULARY)
    return folder


@pytest.mark.parametrize(("name", "kind"), [("torch", TorchEngine), ("onnx", OnnxEngine), ("auto", OnnxEngine)])
def test_the_engine_is_the_one_asked_for(name: EngineName, kind: type, checkpoint: Path, tmp_path: Path) -> None:
    assert isinstance(open_engine(checkpoint, name, tmp_path / "engines"), kind)


def test_weights_damaged_after_the_cache_was_made_are_refused(checkpoint: Path, tmp_path: Path) -> None:
    open_engine(checkpoint, "onnx", tmp_path / "engines")
    weights = checkpoint / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-5] ^= 1
    weights.write_bytes(content)
    for name in ("onnx", "auto", "torch"):
        with pytest.raises(CheckpointError, match=r"model\.safetensors"):
            open_engine(checkpoint, name, tmp_path / "engines")


def test_auto_falls_back_to_torch_where_the_cache_can_t_be_written(checkpoint: Path, tmp_path: Path) -> None:
    (tmp_path / "engines").write_text("a file where the folder should be", encoding="utf-8")
    assert isinstance(open_engine(checkpoint, "auto", tmp_path / "engines"), TorchEngine)
    with pytest.raises(CheckpointError):
        open_engine(checkpoint, "onnx", tmp_path / "engines")
