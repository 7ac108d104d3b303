"""Runs whole plans: resolves follow-ups, hands searches on, and joins what several requests come to."""

from collections.abc import Sequence
from dataclasses import replace

from katheryne_models.answer.answer import Entity, Exchange
from katheryne_models.answer.messages import say
from katheryne_models.game.game import Game
from katheryne_models.plan.execution import (  # noqa: F401 - importing them registers what they answer
    basics,
    check,
    comparison,
    costs,
    domains,
    effects,
    enemies,
    farming,
    food,
    gear,
    kit,
    materials,
    multipliers,
    overview,
    parts,
    ranks,
    search,
    stats,
    talk,
)  # fmt: skip
from katheryne_models.plan.execution.asked import MOST_FOLLOWED, Asked
from katheryne_models.plan.execution.registry import EXECUTORS
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.grammar import Plan, Request, Term, placeholder, placeholder_kind
from katheryne_models.plan.reading import PlanSyntaxError, canonical, parse_plan
from katheryne_models.question.linked import Link, LinkedQuestion

_LONGEST_FOLLOWED = 5_700  # characters, three pages: nobody reads more


def run(plan: Plan, question: LinkedQuestion, game: Game, exchange: Exchange | None = None) -> Reply:
    """Answer a plan from the tables. A plan of `again` must have been resolved before.

    Raises:
        DeclinedError: If no request of the plan has an answer.
    """
    reply = Reply()
    declined: list[DeclinedError] = []
    for request in plan.requests:
        try:
            reply.extend(_run_request(Asked(game, question, request, exchange)))
        except DeclinedError as error:
            declined.append(error)
    if declined and not reply.lines:
        raise declined[0]
    for refusal in declined:
        reply.add(refusal.user_text)
    return reply


def _run_request(asked: Asked) -> Reply:
    reply = EXECUTORS[asked.request.head](asked)
    if asked.request.then is None or not reply.found:
        return reply
    if len(reply.found) > MOST_FOLLOWED:
        raise DeclinedError(say("too-many", count=len(reply.found)))
    try:
        about = asked.about(reply.found, asked.request.then, asked.request.then_terms)
        followed = EXECUTORS[asked.request.then](about)
    except DeclinedError as error:  # what was found is still worth saying
        reply.add(error.user_text)
        return reply
    if len(followed.text) > _LONGEST_FOLLOWED:
        raise DeclinedError(say("too-many", count=len(reply.found)))
    reply.extend(followed)
    return reply


def resolved(
    plan: Plan, question: LinkedQuestion, game: Game, exchange: Exchange | None
) -> tuple[Plan, LinkedQuestion]:
    """The plan itself, or for `again` the earlier plan with the things that the new question names put in.

    Raises:
        DeclinedError: If there was no earlier question, or it has no place for what is named.
    """
    request = plan.requests[0]
    if request.head != "again":
        return plan, question
    if exchange is None:
        raise DeclinedError(say("who-do-you-mean"))
    return replaced(Asked(game, question, request, exchange))


def replaced(asked: Asked) -> tuple[Plan, LinkedQuestion]:
    """The earlier plan and its placeholders, with those of the new question's kinds replaced."""
    assert asked.exchange is not None  # noqa: S101 - `resolved` has looked
    exchange = asked.exchange
    earlier = parse_plan(exchange.plan)
    links = dict(exchange.links)
    new = [
        (term, asked.question.links[term.token]) for term in asked.request.terms if term.token in asked.question.links
    ]
    replacing = Plan(tuple(_with_terms(request, new, links) for request in earlier.requests))
    try:
        plan = parse_plan(canonical(str(replacing)))
    except PlanSyntaxError as error:
        raise DeclinedError(say("unknown")) from error
    words = (*asked.question.words, *exchange.words)
    return plan, LinkedQuestion(asked.question.text, words, (), links)


_FAMILIES = (("level", "number"), ("constellation_level", "number"), ("refinement", "number"), ("pieces", "number"))


def _alike(kind: str, other: str) -> bool:
    return kind == other or any(kind in family and other in family for family in _FAMILIES)


def _with_terms(request: Request, new: Sequence[tuple[Term, Link]], links: dict[str, Link]) -> Request:
    """A request with new things in the places of the old ones of the same kind; further ones are added.

    What is excluded replaces nothing: "and without the 4 stars" narrows the search.
    """
    terms, then_terms = list(request.terms), list(request.then_terms)
    for kind in dict.fromkeys(term.kind for term, _ in new):
        fresh = [(term, link) for term, link in new if term.kind == kind]
        here = then_terms if any(_alike(term.kind, kind) for term in then_terms) else terms
        kept = any(term.negated for term, _ in fresh)
        old = [] if kept else [place for place, term in enumerate(here) if _alike(term.kind, kind)]
        taken = sum(term.kind == kind for term in (*terms, *then_terms)) if kept else 0
        tokens = []
        for number, (term, link) in enumerate(fresh, start=taken):
            token = placeholder(here[old[0]].kind if old else kind, number)
            links[token] = replace(link, token=token)
            tokens.append(Term(token, term.negated))
        if old:
            here[old[0] : old[-1] + 1] = tokens
        else:
            here += tokens
    return replace(request, terms=tuple(terms), then_terms=tuple(then_terms))


def named(plan: Plan, question: LinkedQuestion) -> tuple[Entity, ...]:
    """The things that a plan is about, without numbers and other closed words."""
    seen: dict[Entity, None] = {}
    for request in plan.requests:
        for term in request.terms:
            link = question.links.get(term.token)
            if link and placeholder_kind(term.token) not in _CLOSED:
                seen[link.entity] = None
    return tuple(seen)


_CLOSED = frozenset({
    "level", "number", "rarity", "refinement", "pieces", "constellation_level", "phase", "stat", "ability", "slot",
    "day", "month", "language", "gender",
})  # fmt: skip
