from collections import Counter
from pathlib import Path

import pytest
import torch

from katheryne_models.question.vocabulary import UNKNOWN_ID
from tests.training.entries import make_entries, write_entries
from training.dataset import GenshinAssistantDataset
from training.errors import TrainingDataError


def test_entries_become_tensors_of_the_vocabulary(tmp_path: Path) -> None:
    entries = make_entries()
    dataset = GenshinAssistantDataset(write_entries(tmp_path, entries))
    assert len(dataset) == 54
    assert dataset.raw_data == entries
    assert dataset.queries[0] == "when is <character:0> s birthday"
    assert dataset.responses[0] == "fact.birthday <character:0>"
    tokens = dataset.vocab.tokens
    assert [tokens[index] for index in dataset.query_tensors[0]] == dataset.queries[0].split()
    assert [tokens[index] for index in dataset.response_tensors[0]] == [
        *("<start>", "fact.birthday", "<character:0>", "<end>"),
    ]
    example = dataset[0]
    assert torch.equal(example.query, dataset.query_tensors[0])
    assert example.weight == 1.0


def test_the_vocabulary_knows_the_training_split_only(tmp_path: Path) -> None:
    dataset = GenshinAssistantDataset(write_entries(tmp_path, make_entries()))
    assert "please" in dataset.vocab
    assert "hey" not in dataset.vocab
    held_out = dataset.indices("validation")[0]
    assert dataset.query_tensors[held_out][0] == UNKNOWN_ID
    assert Counter(dataset.splits) == {"train": 36, "validation": 9, "test": 9}


def test_rare_words_become_unknown_and_extra_words_are_known(tmp_path: Path) -> None:
    folder = write_entries(tmp_path, make_entries())
    dataset = GenshinAssistantDataset(folder, minimum_count=5, extra_words=["hey"])
    assert "hey" in dataset.vocab
    assert "birthday" in dataset.vocab
    assert "born" not in dataset.vocab


def test_long_texts_are_cut_and_keep_their_end(tmp_path: Path) -> None:
    entry = {"query": "a b c d e f", "response": "v w x y z", "type": "text", "split": "train"}
    dataset = GenshinAssistantDataset(write_entries(tmp_path, [entry]), max_length=4)
    assert dataset.words(0) == ["a", "b", "c", "d"]
    assert dataset.vocab.decode(dataset.response_tensors[0].tolist()) == ["v", "w", "x"]
    assert dataset.response_tensors[0][-1] == dataset.vocab.token_id("<end>")


def test_missing_splits_are_drawn_by_question_and_seed(tmp_path: Path) -> None:
    entries = [{"query": f"question {i // 2}", "response": "unknown", "type": str(i % 2)} for i in range(2000)]
    folder = write_entries(tmp_path, entries)
    first = GenshinAssistantDataset(folder, seed=1)
    assert first.splits == GenshinAssistantDataset(folder, seed=1).splits
    assert first.split_sha256() != GenshinAssistantDataset(folder, seed=2).split_sha256()
    counts = Counter(first.splits)
    assert 1500 < counts["train"] < 1700
    assert 130 < counts["validation"] < 270
    assert first.splits[0::2] == first.splits[1::2]  # one question, two types: never in two splits


GOOD = '{"query": "a", "response": "b", "type": "c"}'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[\n{"query": "a",\n]', "is not JSON: line 3"),
        ("{}", "must hold a list"),
        ("[]", "at least one"),
        (f'[{GOOD}, {{"query": "a", "type": "c"}}]', "entry 2, field `response`: Field required"),
        (f'[{GOOD}, {{"query": 7, "response": "b", "type": "c"}}]', "entry 2, field `query`"),
        (f'[{GOOD}, {GOOD}, {{"query": " ", "response": "b", "type": "c"}}]', "entry 3, field `query`"),
        ('[{"query": "a", "response": "b", "type": "c", "split": "dev"}]', "entry 1, field `split`"),
        ('[{"query": "a", "response": "b", "type": "c", "weight": 0}]', "entry 1, field `weight`"),
        ('[{"query": "a", "response": "b", "type": "c", "weight": NaN}]', "entry 1, field `weight`"),
        ("[3]", "entry 1"),
    ],
)
def test_malformed_data_names_file_entry_and_field(tmp_path: Path, text: str, fault: str) -> None:
    folder = write_entries(tmp_path, text)
    with pytest.raises(TrainingDataError) as caught:
        GenshinAssistantDataset(folder)
    assert fault in caught.value.user_text
    assert str(folder / "training_data" / "training_data.json") in caught.value.user_text


def test_a_missing_file_and_a_wrong_encoding_are_named(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match=r"training_data\.json is missing"):
        GenshinAssistantDataset(tmp_path)
    path = write_entries(tmp_path, "[]") / "training_data" / "training_data.json"
    path.write_bytes(b'[{"query": "\xff"}]')
    with pytest.raises(TrainingDataError, match="is not UTF-8: byte 12"):
        GenshinAssistantDataset(tmp_path)
