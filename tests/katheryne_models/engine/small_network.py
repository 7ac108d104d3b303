"""A small network with opinions, the runtimes that can run it, and a grammar of a few plans."""

import random
from pathlib import Path
from typing import Literal

import onnx
import torch

from katheryne_models.engine.engine import Engine
from katheryne_models.engine.onnx_engine import DECODER, ENCODER, OnnxEngine, Precision
from katheryne_models.engine.onnx_graph import Weights, decoder_graph, encoder_graph
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.question.vocabulary import END, Vocabulary

Runtime = Literal["torch", "fp32", "int8"]

PLANS = {
    ("fact.birthday", "<character:0>"),
    ("fact.region", "<character:0>"),
    ("compare.hp", "<character:0>", "<character:1>"),
    ("compare.hp", "<character:0>", "<character:1>", ";", "unknown"),
    ("unknown",),
}
WORDS = ["when", "is", "where", "from", "birthday", "hp", "more", "of", "<character:0>", "<character:1>"]
VOCABULARY = Vocabulary.build([WORDS], PLANS)


class OneOf:
    """A grammar that allows some whole plans."""

    def __init__(self, plans: set[tuple[str, ...]]) -> None:
        self.plans = plans

    def allowed(self, prefix: tuple[str, ...]) -> set[str]:
        size = len(prefix)
        fitting = [plan for plan in self.plans if plan[:size] == prefix]
        return {plan[size] if len(plan) > size else END for plan in fitting}


def make_network(seed: int = 1, vocab_size: int = len(VOCABULARY), hidden_dim: int = 8) -> GenshinAssistant:
    torch.manual_seed(seed)
    network = GenshinAssistant(vocab_size, embedding_dim=8, hidden_dim=hidden_dim)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.mul_(5)  # an untrained network is nearly indifferent; this one has opinions
    return network.eval()


def weights_of(network: GenshinAssistant) -> Weights:
    return {name: weight.numpy() for name, weight in network.state_dict().items()}


def make_engine(runtime: Runtime, folder: Path, network: GenshinAssistant) -> Engine:
    return TorchEngine(network, VOCABULARY) if runtime == "torch" else make_onnx(runtime, folder, network)


def make_onnx(precision: Precision, folder: Path, network: GenshinAssistant) -> OnnxEngine:
    weights = weights_of(network)
    onnx.save(encoder_graph(weights, precision), folder / ENCODER)
    onnx.save(decoder_graph(weights, VOCABULARY.plan_token_ids, precision), folder / DECODER)
    return OnnxEngine(folder, VOCABULARY)


def some_questions(count: int) -> list[list[str]]:
    draw = random.Random(7)
    return [draw.choices(WORDS, k=draw.randint(1, 14)) for _ in range(count)]
