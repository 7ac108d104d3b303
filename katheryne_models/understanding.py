"""From a linked question to a plan and how sure it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from katheryne_models.answer.answer import Exchange
from katheryne_models.engine.decoded import Decoded
from katheryne_models.engine.engine import PlanWriter
from katheryne_models.plan.grammar import Plan, placeholder_kind, previous
from katheryne_models.plan.reading import PlanConstraint, PlanSyntaxError, parse_plan
from katheryne_models.question.linker import LinkedQuestion
from katheryne_models.question.spelling import SpellingIndex

_UNKNOWN = "unknown"
SURE = 0.5  # below this confidence a plan is wrong about as often as right, and the question is declined
# Kinds that a follow-up may lean on; a family of materials counts as a material.
_EARLIER = {
    "character": "character", "weapon": "weapon", "artifact": "artifact", "material": "material",
    "material_group": "material", "food": "food", "enemy": "enemy", "domain": "domain",
}  # fmt: skip
# What the network reads of them, in a fixed order: training draws from it.
EARLIER_KINDS = tuple(dict.fromkeys(_EARLIER.values()))
_MOST_TOKENS = 24
_READINGS = 4  # plans that are looked at where one is not sure enough


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

    Attributes:
        engine: What writes the plans.
    """

    def __init__(self, engine: PlanWriter) -> None:
        self.engine = engine
        words = (token for token in engine.vocabulary.tokens if token.isalpha())
        self._spelling = SpellingIndex(words)

    def read(self, questions: Sequence[tuple[LinkedQuestion, Exchange | None]]) -> list[Understood]:
        """The likeliest plan of each question. One question's plan does not depend on the others."""
        return self.read_tokens([self.tokens(question, exchange) for question, exchange in questions])

    def read_tokens(self, tokens: Sequence[Sequence[str]]) -> list[Understood]:
        """The likeliest plan of each question, given as the network reads it.

        Where the likeliest plan is not sure enough, several are looked at.
        """
        understood = [self._understood([decoded]) for decoded in self.decoded(tokens)]
        unsure = [place for place, one in enumerate(understood) if one.confidence < SURE]
        beams = self.decoded([tokens[place] for place in unsure], beam_size=_READINGS) if unsure else []
        for place, best in zip(unsure, beams, strict=True):
            understood[place] = self._understood([best, *best.alternatives])
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

    def _understood(self, found: Sequence[Decoded]) -> Understood:
        """The plan whose answer most probably holds what was asked for.

        A plan of two requests answers either of them too, so it is as sure as all the plans together that it covers
        (the choice of least expected loss; Bickel and Doksum, 1977).
        """
        sure: dict[Plan, float] = {}
        for decoded in found:
            plan = _plan(decoded)
            if plan:
                sure[plan] = sure.get(plan, 0.0) + self.engine.confidence(decoded.log_probability)
        if not sure:
            return Understood(parse_plan(_UNKNOWN), 0.0)
        covered = {plan: _covered(plan, sure) for plan in sure}
        best = max(sure, key=lambda plan: (round(covered[plan], 6), -len(plan.requests)))
        return Understood(best, covered[best], tuple(sorted(sure, key=lambda plan: -sure[plan])))


def _covered(plan: Plan, sure: Mapping[Plan, float]) -> float:
    """How sure it is that the answer to a plan holds what was asked for."""
    requests = set(plan.requests)
    return min(1.0, sum(confidence for other, confidence in sure.items() if requests.issuperset(other.requests)))


def _plan(decoded: Decoded) -> Plan | None:
    """The plan of what was decoded, or None where it was cut off."""
    try:
        plan = parse_plan(" ".join(decoded.tokens)) if decoded.finished else None
    except PlanSyntaxError:
        # The vocabulary of an older checkpoint may lack tokens that today's grammar needs to end a plan.
        plan = None
    # A long question sometimes yields the same request twice.
    return Plan(tuple(dict.fromkeys(plan.requests))) if plan else None
