"""Which plans' answers hold what another plan asks for.

Networks that hesitate between "how many" and "which" hesitate between two plans with one answer: the list states its
count. What either would say is then sure enough, though neither plan is.
"""

from collections.abc import Iterable
from dataclasses import replace

from katheryne_models.plan.grammar import Plan, Request

# Heads that say all of it where the request names no part, and the kinds of the parts.
_PARTS = {
    "artifact.bonus": {"pieces", "number"},
    "talent.multiplier": {"label"},
    "enemy.resistance": {"element"},
    "stat": {"stat"},
}
# Heads whose answers hold those of others, asked of the same things.
_WIDER = {
    **dict.fromkeys(
        ("talents.books", "talents.weekly", "talents.common", "talents.mora"), "talents.materials"
    ),
    **dict.fromkeys(
        ("ascension.gem", "ascension.specialty", "ascension.boss_material", "ascension.common", "ascension.mora"),
        "ascension.materials",
    ),
}  # fmt: skip
# Facts that yes or no is answered with.
_CHECKED = frozenset({"element", "weapon_type", "rarity", "region"})


def covers(plan: Plan, other: Plan) -> bool:
    """Whether the answer to a plan holds all that the answer to another says."""
    return all(any(_holds(request, asked) for request in plan.requests) for asked in other.requests)


def _holds(request: Request, asked: Request) -> bool:
    said = {
        _plain(request),
        _plain(replace(request, then=None, then_terms=())),
    }  # what was found is said before what is asked of it
    return _plain(asked) in said or bool(said & set(_wider(asked)))


def _plain(request: Request) -> Request:
    """One request for all that are answered alike."""
    kind, _, searched = request.head.partition(".")
    if kind == "count":
        return replace(request, head=f"list.{searched}")
    if request.head == "check" and not request.then:
        subject, *conditions = request.terms
        kinds = {term.kind for term in conditions}
        if len(kinds) == 1 and kinds <= _CHECKED:
            return Request(f"fact.{kinds.pop()}", (subject,))
    return request


def _wider(asked: Request) -> Iterable[Request]:
    """The request without the part that it names, and for all of which it asks a part."""
    if asked.head in _WIDER and not asked.then:
        yield replace(asked, head=_WIDER[asked.head])
    kinds = _PARTS.get(asked.head, set())
    kept = tuple(term for term in asked.terms if term.kind not in kinds)
    if kinds and len(kept) < len(asked.terms):
        yield replace(asked, terms=kept)
