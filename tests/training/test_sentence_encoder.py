from pathlib import Path

import pytest
import torch

from katheryne_models.sentence_reader import MOST_PIECES, SentenceReader
from tests.training.small_encoder import PIECES, SIZES, write_encoder
from training.errors import TrainingError
from training.sentence_encoder import SentenceEncoder


@pytest.fixture
def encoder(tmp_path: Path) -> SentenceEncoder:
    return SentenceEncoder(write_encoder(tmp_path))


def test_the_vocabulary_holds_what_questions_and_plans_need(encoder: SentenceEncoder) -> None:
    vocabulary = encoder.vocabulary(["when birthdays <weapon_type:0>"], ["fact.birthday", "not"], ["is"])
    assert {"when", "birth", "##day", "##s", "is", "a", "##c", "<weapon_type:0>"} <= set(vocabulary.tokens)
    assert "##verylongending" not in vocabulary
    assert [vocabulary.tokens[index] for index in vocabulary.plan_token_ids] == ["<end>", "fact.birthday", "not"]


def test_a_reader_starts_from_the_encoder(encoder: SentenceEncoder) -> None:
    vocabulary = encoder.vocabulary(["when <weapon_type:0>"], ["not"], [])
    weights = encoder.weights(vocabulary, SIZES.layers)
    reader = SentenceReader(len(vocabulary), 2, SIZES.layers, SIZES.width, SIZES.heads, SIZES.inner_width, 8)
    missing = reader.load_state_dict(weights, strict=False)
    assert missing.unexpected_keys == []
    assert {name.split(".")[0] for name in missing.missing_keys} == {
        "plan_tokens",
        "begin",
        "keys",
        "decoder",
        "output",
    }
    rows = weights["pieces.weight"]
    pretrained = encoder._weights["embeddings.word_embeddings.weight"]
    when, slot = vocabulary.token_id("when"), vocabulary.token_id("<weapon_type:0>")
    assert torch.equal(rows[when], pretrained[PIECES.index("when")])
    mean = (pretrained[PIECES.index("weapon")] + pretrained[PIECES.index("type")]) / 2
    assert torch.allclose(rows[slot], mean, atol=0.15)
    assert weights["positions.weight"].shape == (MOST_PIECES, SIZES.width)


def test_a_folder_without_an_encoder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="holds no sentence encoder"):
        SentenceEncoder(tmp_path)
