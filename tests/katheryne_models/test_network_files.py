import pickle
from pathlib import Path

import pytest
import torch

from katheryne_models.errors import CheckpointError
from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.network_files import read_pt
from katheryne_models.question.vocabulary import Vocabulary

VOCABULARY = Vocabulary.build([["when", "is"]], [["fact.birthday"]])


def write(path: Path, **changes: object) -> GenshinAssistant:
    torch.manual_seed(0)
    network = GenshinAssistant(len(VOCABULARY), 4, 3)
    torch.save({"model_state_dict": network.state_dict()} | changes, path)
    return network


def test_sizes_are_read_from_the_weights(tmp_path: Path) -> None:
    written = write(tmp_path / "assistant.pt", epoch=3)
    network, vocabulary = read_pt(tmp_path / "assistant.pt")
    assert vocabulary is None
    assert (network.vocab_size, network.embedding_dim, network.hidden_dim) == (len(VOCABULARY), 4, 3)
    assert not network.training
    for name, weight in written.state_dict().items():
        assert torch.equal(network.state_dict()[name], weight)


def test_a_vocabulary_is_read_in_both_forms(tmp_path: Path) -> None:
    content = {"tokens": VOCABULARY.tokens, "plan_token_ids": VOCABULARY.plan_token_ids}
    write(tmp_path / "assistant.pt", vocabulary=content)
    assert read_pt(tmp_path / "assistant.pt")[1] == VOCABULARY
    write(tmp_path / "plain.pt", vocabulary={token: i for i, token in enumerate(VOCABULARY.tokens)})
    plain = read_pt(tmp_path / "plain.pt")[1]
    assert plain is not None
    assert plain.tokens == VOCABULARY.tokens
    assert plain.plan_token_ids == tuple(range(3, len(VOCABULARY)))


def test_code_in_a_pickle_is_not_run(tmp_path: Path) -> None:
    marker = tmp_path / "ran"

    class Attack:
        def __reduce__(self) -> tuple[object, ...]:
            return Path.touch, (marker,)

    (tmp_path / "bad.pt").write_bytes(pickle.dumps({"model_state_dict": Attack()}, protocol=2))
    torch.save({"model_state_dict": Attack()}, tmp_path / "zip.pt")
    for name in ("bad.pt", "zip.pt"):
        with pytest.raises(CheckpointError, match="cannot be read as a file of weights"):
            read_pt(tmp_path / name)
    assert not marker.exists()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"model_state_dict": None}, "does not hold `model_state_dict`"),
        ({"model_state_dict": {"embedding.weight": 3}}, "does not hold `model_state_dict`"),
        ({"model_state_dict": {}}, "does not hold the weights of a GenshinAssistant"),
        ({"model_state_dict": {"embedding.weight": torch.ones(3)}}, "does not hold the weights"),
        (
            {
                "model_state_dict": {
                    "embedding.weight": torch.ones(9, 4),
                    "output_layer.0.weight": torch.ones(3, 6),
                }
            },
            "tensor attention.0.bias is missing",
        ),
        ({"vocabulary": {"a": 1, "b": 7}}, "its ids have gaps"),
        ({"vocabulary": {"a": 0, "b": 1}}, "must begin with <pad>"),
        ({"vocabulary": [1, 2]}, "`tokens` and `plan_token_ids`"),
        ({"vocabulary": {"<pad>": 0, "<unk>": 1, "<start>": 2, "<end>": 3}}, "4 tokens for a network of 7"),
    ],
)
def test_other_content_is_refused(tmp_path: Path, changes: dict[str, object], fault: str) -> None:
    write(tmp_path / "assistant.pt", **changes)
    with pytest.raises(CheckpointError) as caught:
        read_pt(tmp_path / "assistant.pt")
    assert fault in caught.value.user_text
    assert str(tmp_path / "assistant.pt") in caught.value.user_text


def test_missing_and_damaged_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="is missing"):
        read_pt(tmp_path / "assistant.pt")
    for content in (b"", b"not a file of weights", b"PK\x03\x04 half a zip", b"\x80\x02}q\x00e."):
        (tmp_path / "assistant.pt").write_bytes(content)
        with pytest.raises(CheckpointError, match="cannot be read as a file of weights"):
            read_pt(tmp_path / "assistant.pt")
