"""A question with its names replaced by placeholders: what the linker hands on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from katheryne_models.answer.answer import Entity
from katheryne_models.plan.grammar import placeholder
from katheryne_models.question.names import Reading

EQUAL = 0.02  # readings closer than this are equally good
# In the network's eyes a family of materials is a material.
_PLACEHOLDER_KIND = {"material_group": "material"}


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a question that name something.

    Attributes:
        token: The placeholder that stands for it.
        readings: What it may mean, the likeliest first.
        first: Its first word's place in the question.
        last: The place after its last word.
        slips: Slips of spelling forgiven.
    """

    token: str
    readings: tuple[Reading, ...]
    first: int
    last: int
    slips: int = 0

    @property
    def kind(self) -> str:
        """The kind of the likeliest reading."""
        return self.readings[0].kind

    @property
    def value(self) -> str:
        """The key of the likeliest reading; for numbers, their digits."""
        return self.readings[0].key

    @property
    def entity(self) -> Entity:
        """The likeliest reading."""
        return self.readings[0].entity

    def equals(self) -> tuple[Reading, ...]:
        """The readings that are as good as the likeliest: more than one means that the words are ambiguous."""
        best = self.readings[0]
        return tuple(
            reading for reading in self.readings if reading.kind == best.kind and reading.weight >= best.weight - EQUAL
        )

    def of_kind(self, *kinds: str) -> Entity | None:
        """The likeliest reading that is of one of some kinds."""
        return next((reading.entity for reading in self.readings if reading.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class LinkedQuestion:
    """A question with its names replaced.

    Attributes:
        text: The question as asked.
        words: Its folded words.
        tokens: What the network reads: words and placeholders.
        links: The links by placeholder.
        owners: The placeholders of characters who are named as the owner of something else that is named, as in
            "furina's pour la justice": nothing more is asked about them.
    """

    text: str
    words: tuple[str, ...]
    tokens: tuple[str, ...]
    links: dict[str, Link] = field(default_factory=dict)
    owners: frozenset[str] = frozenset()

    def unlinked_words(self) -> tuple[str, ...]:
        """The words that name nothing."""
        linked = {place for link in self.links.values() for place in range(link.first, link.last)}
        return tuple(word for place, word in enumerate(self.words) if place not in linked)


def placeholder_kind_of(kind: str) -> str:
    """The kind of placeholder that stands for things of a kind."""
    return _PLACEHOLDER_KIND.get(kind, kind)


def linked_to(text: str, named: Sequence[Entity]) -> LinkedQuestion:
    """A question that names some things, numbered by kind in their order, and has no words besides.

    Args:
        text: The question.
        named: What it names; a number or word of a closed class has its value as key.
    """
    links: dict[str, Link] = {}
    counts: dict[str, int] = {}
    for entity in named:
        kind = placeholder_kind_of(entity.kind)
        token = placeholder(kind, counts.get(kind, 0))
        counts[kind] = counts.get(kind, 0) + 1
        links[token] = Link(token, (Reading(entity.kind, entity.key, entity.name, 1.0),), 0, 0)
    return LinkedQuestion(text, (), tuple(links), links)
