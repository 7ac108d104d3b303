"""A request whose meaning is known beforehand: a command's, which no network needs to read."""

from dataclasses import dataclass

from katheryne_models.answer.answer import Entity

# Kinds of things that are looked up by name; names of these kinds are completed as they are typed.
LOOKED_UP_KINDS = ("character", "weapon", "artifact", "material", "food", "enemy", "domain")


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
