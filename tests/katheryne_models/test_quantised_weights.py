from pathlib import Path

import pytest
import torch

from katheryne_models.checkpoint import load_checkpoint, save_checkpoint
from katheryne_models.errors import CheckpointError
from katheryne_models.network_files import load_network, load_reader
from katheryne_models.quantised_weights import expected, quantise, restore
from tests.katheryne_models.engine.small_reader import CONFIG, READER_VOCABULARY, make_reader


def test_what_is_restored_is_within_half_a_step() -> None:
    torch.manual_seed(0)
    weights = {"matrix": torch.randn(7, 5) * torch.tensor([[10.0**n] for n in range(-3, 4)]), "vector": torch.randn(5)}
    stored = quantise(weights)
    assert stored["matrix"].dtype == torch.int8
    again = restore(stored)
    assert set(again) == set(weights)
    assert ((again["matrix"] - weights["matrix"]).abs() <= stored["matrix.scale"] * 0.5001).all()
    assert torch.allclose(again["vector"], weights["vector"], atol=1e-3)
    assert {name: (tuple(one.shape), one.dtype) for name, one in stored.items()} == expected(weights)


def test_a_row_of_zeros_stays_one() -> None:
    assert torch.equal(restore(quantise({"matrix": torch.zeros(2, 3)}))["matrix"], torch.zeros(2, 3))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "second"
    weights = make_reader().state_dict()
    save_checkpoint(path, CONFIG, weights, card="", metrics={}, vocabulary=READER_VOCABULARY)
    return path


def test_a_second_opinion_is_stored_and_read(folder: Path) -> None:
    reader, vocabulary, config = load_reader(folder)
    assert vocabulary == READER_VOCABULARY
    assert (config.slope, config.share) == (2.0, 0.6)
    for name, weight in make_reader().state_dict().items():
        assert torch.allclose(reader.state_dict()[name], weight, atol=float(weight.abs().max()) / 100)


def test_a_second_opinion_is_no_assistant(folder: Path) -> None:
    with pytest.raises(CheckpointError, match="is no assistant's checkpoint"):
        load_network(folder)


@pytest.mark.parametrize("part", ["model.safetensors", "vocabulary.json"])
def test_a_damaged_second_opinion_is_refused(folder: Path, part: str) -> None:
    path = folder / part
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(CheckpointError):
        load_checkpoint(folder)
