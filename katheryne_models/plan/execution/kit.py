"""What a character's talents and constellations do."""

from katheryne_models.answer.answer import Choice, Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import TWINS, Asked
from katheryne_models.plan.execution.basics import each
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.stats import stat_name

# the linker's ability words → the slots of the talents table
SLOTS: dict[str, tuple[str, ...]] = {
    "normal": ("normal",), "charged": ("normal",), "plunge": ("normal",), "skill": ("skill",), "burst": ("burst",),
    "sprint": ("sprint", "jump"), "passive": ("passive1", "passive2", "passive3", "passive4"), "a1": ("passive1",),
    "a4": ("passive2",), "utility": ("passive3", "passive4"),
}  # fmt: skip
PASSIVES = SLOTS["passive"]
_CONSTELLATIONS = 6
_MOST_CHOICES = 5
# What passives say of a stat, where it is not the stat's name.
_SAID = {"healing": "heal"}


def owner_key(asked: Asked, entity: Entity) -> str:
    """The key under which a character's kit stands.

    Raises:
        DeclinedError: If the character's kit depends on an element that was not named (Aether, Lumine).
    """
    if entity.key in asked.game.table("constellations") or entity.key in asked.game.table("talents"):
        return entity.key
    travelers = sorted(
        {row.name("owner_name") for row in asked.game.table("talents").rows if row.text("character") is None}
    )
    if entity.key not in TWINS:
        raise DeclinedError(say("missing", name=entity.name, what=say("what-kit")))
    words = asked.question.words
    link = next((item for item in asked.question.links.values() if item.value in TWINS), None)
    choices = [
        Choice(name, " ".join([*words[: link.first], name, *words[link.last :]]) if link else name)
        for name in travelers
    ]
    raise DeclinedError(say("which-traveler", names=joined(travelers, "or")), choices[:_MOST_CHOICES])


def talent_rows(asked: Asked, entity: Entity, slots: tuple[str, ...]) -> list[Row]:
    """A character's talents in some slots, in the order of the slots."""
    rows = asked.game.table("talents").of(owner_key(asked, entity))
    return sorted((row for row in rows if row.name("slot") in slots), key=lambda row: slots.index(row.name("slot")))


def describe(reply: Reply, row: Row, heading: str) -> None:
    """Add a talent or constellation: its heading, then its whole text."""
    text = row.text("description")
    reply.add(heading)
    reply.add(text or say("no-description"))
    reply.state(row, "name", "description")
    reply.show(row)


@answers("talent")
def talent(asked: Asked) -> Reply:
    """What one or more of a character's talents do."""

    def answer(entity: Entity, reply: Reply) -> None:
        for ability in asked.values("ability"):
            rows = talent_rows(asked, entity, SLOTS[ability])
            if not rows:
                raise DeclinedError(say("no-talent", name=entity.name, what=say(f"ability-{ability}")))
            for row in rows:
                slot = say(f"slot-{row.name('slot')}")
                describe(reply, row, say("talent-heading", owner=entity.name, slot=slot, name=row.name()))

    return each(asked, ("character",), answer)


@answers("talent.passives")
def passives(asked: Asked) -> Reply:
    """A character's passive talents, or the ones that speak of a stat."""
    stats = asked.values("stat")

    def answer(entity: Entity, reply: Reply) -> None:
        rows = talent_rows(asked, entity, PASSIVES)
        said = [_SAID.get(stat) or stat_name(stat).lower() for stat in stats]
        spoken = [row for row in rows if any(name in (row.text("description") or "").lower() for name in said)]
        if stats and rows and not spoken:
            reply.add(say("no-passive-about", name=entity.name, stat=stat_name(stats[0])))
        for row in spoken or rows:
            slot = say(f"slot-{row.name('slot')}")
            describe(reply, row, say("talent-heading", owner=entity.name, slot=slot, name=row.name()))
        if not rows:
            raise DeclinedError(say("no-talent", name=entity.name, what=say("ability-passive")))

    return each(asked, ("character",), answer)


@answers("talent.all")
def whole_kit(asked: Asked) -> Reply:
    """The names of all talents and constellations; the first paragraph of the skill and the burst."""

    def answer(entity: Entity, reply: Reply) -> None:
        owner = owner_key(asked, entity)
        reply.add(say("kit-heading", name=entity.name))
        for row in asked.game.table("talents").of(owner):
            slot = say(f"slot-{row.name('slot')}")
            line = say("kit-line", slot=slot, name=row.name())
            text = (row.text("description") or "").split("\n")[0]
            told = row.name("slot") in {"skill", "burst"} and bool(text)
            reply.add(f"{line}: {text}" if told else line)
            reply.state(row, "name", *(["description"] if told else []))
        rows = asked.game.table("constellations").of(owner)
        if rows:
            reply.add(say("kit-constellations", names=joined([row.name() for row in rows])))
        for row in rows:
            reply.state(row, "name")
        reply.show(asked.row(entity))

    return each(asked, ("character",), answer)


