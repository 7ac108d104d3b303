"""How fast the assistant answers, part by part, each beside two yardsticks of the same run."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from katheryne_models.answer.answer import Entity
from katheryne_models.assistant import Assistant
from katheryne_models.engine.onnx_files import load_onnx_engine
from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.lookup import Lookup
from katheryne_models.network_files import load_network
from katheryne_models.plan.execution.reply import DeclinedError
from katheryne_models.plan.execution.run import run
from katheryne_models.question.linked import LinkedQuestion
from katheryne_models.question.vocabulary import START_ID
from katheryne_models.understanding import Understood, plan_constraint

if TYPE_CHECKING:
    from katheryne_models.engine.engine import PlanWriter

QUESTIONS = (
    "when is hu tao's birthday", "whats childes c6 do", "how much atk does homa have at lvl 90",
    "which 5 star pyro polearm characters are there", "who has higher base hp at 90, zhongli or hu tao",
    "total mora to ascend raiden to 90", "what days can i farm the books for yae miko", "where do i get silk flowers",
    "emblem 4pc bonus", "what does the cryo regisvine drop", "ingredients for tianshu meat", "hello",
)  # fmt: skip
_SECONDS = 1.5  # each row is repeated for about this long
_BATCHES = (1, 8, 32)
_LOOKUP = Lookup("Hu Tao", "fact.birthday <character:0>", (Entity("character", "hutao", "Hu Tao"),))


@dataclass(frozen=True, slots=True)
class Speed:
    """One row of the table.

    Attributes:
        what: What was measured.
        milliseconds: The mean time a question.
        ratio: How many times the plain loop's speed.
        look_ups: How many plain look-ups take as long.
    """

    what: str
    milliseconds: float
    ratio: float
    look_ups: float


def measure_speed(assistant: Assistant, checkpoint: Path, cache: Path, seconds: float = _SECONDS) -> list[Speed]:
    """Measure one assistant; the first two rows are the yardsticks.

    These are the plain loop, which decodes without any of the engines' means, and the plain look-up of one fact that a
    card shows: what a trivial command costs.

    Args:
        assistant: The assistant, with the engine that it would serve with.
        checkpoint: The folder of its checkpoint, for the plain loop and the engines of one network.
        cache: Where the int8 engine's files are kept.
        seconds: For about how long each row is repeated.

    Raises:
        CheckpointError: If the checkpoint is damaged, or the int8 engine can't be had.
    """
    understanding = assistant.understanding
    network, vocabulary, _ = load_network(checkpoint)
    engine = TorchEngine(network, vocabulary)
    linked = [assistant.link(text) for text in QUESTIONS]
    tokens = [understanding.tokens(one, None) for one in linked]
    plans = engine.decode(tokens, [plan_constraint(row) for row in tokens])
    lengths = [len(plan.tokens) + 1 for plan in plans]
    plain = time_each(lambda: _plain_loop(engine, tokens, lengths), len(tokens), seconds)
    look_up = time_each(lambda: assistant.look_up(_LOOKUP), 1, seconds)
    rows: list[Speed] = []

    def row(what: str, took: float) -> None:
        rows.append(Speed(what, took, plain / took, took / look_up))

    def add(what: str, work: Callable[[], object], count: int) -> None:
        row(what, time_each(work, count, seconds))

    row("plain loop: batch 1, attention keys made anew each step", plain)
    row("plain look-up of one fact", look_up)

    engines: dict[str, PlanWriter] = {
        "PyTorch, one network": engine,
        "int8, one network": load_onnx_engine(checkpoint, cache),
        "serving": understanding.engine,
    }
    for name, size in product(engines, _BATCHES):
        batch = [tokens[place % len(tokens)] for place in range(size)]
        constraints = [plan_constraint(row) for row in batch]
        add(f"{name}, batch {size}", partial(engines[name].decode, batch, constraints), size)
    add("linking", lambda: [assistant.link(text) for text in QUESTIONS], len(QUESTIONS))
    told = list(zip(linked, understanding.read([(one, None) for one in linked]), strict=True))
    add("running and saying", lambda: [_said(assistant, one, read) for one, read in told], len(QUESTIONS))

    def ask_anew() -> None:
        understanding.forget()
        for text in QUESTIONS:
            assistant.ask(text)

    add("whole ask, its plan new", ask_anew, len(QUESTIONS))
    add("whole ask, its plan kept", lambda: [assistant.ask(text) for text in QUESTIONS], len(QUESTIONS))
    add("similar", lambda: assistant.similar("hu tao"), 1)
    return rows


def _said(assistant: Assistant, linked: LinkedQuestion, understood: Understood) -> str:
    """What comes of a question's plan on the tables, in words."""
    try:
        return run(understood.plan, linked, assistant.game).text
    except DeclinedError as error:
        return error.user_text


def time_each(work: Callable[[], object], count: int, seconds: float) -> float:
    """Milliseconds a question: the mean over repetitions, after one that is not counted.

    Args:
        work: Takes all the questions.
        count: How many they are.
        seconds: For about how long it is repeated.
    """
    work()
    repetitions, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        work()
        repetitions += 1
    return (time.perf_counter() - began) * 1000 / (repetitions * count)


@torch.inference_mode()
def _plain_loop(engine: TorchEngine, questions: Sequence[Sequence[str]], lengths: Sequence[int]) -> None:
    """Decode as many tokens as the engine did, one question at a time, attention over the raw concatenation."""
    network = engine.model
    for words, length in zip(questions, lengths, strict=True):
        ids = torch.tensor([engine.vocabulary.encode(words)])
        encoded = network.encode(ids, torch.tensor([ids.shape[1]]))
        state, token = encoded.state, torch.tensor([START_ID])
        for _ in range(length):
            context = attend_plainly(network, state[0][-1], encoded.outputs, encoded.mask)
            inputs = torch.cat([network.embedding(token), context], dim=-1).unsqueeze(1)
            output, state = network.decoder(inputs, state)
            token = network.output_layer(output.squeeze(1)).argmax(dim=-1)


def attend_plainly(network: GenshinAssistant, query: Tensor, outputs: Tensor, mask: Tensor) -> Tensor:
    """Attention as its formula reads: the state beside every encoder output, keys made anew.

    Args:
        network: Whose attention it is.
        query: The decoder's top hidden state, [batch, 2 * hidden_dim].
        outputs: Encoder outputs, [batch, words, 2 * hidden_dim].
        mask: True where a word stands, [batch, words].

    Returns:
        The context, [batch, 2 * hidden_dim].
    """
    pairs = torch.cat([query.unsqueeze(1).expand(-1, outputs.shape[1], -1), outputs], dim=-1)
    energy = network.attention(pairs).squeeze(-1)
    weights = energy.masked_fill(~mask, -torch.inf).softmax(dim=-1)
    context: Tensor = (weights.unsqueeze(1) @ outputs).squeeze(1)
    return context
