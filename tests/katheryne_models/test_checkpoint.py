import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import safetensors.torch
import torch
from pydantic import JsonValue

from katheryne_models.checkpoint import (
    find_checkpoint,
    list_checkpoints,
    load_checkpoint,
    save_checkpoint,
)
from katheryne_models.checkpoint_config import AssistantConfig, AutoencoderConfig
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.errors import CheckpointError
from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.genshin_model import GenshinAutoencoder
from katheryne_models.network_files import load_autoencoder, load_network
from katheryne_models.question.vocabulary import Vocabulary

VOCABULARY = Vocabulary.build([["when", "is", "her", "birthday"]], [["fact.birthday", "<character:0>"]])
CONFIG = AssistantConfig(vocab_size=len(VOCABULARY), embedding_dim=4, hidden_dim=3)
METRICS: dict[str, JsonValue] = {"test_accuracy": 0.5}


def make_network(seed: int = 0) -> GenshinAssistant:
    torch.manual_seed(seed)
    return GenshinAssistant(len(VOCABULARY), 4, 3)


def save_assistant(folder: Path, seed: int = 0, **changes: object) -> None:
    config = CONFIG.model_copy(update=changes)
    weights = make_network(seed).state_dict()
    save_checkpoint(folder, config, weights, vocabulary=VOCABULARY, metrics=METRICS, card="# Card\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_assistant(tmp_path / "assistant")
    return tmp_path / "assistant"


def test_a_saved_assistant_loads_as_it_was(folder: Path) -> None:
    checkpoint = load_checkpoint(folder)
    assert sorted(file.name for file in folder.iterdir()) == [
        *("README.md", "config.json", "metrics.json", "model.safetensors", "vocabulary.json"),
    ]
    assert checkpoint.metrics == METRICS
    assert checkpoint.vocabulary == VOCABULARY
    network, vocabulary, config = load_network(folder)
    assert not network.training
    assert (config.hidden_dim, config.vocab_size) == (3, len(VOCABULARY))
    expected = TorchEngine(make_network(), VOCABULARY).decode([["when", "is"]])
    assert TorchEngine(network, vocabulary).decode([["when", "is"]]) == expected


def test_a_saved_autoencoder_loads_as_it_was(tmp_path: Path) -> None:
    network = GenshinAutoencoder(4)
    config = AutoencoderConfig(items="weapons", input_dim=4, feature_names=["a", "b", "c", "d"])
    save_checkpoint(tmp_path / "weapons", config, network.state_dict(), metrics={}, card="")
    loaded, read = load_autoencoder(tmp_path / "weapons")
    assert read.feature_names == ["a", "b", "c", "d"]
    features = torch.rand(3, 4)
    assert torch.equal(loaded.encode(features), network.encode(features))


def test_an_autoencoder_without_a_name_for_each_feature_is_refused() -> None:
    with pytest.raises(ValueError, match="2 names for an input_dim of 3"):
        AutoencoderConfig(items="weapons", input_dim=3, feature_names=["a", "b"])


def test_float16_halves_the_file_and_loads_as_float32(folder: Path, tmp_path: Path) -> None:
    save_assistant(tmp_path / "half", weight_type="float16")
    network, _, _ = load_network(tmp_path / "half")
    for name, weight in make_network().state_dict().items():
        assert network.state_dict()[name].dtype == torch.float32
        torch.testing.assert_close(network.state_dict()[name], weight.half().float(), atol=0, rtol=0)
    assert (tmp_path / "half" / "model.safetensors").stat().st_size < (folder / "model.safetensors").stat().st_size


def test_saving_again_replaces_the_folder_and_leaves_nothing_beside_it(folder: Path) -> None:
    (folder / "stray.txt").write_text("old")
    save_assistant(folder, seed=1)
    assert [path.name for path in folder.parent.iterdir()] == ["assistant"]
    assert not (folder / "stray.txt").exists()
    assert torch.equal(load_network(folder)[0].embedding.weight, make_network(1).embedding.weight)


def test_a_spoilt_weight_is_not_saved_and_the_old_checkpoint_stays(folder: Path) -> None:
    before = load_checkpoint(folder).config.sha256
    weights = make_network().state_dict()
    weights["attention.0.bias"][1] = 70_000.0  # beyond float16
    half = CONFIG.model_copy(update={"weight_type": "float16"})
    with pytest.raises(CheckpointError, match=r"attention\.0\.bias holds a value that is not a finite float16"):
        save_checkpoint(folder, half, weights, vocabulary=VOCABULARY, metrics={}, card="")
    assert load_checkpoint(folder).config.sha256 == before


def test_a_folder_that_cannot_be_written_is_named(folder: Path) -> None:
    below_a_file = folder / "config.json" / "assistant"
    with pytest.raises(CheckpointError, match="could not be written"):
        save_assistant(below_a_file)


def edit_config(**changes: object) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / "config.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {"checksum": ""} | changes))

    return edit


def overwrite(name: str, text: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).write_text(text)

    return write


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def flip_a_byte(folder: Path) -> None:
    path = folder / "model.safetensors"
    payload = bytearray(path.read_bytes())
    payload[-7] ^= 1
    path.write_bytes(payload)


def truncate(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


def put_payload(folder: Path, payload: bytes) -> None:
    """Replace the weights by others and sign them, as a wrong tool would."""
    (folder / "model.safetensors").write_bytes(payload)
    edit_config(sha256=hashlib.sha256(payload).hexdigest())(folder)


def put_weights(change: Callable[[dict[str, torch.Tensor]], object]) -> Callable[[Path], None]:
    def put(folder: Path) -> None:
        weights = safetensors.torch.load_file(folder / "model.safetensors")
        change(weights)
        put_payload(folder, safetensors.torch.save(weights))

    return put


def other_vocabulary(folder: Path) -> None:
    swapped = [*VOCABULARY.tokens[:-2], VOCABULARY.tokens[-1], VOCABULARY.tokens[-2]]
    Vocabulary(swapped, VOCABULARY.plan_token_ids).save(folder / "vocabulary.json")


CORRUPTIONS: list[tuple[Callable[[Path], None], str, str]] = [
    (remove("config.json"), "config.json", "is missing"),
    (remove("model.safetensors"), "model.safetensors", "is missing"),
    (remove("vocabulary.json"), "vocabulary.json", "is missing"),
    (remove("metrics.json"), "metrics.json", "is missing"),
    (overwrite("config.json", "{"), "config.json", "is not valid"),
    (overwrite("config.json", "[]"), "config.json", "is not valid"),
    (edit_config(schema_version=2), "config.json", "schema_version"),
    (edit_config(kind="parrot"), "config.json", "is not valid"),
    (edit_config(hidden_dim=0), "config.json", "hidden_dim"),
    (edit_config(hidden_dim=10**12), "config.json", "hidden_dim"),
    (edit_config(hidden_dim="3"), "config.json", "hidden_dim"),
    (edit_config(colour="red"), "config.json", "colour"),
    (edit_config(hidden_dim=5), "model.safetensors", "of shape"),
    (edit_config(weight_type="float16"), "model.safetensors", "says float16"),
    (flip_a_byte, "model.safetensors", "is damaged"),
    (truncate, "model.safetensors", "is damaged"),
    (lambda folder: put_payload(folder, b"\x80\x02}q\x00."), "model.safetensors", "not a safetensors file"),
    (
        put_weights(lambda weights: weights.pop("decoder.bias_hh_l0")),
        "model.safetensors",
        "lacks tensor decoder",
    ),
    (
        put_weights(lambda weights: weights.update(extra=torch.ones(1))),
        "model.safetensors",
        "unexpected tensor extra",
    ),
    (overwrite("vocabulary.json", "{}"), "vocabulary.json", "is not a vocabulary"),
    (
        lambda folder: Vocabulary.build([], []).save(folder / "vocabulary.json"),
        "vocabulary.json",
        "holds 4 tokens where config.json says",
    ),
    (other_vocabulary, "vocabulary.json", "is not the vocabulary"),
    (overwrite("metrics.json", "{"), "metrics.json", "is not JSON"),
    (overwrite("metrics.json", "[]"), "metrics.json", "one JSON object"),
]


@pytest.mark.parametrize(("corrupt", "file", "fault"), CORRUPTIONS)
def test_every_corruption_is_refused_with_file_fault_and_remedy(
    folder: Path, corrupt: Callable[[Path], None], file: str, fault: str
) -> None:
    corrupt(folder)
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint(folder)
    assert str(folder / file) in caught.value.user_text
    assert fault in caught.value.user_text
    assert "`katheryne train assistant`" in caught.value.user_text


@pytest.mark.parametrize("name", ["config.json", "metrics.json", "vocabulary.json", "model.safetensors"])
def test_a_changed_byte_anywhere_is_refused(folder: Path, name: str) -> None:
    path = folder / name
    whole = path.read_bytes()
    chance = random.Random(name)
    # every byte of what describes the network, its weights' header among it, and every 50th of the weights themselves
    header = int.from_bytes(whole[:8], "little") + 8 if name == "model.safetensors" else len(whole)
    for place in (*range(header), *range(header, len(whole), 50)):
        changed = bytearray(whole)
        changed[place] ^= chance.randrange(1, 256)
        path.write_bytes(changed)
        with pytest.raises(CheckpointError, match=f"{name}|{folder}"):
            load_checkpoint(folder)
    path.write_bytes(whole)
    assert load_checkpoint(folder).metrics == METRICS


def test_a_changed_byte_of_the_features_is_refused(tmp_path: Path) -> None:
    network, config = GenshinAutoencoder(1), AutoencoderConfig(items="weapons", input_dim=1, feature_names=["a"])
    folder, further = tmp_path / "weapons", {"features.safetensors": b"features"}
    save_checkpoint(folder, config, network.state_dict(), metrics={}, card="", further=further)
    load_autoencoder(folder)
    (folder / "features.safetensors").write_bytes(b"featureS")
    with pytest.raises(CheckpointError, match=r"features\.safetensors is damaged"):
        load_autoencoder(folder)


def test_an_older_checkpoint_that_states_no_checksum_is_read(folder: Path) -> None:
    content = json.loads((folder / "config.json").read_text())
    older = {key: value for key, value in content.items() if key not in ("files", "checksum")}
    (folder / "config.json").write_text(json.dumps(older))
    assert load_checkpoint(folder).metrics == METRICS


def test_only_files_of_the_folder_are_named(folder: Path) -> None:
    edit_config(files={"../secret.json": ""})(folder)
    with pytest.raises(CheckpointError, match=r"config\.json is not valid at assistant\.files"):
        load_checkpoint(folder)


def test_a_checkpoint_of_the_other_kind_is_refused(folder: Path, tmp_path: Path) -> None:
    config = AutoencoderConfig(items="weapons", input_dim=1, feature_names=["a"])
    save_checkpoint(tmp_path / "weapons", config, GenshinAutoencoder(1).state_dict(), metrics={}, card="")
    with pytest.raises(CheckpointError, match="is no assistant's checkpoint"):
        load_network(tmp_path / "weapons")
    with pytest.raises(CheckpointError, match="is no autoencoder's checkpoint"):
        load_autoencoder(folder)


def test_checkpoints_are_listed_in_order_and_by_kind(folder: Path) -> None:
    root = folder.parent
    config = AutoencoderConfig(items="weapons", input_dim=1, feature_names=["a"])
    save_checkpoint(root / "a-weapons", config, GenshinAutoencoder(1).state_dict(), metrics={}, card="")
    (root / ".scratch").mkdir()
    (root / ".scratch" / "config.json").write_text("{}")
    (root / "broken").mkdir()
    (root / "broken" / "config.json").write_text("{}")
    (root / "notes").mkdir()
    assert list_checkpoints(root) == ("a-weapons", "assistant", "broken")
    assert list_checkpoints(root, "assistant") == ("assistant",)
    assert list_checkpoints(root / "missing") == ()


def test_a_checkpoint_is_found_by_name(folder: Path) -> None:
    assert find_checkpoint(folder.parent, "assistant") == folder


@pytest.mark.parametrize("name", ["", ".", "..", "../assistant", "a/b", "Assistant", ".hidden", "a\n", "/etc", "ä"])
def test_a_path_is_not_a_name(folder: Path, name: str) -> None:
    with pytest.raises(CheckpointError, match="is not a checkpoint's name"):
        find_checkpoint(folder.parent, name)


def test_an_unknown_name_is_answered_with_those_that_are_there(folder: Path) -> None:
    with pytest.raises(CheckpointError, match=r"present: assistant"):
        find_checkpoint(folder.parent, "other")


def test_links_out_of_the_root_are_refused(folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "models"
    root.mkdir()
    (root / "linked").symlink_to(folder)
    with pytest.raises(CheckpointError, match="leads out of"):
        find_checkpoint(root, "linked")
    save_assistant(root / "inner")
    (root / "inner" / "model.safetensors").unlink()
    (root / "inner" / "model.safetensors").symlink_to(folder / "model.safetensors")
    with pytest.raises(CheckpointError, match="leads out of"):
        find_checkpoint(root, "inner")
