"""Walks a plan token by token: which tokens may follow a beginning.

One walk serves both the decoder's constraint and the parser, so the network can't write a plan that doesn't parse.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from katheryne_models.plan.grammar import (
    AND,
    END,
    MAX_REQUESTS,
    NOT,
    OVER,
    THEN,
    UNDER,
    Head,
    Plan,
    Request,
    Term,
    placeholder_kind,
)  # fmt: skip
from katheryne_models.plan.heads import HEADS, NAMED

VERSION = "version"
ALONE = frozenset({"greet", "thanks", "help", "unknown", "again"})
_OWNED_BY = {"piece": "artifact", "passive": "weapon"}  # what an owner is, if no character


@dataclass(slots=True)
class Walk:
    """The state after some tokens of a plan."""

    available: dict[str, list[str]]
    requests: list[Request] = field(default_factory=list)
    head: Head | None = None
    terms: list[Term] = field(default_factory=list)
    argument: int = 0
    in_argument: int = 0
    filter: int = 0
    filters_taken: int = 0
    negated: bool = False
    bound: str | None = None
    piped: bool = False
    search: Request | None = None

    def next_tokens(self) -> list[str]:
        """The tokens that may follow."""
        if self.head is None:
            first = not self.requests
            return [name for name in HEADS if (first or name not in ALONE) and self._possible(HEADS[name])]
        if self.piped:
            return self._followers()
        if self.negated:
            return self._filters()
        if self.bound:
            return self.available.get("number", [])
        allowed = self._arguments()
        if self._arguments_done():
            allowed += self._filters()
            if self.head.filters and self._may_negate():
                allowed.append(NOT)
            if self._may_bound():
                allowed += [OVER, UNDER]
            if self.filters_taken >= self.head.least_filters:
                allowed += self._ends()
                if self.head.search and self.search is None and self._followers():
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
            self._follow(token)
        elif token == NOT:
            self.negated = True
        elif token in {OVER, UNDER}:
            self._take_bound(token)
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
        request = Request(self.head.name, tuple(self.terms))
        if self.search:
            request = replace(self.search, then=request.head, then_terms=request.terms)
        self.requests.append(request)
        self.head, self.terms, self.search = None, [], None
        self.argument = self.in_argument = self.filter = self.filters_taken = 0

    def _follow(self, token: str) -> None:
        """Go on with the head that is asked of what the search finds: that stands for its first argument."""
        assert self.head is not None  # noqa: S101 - `|` only ever follows a head
        self.search = Request(self.head.name, tuple(self.terms))
        self.head, self.terms, self.piped = HEADS[token], [], False
        self.argument, self.in_argument, self.filter, self.filters_taken = 1, 0, 0, 0

    def _take_bound(self, word: str) -> None:
        """A version is its own bound; a stat's is the number that follows."""
        last = self.terms[-1]
        if last.kind == VERSION:
            self.terms[-1] = Term(last.token, last.negated, (word,))
        else:
            self.bound = word

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
        self.filters_taken += 1
        self.negated = False

    def _argument_of(self, token: str) -> int | None:
        """The argument that takes a token, or None where it is a filter."""
        assert self.head is not None  # noqa: S101 - called only inside a request
        positions = range(self.argument, len(self.head.arguments))
        return next((position for position in positions if token in self._fitting(position)), None)

    def _possible(self, head: Head) -> bool:
        """Whether the question has what the head can't do without."""
        if not head.arguments:
            return sum(len(self.available.get(kind, ())) for kind in head.filters) >= head.least_filters
        return bool(self._starts(head)) and all(
            sum(len(self.available.get(kind, ())) for kind in argument.kinds) >= argument.least
            for argument in head.arguments[1:]
        )

    def _starts(self, head: Head) -> list[str]:
        """The placeholders that a head's first argument may start with, so that what else it needs can follow."""
        argument = head.arguments[0]
        starts = []
        for kind in argument.kinds:
            tokens = self.available.get(kind, [])
            for place, token in enumerate(tokens):
                filters = [
                    other
                    for name in head.filters
                    for other in self.available.get(name, ())
                    if name not in argument.kinds or other > token
                ]
                if len(tokens) - place >= argument.least and len(filters) >= head.least_filters:
                    starts.append(token)
        return starts

    def _fitting(self, position: int) -> list[str]:
        """Unused placeholders that may stand at an argument, none before one that stands there already."""
        assert self.head is not None  # noqa: S101 - called only inside a request
        argument = self.head.arguments[position]
        if position == 0 and not self.in_argument:
            return self._starts(self.head)
        same = position == self.argument
        if same and self.in_argument >= argument.most:
            return []
        kinds: Sequence[str] = argument.kinds
        last = self.terms[-1].token if same and self.in_argument else ""
        if last and position == 0:
            kinds = (placeholder_kind(last) or "",)
        return [token for kind in kinds for token in self._unused(kind) if token > last]

    def _unused(self, kind: str, after: str = "") -> list[str]:
        terms = [*self.terms, *(self.search.terms if self.search else ())]
        used = {token for term in terms for token in (term.token, *(term.bound or ())[1:])}
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
            allowed += [token for token in self._unused(kind, after=last) if not self._could_lead(token)]
        return allowed

    def _could_lead(self, token: str) -> bool:
        """Whether a filter would be the subject in the one order that a plan has."""
        assert self.head is not None  # noqa: S101 - called only inside a request
        kinds = self.head.arguments[0].kinds if self.head.arguments else ()
        return placeholder_kind(token) in kinds and token < self.terms[0].token

    def _may_negate(self) -> bool:
        assert self.head is not None  # noqa: S101 - called only inside a request
        return self.head.name != "check" and bool(self._filters())

    def _may_bound(self) -> bool:
        """Whether "over" or "under" may follow: after a version, and after a stat where a number can be its bound."""
        assert self.head is not None  # noqa: S101 - called only inside a request
        if not self.terms or self.terms[-1].bound:
            return False
        if self.terms[-1].kind == VERSION:
            return VERSION in self.head.filters and not self.terms[-1].negated
        bounded = self.terms[-1].kind == "stat" and {"stat", "number"} <= set(self.head.filters)
        return bounded and bool(self._unused("number"))

    def _followers(self) -> list[str]:
        """Heads that can be asked of what the search finds: of one subject, with what else they need at hand."""
        assert self.head is not None  # noqa: S101 - called only inside a request
        found = self.head.search
        if self.head.name == "owner":
            found = next(((_OWNED_BY[term.kind],) for term in self.terms if term.kind in _OWNED_BY), found)
        return [
            name
            for name, head in HEADS.items()
            if head.arguments and set(found) & set(head.arguments[0].kinds) and not head.filters
            and head.arguments[0].least == 1 and self._can_go_on(head)
        ]  # fmt: skip

    def _can_go_on(self, head: Head) -> bool:
        """Whether the question has, besides the subject, what a head needs: numbers and the like, no further names."""
        return all(
            not set(argument.kinds) & set(NAMED) - {"element"}
            and sum(len(self._unused(kind)) for kind in argument.kinds) >= argument.least
            for argument in head.arguments[1:]
        )

    def _ends(self) -> list[str]:
        assert self.head is not None  # noqa: S101 - called only inside a request
        more = len(self.requests) + 1 < MAX_REQUESTS and self.head.name not in ALONE
        return [END, AND] if more else [END]


def by_kind(placeholders: Iterable[str]) -> dict[str, list[str]]:
    """Placeholders by their kind, each once and in order."""
    found: dict[str, list[str]] = {}
    for token in sorted(set(placeholders)):
        found.setdefault(placeholder_kind(token) or "", []).append(token)
    return found
