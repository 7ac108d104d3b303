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
from katheryne_models.plan.reading import PlanSyntaxError, parse_plan
from katheryne_models.question.linker import Link, LinkedQuestion

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
        followed = EXECUTORS[asked.request.then](asked.about(reply.found, asked.request.then))
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
    plan = Plan(tuple(_with_terms(request, new, links) for request in earlier.requests))
    try:
        parse_plan(str(plan))
    except PlanSyntaxError as error:
        raise DeclinedError(say("unknown")) from error
    words = (*asked.question.words, *exchange.words)
    return plan, LinkedQuestion(asked.question.text, words, (), links)


_FAMILIES = (("level", "number"), ("constellation_level", "number"), ("refinement", "number"), ("pieces", "number"))


def _alike(kind: str, other: str) -> bool:
    return kind == other or any(kind in family and other in family for family in _FAMILIES)


def _with_terms(request: Request, new: Sequence[tuple[Term, Link]], links: dict[str, Link]) -> Request:
    """A request with new things in the places of the old ones of the same kind; further ones are added."""
    terms = list(request.terms)
    for kind in dict.fromkeys(term.kind for term, _ in new):
        fresh = [link for term, link in new if term.kind == kind]
        old = [place for place, term in enumerate(terms) if _alike(term.kind, kind)]
        tokens = []
        for number, link in enumerate(fresh):
            token = placeholder(terms[old[0]].kind if old else kind, number)
            links[token] = replace(link, token=token)
            tokens.append(Term(token))
        if old:
            terms[old[0] : old[-1] + 1] = tokens
        else:
            terms += tokens
    return replace(request, terms=tuple(terms))


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
