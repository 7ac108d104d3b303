"""One fact of one thing: birthday, element, rarity, title, release and the like."""

from collections.abc import Callable

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import stars, stat_value
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import TWINS, Asked
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.heads import HEADS

LANGUAGES = ("english", "japanese", "chinese", "korean")
# head → field of the subject's own table; the message of the head's name says it
_FIELDS = {
    "fact.birthday": "birthday",
    "fact.weapon_type": "weapon_type",
    "fact.affiliation": "affiliation",
    "fact.title": "title",
    "fact.constellation_name": "constellation",
    "fact.ascension_stat": "ascension_stat",
    "fact.version": "version",
    "fact.gender": "gender",
}
# What tells the twins apart, so that the Traveler has two answers.
_PERSONAL = {"gender", "constellation"}
NOBODY = "None"  # what the game itself writes for who belongs to no organisation


def kinds_of(head: str) -> tuple[str, ...]:
    """The kinds that a head's first argument takes."""
    return HEADS[head].arguments[0].kinds


def each(asked: Asked, kinds: tuple[str, ...], answer: Callable[[Entity, Reply], None]) -> Reply:
    """Answer for every subject in turn; when some have no answer, the others still get theirs.

    Raises:
        DeclinedError: If none of them has an answer, or nothing of these kinds is asked about.
    """
    reply = Reply()
    declined: list[DeclinedError] = []
    for entity in asked.subjects(*kinds):
        try:
            answer(entity, reply)
        except DeclinedError as error:
            declined.append(error)
    if not reply.lines:
        raise declined[0] if declined else DeclinedError(say("nothing-found"))
    for refusal in declined:
        reply.add(refusal.user_text)
    return reply


def source_of(row: Row, kind: str) -> str:
    """How a collectible is gained, in the data's words; empty where that is not told."""
    return "; ".join(row.texts("source")) if kind in _GAINED else ""


_GAINED = frozenset({"outfit", "namecard", "glider"})


@answers(*_FIELDS)
def own_field(asked: Asked) -> Reply:
    """A field of the subject's own row."""
    head = asked.request.head
    column = _FIELDS[head]

    def answer(entity: Entity, reply: Reply) -> None:
        for person in asked.persons(entity) if column in _PERSONAL else [one_of(asked, entity)]:
            row = asked.row(person)
            value = row.text(column)
            if value is None:
                raise DeclinedError(say("missing", name=person.name, what=say(f"what-{column}")))
            message = head.replace(".", "-").replace("_", "-")
            kind = f"{message}-weapon" if head == "fact.weapon_type" and person.kind == "weapon" else message
            region = row.text("region") if column == "affiliation" else None
            if (column, value) == ("affiliation", NOBODY):
                kind, region = f"{message}-none", None
            if region and region not in value:
                reply.add(say(f"{kind}-region", name=person.name, value=value, region=region))
                reply.state(row, "region")
            else:
                reply.add(say(kind, name=person.name, value=value))
            reply.state(row, column)
            reply.show(row)

    return each(asked, (*kinds_of(head), *_FAMILY), answer)


_FAMILY = ("material_group",)


@answers("fact.element")
def element(asked: Asked) -> Reply:
    """Which element a character commands; for the Traveler, all that the data knows."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        value = row.text("element")
        if value is not None:
            reply.add(say("fact-element", name=entity.name, value=value))
            reply.state(row, "element")
        elif asked.body(entity).key in TWINS:
            _traveler_elements(asked, entity, reply)
        else:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-element")))
        reply.show(row)

    return each(asked, ("character",), answer)


def traveler_kits(asked: Asked, entity: Entity) -> dict[str, Row]:
    """The elements of the Traveler's kits, each with a row that names it: "Traveler (Anemo)" is Anemo alone."""
    kits = {row.name("owner"): row for row in asked.game.table("talents").rows if row.text("character") is None}
    own = [kits[entity.key]] if entity.key in kits else list(kits.values())
    return {row.name("owner_name").partition("(")[2].rstrip(")"): row for row in own}


def _traveler_elements(asked: Asked, entity: Entity, reply: Reply) -> None:
    kits = traveler_kits(asked, entity)
    message = "fact-element" if len(kits) == 1 else "fact-element-traveler"
    reply.add(say(message, name=entity.name, value=joined(list(kits))))
    for row in kits.values():
        reply.state(row, "owner_name")


