"""The second opinion's runtimes, and the two networks' common reading."""

import math
from pathlib import Path

import numpy as np
import pytest

from katheryne_models.engine.onnx_reader import OnnxReader
from katheryne_models.engine.reading import JointEngine, Reader
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.engine.torch_reader import TorchReader
from katheryne_models.errors import CheckpointError
from tests.katheryne_models.engine.small_network import (
    PLANS,
    VOCABULARY,
    OneOf,
    make_engine,
    make_network,
    some_questions,
)
from tests.katheryne_models.engine.small_reader import CONFIG, READER_VOCABULARY, make_reader, reader_vocabulary


@pytest.fixture(scope="module", params=["torch", "fp32", "int8"])
def reader(request: pytest.FixtureRequest) -> Reader:
    if request.param == "torch":
        return TorchReader(make_reader(), READER_VOCABULARY, CONFIG)
    return OnnxReader(make_reader(), READER_VOCABULARY, CONFIG, request.param)


def test_every_runtime_scores_alike(reader: Reader) -> None:
    reference = TorchReader(make_reader(), READER_VOCABULARY, CONFIG)
    questions = some_questions(12)
    one, other = reader.begin(questions, 64), reference.begin(questions, 64)
    tolerance = 0.2 if isinstance(reader, OnnxReader) else 1e-4
    assert np.allclose(one.step(None, None), other.step(None, None), atol=tolerance)
    rows, columns = [0, 3, 3, 7], [1, 2, 4, 5]
    assert np.allclose(one.step(rows, columns), other.step(rows, columns), atol=tolerance)


def test_a_batch_scores_as_its_questions_alone(reader: Reader) -> None:
    questions = some_questions(9)
    together = reader.begin(questions, 64).step(None, None)
    for row, question in enumerate(questions):
        assert np.allclose(reader.begin([question], 64).step(None, None)[0], together[row], atol=1e-4)


def joint(share: float, reader: Reader) -> JointEngine:
    reader.config = CONFIG.model_copy(update={"share": share})  # type: ignore[misc]  # a test's own reader
    return JointEngine(TorchEngine(make_network(), VOCABULARY), reader)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_share_of_all_or_nothing_is_one_network_alone(share: float) -> None:
    reader = TorchReader(make_reader(), READER_VOCABULARY, CONFIG)
    questions = some_questions(6)
    alone = TorchEngine(make_network(), VOCABULARY) if share == 0.0 else reader
    scores = joint(share, reader).begin(questions, 64).step(None, None)
    logits = alone.begin(questions, 64).step(None, None)
    expected = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    assert np.allclose(scores, expected, atol=1e-4)


def test_the_common_plan_is_allowed_and_calibrated(tmp_path: Path) -> None:
    engine = JointEngine(
        make_engine("torch", tmp_path, make_network()), TorchReader(make_reader(), READER_VOCABULARY, CONFIG)
    )
    questions = some_questions(8)
    found = engine.decode(questions, [OneOf(PLANS)] * 8)
    assert all(one.tokens in PLANS for one in found)
    assert engine.vocabulary == VOCABULARY
    assert engine.decode([]) == []
    assert engine.confidence(0.0) == pytest.approx(1 / (1 + math.exp(-1)))
    assert engine.confidence(-3.0) < engine.confidence(-1.0) < engine.confidence(0.0)
    assert engine.confidence(-9000.0) == pytest.approx(0.0)


def test_networks_of_other_plans_are_not_joined() -> None:
    other = reader_vocabulary(["fact.birthday", "unknown"])
    config = CONFIG.model_copy(update={"vocab_size": len(other), "plan_tokens": 3})
    with pytest.raises(CheckpointError, match="other plans"):
        JointEngine(TorchEngine(make_network(), VOCABULARY), TorchReader(make_reader(), other, config))