@answers("constellation")
def constellation(asked: Asked) -> Reply:
    """What some constellations do."""
    numbers = asked.numbers("constellation_level", "number")

    def answer(entity: Entity, reply: Reply) -> None:
        rows = {row.count("number"): row for row in asked.game.table("constellations").of(owner_key(asked, entity))}
        refusals = []
        for number in numbers:
            row = rows.get(number)
            if not 1 <= number <= _CONSTELLATIONS and rows:
                refusals.append(say("no-such-constellation", name=entity.name, number=number))
            elif row is None:
                refusals.append(say("missing", name=entity.name, what=f"C{number}"))
            else:
                describe(reply, row, say("constellation-heading", owner=entity.name, number=number, name=row.name()))
        if refusals:
            raise DeclinedError("\n".join(refusals))

    return each(asked, ("character",), answer)


@answers("constellation.all")
def constellations(asked: Asked) -> Reply:
    """All six constellations."""

    def answer(entity: Entity, reply: Reply) -> None:
        rows = asked.game.table("constellations").of(owner_key(asked, entity))
        if not rows:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-constellations")))
        for row in rows:
            heading = say("constellation-heading", owner=entity.name, number=row.count("number"), name=row.name())
            describe(reply, row, heading)

    return each(asked, ("character",), answer)


_TABLE_OF = {"food": "foods", "outfit": "outfits", "namecard": "namecards"}


@answers("owner")
def owner(asked: Asked) -> Reply:
    """Whose talent, constellation, dish, title, sign or outfit something is, or which set a piece belongs to."""
    kinds = (
        "talent", "constellation", "food", "piece", "title", "sign", "outfit", "namecard", "person", "weapon",
        "passive",
    )  # fmt: skip

    def answer(entity: Entity, reply: Reply) -> None:
        if entity.kind == "weapon":
            raise DeclinedError(say("weapon-has-no-owner", name=entity.name))
        for found, row, columns in _owners(asked, entity):
            message = f"owner-{entity.kind}"
            reply.add(say(message, name=entity.name, owner=found.name, detail=_detail(row)))
            reply.state(row, *columns)
            reply.found.append(found)
            reply.show(asked.row(found))
        if not reply.lines:
            raise DeclinedError(say("no-owner", name=entity.name))

    return each(asked, kinds, answer)


def _owners(asked: Asked, entity: Entity) -> list[tuple[Entity, Row, tuple[str, ...]]]:
    if entity.kind in {"talent", "constellation"}:
        table = f"{entity.kind}s"
        rows = [row for row in asked.game.table(table).of(entity.key.partition("/")[0]) if row.id == entity.key]
        return [
            (Entity("character", row.name("owner"), row.name("owner_name")), row, ("name", "owner")) for row in rows
        ]
    if entity.kind == "piece":
        key = entity.key.partition("/")[0]
        rows = [row for row in asked.game.table("artifact_pieces").of(key) if row.id == entity.key]
        whole = asked.game.row("artifacts", key)
        return [(Entity("artifact", key, whole.name()), row, ("name", "artifact")) for row in rows if whole]
    if entity.kind == "passive":
        rows = list(asked.game.where("weapons", "passive_name", entity.key))
        return [(Entity("weapon", row.name("key"), row.name()), row, ("name", "passive_name")) for row in rows]
    if entity.kind in {"title", "sign", "person"}:
        return [
            (Entity("character", row.name("key"), row.name()), row, fields)
            for row in asked.game.table("characters").rows
            if (fields := _fields_with(row, entity))
        ]
    row = asked.row(entity)
    if entity.kind == "namecard":
        characters = [one for one in asked.game.table("characters").rows if row.name().startswith(f"{one.name()}: ")]
    else:
        found = asked.game.row("characters", row.text("character") or "")
        characters = [found] if found else []
    columns = ("name",) if entity.kind == "namecard" else ("name", "character")
    return [(Entity("character", one.name("key"), one.name()), row, columns) for one in characters]


def _fields_with(row: Row, entity: Entity) -> tuple[str, ...]:
    fields = {
        "title": ("title",), "sign": ("constellation",),
        "person": ("voice_english", "voice_japanese", "voice_chinese", "voice_korean"),
    }[entity.kind]  # fmt: skip
    return tuple(field for field in fields if (row.text(field) or "").partition(" & ")[0] == entity.name)


def _detail(row: Row) -> str:
    if row.table == "talents":
        return say(f"slot-{row.name('slot')}")
    if row.table == "constellations":
        return f"C{row.count('number')}"
    if row.table == "artifact_pieces":
        return say(f"piece-{row.name('slot')}")
    return ""
