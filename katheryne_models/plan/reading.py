"""Walks plans token by token: which tokens may follow a beginning, and what a whole plan means.

One walk serves both the decoder's constraint and the parser, so the network can't write a plan that doesn't parse.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from katheryne_models.plan.grammar import (
    AND,
    END,
    MAX_REQUESTS,
    NOT,
    OVER,
    PLACEHOLDERS_PER_KIND,
    THEN,
    UNDER,
    Head,
    Plan,
    Request,
    Term,
    placeholder,
    placeholder_kind,
    previous,
)  # fmt: skip
from katheryne_models.plan.heads import FILTERS, HEADS

ALONE = frozenset({"greet", "thanks", "help", "unknown", "again"})
_SEARCHED = frozenset(head.search for head in HEADS.values() if head.search)


class PlanSyntaxError(ValueError):
    """A text that is not a plan; the message says where it stops being one."""


@dataclass(slots=True)
class _Walk:
    """The state after some tokens of a plan."""

    available: dict[str, list[str]]
    requests: list[Request] = field(default_factory=list)
    head: Head | None = None
    terms: list[Term] = field(default_factory=list)
    argument: int = 0
    in_argument: int = 0
    filter: int = 0
    negated: bool = False
    bound: str | None = None
    piped: bool = False
    then: str | None = None

    def next_tokens(self) -> list[str]:
        """The tokens that may follow."""
        if self.head is None:
            first = not self.requests
            return [name for name in HEADS if (first or name not in ALONE) and self._possible(HEADS[name])]
        if self.piped:
            return [*self._ends()] if self.then else self._followers()
        if self.negated:
            return self._filters()
        if self.bound:
            return self.available.get("number", [])
        allowed = self._arguments()
        if self._arguments_done():
            allowed += self._filters()
            if self.head.filters and self._may_negate():
                allowed.append(NOT)
            if self.terms and self.terms[-1].kind == "stat" and not self.terms[-1].bound and self._can_bound():
                allowed += [OVER, UNDER]
            if len(self.terms) >= self.head.least_filters:
                allowed += self._ends()
                if self.head.search and self._followers():
                    allowed.append(THEN)
        return allowed

    def take(self, token: str) -> None:
        """Go on by one token, which must be one of `next_tokens`."""
        if self.head is None:
            self.head = HEADS[token]
        elif token == AND:
            self._close()
        elif token == THEN:
            self.piped = True
        elif self.piped:
            self.then = token
        elif token == NOT:
            self.negated = True
        elif token in {OVER, UNDER}:
            self.bound = token
        elif self.bound:
            last = self.terms.pop()
            self.terms.append(Term(last.token, last.negated, (self.bound, token)))
            self.bound = None
        else:
            self._take_term(token)

    def finish(self) -> Plan:
        """The plan that ends here."""
        self._close()
        return Plan(tuple(self.requests))

    def _close(self) -> None:
        assert self.head is not None  # noqa: S101 - `;` and the end only ever follow a head
        self.requests.append(Request(self.head.name, tuple(self.terms), self.then))
        self.head, self.terms, self.then = None, [], None
        self.argument = self.in_argument = self.filter = 0
        self.piped = False

    def _take_term(self, token: str) -> None:
        assert self.head is not None  # noqa: S101 - a term only ever follows a head
        position = None if self.negated else self._argument_of(token)
        self.terms.append(Term(token, self.negated))
        if position is not None:
            self.in_argument = self.in_argument + 1 if position == self.argument else 1
            self.argument = position
            return
        self.argument, self.in_argument = len(self.head.arguments), 0
        self.filter = self.head.filters.index(self.terms[-1].kind)
        self.negated = False

    def _argument_of(self, token: str) -> int | None:
        """The argument that takes a token, or None where it is a filter."""
        assert self.head is not None  # noqa: S101 - called only inside a request
        positions = range(self.argument, len(self.head.arguments))
        return next((position for position in positions if token in self._fitting(position)), None)

    def _possible(self, head: Head) -> bool:
        """Whether the question has what the head can't do without."""
        needed = all(
            sum(len(self.available.get(kind, ())) for kind in argument.kinds) >= argument.least
            for argument in head.arguments
        )
        filters = sum(len(self.available.get(kind, ())) for kind in head.filters)
        return needed and filters >= head.least_filters

    def _fitting(self, position: int) -> list[str]:
        """Unused placeholders that may stand at an argument, none before one that stands there already."""
        assert self.head is not None  # noqa: S101 - called only inside a request
        argument = self.head.arguments[position]
        same = position == self.argument
        if same and self.in_argument >= argument.most:
            return []
        kinds: Sequence[str] = argument.kinds
        last = self.terms[-1].token if same and self.in_argument else ""
        if last and position == 0:
            kinds = (placeholder_kind(last) or "",)
        return [token for kind in kinds for token in self._unused(kind, after=last)]

    def _unused(self, kind: str, after: str = "") -> list[str]:
        used = {term.token for term in self.terms} | {term.bound[1] for term in self.terms if term.bound}
        same_kind = placeholder_kind(after) == kind
        return [
            token for token in self.available.get(kind, ()) if token not in used and not (same_kind and token < after)
        ]

    def _arguments(self) -> list[str]:
        assert self.head is not None  # noqa: S101 - called only inside a request
        if self.filter or any(term.negated for term in self.terms):
            return []
        allowed: list[str] = []
        for position in range(self.argument, len(self.head.arguments)):
            allowed += self._fitting(position)
            missing = self.in_argument if position == self.argument else 0
            if missing < self.head.arguments[position].least:
                break
        return allowed

    def _arguments_done(self) -> bool:
        assert self.head is not None  # noqa: S101 - called only inside a request
        rest = self.head.arguments[self.argument :]
        return all((self.in_argument if offset == 0 else 0) >= argument.least for offset, argument in enumerate(rest))

    def _filters(self) -> list[str]:
        assert self.head is not None  # noqa: S101 - called only inside a request
        allowed: list[str] = []
        for position in range(self.filter, len(self.head.filters)):
            kind = self.head.filters[position]
            last = self.terms[-1].token if self.terms and position == self.filter else ""
            allowed += self._unused(kind, after=last)
        return allowed

    def _may_negate(self) -> bool:
        assert self.head is not None  # noqa: S101 - called only inside a request
        return self.head.name not in {"again", "check"} and bool(self._filters())

    def _can_bound(self) -> bool:
        assert self.head is not None  # noqa: S101 - called only inside a request
        return "stat" in self.head.filters and "number" in self.head.filters and bool(self._unused("number"))

    def _followers(self) -> list[str]:
        """Heads that can be asked of what the search finds: one subject, nothing else needed."""
        assert self.head is not None  # noqa: S101 - called only inside a request
        found = self.head.search
        if found and any(term.kind == "piece" for term in self.terms):
            found = "artifact"  # a piece's owner is its set
        return [
            name
            for name, head in HEADS.items()
            if found and head.arguments and found in head.arguments[0].kinds and not head.filters
            and head.arguments[0].least == 1 and all(argument.least == 0 for argument in head.arguments[1:])
        ]  # fmt: skip

    def _ends(self) -> list[str]:
        assert self.head is not None  # noqa: S101 - called only inside a request
        more = len(self.requests) + 1 < MAX_REQUESTS and self.head.name not in ALONE
        return [END, AND] if more else [END]


