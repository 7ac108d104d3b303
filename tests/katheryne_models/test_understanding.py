"""How a plan is chosen where the likeliest is not sure enough."""

from collections.abc import Sequence
from math import exp, log

import pytest

from katheryne_models.assistant import Assistant
from katheryne_models.engine.decoded import Decoded
from katheryne_models.engine.engine import PlanWriter
from katheryne_models.plan.constraint import Constraint
from katheryne_models.question.vocabulary import Vocabulary
from katheryne_models.understanding import SURE, Understanding, Understood

BIRTHDAY, REGION = "fact.birthday <character:0>", "fact.region <character:0>"
QUESTION = ["what", "about", "<character:0>"]
VOCABULARY = Vocabulary.build([QUESTION], [f"{BIRTHDAY} ; {REGION}".split(), ["unknown"]])


class Opinions:
    """Writes given plans with given probabilities, whatever is asked."""

    vocabulary = VOCABULARY

    def __init__(self, plans: dict[str, float], *, finished: bool = True) -> None:
        self.asked_for: list[int] = []
        self._found = [Decoded(tuple(plan.split()), (log(sure),), finished) for plan, sure in plans.items()]

    def decode(
        self,
        questions: Sequence[Sequence[str]],
        constraints: Sequence[Constraint] | None = None,  # noqa: ARG002 - the plans are given
        max_length: int = 64,  # noqa: ARG002 - as above
        beam_size: int = 1,
    ) -> list[Decoded]:
        self.asked_for.append(beam_size)
        first, *others = self._found
        kept = tuple(others) if beam_size > 1 else ()
        return [Decoded(first.tokens, first.token_log_probabilities, first.finished, kept) for _ in questions]

    def confidence(self, log_probability: float) -> float:
        return exp(log_probability)


def understood(plans: dict[str, float]) -> Understood:
    return Understanding(Opinions(plans)).read_tokens([QUESTION])[0]


def test_a_sure_plan_is_taken_at_once() -> None:
    opinions = Opinions({BIRTHDAY: 0.8, REGION: 0.1})
    found = Understanding(opinions).read_tokens([QUESTION])[0]
    assert (str(found.plan), opinions.asked_for) == (BIRTHDAY, [1])
    assert found.confidence == pytest.approx(0.8)


def test_a_plan_that_covers_others_is_as_sure_as_all_of_them() -> None:
    found = understood({BIRTHDAY: 0.4, f"{BIRTHDAY} ; {REGION}": 0.3})
    assert str(found.plan) == f"{BIRTHDAY} ; {REGION}"
    assert found.confidence == pytest.approx(0.7)
    assert found.confidence >= SURE


def test_of_plans_that_cover_nothing_the_likeliest_stays_unsure() -> None:
    found = understood({BIRTHDAY: 0.4, REGION: 0.35})
    assert str(found.plan) == BIRTHDAY
    assert found.confidence == pytest.approx(0.4)
    assert [str(plan) for plan in found.readings] == [BIRTHDAY, REGION]


def test_a_plan_that_was_cut_off_is_none() -> None:
    found = Understanding(Opinions({BIRTHDAY: 0.9}, finished=False)).read_tokens([QUESTION])[0]
    assert (str(found.plan), found.confidence) == ("unknown", 0.0)


def test_a_hopeless_plan_is_unsure_and_no_fault() -> None:
    opinions = Opinions({BIRTHDAY: 1.0})
    opinions._found = [Decoded(tuple(BIRTHDAY.split()), (-9000.0,), finished=True)]
    found = Understanding(opinions).read_tokens([QUESTION])[0]
    assert str(found.plan) == BIRTHDAY
    assert found.confidence == pytest.approx(0.0)


class CountingEngine:
    """An engine that counts the questions that it reads."""

    def __init__(self, engine: PlanWriter) -> None:
        self._engine = engine
        self.read = 0

    @property
    def vocabulary(self) -> Vocabulary:
        return self._engine.vocabulary

    def decode(
        self,
        questions: Sequence[Sequence[str]],
        constraints: Sequence[Constraint] | None = None,
        max_length: int = 64,
        beam_size: int = 1,
    ) -> list[Decoded]:
        self.read += len(questions) if beam_size == 1 else 0
        return self._engine.decode(questions, constraints, max_length, beam_size)

    def confidence(self, log_probability: float) -> float:
        return self._engine.confidence(log_probability)


def test_questions_equal_but_for_the_names_are_read_once(released: Assistant) -> None:
    engine = CountingEngine(released.understanding.engine)
    understanding = Understanding(engine)
    asked = [released.link(f"when is {name}'s birthday") for name in ("hu tao", "zhongli", "hu tao")]
    first = understanding.read([(one, None) for one in asked])
    assert engine.read == 1
    assert len({id(one) for one in first}) == 1
    again = understanding.read([(asked[1], None), (released.link("hello"), None)])
    assert again[0] == first[0]
    assert engine.read == 2
    assert understanding.reused == 3
    understanding.forget()
    assert understanding.read([(asked[0], None)]) == first[:1]
    assert engine.read == 3


def test_the_least_recent_plans_are_forgotten_first(released: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("katheryne_models.understanding._MOST_KEPT", 2)
    engine = CountingEngine(released.understanding.engine)
    understanding = Understanding(engine)

    def ask(text: str) -> None:
        understanding.read([(released.link(text), None)])

    for text in ("hello", "thanks", "hello", "when is hu tao's birthday"):
        ask(text)
    assert engine.read == 3
    ask("hello")
    assert engine.read == 3
    ask("thanks")
    assert engine.read == 4
