"""Reads plans: which tokens may follow a beginning, and what a whole plan means."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from katheryne_models.plan.grammar import (
    AND,
    END,
    NOT,
    OVER,
    PLACEHOLDERS_PER_KIND,
    THEN,
    UNDER,
    Head,
    Plan,
    placeholder,
    placeholder_kind,
    previous,
)  # fmt: skip
from katheryne_models.plan.heads import FILTERS, HEADS
from katheryne_models.plan.walk import VERSION, Walk, by_kind

_KEPT_STEPS = 16_384  # sets of tokens that may follow, about a kilobyte each at most


class PlanSyntaxError(ValueError):
    """A text that is not a plan; the message says where it stops being one."""


class PlanConstraint:
    """Which plan tokens may follow a beginning, for a question with certain placeholders."""

    def __init__(self, placeholders: Iterable[str]) -> None:
        self._placeholders = tuple(sorted(set(placeholders)))
        self._hash = hash(self._placeholders)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlanConstraint) and self._placeholders == other._placeholders

    def __hash__(self) -> int:
        return self._hash

    def allowed(self, prefix: tuple[str, ...]) -> tuple[str, ...]:
        """The tokens that may follow `prefix`, the end token among them where the plan may stop."""
        return _allowed(self._placeholders, prefix)


@lru_cache(maxsize=_KEPT_STEPS)
def _allowed(placeholders: tuple[str, ...], prefix: tuple[str, ...]) -> tuple[str, ...]:
    """Walk a beginning; questions share few sets of placeholders and beginnings, and a walk costs more."""
    walk = Walk(by_kind(placeholders))
    for token in prefix:
        walk.take(token)
    return tuple(walk.next_tokens())


def parse_plan(text: str) -> Plan:
    """Read a plan.

    Raises:
        PlanSyntaxError: If the text is not a plan in its one canonical form.
    """
    tokens = text.split()
    walk = Walk(by_kind(token for token in tokens if placeholder_kind(token)))
    for position, token in enumerate([*tokens, END]):
        allowed = walk.next_tokens()
        if token not in allowed:
            before = " ".join(tokens[:position]) or "the start"
            message = f"{token!r} can't follow {before!r}; what can: {', '.join(allowed[:12])}"
            raise PlanSyntaxError(message)
        if token != END:
            walk.take(token)
    return walk.finish()


def plan_tokens() -> list[str]:
    """Every token that a plan may hold, in a fixed order."""
    kinds = sorted({kind for head in HEADS.values() for argument in head.arguments for kind in argument.kinds}
                   | set(FILTERS) | set(HEADS["again"].filters))  # fmt: skip
    placeholders = [placeholder(kind, number) for kind in kinds for number in range(PLACEHOLDERS_PER_KIND)]
    earlier = [previous(kind) for kind in kinds]
    return [END, AND, THEN, NOT, OVER, UNDER, *HEADS, *placeholders, *earlier]


@lru_cache(maxsize=_KEPT_STEPS)
def canonical(text: str) -> str:
    """A plan whose terms stand in any order, with them in the one order that the language has.

    Raises:
        PlanSyntaxError: If it is no plan even so.
    """
    requests = []
    for part in text.split(f" {AND} "):
        search, _, then = part.partition(f" {THEN} ")
        requests.append(f"{_ordered(search)} {THEN} {_ordered(then)}" if then else _ordered(search))
    return str(parse_plan(f" {AND} ".join(requests)))


def _ordered(request: str) -> str:
    """A request with its terms in order.

    Raises:
        PlanSyntaxError: If there is no such head.
    """
    head, *tokens = request.split()
    if head not in HEADS:
        message = f"there is no head {head!r}"
        raise PlanSyntaxError(message)
    terms: list[list[str]] = []
    for token in tokens:
        if terms and _goes_on(terms[-1], token):
            terms[-1].append(token)
        else:
            terms.append([token])
    subject = _subject(HEADS[head], terms)
    ordered = sorted(terms, key=lambda term: (term is not subject, *_place(HEADS[head], term)))
    return " ".join([head, *(token for term in ordered for token in term)])


def _goes_on(term: Sequence[str], token: str) -> bool:
    """Whether a token belongs to the term before it: what is excluded, a bound, or a bound's number."""
    if term[-1] in {OVER, UNDER}:
        return placeholder_kind(term[0]) != VERSION
    return term[-1] == NOT or token in {OVER, UNDER}


def _subject(head: Head, terms: Sequence[list[str]]) -> list[str] | None:
    """Of terms that may be the one subject or a filter, the subject: the first by name."""
    if not (head.arguments and head.filters):
        return None
    fitting = [term for term in terms if placeholder_kind(term[0]) in head.arguments[0].kinds]
    return min(fitting, default=None)


def _place(head: Head, term: list[str]) -> tuple[int, str]:
    negated = term[0] == NOT
    token = term[1] if negated and len(term) > 1 else term[0]
    kind = placeholder_kind(token)
    for position, argument in enumerate(head.arguments):
        if kind in argument.kinds and not negated and not head.filters:
            return position, token
    later = head.filters.index(kind) if kind in head.filters else len(head.filters)
    return len(head.arguments) + later, token
