"""What every runtime must do."""

import itertools
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import torch

from katheryne_models.engine.engine import Engine
from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.question.vocabulary import START_ID
from tests.katheryne_models.engine.small_network import (
    PLANS,
    VOCABULARY,
    OneOf,
    Runtime,
    make_engine,
    make_network,
    some_questions,
)

MakeEngine = Callable[[GenshinAssistant], Engine]
EXACT: list[Runtime] = ["torch", "fp32"]
ALL: list[Runtime] = [*EXACT, "int8"]


@pytest.fixture(params=ALL)
def build(request: pytest.FixtureRequest, tmp_path: Path) -> MakeEngine:
    return lambda network: make_engine(request.param, tmp_path, network)


@pytest.fixture
def engine(build: MakeEngine) -> Engine:
    return build(make_network())


def brute_force(network: GenshinAssistant, question: Sequence[str]) -> dict[tuple[str, ...], float]:
    """Score every plan by teacher forcing, with the softmax over the allowed tokens only."""
    grammar = OneOf(PLANS)
    tokens = torch.tensor([VOCABULARY.encode(question)])
    scores = {}
    for plan in PLANS:
        ids = [VOCABULARY.tokens.index(token) for token in (*plan, "<end>")]
        with torch.inference_mode():
            logits = network(tokens, torch.tensor([len(question)]), torch.tensor([[START_ID, *ids]]))[0]
        score = 0.0
        for position, token in enumerate(ids):
            allowed = [VOCABULARY.tokens.index(name) for name in grammar.allowed(plan[:position])]
            score += (logits[position, token] - logits[position, allowed].logsumexp(0)).item()
        scores[plan] = score
    return scores


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("beam_size", [1, 3])
def test_constrained_decoding_never_leaves_the_grammar(build: MakeEngine, seed: int, beam_size: int) -> None:
    questions = some_questions(40)
    draw = random.Random(seed)
    grammars = [OneOf(set(draw.sample(sorted(PLANS), k=draw.randint(1, 5)))) for _ in questions]
    found = build(make_network(seed)).decode(questions, grammars, beam_size=beam_size)
    for decoded, grammar in zip(found, grammars, strict=True):
        assert decoded.finished
        assert {decoded.tokens, *(one.tokens for one in decoded.alternatives)} <= grammar.plans


@pytest.mark.parametrize("beam_size", [1, 3])
def test_a_batch_of_one_equals_a_batch_of_many(engine: Engine, beam_size: int) -> None:
    questions = some_questions(24)
    grammar = OneOf(PLANS)
    together = engine.decode(questions, [grammar] * 24, beam_size=beam_size)
    assert len({decoded.tokens for decoded in together}) > 1
    for question, decoded in zip(questions, together, strict=True):
        (alone,) = engine.decode([question], [grammar], beam_size=beam_size)
        assert alone.tokens == decoded.tokens
        assert alone.token_log_probabilities == pytest.approx(decoded.token_log_probabilities, abs=1e-5)
        assert [one.tokens for one in alone.alternatives] == [one.tokens for one in decoded.alternatives]


@pytest.mark.parametrize("runtime", EXACT)
def test_log_probabilities_are_those_of_the_constrained_softmax(runtime: Runtime, tmp_path: Path) -> None:
    network = make_network()
    engine = make_engine(runtime, tmp_path, network)
    for question in some_questions(10):
        (decoded,) = engine.decode([question], [OneOf(PLANS)])
        assert len(decoded.token_log_probabilities) == len(decoded.tokens) + 1
        assert decoded.log_probability == pytest.approx(brute_force(network, question)[decoded.tokens], abs=1e-4)


@pytest.mark.parametrize("runtime", EXACT)
def test_a_beam_as_wide_as_the_grammar_ranks_every_plan(runtime: Runtime, tmp_path: Path) -> None:
    network = make_network()
    engine = make_engine(runtime, tmp_path, network)
    for question in some_questions(10):
        scores = brute_force(network, question)
        (decoded,) = engine.decode([question], [OneOf(PLANS)], beam_size=len(PLANS))
        ranked = [decoded, *decoded.alternatives]
        assert [one.tokens for one in ranked] == sorted(PLANS, key=lambda plan: -scores[plan])
        assert [one.log_probability for one in ranked] == pytest.approx(sorted(scores.values(), reverse=True), abs=1e-4)


def test_free_decoding_writes_plan_tokens_only(engine: Engine) -> None:
    plan_tokens = set(itertools.chain.from_iterable(PLANS))
    for decoded in engine.decode(some_questions(20), max_length=6):
        assert set(decoded.tokens) <= plan_tokens
        assert len(decoded.tokens) + decoded.finished <= 6


def test_a_plan_without_room_for_its_end_is_unfinished(engine: Engine) -> None:
    (decoded,) = engine.decode([["hp"]], [OneOf({("compare.hp", "<character:0>", "<character:1>")})], 3)
    assert decoded.tokens == ("compare.hp", "<character:0>", "<character:1>")
    assert not decoded.finished


def test_a_grammar_whose_tokens_the_network_lacks_leaves_the_plan_unfinished(engine: Engine) -> None:
    grammars = [OneOf({("fact.birthday", "<new:0>")}), OneOf({("unknown",)}), OneOf(set())]
    stuck, fine, empty = engine.decode([["when"], ["hp"], ["of"]], grammars)
    assert (stuck.tokens, stuck.finished) == (("fact.birthday",), False)
    assert (fine.tokens, fine.finished, fine.log_probability) == (("unknown",), True, 0.0)
    assert (empty.tokens, empty.finished) == ((), False)


def test_empty_unknown_and_endless_questions_are_read(engine: Engine) -> None:
    long = ["hp"] * 5000
    empty, unknown, endless, cut = engine.decode([[], ["zzz"], long, long[:64]], [OneOf(PLANS)] * 4)
    assert empty == unknown
    assert endless == cut
    assert engine.decode([]) == []
