"""One fact of one thing: birthday, element, rarity, title, release and the like."""

from collections.abc import Callable

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import stars
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.heads import HEADS

_LANGUAGES = ("english", "japanese", "chinese", "korean")
# head → field of the subject's own table; the message of the head's name says it
_FIELDS = {
    "fact.birthday": "birthday",
    "fact.element": "element",
    "fact.weapon_type": "weapon_type",
    "fact.affiliation": "affiliation",
    "fact.title": "title",
    "fact.constellation_name": "constellation",
    "fact.ascension_stat": "ascension_stat",
    "fact.version": "version",
    "fact.gender": "gender",
}


def kinds_of(head: str) -> tuple[str, ...]:
    """The kinds that a head's first argument takes."""
    return HEADS[head].arguments[0].kinds


def each(asked: Asked, kinds: tuple[str, ...], answer: Callable[[Entity, Reply], None]) -> Reply:
    """Answer for every subject in turn; when some have no answer, the others still get theirs.

    Raises:
        DeclinedError: If none of them has an answer.
    """
    reply = Reply()
    declined: list[DeclinedError] = []
    for entity in asked.subjects(*kinds):
        try:
            answer(entity, reply)
        except DeclinedError as error:
            declined.append(error)
    if declined and not reply.lines:
        raise declined[0]
    for error in declined:
        reply.add(error.user_text)
    return reply


@answers(*_FIELDS)
def own_field(asked: Asked) -> Reply:
    """A field of the subject's own row."""
    head = asked.request.head
    column = _FIELDS[head]

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        value = row.text(column)
        if value is None:
            raise DeclinedError(say("missing", name=entity.name, what=say(f"what-{column}")))
        reply.add(say(head.replace(".", "-").replace("_", "-"), name=entity.name, value=value))
        reply.state(row, column)
        reply.show(row)

    return each(asked, kinds_of(head), answer)


@answers("fact.substat")
def substat(asked: Asked) -> Reply:
    """A weapon's second stat."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        stat = row.text("substat")
        if stat is None:
            raise DeclinedError(say("no-substat", name=entity.name))
        reply.add(say("fact-substat", name=entity.name, value=stat))
        reply.state(row, "substat")
        reply.show(row)

    return each(asked, ("weapon",), answer)


@answers("fact.rarity")
def rarity(asked: Asked) -> Reply:
    """How many stars."""

    def answer(entity: Entity, reply: Reply) -> None:
        if entity.kind == "artifact":
            row = asked.row(entity)
            least, most = row.count("min_rarity"), row.count("max_rarity")
            value = stars(most) if least == most else say("rarity-range", least=stars(least), most=stars(most))
            reply.state(row, "min_rarity", "max_rarity")
        else:
            row = asked.row(_one_of(asked, entity))
            if row.number("rarity") is None:
                raise DeclinedError(say("missing", name=entity.name, what=say("what-rarity")))
            value = stars(row.count("rarity"))
            reply.state(row, "rarity")
        reply.add(say("fact-rarity", name=row.name(), value=value))
        reply.show(row)

    return each(asked, kinds_of("fact.rarity"), answer)


def _one_of(asked: Asked, entity: Entity) -> Entity:
    """A single material of a family: its highest."""
    if entity.kind != "material_group":
        return entity
    member = asked.row(entity).texts("members")[-1]
    row = asked.game.row("materials", member)
    return Entity("material", member, row.name() if row else entity.name)


@answers("fact.region")
def region(asked: Asked) -> Reply:
    """Where something belongs."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = _region_row(asked, entity)
        value = row.text("region")
        if value is None:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-region")))
        reply.add(say("fact-region", name=entity.name, value=value))
        reply.state(row, "region")

    return each(asked, ("character", "domain", "geography", "material", "material_group"), answer)


def _region_row(asked: Asked, entity: Entity) -> Row:
    if entity.kind == "domain":
        return domain_rows(asked, entity)[0]
    if entity.kind == "material":
        material = asked.row(entity)
        kind = material.text("type") or ""
        entrance = material.text("domain")
        if entrance:
            return domain_rows(asked, Entity("domain", entrance, entrance))[0]
        if kind.startswith("Local Specialty"):
            return Row("materials", {"key": entity.key, "region": kind.partition("(")[2].rstrip(")")})
        raise DeclinedError(say("missing", name=entity.name, what=say("what-region")))
    return asked.row(entity)


def domain_rows(asked: Asked, entity: Entity) -> list[Row]:
    """All difficulties and days of the domains behind one entrance.

    Raises:
        DeclinedError: If there is no such entrance.
    """
    rows = list(asked.game.where("domains", "entrance", entity.key))
    if not rows:
        raise DeclinedError(say("not-in-data", name=entity.name))
    return rows


@answers("fact.voice_actor")
def voice_actor(asked: Asked) -> Reply:
    """Who voices a character, in one language or in all four."""
    languages = asked.values("language") or list(_LANGUAGES)

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        known = [(language, row.text(f"voice_{language}")) for language in languages]
        parts = [say("voice", language=language.title(), actor=actor) for language, actor in known if actor]
        if not parts:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-voice")))
        reply.add(say("fact-voice-actor", name=entity.name, value=joined(parts)))
        reply.state(row, *(f"voice_{language}" for language, actor in known if actor))
        reply.show(row)

    return each(asked, ("character",), answer)


@answers("fact.signature_dish")
def signature_dish(asked: Asked) -> Reply:
    """The special dish of a character."""

    def answer(entity: Entity, reply: Reply) -> None:
        dishes = asked.game.where("foods", "character", entity.key)
        if not dishes:
            raise DeclinedError(say("no-signature-dish", name=entity.name))
        for row in dishes:
            base = asked.game.row("foods", row.text("base_dish") or "")
            reply.add(say("fact-signature-dish", name=entity.name, value=row.name(), base=base.name() if base else "-"))
            reply.state(row, "name", "character", "base_dish")
            reply.found.append(Entity("food", row.name("key"), row.name()))
            reply.show(row)

    return each(asked, ("character",), answer)


@answers("fact.outfits", "fact.namecard")
def belongings(asked: Asked) -> Reply:
    """A character's outfits or namecard."""
    outfits = asked.request.head == "fact.outfits"

    def answer(entity: Entity, reply: Reply) -> None:
        if outfits:
            rows = list(asked.game.where("outfits", "character", entity.key))
        else:
            rows = [row for row in asked.game.table("namecards").rows if row.name().startswith(f"{entity.name}: ")]
        if not rows:
            what = say("what-outfits" if outfits else "what-namecard")
            raise DeclinedError(say("missing", name=entity.name, what=what))
        names = [row.name() for row in rows]
        reply.add(say("fact-outfits" if outfits else "fact-namecard", name=entity.name, value=joined(names)))
        for row in rows:
            reply.state(row, "name")

    return each(asked, ("character",), answer)


@answers("fact.type")
def kind_of_thing(asked: Asked) -> Reply:
    """What kind of material, dish, enemy or domain something is."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = domain_rows(asked, entity)[0] if entity.kind == "domain" else asked.row(_one_of(asked, entity))
        column = "category" if entity.kind in {"food", "enemy"} else "type"
        value = row.text(column) if entity.kind != "artifact" else say("artifact-set")
        if value is None:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-type")))
        reply.add(say("fact-type", name=entity.name, value=value))
        if entity.kind != "artifact":
            reply.state(row, column)

    return each(asked, kinds_of("fact.type"), answer)
