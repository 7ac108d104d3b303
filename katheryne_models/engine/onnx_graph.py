"""The network as two ONNX graphs, made from its weights alone: the encoder, and one step of the decoder.

In int8 the large matrices hold whole numbers with a scale a column. The encoder's LSTM takes ONNX Runtime's
DynamicQuantizeLSTM. What the decoder multiplies are LSTM states and weighted means of them, which lie between -1 and 1,
so that one fixed scale fits: unlike a scale taken from the batch, it makes no question depend on those beside it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from katheryne_models.engine.onnx_engine import STATE, Precision
from katheryne_models.question.vocabulary import START_ID

Weights = Mapping[str, NDArray[np.float32]]
Attribute = int | float | str | list[int]
Shape = Sequence[str | int]
Array = NDArray[Any] | np.generic

LAYERS = 2

_OPSET = 17  # read by ONNX Runtime 1.12 and later; nothing here needs a newer one
_IR_VERSION = 8  # the file format that came with it
_CONTRIBUTED = "com.microsoft"
_STATE_SCALE = 1 / 127
_STATE_ZERO = 128
# One bit is left free: processors without VNNI add two products in 16 bits, which eight bits would overflow.
_WEIGHT_LIMIT = 63


class Graph:
    """A graph under construction."""

    def __init__(self, precision: Precision) -> None:
        self.precision = precision
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def constant(self, value: Array | Sequence[int]) -> str:
        """Store an array, equal ones once, and give its name."""
        array = np.asarray(value, order="C")
        tensor = numpy_helper.from_array(array)
        for name, known in self._constants.items():
            if known.raw_data == tensor.raw_data and known.dims == tensor.dims and known.data_type == tensor.data_type:
                return name
        tensor.name = f"constant_{len(self._constants)}"
        self._constants[tensor.name] = tensor
        return tensor.name

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: Attribute) -> str:
        """Add an operator with one output and give that output's name."""
        return self.add_many(operator, *inputs, outputs=1, domain=domain, **attributes)[0]

    def add_many(
        self, operator: str, *inputs: str, outputs: int, domain: str = "", **attributes: Attribute
    ) -> tuple[str, ...]:
        """Add an operator and give its outputs' names."""
        name = f"{operator}_{len(self._nodes)}"
        names = tuple(f"{name}_{place}" for place in range(outputs))
        node = helper.make_node(operator, inputs, names, name=name, domain=domain)
        node.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self._nodes.append(node)
        return names

    def multiply(self, states: str, matrix: NDArray[np.float32]) -> str:
        """Multiply values between -1 and 1, [..., inputs], with a matrix, [inputs, outputs]."""
        if self.precision == "fp32":
            return self.add("MatMul", states, self.constant(matrix))
        whole, scale = quantised(matrix, axis=0)
        zero = self.constant(np.uint8(_STATE_ZERO))
        rounded = self.add("QuantizeLinear", states, self.constant(np.float32(_STATE_SCALE)), zero)
        product = self.add("MatMulInteger", rounded, self.constant(whole), zero)
        return self.add(
            "Mul", self.add("Cast", product, to=TensorProto.FLOAT), self.constant(scale[0] * np.float32(_STATE_SCALE))
        )

    def model(
        self, inputs: Mapping[str, tuple[int, Shape]], outputs: Mapping[str, tuple[str, Shape]]
    ) -> onnx.ModelProto:
        """Finish: inputs by name with type and shape, outputs by name with what computes them and shape."""
        for name, (source, _) in outputs.items():
            self._nodes.append(helper.make_node("Identity", [source], [name], name=name))
        graph = helper.make_graph(
            self._nodes,
            "genshin_assistant",
            [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, (_, shape) in outputs.items()],
            list(self._constants.values()),
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIBUTED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION, producer_name="katheryne")
        onnx.checker.check_model(model)
        return model


