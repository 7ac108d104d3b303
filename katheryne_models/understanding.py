"""From a linked question to a plan and how sure it is."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from katheryne_models.answer.answer import Exchange
from katheryne_models.engine.decoded import Decoded
from katheryne_models.engine.engine import PlanWriter
from katheryne_models.plan.covering import covers
from katheryne_models.plan.grammar import Plan, placeholder_kind, previous
from katheryne_models.plan.reading import PlanConstraint, PlanSyntaxError, parse_plan
from katheryne_models.question.linked import LinkedQuestion
from katheryne_models.question.spelling import SpellingIndex

_UNKNOWN = "unknown"
SURE = 0.3  # exact plans are rarer than right answers: of the answers just above it, about seven in ten are right
_CLEAR = 0.5  # below this confidence, other plans are looked at before one is chosen
# Kinds that a follow-up may lean on; a family of materials counts as a material.
_EARLIER = {
    "character": "character", "weapon": "weapon", "artifact": "artifact", "material": "material",
    "material_group": "material", "food": "food", "enemy": "enemy", "domain": "domain",
}  # fmt: skip
# What the network reads of them, in a fixed order: training draws from it.
EARLIER_KINDS = tuple(dict.fromkeys(_EARLIER.values()))
_MOST_TOKENS = 32
# What a question names of these kinds, its plan ought to use.
_TELLING = frozenset({"character", "weapon", "artifact", "material", "material_group", "food", "domain"})
_MORA = "mora"
_LEFT_OUT_BESIDE = 0.2  # what is left of the probability of a plan that leaves a name out, beside plans that use it
_LEFT_OUT = 0.4  # and of its confidence, where no better one is found
_LEAST = 1e-300  # a plan that can be written has some probability, however small the number
_MOST_KEPT = 8192  # plans, about a kilobyte each
_READINGS = 6  # plans that are looked at where one is not clear


_Asked = tuple[tuple[str, ...], frozenset[str]]
"""What the network reads of a question, and the placeholders that its plan ought to use."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question means.

    Attributes:
        plan: The plan.
        confidence: The calibrated probability that its answer holds what was asked for, 0 to 1.
        readings: What the question may mean, the likeliest first: more than one where none is sure enough by itself.
    """

    plan: Plan
    confidence: float
    readings: tuple[Plan, ...] = ()


def plan_constraint(tokens: Sequence[str]) -> PlanConstraint:
    """The plans that a question may have, by the placeholders among what the network reads."""
    return PlanConstraint(token for token in tokens if placeholder_kind(token))


class Understanding:
    """Reads plans from questions.

    Questions that are equal but for the names have one plan, which is kept for the next of them; the least recently
    used plans go first.

    Attributes:
        engine: What writes the plans.
        reused: How many questions had a plan that was kept.
    """

    def __init__(self, engine: PlanWriter) -> None:
        self.engine = engine
        words = (token for token in engine.vocabulary.tokens if token.isalpha())
        self._spelling = SpellingIndex(words)
        self.reused = 0
        self._kept: OrderedDict[_Asked, Understood] = OrderedDict()

    def read(self, questions: Sequence[tuple[LinkedQuestion, Exchange | None]]) -> list[Understood]:
        """The likeliest plan of each question. One question's plan does not depend on the others."""
        tokens = [self.tokens(question, exchange) for question, exchange in questions]
        return self.read_tokens(tokens, [_telling(question) for question, _ in questions])

    def read_tokens(
        self, tokens: Sequence[Sequence[str]], telling: Sequence[frozenset[str]] | None = None
    ) -> list[Understood]:
        """The likeliest plan of each question, given as the network reads it.

        Where the likeliest plan is not clear, or leaves out what the question names, several are looked at.

        Args:
            tokens: What the network reads of each question.
            telling: The placeholders that each question's plan ought to use.
        """
        named = telling or [frozenset()] * len(tokens)
        asked = [(tuple(one), told) for one, told in zip(tokens, named, strict=True)]
        new = [one for one in dict.fromkeys(asked) if one not in self._kept]
        fresh = dict(zip(new, self._read_anew(new), strict=True)) if new else {}
        self.reused += len(asked) - len(new)
        understood = []
        for one in asked:
            understood.append(fresh[one] if one in fresh else self._kept[one])
            self._kept[one] = understood[-1]
            self._kept.move_to_end(one)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return understood

    def forget(self) -> None:
        """Forget the plans that are kept."""
        self._kept.clear()

    def _read_anew(self, asked: Sequence[_Asked]) -> list[Understood]:
        """The likeliest plan of each question, from the engine."""
        tokens, named = [one for one, _ in asked], [told for _, told in asked]
        understood = [self._understood([one], told) for one, told in zip(self.decoded(tokens), named, strict=True)]
        unsure = [
            place for place, one in enumerate(understood)
            if one.confidence < _CLEAR or _overlooks(one.plan, named[place])
        ]  # fmt: skip
        beams = self.decoded([tokens[place] for place in unsure], beam_size=_READINGS) if unsure else []
        for place, best in zip(unsure, beams, strict=True):
            understood[place] = self._understood([best, *best.alternatives], named[place])
        return understood

    def decoded(self, tokens: Sequence[Sequence[str]], beam_size: int = 1) -> list[Decoded]:
        """What the engine writes of questions, given as the network reads them."""
        constraints = [plan_constraint(row) for row in tokens]
        return self.engine.decode(tokens, constraints, max_length=_MOST_TOKENS, beam_size=beam_size)

    def tokens(self, question: LinkedQuestion, exchange: Exchange | None) -> list[str]:
        """What the network reads: what the earlier exchange was about, then the question, slips put right."""
        earlier = {
            previous(_EARLIER[entity.kind])
            for entity in ((*exchange.entities, *exchange.found) if exchange else ())
            if entity.kind in _EARLIER
        }
        return [*sorted(earlier), *(self._spelt(token) for token in question.tokens)]

    def _spelt(self, token: str) -> str:
        if token in self.engine.vocabulary or placeholder_kind(token):
            return token
        near = self._spelling.near(token)
        return near[0][0] if near else token

    def _understood(self, found: Sequence[Decoded], telling: frozenset[str]) -> Understood:
        """The plan whose answer most probably holds what was asked for.

        A plan of two requests answers either of them too, so it is as sure as all the plans together that it covers
        (the choice of least expected loss; Bickel and Doksum, 1977).
        """
        likely: dict[Plan, float] = {}
        for decoded in found:
            plan = _plan(decoded)
            if plan:
                likely[plan] = likely.get(plan, 0.0) + max(exp(decoded.log_probability), _LEAST)
        if not likely:
            return Understood(parse_plan(_UNKNOWN), 0.0)
        likely = _weighed(likely, telling)
        covered = {plan: _covered(plan, likely) for plan in likely}
        best = max(likely, key=lambda plan: (round(covered[plan], 6), -len(plan.requests)))
        readings = tuple(sorted(likely, key=lambda plan: -likely[plan]))
        confidence = self.engine.confidence(log(covered[best])) * (_LEFT_OUT if _overlooks(best, telling) else 1.0)
        return Understood(best, confidence, readings)


