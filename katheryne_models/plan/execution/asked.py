"""One request with its placeholders resolved: what an executor works on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from katheryne_models.answer.answer import Choice, Entity, Exchange
from katheryne_models.answer.messages import say
from katheryne_models.game.game import TABLE_OF_KIND, Game, Row
from katheryne_models.plan.execution.reply import DeclinedError
from katheryne_models.plan.grammar import Request, Term, previous
from katheryne_models.question.linked import Link, LinkedQuestion

_MOST_CHOICES = 5
MOST_FOLLOWED = 40  # things of a search that a field is asked of
TWINS = ("aether", "lumine")  # one Traveler in two bodies, alike in all but name, gender, sign and voice
TRAVELER = Entity("character", TWINS[0], "Traveler")
# A placeholder of a kind may stand for things of several kinds of the data.
_READ_AS = {"material": ("material", "material_group"), "enemy": ("enemy",)}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, the question it was read from, and the data.

    Attributes:
        game: The tables.
        question: The linked question, for the words that no placeholder stands for.
        request: Head and terms.
        exchange: The asker's last exchange, for `<previous:…>`.
        given: Entities that a search handed on; they take the place of the first argument.
    """

    game: Game
    question: LinkedQuestion
    request: Request
    exchange: Exchange | None = None
    given: tuple[Entity, ...] = ()

    def subjects(self, *kinds: str) -> list[Entity]:
        """The things of some kinds that the request is about, not the excluded ones.

        Raises:
            DeclinedError: If a name has several equally good readings.
        """
        if self.given:
            return [entity for entity in self.given if entity.kind in kinds]
        wanted = tuple(kind for name in kinds for kind in _READ_AS.get(name, (name,)))
        terms = [term for term in self.request.terms if not term.negated and term.kind in (*kinds, *wanted)]
        return [entity for term in terms for entity in self._meant(term, *wanted)]

    def _meant(self, term: Term, *kinds: str) -> list[Entity]:
        """What a term stands for: one thing, or all those that the last answer found ("their birthdays")."""
        return self._earlier(term.kind) if term.token == previous(term.kind) else [self.entity(term, *kinds)]

    def excluded(self, kind: str) -> list[Entity]:
        """The things of a kind behind a `not`."""
        return [self.entity(term, kind) for term in self.request.terms if term.negated and term.kind == kind]

    def entity(self, term: Term, *kinds: str) -> Entity:
        """What a term stands for, as one of some kinds where it may be read so."""
        if term.token == previous(term.kind):
            return self._earlier(term.kind)[0]
        link = self.question.links[term.token]
        equal = link.equals()
        if {reading.key for reading in equal} == set(TWINS):
            return TRAVELER
        # Things of one name, as the three Prized Isshin Blades, can't be told apart by asking for a name.
        if len({reading.name for reading in equal}) > 1:
            raise self.which(link, [reading.entity for reading in equal])
        return (link.of_kind(*kinds) if kinds else None) or link.entity

    def _earlier(self, kind: str) -> list[Entity]:
        """The thing of a kind that the last question named, or else those that its answer found."""
        kinds = _READ_AS.get(kind, (kind,))
        named = [entity for entity in (self.exchange.entities if self.exchange else ()) if entity.kind in kinds]
        found = [entity for entity in (self.exchange.found if self.exchange else ()) if entity.kind in kinds]
        if not named and not found:
            raise DeclinedError(say("who-do-you-mean"))
        if not named and len(found) > MOST_FOLLOWED:
            raise DeclinedError(say("too-many", count=len(found)))
        return named[:1] or found

    def earlier(self, kind: str) -> list[Entity]:
        """Everything of a kind that the last answer named, or else the last question."""
        if self.exchange is None:
            return []
        found = [entity for entity in self.exchange.found if entity.kind == kind]
        return found or [entity for entity in self.exchange.entities if entity.kind == kind]

    def which(self, link: Link, entities: Sequence[Entity]) -> DeclinedError:
        """The question back where a name may mean several things."""
        names = sorted({entity.name for entity in entities})[:_MOST_CHOICES]
        choices = [Choice(name[:80], self._with_name(link, name)) for name in names]
        return DeclinedError(say("did-you-mean", names=", ".join(names)), choices)

    def _with_name(self, link: Link, name: str) -> str:
        words = self.question.words
        return " ".join([*words[: link.first], name, *words[link.last :]])

    def values(self, kind: str, *, negated: bool = False) -> list[str]:
        """The values of a closed class in the request: `["Pyro"]`."""
        return [
            self.question.links[term.token].value
            for term in self.request.terms
            if term.kind == kind and term.negated == negated and term.token in self.question.links
        ]

    def value(self, kind: str) -> str | None:
        """The first value of a closed class, or None."""
        return next(iter(self.values(kind)), None)

    def numbers(self, *kinds: str) -> list[int]:
        """The whole numbers of some kinds, in the order of the plan; a range of phases gives each."""
        return [number for kind in kinds for value in self.values(kind) for number in _spread(value)]

    def body(self, entity: Entity) -> Entity:
        """Under which key an entity's stats and costs stand: the Traveler of one element shares the twins'."""
        if entity.kind != "character" or entity.key in self.game.table("characters"):
            return entity
        return Entity(entity.kind, TRAVELER.key, entity.name) if entity.key.startswith("traveler") else entity

    def persons(self, entity: Entity) -> list[Entity]:
        """Who an entity is by name: both twins for the Traveler."""
        body = self.body(entity)
        if body.key not in TWINS or body.name in {"Aether", "Lumine"}:
            return [entity]
        rows = [row for key in TWINS if (row := self.game.row("characters", key))]
        return [Entity("character", row.name("key"), row.name()) for row in rows]

    def row(self, entity: Entity) -> Row:
        """The row of an entity that has a table of its own.

        Raises:
            DeclinedError: If the tables have no such row.
        """
        table = TABLE_OF_KIND.get(entity.kind)
        row = self.game.row(table, self.body(entity).key) if table else None
        if row is None:
            raise DeclinedError(say("not-in-data", name=entity.name))
        return row

    def about(self, entities: Sequence[Entity], head: str, terms: tuple[Term, ...] = ()) -> "Asked":
        """The same question asked of some entities."""
        return replace(self, request=Request(head, terms), given=tuple(entities))


def _spread(value: str) -> range:
    """The numbers of one value: "3" is 3, "1-3" is 1, 2 and 3."""
    first, _, last = value.partition("-")
    return range(int(float(first)), int(float(last or first)) + 1)