def quantised(matrix: NDArray[np.float32], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round weights to whole numbers from -63 to 63, symmetric about 0.

    Args:
        matrix: The weights.
        axis: The axis along which weights share a scale.

    Returns:
        The whole numbers, and the scales by which they are multiplied, with the axis kept at length 1.
    """
    largest = np.abs(matrix).max(axis=axis, keepdims=True)
    scale = (np.where(largest > 0, largest, 1) / _WEIGHT_LIMIT).astype(np.float32)
    return np.rint(matrix / scale).astype(np.int8), scale


def encoder_graph(weights: Weights, precision: Precision) -> onnx.ModelProto:
    """The encoder.

    Inputs: `tokens`, int64 [batch, words], padded at the end; `lengths`, int32 [batch]. Outputs: `outputs` [batch,
    words, 2 hidden_dim], `keys` [batch, words, hidden_dim] and the decoder's start state, each [batch, 2 hidden_dim].
    """
    graph = Graph(precision)
    hidden = weights["output_layer.0.weight"].shape[0]
    words = graph.add(
        "Gather", graph.constant(weights["embedding.weight"]), graph.add("Transpose", "tokens", perm=[1, 0])
    )
    state: list[str] = []
    for layer in range(LAYERS):
        found, *last = _bidirectional(graph, weights, layer, words, hidden)
        words = graph.add(
            "Reshape", graph.add("Transpose", found, perm=[0, 2, 1, 3]), graph.constant([0, 0, 2 * hidden])
        )
        for part in last:
            joined = graph.add("Transpose", part, perm=[1, 0, 2])
            state.append(graph.add("Reshape", joined, graph.constant([0, 2 * hidden])))
    outputs = graph.add("Transpose", words, perm=[1, 0, 2])
    keys = graph.multiply(outputs, weights["attention.0.weight"][:, 2 * hidden :].T)
    return graph.model(
        {"tokens": (TensorProto.INT64, ["batch", "words"]), "lengths": (TensorProto.INT32, ["batch"])},
        {
            "outputs": (outputs, ["batch", "words", 2 * hidden]),
            "keys": (keys, ["batch", "words", hidden]),
            **{name: (part, ["batch", 2 * hidden]) for name, part in zip(STATE, state, strict=True)},
        },
    )


def _bidirectional(graph: Graph, weights: Weights, layer: int, words: str, hidden: int) -> tuple[str, ...]:
    """One encoder layer; gives every word's output, [words, 2, batch, hidden], last hidden state and last cell."""

    def both(part: str) -> NDArray[np.float32]:
        return np.stack([_gates(weights[f"encoder.{part}_l{layer}{way}"], "iofg") for way in ("", "_reverse")])

    bias = graph.constant(np.concatenate([both("bias_ih"), both("bias_hh")], axis=1))
    matrices = (both("weight_ih"), both("weight_hh"))
    if graph.precision == "fp32":
        parts = [graph.constant(matrix) for matrix in matrices]
        return graph.add_many(
            "LSTM", words, *parts, bias, "lengths", outputs=3, hidden_size=hidden, direction="bidirectional"
        )
    whole, scales = [], []
    zeros = graph.constant(np.zeros((2, 4 * hidden), dtype=np.int8))
    for matrix in matrices:
        rounded, scale = quantised(matrix.transpose(0, 2, 1), axis=1)
        whole.append(graph.constant(rounded))
        scales += [graph.constant(scale[:, 0]), zeros]
    return graph.add_many(
        "DynamicQuantizeLSTM", words, *whole, bias, "lengths", "", "", "", *scales,
        outputs=3, domain=_CONTRIBUTED, hidden_size=hidden, direction="bidirectional",
    )  # fmt: skip


def decoder_graph(weights: Weights, plan_token_ids: Sequence[int], precision: Precision) -> onnx.ModelProto:
    """One step of the decoder.

    Inputs: `previous`, int64 [batch], the last tokens as positions in `plan_token_ids`, one past its end for `<start>`;
    `outputs` and `keys` of the encoder; `mask`, bool [batch, words], true where a word stands; the state. Outputs:
    `logits` of the plan tokens, [batch, plan tokens], and the new state, its names with `next_` before them.
    """
    graph = Graph(precision)
    width = weights["output_layer.0.weight"].shape[1]
    below, state = _context(graph, weights, width), []
    for layer in range(LAYERS):
        below, cell = _cell(graph, weights, layer, below, _from_token(graph, weights, layer, plan_token_ids))
        state += [below, cell]
    first = graph.multiply(below, weights["output_layer.0.weight"].T)
    shown = graph.add("Relu", graph.add("Add", first, graph.constant(weights["output_layer.0.bias"])))
    ids = np.array(plan_token_ids)
    last = graph.constant(weights["output_layer.3.weight"][ids].T)
    logits = graph.add("Add", graph.add("MatMul", shown, last), graph.constant(weights["output_layer.3.bias"][ids]))
    return graph.model(
        {
            "previous": (TensorProto.INT64, ["batch"]),
            "outputs": (TensorProto.FLOAT, ["batch", "words", width]),
            "keys": (TensorProto.FLOAT, ["batch", "words", width // 2]),
            "mask": (TensorProto.BOOL, ["batch", "words"]),
            **{name: (TensorProto.FLOAT, ["batch", width]) for name in STATE},
        },
        {
            "logits": (logits, ["batch", len(plan_token_ids)]),
            **{f"next_{name}": (part, ["batch", width]) for name, part in zip(STATE, state, strict=True)},
        },
    )


def _context(graph: Graph, weights: Weights, width: int) -> str:
    """The words' outputs weighed by attention, [batch, width]; the same formula as `GenshinAssistant.attend`."""
    query = graph.multiply(STATE[-2], weights["attention.0.weight"][:, :width].T)
    query = graph.add("Add", query, graph.constant(weights["attention.0.bias"]))
    mixed = graph.add("Tanh", graph.add("Add", graph.add("Unsqueeze", query, graph.constant([1])), "keys"))
    # The last layer's bias is left out: a softmax does not change when all its inputs move together.
    energy = graph.add("MatMul", mixed, graph.constant(weights["attention.3.weight"].T))
    energy = graph.add("Squeeze", energy, graph.constant([2]))
    masked = graph.add("Where", "mask", energy, graph.constant(np.float32(-np.inf)))
    weighed = graph.add("Unsqueeze", graph.add("Softmax", masked, axis=1), graph.constant([1]))
    return graph.add("Squeeze", graph.add("MatMul", weighed, "outputs"), graph.constant([1]))


def _from_token(graph: Graph, weights: Weights, layer: int, plan_token_ids: Sequence[int]) -> str:
    """What reaches a layer's gates beside states, [batch or 1, 4 width]: the biases and, below, the last token.

    A token's share is the same each time, so it is computed here for every token that may come.
    """
    bias = weights[f"decoder.bias_ih_l{layer}"] + weights[f"decoder.bias_hh_l{layer}"]
    if layer:
        return graph.constant(_gates(bias, "ifog"))
    embedded = weights["embedding.weight"][[*plan_token_ids, START_ID]]
    shares = embedded @ weights["decoder.weight_ih_l0"][:, : embedded.shape[1]].T + bias
    return graph.add("Gather", graph.constant(_gates(shares.T, "ifog").T), "previous")


def _cell(graph: Graph, weights: Weights, layer: int, below: str, beside: str) -> tuple[str, str]:
    """One LSTM cell (Hochreiter and Schmidhuber, 1997): its new hidden state and cell, both [batch, width].

    Written out, it is as fast as the LSTM operator and may take fixed scales. The three gates that pass through a
    sigmoid stand side by side, so that one call does.
    """
    width = weights[f"decoder.weight_hh_l{layer}"].shape[1]
    from_below = weights[f"decoder.weight_ih_l{layer}"]
    from_below = from_below[:, from_below.shape[1] - width :]  # the lowest layer's first columns read the token
    matrix = np.concatenate([from_below, weights[f"decoder.weight_hh_l{layer}"]], axis=1)
    inputs = graph.add("Concat", below, f"hidden_{layer}", axis=1)
    gates = graph.add("Add", graph.multiply(inputs, _gates(matrix, "ifog").T), beside)
    opened, fresh = graph.add_many("Split", gates, graph.constant([3 * width, width]), outputs=2, axis=1)
    sizes = graph.constant([width] * 3)
    enter, keep, show = graph.add_many("Split", graph.add("Sigmoid", opened), sizes, outputs=3, axis=1)
    kept = graph.add("Mul", keep, f"cell_{layer}")
    cell = graph.add("Add", kept, graph.add("Mul", enter, graph.add("Tanh", fresh)))
    return graph.add("Mul", show, graph.add("Tanh", cell)), cell


def _gates(parts: NDArray[np.float32], order: str) -> NDArray[np.float32]:
    """Reorder the gates along the first axis, from PyTorch's input, forget, cell (g), output."""
    by_name = dict(zip("ifgo", np.split(parts, 4), strict=True))
    return np.concatenate([by_name[name] for name in order])