def _telling(question: LinkedQuestion) -> frozenset[str]:
    """The placeholders of what a question names; Mora has heads of its own, and an owner says only whose it is."""
    named = {token for token, link in question.links.items() if link.kind in _TELLING and link.value != _MORA}
    return frozenset(named - question.owners)


def _overlooks(plan: Plan, telling: frozenset[str]) -> bool:
    """Whether a plan leaves out a thing that the question names: it may answer something else than was asked."""
    if plan.requests[0].head == _UNKNOWN:
        return False
    return not telling <= {term.token for request in plan.requests for term in request.terms}


def _weighed(likely: Mapping[Plan, float], telling: frozenset[str]) -> dict[Plan, float]:
    """The plans' probabilities, given that a plan ought to use what the question names; their sum stays."""
    weighed = {plan: sure * (_LEFT_OUT_BESIDE if _overlooks(plan, telling) else 1.0) for plan, sure in likely.items()}
    scale = sum(likely.values()) / sum(weighed.values())
    return {plan: min(1.0, sure * scale) for plan, sure in weighed.items()}


def _covered(plan: Plan, likely: Mapping[Plan, float]) -> float:
    """How probable it is that the answer to a plan holds what was asked for."""
    return min(1.0, sum(probability for other, probability in likely.items() if covers(plan, other)))


def _plan(decoded: Decoded) -> Plan | None:
    """The plan of what was decoded, or None where it was cut off."""
    try:
        plan = parse_plan(" ".join(decoded.tokens)) if decoded.finished else None
    except PlanSyntaxError:
        # The vocabulary of an older checkpoint may lack tokens that today's grammar needs to end a plan.
        plan = None
    # A long question sometimes yields the same request twice.
    return Plan(tuple(dict.fromkeys(plan.requests))) if plan else None