def _available(placeholders: Iterable[str]) -> dict[str, list[str]]:
    by_kind: dict[str, list[str]] = {}
    for token in sorted(set(placeholders)):
        by_kind.setdefault(placeholder_kind(token) or "", []).append(token)
    return by_kind


class PlanConstraint:
    """Which plan tokens may follow a beginning, for a question with certain placeholders."""

    def __init__(self, placeholders: Iterable[str]) -> None:
        self._available = _available(placeholders)

    def allowed(self, prefix: tuple[str, ...]) -> Collection[str]:
        """The tokens that may follow `prefix`, the end token among them where the plan may stop."""
        walk = _Walk(self._available)
        for token in prefix:
            walk.take(token)
        return walk.next_tokens()


def parse_plan(text: str) -> Plan:
    """Read a plan.

    Raises:
        PlanSyntaxError: If the text is not a plan in its one canonical form.
    """
    tokens = text.split()
    walk = _Walk(_available(token for token in tokens if placeholder_kind(token)))
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


def canonical(text: str) -> str:
    """A plan whose terms stand in any order, with them in the one order that the language has.

    Raises:
        PlanSyntaxError: If it is no plan even so.
    """
    requests = []
    for part in text.split(f" {AND} "):
        search, _, then = part.partition(f" {THEN} ")
        head, *tokens = search.split()
        if head not in HEADS:
            message = f"there is no head {head!r}"
            raise PlanSyntaxError(message)
        terms: list[list[str]] = []
        for token in tokens:
            follows = terms and (terms[-1][-1] == NOT or token in {OVER, UNDER} or terms[-1][-1] in {OVER, UNDER})
            if follows:
                terms[-1].append(token)
            else:
                terms.append([token])
        ordered = sorted(terms, key=lambda term: _place(HEADS[head], term))
        requests.append(
            " ".join([head, *(token for term in ordered for token in term), *([THEN, then] if then else [])])
        )
    return str(parse_plan(f" {AND} ".join(requests)))


def _place(head: Head, term: list[str]) -> tuple[int, str]:
    negated = term[0] == NOT
    token = term[1] if negated and len(term) > 1 else term[0]
    kind = placeholder_kind(token)
    for position, argument in enumerate(head.arguments):
        if kind in argument.kinds and not negated:
            return position, token
    later = head.filters.index(kind) if kind in head.filters else len(head.filters)
    return len(head.arguments) + later, token
