"""The second opinion's runtimes, and the two networks' common reading."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from katheryne_models.engine.onnx_reader import OnnxReader
from katheryne_models.engine.onnx_reader_graph import blocks
from katheryne_models.engine.reading import JointEngine, Reader
from katheryne_models.engine.search import Stepper
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


class Listening(TorchReader):
    """A second opinion that notes what it is asked."""

    asked: list[Sequence[str]]

    def begin(self, questions: Sequence[Sequence[str]], max_length: int) -> Stepper:  # type: ignore[override]  # any stepper will do
        self.asked = list(questions)
        return super().begin(questions, max_length)


@pytest.mark.parametrize("scale", [1, 3, 9])
def test_the_second_opinion_is_asked_where_the_first_is_unsure_and_only_there(scale: int) -> None:
    network = make_network()
    with torch.no_grad():
        for parameter in network.output_layer.parameters():
            parameter.mul_(scale)
    first, reader = TorchEngine(network, VOCABULARY), Listening(make_reader(), READER_VOCABULARY, CONFIG)
    reader.asked = []
    questions, constraints = some_questions(40), [OneOf(PLANS)] * 40
    alone = first.decode(questions, constraints)
    found = JointEngine(first, reader).decode(questions, constraints)
    sure = [one.finished and math.exp(one.log_probability) >= 0.95 for one in alone]
    assert any(sure) or scale == 1
    assert not all(sure)
    assert reader.asked == [question for question, is_sure in zip(questions, sure, strict=True) if not is_sure]
    assert all(one == other for one, other, is_sure in zip(found, alone, sure, strict=True) if is_sure)
    several = JointEngine(first, reader).decode(questions, constraints, beam_size=3)
    assert len(reader.asked) == 40
    assert all(one.alternatives for one in several)


def test_the_engine_holds_the_very_weights_of_an_int8_checkpoint() -> None:
    stored = np.random.default_rng(0).integers(-127, 128, (40, 3)).astype(np.float32)
    stored[0] = 127  # each column's largest
    matrix = stored * np.array([0.02, 1.0, 3.0], dtype=np.float32)
    whole, scale = blocks(matrix)
    assert whole.shape == (3, 2, 32)
    restored = (whole.astype(np.float32) - 128) * scale[:, :, None]
    assert np.allclose(restored.reshape(3, -1)[:, :40].T, matrix, rtol=1e-6)
    assert not restored.reshape(3, -1)[:, 40:].any()
