import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from katheryne_models.checkpoint import save_checkpoint
from katheryne_models.checkpoint_config import AssistantConfig, AutoencoderConfig
from katheryne_models.engine.engine import Engine
from katheryne_models.engine.onnx_engine import OnnxEngine
from katheryne_models.engine.onnx_files import load_onnx_engine
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.errors import CheckpointError
from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.genshin_model import GenshinAutoencoder
from katheryne_models.plan.reading import plan_tokens
from katheryne_models.question.vocabulary import Vocabulary
from tests.katheryne_models.engine.small_network import make_network

WORDS = "when is birthday where from weapon who what does hello has higher which"
VOCABULARY = Vocabulary.build([WORDS.split()], [plan_tokens()])
QUESTIONS = [["when", "is", "<character:0>"], ["hello"], ["what", "does", "<weapon:0>", "has"]]


def save(folder: Path, network: GenshinAssistant) -> Path:
    config = AssistantConfig(vocab_size=len(VOCABULARY), embedding_dim=8, hidden_dim=network.hidden_dim)
    save_checkpoint(folder, config, network.state_dict(), card="", metrics={}, vocabulary=VOCABULARY)
    return folder


def network(seed: int = 0) -> GenshinAssistant:
    """A network that is sure of every token."""
    made = make_network(seed, len(VOCABULARY), hidden_dim=16)
    with torch.no_grad():
        for parameter in made.output_layer.parameters():
            parameter.mul_(5)
    return made


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    return save(tmp_path / "models" / "assistant", network())


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "engines"


def plans(engine: Engine) -> list[tuple[str, ...]]:
    return [decoded.tokens for decoded in engine.decode(QUESTIONS, max_length=6)]


def only(cache: Path, name: str) -> Path:
    (path,) = cache.glob(f"*/*/{name}")
    return path


def test_an_engine_is_made_once_and_then_opened_without_pytorch(checkpoint: Path, cache: Path) -> None:
    expected = plans(load_onnx_engine(checkpoint, cache, "fp32"))
    assert expected == plans(TorchEngine(network(), VOCABULARY))
    program = (
        "import sys, pathlib; from katheryne_models.engine.onnx_files import load_onnx_engine;"
        f"engine = load_onnx_engine(pathlib.Path({str(checkpoint)!r}), pathlib.Path({str(cache)!r}), 'fp32');"
        f"print([one.tokens for one in engine.decode({QUESTIONS!r}, max_length=6)], 'torch' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert run.stdout == f"{expected} False\n"


def test_each_precision_and_each_training_has_its_own_engine(checkpoint: Path, cache: Path) -> None:
    save(checkpoint, make_network(2, len(VOCABULARY), hidden_dim=16))  # unsure, so that rounding may change its plans
    first = load_onnx_engine(checkpoint, cache, "fp32")
    load_onnx_engine(checkpoint, cache, "int8")
    second = load_onnx_engine(save(checkpoint, network(seed=1)), cache, "fp32")
    assert plans(first) != plans(second)
    assert len(list(cache.glob("*/*/encoder.onnx"))) == 3
    sizes = {path.parent.name: path.stat().st_size for path in cache.glob("*/*/decoder.onnx")}
    assert sizes["int8"] < sizes["fp32"]


def other_form(card: str) -> str:
    return json.dumps({**json.loads(card), "form": 0})


def other_plans(card: str) -> str:
    content = json.loads(card)
    return json.dumps({**content, "trials": [[question, "greet <end>"] for question, _ in content["trials"]]})


@pytest.mark.parametrize("change", [other_form, other_plans, lambda _: "{", lambda _: "{}"])
def test_a_card_that_does_not_fit_has_the_files_made_anew(
    checkpoint: Path, cache: Path, change: Callable[[str], str]
) -> None:
    expected = plans(load_onnx_engine(checkpoint, cache, "fp32"))
    card = only(cache, "engine.json")
    before = card.read_text()
    assert json.loads(before)["trials"]
    card.write_text(change(before))
    assert plans(load_onnx_engine(checkpoint, cache, "fp32")) == expected
    assert card.read_text() == before


@pytest.mark.parametrize("name", ["encoder.onnx", "decoder.onnx"])
@pytest.mark.parametrize("content", [b"", b"no graph", None])
def test_a_damaged_graph_is_made_anew(checkpoint: Path, cache: Path, name: str, content: bytes | None) -> None:
    expected = plans(load_onnx_engine(checkpoint, cache, "fp32"))
    path = only(cache, name)
    whole = path.read_bytes()
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert plans(load_onnx_engine(checkpoint, cache, "fp32")) == expected
    assert path.read_bytes() == whole


def test_an_engine_that_writes_other_plans_than_pytorch_is_refused(tmp_path: Path, cache: Path) -> None:
    """One weight, that of a hidden value that is always 0, is so large that rounding in its scale leaves no other."""
    spoilt = network()
    width = 2 * spoilt.hidden_dim
    with torch.no_grad():
        for name in ("bias_ih_l1", "bias_hh_l1"):
            getattr(spoilt.decoder, name)[3 * width] = -1e4  # the output gate of the first value stays shut
        spoilt.output_layer.get_submodule("0").get_parameter("weight")[:, 0] = 1e4
    checkpoint = save(tmp_path / "spoilt", spoilt)
    assert plans(load_onnx_engine(checkpoint, cache, "fp32")) == plans(TorchEngine(spoilt, VOCABULARY))
    with pytest.raises(CheckpointError, match="another plan in int8 than in PyTorch"):
        load_onnx_engine(checkpoint, cache, "int8")
    assert [path.name for path in cache.glob("*/*")] == ["fp32"]


def test_what_is_no_assistant_is_refused(tmp_path: Path, checkpoint: Path, cache: Path) -> None:
    config = AutoencoderConfig(items="weapons", input_dim=4, feature_names=["a", "b", "c", "d"])
    save_checkpoint(tmp_path / "weapons", config, GenshinAutoencoder(4).state_dict(), metrics={}, card="")
    with pytest.raises(CheckpointError, match="not the config of an assistant"):
        load_onnx_engine(tmp_path / "weapons", cache)
    with pytest.raises(CheckpointError, match="can't be read"):
        load_onnx_engine(tmp_path / "nothing", cache)
    (checkpoint / "vocabulary.json").write_text(Vocabulary.build([["other"]], [["greet"]]).to_json())
    with pytest.raises(CheckpointError, match="is not the vocabulary"):
        load_onnx_engine(checkpoint, cache)


def test_damaged_weights_and_a_cache_that_cannot_be_written_are_refused(checkpoint: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CheckpointError, match="can't be written"):
        load_onnx_engine(checkpoint, tmp_path / "file")
    (checkpoint / "model.safetensors").write_bytes(b"")
    with pytest.raises(CheckpointError, match="damaged"):
        load_onnx_engine(checkpoint, tmp_path / "engines")


def test_graphs_of_other_plan_tokens_are_refused(checkpoint: Path, cache: Path) -> None:
    load_onnx_engine(checkpoint, cache, "fp32")
    other = Vocabulary(VOCABULARY.tokens, VOCABULARY.plan_token_ids[:-1])
    with pytest.raises(CheckpointError, match="where the vocabulary has"):
        OnnxEngine(only(cache, "engine.json").parent, other)
