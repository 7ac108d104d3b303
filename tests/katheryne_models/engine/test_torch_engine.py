import itertools
import random
from collections.abc import Sequence

import pytest
import torch

from katheryne_models.engine.torch_engine import TorchEngine
from katheryne_models.errors import CheckpointError
from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.question.vocabulary import END, START_ID, Vocabulary

PLANS = {
    ("fact.birthday", "<character:0>"),
    ("fact.region", "<character:0>"),
    ("compare.hp", "<character:0>", "<character:1>"),
    ("compare.hp", "<character:0>", "<character:1>", ";", "unknown"),
    ("unknown",),
}
WORDS = ["when", "is", "where", "from", "birthday", "hp", "more", "of", "<character:0>", "<character:1>"]


class OneOf:
    """A grammar that allows some whole plans."""

    def __init__(self, plans: set[tuple[str, ...]]) -> None:
        self.plans = plans

    def allowed(self, prefix: tuple[str, ...]) -> set[str]:
        size = len(prefix)
        fitting = [plan for plan in self.plans if plan[:size] == prefix]
        return {plan[size] if len(plan) > size else END for plan in fitting}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.build([WORDS], PLANS)


def make_engine(vocabulary: Vocabulary, seed: int = 1) -> TorchEngine:
    torch.manual_seed(seed)
    network = GenshinAssistant(len(vocabulary), embedding_dim=8, hidden_dim=8)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.mul_(5)  # an untrained network is nearly indifferent; this one has opinions
    return TorchEngine(network, vocabulary)


def some_questions(count: int) -> list[list[str]]:
    draw = random.Random(7)
    return [draw.choices(WORDS, k=draw.randint(1, 14)) for _ in range(count)]


def brute_force(
    engine: TorchEngine, question: Sequence[str], plans: set[tuple[str, ...]]
) -> dict[tuple[str, ...], float]:
    """Score every plan by teacher forcing, with the softmax over the allowed tokens only."""
    vocabulary, grammar = engine.vocabulary, OneOf(plans)
    tokens = torch.tensor([vocabulary.encode(question)])
    scores = {}
    for plan in plans:
        ids = [vocabulary.tokens.index(token) for token in (*plan, END)]
        with torch.inference_mode():
            logits = engine.model(tokens, torch.tensor([len(question)]), torch.tensor([[START_ID, *ids]]))[0]
        score = 0.0
        for position, token in enumerate(ids):
            allowed = [vocabulary.tokens.index(name) for name in grammar.allowed(plan[:position])]
            score += (logits[position, token] - logits[position, allowed].logsumexp(0)).item()
        scores[plan] = score
    return scores


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("beam_size", [1, 3])
def test_constrained_decoding_never_leaves_the_grammar(
    vocabulary: Vocabulary, seed: int, beam_size: int
) -> None:
    engine = make_engine(vocabulary, seed)
    questions = some_questions(40)
    draw = random.Random(seed)
    grammars = [OneOf(set(draw.sample(sorted(PLANS), k=draw.randint(1, 5)))) for _ in questions]
    for decoded, grammar in zip(
        engine.decode(questions, grammars, beam_size=beam_size), grammars, strict=True
    ):
        assert decoded.finished
        assert {decoded.tokens, *(one.tokens for one in decoded.alternatives)} <= grammar.plans


@pytest.mark.parametrize("beam_size", [1, 3])
def test_a_batch_of_one_equals_a_batch_of_many(vocabulary: Vocabulary, beam_size: int) -> None:
    engine = make_engine(vocabulary)
    questions = some_questions(24)
    grammar = OneOf(PLANS)
    together = engine.decode(questions, [grammar] * 24, beam_size=beam_size)
    assert len({decoded.tokens for decoded in together}) > 1
    for question, decoded in zip(questions, together, strict=True):
        (alone,) = engine.decode([question], [grammar], beam_size=beam_size)
        assert alone.tokens == decoded.tokens
        assert alone.token_log_probabilities == pytest.approx(decoded.token_log_probabilities, abs=1e-5)
        assert [one.tokens for one in alone.alternatives] == [one.tokens for one in decoded.alternatives]


def test_log_probabilities_are_those_of_the_constrained_softmax(vocabulary: Vocabulary) -> None:
    engine = make_engine(vocabulary)
    for question in some_questions(10):
        (decoded,) = engine.decode([question], [OneOf(PLANS)])
        assert len(decoded.token_log_probabilities) == len(decoded.tokens) + 1
        assert decoded.log_probability == pytest.approx(
            brute_force(engine, question, PLANS)[decoded.tokens], abs=1e-4
        )


def test_a_beam_as_wide_as_the_grammar_ranks_every_plan(vocabulary: Vocabulary) -> None:
    engine = make_engine(vocabulary)
    for question in some_questions(10):
        scores = brute_force(engine, question, PLANS)
        (decoded,) = engine.decode([question], [OneOf(PLANS)], beam_size=len(PLANS))
        ranked = [decoded, *decoded.alternatives]
        assert [one.tokens for one in ranked] == sorted(PLANS, key=lambda plan: -scores[plan])
        assert [one.log_probability for one in ranked] == pytest.approx(
            sorted(scores.values(), reverse=True), abs=1e-4
        )


def test_free_decoding_writes_plan_tokens_only(vocabulary: Vocabulary) -> None:
    engine = make_engine(vocabulary)
    plan_tokens = set(itertools.chain.from_iterable(PLANS))
    for decoded in engine.decode(some_questions(20), max_length=6):
        assert set(decoded.tokens) <= plan_tokens
        assert len(decoded.tokens) + decoded.finished <= 6


def test_a_plan_without_room_for_its_end_is_unfinished(vocabulary: Vocabulary) -> None:
    (decoded,) = make_engine(vocabulary).decode(
        [["hp"]], [OneOf({("compare.hp", "<character:0>", "<character:1>")})], 3
    )
    assert decoded.tokens == ("compare.hp", "<character:0>", "<character:1>")
    assert not decoded.finished


def test_a_grammar_whose_tokens_the_network_lacks_leaves_the_plan_unfinished(vocabulary: Vocabulary) -> None:
    grammars = [OneOf({("fact.birthday", "<new:0>")}), OneOf({("unknown",)}), OneOf(set())]
    stuck, fine, empty = make_engine(vocabulary).decode([["when"], ["hp"], ["of"]], grammars)
    assert (stuck.tokens, stuck.finished) == (("fact.birthday",), False)
    assert (fine.tokens, fine.finished, fine.log_probability) == (("unknown",), True, 0.0)
    assert (empty.tokens, empty.finished) == ((), False)


def test_empty_unknown_and_endless_questions_are_read(vocabulary: Vocabulary) -> None:
    engine = make_engine(vocabulary)
    long = ["hp"] * 5000
    empty, unknown, endless, cut = engine.decode([[], ["zzz"], long, long[:64]], [OneOf(PLANS)] * 4)
    assert empty == unknown
    assert endless == cut
    assert engine.decode([]) == []


def test_a_vocabulary_of_another_network_is_refused(vocabulary: Vocabulary) -> None:
    with pytest.raises(CheckpointError, match="does not fit a network of 5"):
        TorchEngine(GenshinAssistant(5, 2, 2), vocabulary)
