from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from katheryne_models.engine.onnx_engine import STATE, Precision
from katheryne_models.engine.onnx_graph import decoder_graph, encoder_graph, quantised
from tests.katheryne_models.engine.small_network import VOCABULARY, make_network, weights_of

TOKENS = torch.tensor([[5, 6, 7, 8, 9], [9, 4, 0, 0, 0], [7, 0, 0, 0, 0]])
LENGTHS = torch.tensor([5, 2, 1])
# an LSTM's state lies between -1 and 1, so the tolerances are shares of its range
TOLERANCES: list[tuple[Precision, float]] = [("fp32", 1e-5), ("int8", 0.08)]


def run(graph: onnx.ModelProto, inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(None, inputs), strict=True))


@pytest.mark.parametrize(("precision", "tolerance"), TOLERANCES)
def test_both_graphs_compute_what_pytorch_computes(precision: Precision, tolerance: float) -> None:
    network = make_network(hidden_dim=32)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.div_(5)
    ids = torch.tensor(VOCABULARY.plan_token_ids)
    columns = torch.tensor([2, len(ids), 0])  # the last but one stands for <start>
    with torch.inference_mode():
        encoded = network.encode(TOKENS, LENGTHS)
        previous = torch.cat([ids, torch.tensor([2])])[columns]
        logits, state, _ = network.step(previous, encoded.state, encoded, ids)

    weights = weights_of(network)
    found = run(
        encoder_graph(weights, precision), {"tokens": TOKENS.numpy(), "lengths": LENGTHS.numpy().astype(np.int32)}
    )
    mask = encoded.mask.numpy()
    np.testing.assert_allclose(found["outputs"], encoded.outputs, atol=tolerance)
    np.testing.assert_allclose(found["keys"][mask], encoded.keys.numpy()[mask], atol=tolerance)
    step = run(
        decoder_graph(weights, VOCABULARY.plan_token_ids, precision),
        {**found, "mask": mask, "previous": columns.numpy()},
    )
    np.testing.assert_allclose(step["logits"], logits, atol=tolerance)
    for name, expected in zip(STATE, (part[layer] for layer in range(2) for part in state), strict=True):
        np.testing.assert_allclose(step[f"next_{name}"], expected, atol=tolerance)


@pytest.mark.parametrize("precision", ["fp32", "int8"])
def test_a_stored_graph_is_whole_and_takes_any_batch(precision: Precision, tmp_path: Path) -> None:
    weights = weights_of(make_network())
    graphs = [encoder_graph(weights, precision), decoder_graph(weights, VOCABULARY.plan_token_ids, precision)]
    for graph in graphs:
        onnx.save(graph, tmp_path / "graph.onnx")
        onnx.checker.check_model(tmp_path / "graph.onnx", full_check=precision == "fp32")
        for part in (*graph.graph.input, *graph.graph.output):
            assert part.type.tensor_type.shape.dim[0].dim_param == "batch", part.name


def test_quantised_weights_are_within_half_a_step_of_the_true_ones() -> None:
    matrix = np.random.default_rng(0).normal(size=(30, 4)).astype(np.float32) * [1, 100, 0.01, 0]
    whole, scale = quantised(matrix.astype(np.float32), axis=0)
    assert np.abs(whole).max() <= 63
    assert (np.abs(whole * scale - matrix) <= scale / 2 * 1.001).all()
    assert (whole[:, 3] == 0).all()
