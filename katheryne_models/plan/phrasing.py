"""A plan in words: the question that would be understood as it, for offering a reading where the network is unsure.

The words are those of `examples.toml`, with the names that were meant in the place of the example's own.
"""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from katheryne_models.plan.grammar import Plan, Request
from katheryne_models.question.linked import Link, LinkedQuestion
from katheryne_models.question.linker import Linker
from katheryne_models.question.names import KIND_WEIGHT


def example_questions() -> dict[str, str]:
    """One question for every head."""
    text = files("katheryne_models.plan").joinpath("examples.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class _Example:
    """An example's words and what they name, in their order."""

    words: tuple[str, ...]
    links: tuple[Link, ...]


class Phrasing:
    """Says plans as questions."""

    def __init__(self, linker: Linker) -> None:
        self._examples = {head: _linked(linker.link(text)) for head, text in example_questions().items()}

    def phrase(self, plan: Plan, question: LinkedQuestion) -> str | None:
        """A question that means the plan, or None where the examples have no words for all of it."""
        said = [self._request(request, question) for request in plan.requests]
        known = [text for text in said if text]
        return " and ".join(known) if len(known) == len(said) else None

    def _request(self, request: Request, question: LinkedQuestion) -> str | None:
        example = self._examples[request.head]
        meant = [question.links.get(term.token) for term in request.terms]
        if request.then or any(term.negated or term.bound for term in request.terms) or None in meant:
            return None
        links = [link for link in meant if link]
        if len(links) != len(example.links):
            return None
        words, place = [], 0
        for old, new in _paired(example.links, links):
            if new is None:
                return None
            words += [*example.words[place : old.first], _said(new, question)]
            place = old.last
        return " ".join([*words, *example.words[place:]])


def _linked(question: LinkedQuestion) -> _Example:
    links = sorted(question.links.values(), key=lambda link: link.first)
    return _Example(question.words, tuple(links))


def _paired(old: tuple[Link, ...], new: list[Link]) -> list[tuple[Link, Link | None]]:
    """Each thing of the example with the next thing of its kind that is meant."""
    waiting = list(new)
    pairs: list[tuple[Link, Link | None]] = []
    for link in old:
        alike = next((one for one in waiting if _kind(one) == _kind(link)), None)
        if alike:
            waiting.remove(alike)
        pairs.append((link, alike))
    return pairs


def _kind(link: Link) -> str:
    return "level" if link.kind == "number" else link.token.partition(":")[0].strip("<")


def _said(link: Link, question: LinkedQuestion) -> str:
    """A name as the game writes it; any other words as they were asked."""
    if link.kind in KIND_WEIGHT:
        return link.entity.name
    return " ".join(question.words[link.first : link.last])