@answers("fact.substat")
def substat(asked: Asked) -> Reply:
    """A weapon's second stat."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        stat = row.text("substat")
        if stat is None:
            raise DeclinedError(say("no-substat", name=entity.name))
        at = asked.game.table("weapon_stats").of(entity.key)[-1]
        value = at.number("substat_value")
        level = at.count("level")
        reached = "" if value is None else say("at-its-last", value=stat_value(stat, value), level=level)
        reply.add(say("fact-substat", name=entity.name, value=stat) + reached)
        reply.state(row, "substat")
        reply.state(at, "substat_value")
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
            row = asked.row(one_of(asked, entity))
            if row.number("rarity") is None:
                raise DeclinedError(say("missing", name=entity.name, what=say("what-rarity")))
            value = stars(row.count("rarity"))
            reply.state(row, "rarity")
        name = entity.name if entity.kind == "character" else row.name()
        if entity.kind == "weapon":
            reply.add(say("fact-rarity-weapon", name=name, value=value, type=row.name("weapon_type")))
            reply.state(row, "weapon_type")
        else:
            reply.add(say("fact-rarity", name=name, value=value))
        reply.show(row)

    return each(asked, (*kinds_of("fact.rarity"), *_FAMILY), answer)


def one_of(asked: Asked, entity: Entity) -> Entity:
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
        row, value = region_of(asked, entity)
        if value is None:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-region")))
        message = "fact-region" if entity.kind == "character" else "fact-region-place"
        reply.add(say(message, name=entity.name, value=value))
        reply.state(row, "type" if row.table == "materials" else "region")
        reply.show(row)

    return each(asked, ("character", "domain", "geography", "material", "material_group", "enemy"), answer)


def region_of(asked: Asked, entity: Entity) -> tuple[Row, str | None]:
    """Where a region is read, and the region: a material's is its domain's, or in its type's brackets."""
    if entity.kind == "domain":
        row = domain_rows(asked, entity)[0]
        return row, row.text("region")
    row = asked.row(entity)
    if entity.kind == "material":
        if entrance := row.text("domain"):
            return region_of(asked, Entity("domain", entrance, entrance))
        kind = row.text("type") or ""
        return row, kind.partition("(")[2].rstrip(")") if kind.startswith("Local Specialty (") else None
    return row, row.text("region") if entity.kind != "enemy" else None


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
    languages = asked.values("language") or list(LANGUAGES)

    def answer(entity: Entity, reply: Reply) -> None:
        for person in asked.persons(entity):
            row = asked.row(person)
            known = [(tongue, row.text(f"voice_{tongue}")) for tongue in languages]
            parts = [say("voice", tongue=tongue.title(), actor=actor) for tongue, actor in known if actor]
            if not parts:
                raise DeclinedError(say("missing", name=person.name, what=say("what-voice")))
            reply.add(say("fact-voice-actor", name=person.name, value=joined(parts)))
            reply.state(row, *(f"voice_{tongue}" for tongue, actor in known if actor))
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
            shown = {"name": row.name(), "stars": stars(row.count("rarity"))}
            value = say("dish-from", base=base.name(), **shown) if base else say("dish", **shown)
            reply.add(say("fact-signature-dish", name=entity.name, value=value))
            reply.state(row, "name", "character", "base_dish", "rarity")
            reply.found.append(Entity("food", row.name("key"), row.name()))
            reply.show(row)

    return each(asked, ("character",), answer)


@answers("fact.outfits", "fact.namecard")
def belongings(asked: Asked) -> Reply:
    """A character's outfits or namecard."""
    outfits = asked.request.head == "fact.outfits"

    def answer(entity: Entity, reply: Reply) -> None:
        if outfits:
            keys = [person.key for person in asked.persons(entity)]
            rows = [row for key in keys for row in asked.game.where("outfits", "character", key)]
        else:
            rows = [row for row in asked.game.table("namecards").rows if row.name().startswith(f"{entity.name}: ")]
        if not rows:
            what = say("what-outfits" if outfits else "what-namecard")
            raise DeclinedError(say("missing", name=entity.name, what=what))
        names = [row.name() for row in rows]
        reply.add(say("fact-outfits" if outfits else "fact-namecard", name=entity.name, value=joined(names)))
        for row in rows:
            reply.state(row, "name")
            reply.show(row)

    return each(asked, ("character",), answer)


@answers("fact.type")
def kind_of_thing(asked: Asked) -> Reply:
    """What kind of material, dish, enemy or domain something is."""

    def answer(entity: Entity, reply: Reply) -> None:
        row = domain_rows(asked, entity)[0] if entity.kind == "domain" else asked.row(one_of(asked, entity))
        columns = _TYPE_COLUMNS[entity.kind]
        if entity.kind == "artifact":
            value: str | None = say("artifact-set")
        elif entity.kind == "enemy":
            rank = "weekly-boss" if row.flag("weekly_boss") else row.name("type").lower()
            value = say(f"enemy-{rank}", category=row.name("category"))
        else:
            value = row.text(columns[0])
        if value is None:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-type")))
        reply.add(say("fact-type", name=entity.name, value=value))
        reply.state(row, *columns)
        reply.show(row)

    return each(asked, (*kinds_of("fact.type"), *_FAMILY), answer)


_TYPE_COLUMNS = {
    "food": ("category",), "enemy": ("category", "type", "weekly_boss"), "artifact": ("name",), "domain": ("type",),
    "material": ("type",), "material_group": ("type",),
}  # fmt: skip
