"""A second opinion as two ONNX graphs, made from its weights alone: the encoder of one question, and a decoder's step.

The encoder's large matrices hold whole numbers of eight bits with a scale an output, as the checkpoint does. What they
multiply is rounded in runs of 32 values, each with a scale of its own (MatMulNBits). The faster MatMulInteger takes one
scale for all of a question and, on processors without VNNI, weights of seven bits: together these changed the plans of
one question in twenty-five. No value depends on what stands beside a question; still each is read alone, since a batch
gains nothing and pays for its padding. The decoder is small and stays in float32.
"""

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto

from katheryne_models.engine.onnx_engine import Precision
from katheryne_models.engine.onnx_graph import Graph

Weights = Mapping[str, NDArray[np.float32]]
_CONTRIBUTED = "com.microsoft"
_EPSILON = 1e-12  # of the layer norms, as pretrained
_BITS = 8
_BLOCK = 32  # inputs that are rounded with one scale
_LIMIT = 127
_ZERO = 128  # what the operator takes for zero
_INT8_PRODUCTS = 4  # the operator's name for rounding its input too


def _multiply(graph: Graph, values: str, matrix: NDArray[np.float32]) -> str:
    """Multiply values of any size, [..., inputs], with a matrix, [inputs, outputs]."""
    if graph.precision == "fp32":
        return graph.add("MatMul", values, graph.constant(matrix))
    inputs, outputs = matrix.shape
    whole, scale = blocks(matrix)
    return graph.add(
        "MatMulNBits", values, graph.constant(whole), graph.constant(scale), domain=_CONTRIBUTED, K=inputs, N=outputs,
        bits=_BITS, block_size=_BLOCK, accuracy_level=_INT8_PRODUCTS,
    )  # fmt: skip


