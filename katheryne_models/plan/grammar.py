"""The plan language: which heads there are, and what may follow each.

A plan is one or more requests joined by `;`. A request is a head and its arguments, typed placeholders in a fixed
order; a search may hand what it found to a head of facts after `|`, which takes it as its subject. The fixed order
makes every meaning have exactly one plan, so exact match is a fair measure and the network has one thing to learn.

    fact.birthday <character:0>
    list.character <element:0> not <weapon_type:0> | fact.birthday
    owner <talent:0> | constellation <constellation_level:0>
    fact.weapon_type <character:0> ; fact.birthday <character:0>
"""

import re
from dataclasses import dataclass, field

END = "<end>"
AND = ";"
THEN = "|"
NOT = "not"
OVER = "over"
UNDER = "under"
AGAIN = "again"
MAX_REQUESTS = 4
MAX_SUBJECTS = 4
PLACEHOLDERS_PER_KIND = 6

_PLACEHOLDER = re.compile(r"<([a-z_]+):\d>|<previous:([a-z_]+)>")


def placeholder(kind: str, number: int) -> str:
    """The token for the `number`-th thing of a kind in a question, counted from 0."""
    return f"<{kind}:{number}>"


def previous(kind: str) -> str:
    """The token for what the earlier question was about."""
    return f"<previous:{kind}>"


def placeholder_kind(token: str) -> str | None:
    """The kind of a placeholder token, or None for any other token."""
    match = _PLACEHOLDER.fullmatch(token)
    return (match.group(1) or match.group(2)) if match else None


@dataclass(frozen=True, slots=True)
class Argument:
    """What may stand at one place after a head.

    Attributes:
        kinds: Kinds of placeholders that fit.
        least: How many there must be.
        most: How many there may be; repeated ones are all of the kind of the first.
    """

    kinds: tuple[str, ...]
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Head:
    """One thing that can be asked.

    Attributes:
        name: Its token, `fact.birthday`.
        summary: What it answers, for the documentation.
        arguments: What follows, in order.
        filters: Kinds that may follow in any number after the arguments, sorted by kind as listed here, each with
            an optional `not` before it; a stat may be followed by `over` or `under` and a number, a version by either
            word alone: released after or before it.
        search: The kinds of what it finds, which a head after `|` may be asked about.
        least_filters: How many filters there must be.
    """

    name: str
    summary: str
    arguments: tuple[Argument, ...] = ()
    filters: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    least_filters: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """One argument of a request.

    Attributes:
        token: The placeholder.
        negated: Whether `not` stood before it.
        bound: After a stat `over` or `under` with a number's placeholder; after a version the word alone; else None.
    """

    token: str
    negated: bool = False
    bound: tuple[str, ...] | None = None

    @property
    def kind(self) -> str:
        """The placeholder's kind."""
        kind = placeholder_kind(self.token)
        assert kind is not None, self.token  # noqa: S101 - a parsed term always holds a placeholder
        return kind


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a plan: a head, its terms, and what to ask of the things found, with the terms of that."""

    head: str
    terms: tuple[Term, ...] = ()
    then: str | None = None
    then_terms: tuple[Term, ...] = ()

    def tokens(self) -> tuple[str, ...]:
        """The request in the plan language."""
        tokens = [self.head]
        for term in self.terms:
            tokens += [NOT, term.token] if term.negated else [term.token]
            tokens += term.bound or ()
        if self.then:
            tokens += [THEN, self.then, *(term.token for term in self.then_terms)]
        return tuple(tokens)


@dataclass(frozen=True, slots=True)
class Plan:
    """One to four requests."""

    requests: tuple[Request, ...] = field(default=())

    def __str__(self) -> str:
        return f" {AND} ".join(" ".join(request.tokens()) for request in self.requests)
