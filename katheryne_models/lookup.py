"""A request whose meaning is known beforehand: a command's, which no network needs to read."""

from dataclasses import dataclass

from katheryne_models.answer.answer import Entity
from katheryne_models.plan.grammar import placeholder
from katheryne_models.question.linker import Link, LinkedQuestion
from katheryne_models.question.names import Reading


@dataclass(frozen=True, slots=True)
class Lookup:
    """What to look up.

    Attributes:
        title: What the answer is headed with.
        plan: The plan, in the plan language; its placeholders are numbered by kind in the order of `named`.
        named: What its placeholders stand for; a number or word of a closed class has its value as key.
    """

    title: str
    plan: str
    named: tuple[Entity, ...] = ()

    def linked(self) -> LinkedQuestion:
        """The question that would have been linked so."""
        links: dict[str, Link] = {}
        for entity in self.named:
            kind = "material" if entity.kind == "material_group" else entity.kind
            token = placeholder(kind, sum(link.token.startswith(f"<{kind}:") for link in links.values()))
            links[token] = Link(token, (Reading(entity.kind, entity.key, entity.name, 1.0),), 0, 0)
        return LinkedQuestion(self.title, (), tuple(links), links)