def blocks(matrix: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Round weights to whole numbers from -127 to 127, symmetric about 0, with a scale for each output.

    A checkpoint in int8 holds just such numbers (`quantised_weights`), so that nothing is lost of it.

    Args:
        matrix: The weights, [inputs, outputs].

    Returns:
        The whole numbers plus 128, [outputs, runs, 32], the last run filled with zeros, and the scales, repeated for
        each run of an output, [outputs, runs].
    """
    inputs, outputs = matrix.shape
    largest = np.abs(matrix).max(axis=0)
    scale = (np.where(largest > 0, largest, 1) / _LIMIT).astype(np.float32)
    whole = np.pad(np.rint(matrix / scale).T, ((0, 0), (0, -inputs % _BLOCK))).reshape(outputs, -1, _BLOCK)
    return (whole + _ZERO).astype(np.uint8), np.repeat(scale[:, None], whole.shape[1], axis=1)


def _linear(graph: Graph, values: str, weights: Weights, name: str, kind: str = ".") -> str:
    """A linear layer, W x + b."""
    product = _multiply(graph, values, weights[f"{name}{kind}weight"].T)
    return graph.add("Add", product, graph.constant(weights[f"{name}{kind}bias"]))


def _norm(graph: Graph, values: str, weights: Weights, name: str) -> str:
    scale, bias = graph.constant(weights[f"{name}.weight"]), graph.constant(weights[f"{name}.bias"])
    return graph.add("LayerNormalization", values, scale, bias, axis=-1, epsilon=_EPSILON)


def _attention(graph: Graph, words: str, weights: Weights, name: str, heads: int, width: int) -> str:
    """Self-attention over the pieces of one question, [1, pieces, width]."""
    joined = _linear(graph, words, weights, f"{name}.self_attn", ".in_proj_")
    parts = []
    for part in graph.add_many("Split", joined, graph.constant([width] * 3), outputs=3, axis=-1):
        split = graph.add("Reshape", part, graph.constant([1, -1, heads, width // heads]))
        parts.append(graph.add("Transpose", split, perm=[0, 2, 1, 3]))
    query, key, value = parts
    energy = graph.add("MatMul", query, graph.add("Transpose", key, perm=[0, 1, 3, 2]))
    scaled = graph.add("Mul", energy, graph.constant(np.float32((width / heads) ** -0.5)))
    mixed = graph.add("MatMul", graph.add("Softmax", scaled, axis=-1), value)
    together = graph.add("Reshape", graph.add("Transpose", mixed, perm=[0, 2, 1, 3]), graph.constant([1, -1, width]))
    return _linear(graph, together, weights, f"{name}.self_attn.out_proj")


def reader_encoder_graph(weights: Weights, layers: int, heads: int, precision: Precision = "int8") -> onnx.ModelProto:
    """The encoder.

    Input: `tokens`, int64 [1, pieces]. Outputs: `outputs` [1, pieces, width], `keys` [1, pieces, plan_width] and the
    decoder's start `state` [1, plan_width].
    """
    graph = Graph(precision)
    width = weights["norm.weight"].shape[0]
    count = graph.add("Gather", graph.add("Shape", "tokens"), graph.constant([1]), axis=0)
    places = graph.add(
        "Slice", graph.constant(weights["positions.weight"]), graph.constant([0]), count, graph.constant([0])
    )
    words = graph.add("Add", graph.add("Gather", graph.constant(weights["pieces.weight"]), "tokens"), places)
    words = _norm(graph, words, weights, "norm")
    for layer in range(layers):
        name = f"encoder.layers.{layer}"
        attended = _attention(graph, words, weights, name, heads, width)
        words = _norm(graph, graph.add("Add", words, attended), weights, f"{name}.norm1")
        inner = graph.add("Gelu", _linear(graph, words, weights, f"{name}.linear1"), domain=_CONTRIBUTED)
        words = _norm(graph, graph.add("Add", words, _linear(graph, inner, weights, f"{name}.linear2")), weights,
                      f"{name}.norm2")  # fmt: skip
    keys = graph.add("MatMul", words, graph.constant(weights["keys.weight"].T))
    mean = graph.add("ReduceMean", words, axes=[1], keepdims=0)
    begun = graph.add("MatMul", mean, graph.constant(weights["begin.weight"].T))
    state = graph.add("Tanh", graph.add("Add", begun, graph.constant(weights["begin.bias"])))
    plan_width = weights["keys.weight"].shape[0]
    return graph.model(
        {"tokens": (TensorProto.INT64, [1, "pieces"])},
        {
            "outputs": (words, [1, "pieces", width]),
            "keys": (keys, [1, "pieces", plan_width]),
            "state": (state, [1, plan_width]),
        },
    )


def reader_decoder_graph(weights: Weights) -> onnx.ModelProto:
    """One step of the decoder.

    Inputs: `previous`, int64 [batch], positions among the plan tokens, one past their end for the start; `outputs`,
    `keys`, `mask`, bool [batch, pieces]; `state` [batch, plan_width]. Outputs: `logits` [batch, plan tokens] and
    `next_state`.
    """
    graph = Graph("fp32")
    width, plan_width = weights["norm.weight"].shape[0], weights["keys.weight"].shape[0]
    state = _gru(graph, weights, plan_width)
    energy = graph.add("MatMul", "keys", graph.add("Unsqueeze", state, graph.constant([2])))
    masked = graph.add("Where", "mask", graph.add("Squeeze", energy, graph.constant([2])),
                       graph.constant(np.float32(-np.inf)))  # fmt: skip
    weighed = graph.add("Unsqueeze", graph.add("Softmax", masked, axis=1), graph.constant([1]))
    context = graph.add("Squeeze", graph.add("MatMul", weighed, "outputs"), graph.constant([1]))
    inner = _dense(graph, graph.add("Concat", state, context, axis=1), weights, "output.0")
    logits = _dense(graph, graph.add("Gelu", inner, domain=_CONTRIBUTED), weights, "output.3")
    plan_tokens = weights["output.3.bias"].shape[0]
    return graph.model(
        {
            "previous": (TensorProto.INT64, ["batch"]),
            "outputs": (TensorProto.FLOAT, ["batch", "pieces", width]),
            "keys": (TensorProto.FLOAT, ["batch", "pieces", plan_width]),
            "mask": (TensorProto.BOOL, ["batch", "pieces"]),
            "state": (TensorProto.FLOAT, ["batch", plan_width]),
        },
        {"logits": (logits, ["batch", plan_tokens]), "next_state": (state, ["batch", plan_width])},
    )


def _dense(graph: Graph, values: str, weights: Weights, name: str) -> str:
    product = graph.add("MatMul", values, graph.constant(weights[f"{name}.weight"].T))
    return graph.add("Add", product, graph.constant(weights[f"{name}.bias"]))


def _gru(graph: Graph, weights: Weights, plan_width: int) -> str:
    """One GRU cell (Cho et al., 2014, arXiv:1406.1078), with PyTorch's gates reset, update, new; the new state.

    A token's share of the gates is the same each time, so it is computed here for every token that may come.
    """
    shares = weights["plan_tokens.weight"] @ weights["decoder.weight_ih_l0"].T + weights["decoder.bias_ih_l0"]
    from_token = graph.add("Gather", graph.constant(shares), "previous")
    product = graph.add("MatMul", "state", graph.constant(weights["decoder.weight_hh_l0"].T))
    from_state = graph.add("Add", product, graph.constant(weights["decoder.bias_hh_l0"]))
    sizes = graph.constant([plan_width] * 3)
    reset_in, update_in, new_in = graph.add_many("Split", from_token, sizes, outputs=3, axis=1)
    reset_on, update_on, new_on = graph.add_many("Split", from_state, sizes, outputs=3, axis=1)
    reset = graph.add("Sigmoid", graph.add("Add", reset_in, reset_on))
    update = graph.add("Sigmoid", graph.add("Add", update_in, update_on))
    fresh = graph.add("Tanh", graph.add("Add", new_in, graph.add("Mul", reset, new_on)))
    # h' = (1 - z) n + z h = n + z (h - n)
    return graph.add("Add", fresh, graph.add("Mul", update, graph.add("Sub", "state", fresh)))
