import json
from pathlib import Path

import pytest

from katheryne_models.errors import CheckpointError
from katheryne_models.question.vocabulary import END_ID, UNKNOWN_ID, Vocabulary

QUESTIONS = [["when", "is", "<character:0>", "s", "birthday"], ["birthday", "of", "<character:0>"]]
PLANS = [["fact.birthday", "<character:0>"], ["unknown"]]


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary.build(QUESTIONS, PLANS)


def test_special_tokens_then_plan_tokens_then_words_by_count(vocabulary: Vocabulary) -> None:
    assert vocabulary.tokens == (
        *("<pad>", "<unk>", "<start>", "<end>"),
        *("<character:0>", "fact.birthday", "unknown"),
        *("birthday", "is", "of", "s", "when"),
    )
    assert vocabulary.plan_token_ids == (3, 4, 5, 6)


def test_the_order_of_the_data_does_not_matter(vocabulary: Vocabulary) -> None:
    assert Vocabulary.build(QUESTIONS[::-1], PLANS[::-1]) == vocabulary


def test_rare_words_are_left_out_but_plan_tokens_and_extra_words_stay() -> None:
    vocabulary = Vocabulary.build(QUESTIONS, PLANS, minimum_count=2, extra_words=["hp"])
    assert vocabulary.tokens[4:] == ("<character:0>", "fact.birthday", "unknown", "birthday", "hp")


def test_encode_and_decode(vocabulary: Vocabulary) -> None:
    ids = vocabulary.encode(["birthday", "never-seen", "<character:0>"])
    assert ids == [7, UNKNOWN_ID, 4]
    assert vocabulary.decode([2, 5, 4, END_ID, 6, 0]) == ["fact.birthday", "<character:0>"]


def test_a_word_that_reads_like_a_special_token_is_unknown(vocabulary: Vocabulary) -> None:
    assert vocabulary.encode(["<pad>", "<start>", "<end>", "<unk>"]) == [UNKNOWN_ID] * 4


def test_saved_and_loaded_is_the_same(vocabulary: Vocabulary, tmp_path: Path) -> None:
    vocabulary.save(tmp_path / "vocabulary.json")
    loaded = Vocabulary.load(tmp_path / "vocabulary.json")
    assert loaded == vocabulary
    assert loaded.sha256 == vocabulary.sha256


SPECIAL = ["<pad>", "<unk>", "<start>", "<end>"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("{", "is not a vocabulary"),
        ("[]", "`tokens` and `plan_token_ids`"),
        (json.dumps({"tokens": SPECIAL}), "`tokens` and `plan_token_ids`"),
        (json.dumps({"tokens": [1], "plan_token_ids": [3]}), "list of texts"),
        (json.dumps({"tokens": SPECIAL, "plan_token_ids": ["3"]}), "whole numbers"),
        (json.dumps({"tokens": ["a", *SPECIAL], "plan_token_ids": [3]}), "must begin with <pad>"),
        (json.dumps({"tokens": [*SPECIAL, "a", "a"], "plan_token_ids": [3]}), "stands twice"),
        (json.dumps({"tokens": [*SPECIAL, "a b"], "plan_token_ids": [3]}), "holds a space"),
        (json.dumps({"tokens": [*SPECIAL, "a"], "plan_token_ids": [4]}), "include <end>"),
        (json.dumps({"tokens": [*SPECIAL, "a"], "plan_token_ids": [3, 5]}), "lie in the table"),
        (json.dumps({"tokens": [*SPECIAL, "a"], "plan_token_ids": [4, 3]}), "must rise"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "vocabulary.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CheckpointError, match=fault) as caught:
        Vocabulary.load(path)
    assert str(path) in caught.value.user_text


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"vocabulary\.json is missing"):
        Vocabulary.load(tmp_path / "vocabulary.json")
