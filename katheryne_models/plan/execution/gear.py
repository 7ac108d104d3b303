"""Weapons' passives, artifact sets and their pieces."""

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import each
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply

_TOP_REFINEMENT = 5
_SLOT_ORDER = ("flower", "plume", "sands", "goblet", "circlet")
_MOST_FOUND = 8


@answers("weapon.passive")
def weapon_passive(asked: Asked) -> Reply:
    """A weapon's passive at one or more refinements."""
    wanted = asked.numbers("refinement", "number")

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        name = row.text("passive_name")
        if name is None:
            raise DeclinedError(say("no-passive", name=entity.name))
        rows = {item.count("refinement"): item for item in asked.game.table("weapon_refinements").of(entity.key)}
        known = [number for number in wanted or (1, _TOP_REFINEMENT) if number in rows]
        unknown = [number for number in wanted if number not in rows]
        message = "no-such-refinement" if len(rows) > 1 else "cannot-refine"
        refusals = [say(message, name=entity.name, number=number, top=max(rows)) for number in unknown]
        if not known:
            raise DeclinedError(refusals[0])
        reply.add(say("weapon-passive", weapon=entity.name, name=name))
        reply.state(row, "passive_name")
        for number in known:
            reply.add(say("refinement", number=number, text=rows[number].name("description")))
            reply.state(rows[number], "description")
        reply.lines += refusals
        reply.show(row)

    return each(asked, ("weapon",), answer)


@answers("artifact.bonus")
def bonus(asked: Asked) -> Reply:
    """What wearing some pieces of a set gives."""
    wanted = asked.numbers("pieces", "number")

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        effects = {count: text for count in (1, 2, 4) if (text := row.text(f"effect_{count}pc"))}
        there = joined([say("piece-count", pieces=count) for count in effects])
        refusals = [
            say("no-such-bonus", pieces=count, name=entity.name, there=there)
            for count in wanted
            if count not in effects
        ]
        if len(refusals) == len(wanted) > 0:
            raise DeclinedError(refusals[0])
        reply.add(say("set-heading", name=entity.name))
        for count, text in effects.items():
            if not wanted or count in wanted:
                reply.add(say("set-bonus", pieces=count, text=text))
                reply.state(row, f"effect_{count}pc")
        reply.lines += refusals
        reply.show(row)

    return each(asked, ("artifact",), answer)


@answers("artifact.piece", "artifact.pieces")
def pieces(asked: Asked) -> Reply:
    """What the pieces of a set are called."""
    wanted = asked.values("slot") or list(_SLOT_ORDER)

    def answer(entity: Entity, reply: Reply) -> None:
        rows = {row.name("slot"): row for row in asked.game.table("artifact_pieces").of(entity.key)}
        known = [slot for slot in wanted if slot in rows]
        refusals = [
            say("no-such-piece", name=entity.name, slot=say(f"piece-{slot}")) for slot in asked.values("slot")
            if slot not in rows
        ]  # fmt: skip
        if not known:
            raise DeclinedError(refusals[0] if refusals else say("not-in-data", name=entity.name))
        for slot in known:
            reply.add(say("piece", set=entity.name, slot=say(f"piece-{slot}"), name=rows[slot].name()))
            reply.state(rows[slot], "name")
            reply.show(rows[slot])
        reply.lines += refusals

    return each(asked, ("artifact",), answer)


def set_of(asked: Asked, entity: Entity) -> Entity:
    """The set that a piece belongs to."""
    if entity.kind != "piece":
        return entity
    row = asked.game.row("artifacts", entity.key.partition("/")[0])
    return Entity("artifact", row.name("key"), row.name()) if row else entity


def entrances(asked: Asked, artifact: str) -> list[str]:
    """The domain entrances behind which a set drops with its best pieces."""
    rewards = asked.game.where("domain_rewards", "item", artifact)
    domains = [row for reward in rewards if (row := asked.game.row("domains", reward.name("domain")))]
    return list(dict.fromkeys(row.name("entrance") for row in domains))


def sets_behind(asked: Asked, entrance: str) -> list[Row]:
    """The sets that drop behind a domain entrance."""
    domains = asked.game.where("domains", "entrance", entrance)
    rewards = [reward for row in domains for reward in asked.game.table("domain_rewards").of(row.name("key"))]
    keys = dict.fromkeys(reward.text("item") for reward in rewards if reward.name("kind") == "artifact")
    return [row for key in keys if key and (row := asked.game.row("artifacts", key))]


@answers("artifact.source")
def source(asked: Asked) -> Reply:
    """Where a set drops."""

    def answer(entity: Entity, reply: Reply) -> None:
        whole = set_of(asked, entity)
        rows = [asked.game.where("domains", "entrance", place)[0] for place in entrances(asked, whole.key)]
        if rows:
            places = [say("place", domain=row.name("entrance"), region=row.name("region")) for row in rows]
            reply.add(say("set-source", name=whole.name, places=joined(places)))
            for row in rows:
                reply.found.append(Entity("domain", row.name("entrance"), row.name("entrance")))
                reply.state(row, "entrance", "region")
            droppers = {row.name("enemy") for row in asked.game.where("enemy_drops", "item", whole.key)}
            if droppers:
                reply.lines[-1] += " " + say("set-source-also", count=len(droppers))
        else:
            _dropped_by(asked, whole, reply)
        reply.show(asked.row(whole))

    return each(asked, ("artifact", "piece"), answer)


def _dropped_by(asked: Asked, whole: Entity, reply: Reply) -> None:
    """Say which enemies drop a set that no domain gives."""
    rows = {row.name("enemy"): row for row in asked.game.where("enemy_drops", "item", whole.key)}
    enemies = [enemy for key in rows if (enemy := asked.game.row("enemies", key))]
    if not enemies:
        raise DeclinedError(say("missing", name=whole.name, what=say("what-source")))
    # The bosses that everybody fights each week come first.
    named = sorted(enemies, key=lambda enemy: not enemy.flag("weekly_boss"))[:_MOST_FOUND]
    names = joined([enemy.name() for enemy in named])
    message = "set-source-enemies" if len(named) == len(enemies) else "set-source-many-enemies"
    reply.add(say(message, name=whole.name, enemies=names, count=len(enemies)))
    for enemy in named:
        reply.state(enemy, "name")
        reply.state(rows[enemy.name("key")], "name")


@answers("artifact.same_domain")
def same_domain(asked: Asked) -> Reply:
    """Which other sets drop in the same domain."""

    def answer(entity: Entity, reply: Reply) -> None:
        for place in entrances(asked, entity.key):
            found = sets_behind(asked, place)
            best = max(row.count("max_rarity") for row in found)
            others = [row for row in found if row.name("key") != entity.key and row.count("max_rarity") == best]
            sets = joined([f"**{row.name()}**" for row in others])
            reply.add(say("same-domain" if others else "alone-in-domain", name=entity.name, domain=place, sets=sets))
            reply.state(asked.game.where("domains", "entrance", place)[0], "entrance")
            reply.found += [Entity("artifact", row.name("key"), row.name()) for row in others]
            for row in others:
                reply.state(row, "name")
        if not reply.lines:
            raise DeclinedError(say("in-no-domain", name=entity.name))

    return each(asked, ("artifact",), answer)
