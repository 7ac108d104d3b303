"""Weapons' passives, artifact sets and their pieces."""

import re

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import each
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.stats import BONUS_STATS
from katheryne_models.question.normalise import plain

_TOP_REFINEMENT = 5
_SLOT_ORDER = ("flower", "plume", "sands", "goblet", "circlet")
_MOST_FOUND = 8
# What players say → what set effects and passives say.
_EFFECT_WORDS = {
    "attack": "atk", "damage": "dmg", "defense": "def", "defence": "def", "mastery": "mastery", "ult": "burst",
    "q": "burst", "e": "skill", "phys": "physical", "shields": "shield", "heal": "healing", "heals": "healing",
    "recharge": "recharge", "health": "hp", "plunging": "plunging", "plunge": "plunging", "charge": "charged",
}  # fmt: skip


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
        reply.add(say("weapon-passive", weapon=entity.name, name=name))
        reply.state(row, "passive_name")
        for number in wanted or [1, _TOP_REFINEMENT]:
            if number not in rows:
                if number == _TOP_REFINEMENT and not wanted:
                    continue
                raise DeclinedError(say("no-such-refinement", name=entity.name, number=number, top=max(rows)))
            reply.add(say("refinement", number=number, text=rows[number].name("description")))
            reply.state(rows[number], "description")
        reply.show(row)

    return each(asked, ("weapon",), answer)


@answers("artifact.bonus")
def bonus(asked: Asked) -> Reply:
    """What wearing some pieces of a set gives."""
    wanted = asked.numbers("pieces", "number")

    def answer(entity: Entity, reply: Reply) -> None:
        row = asked.row(entity)
        effects = {count: row.text(f"effect_{count}pc") for count in (1, 2, 4)}
        pieces = [count for count in wanted if effects.get(count)] or [count for count, text in effects.items() if text]
        reply.add(say("set-heading", name=entity.name))
        if wanted and not any(effects.get(count) for count in wanted):
            reply.add(say("no-such-bonus", pieces=joined([str(count) for count in wanted]), name=entity.name))
        for count in pieces:
            reply.add(say("set-bonus", pieces=count, text=effects[count] or ""))
            reply.state(row, f"effect_{count}pc")
        reply.show(row)

    return each(asked, ("artifact",), answer)


@answers("artifact.piece", "artifact.pieces")
def pieces(asked: Asked) -> Reply:
    """What the pieces of a set are called."""
    wanted = asked.values("slot") or list(_SLOT_ORDER)

    def answer(entity: Entity, reply: Reply) -> None:
        rows = {row.name("slot"): row for row in asked.game.table("artifact_pieces").of(entity.key)}
        for slot in wanted:
            if slot not in rows:
                if asked.values("slot"):
                    raise DeclinedError(say("no-such-piece", name=entity.name, slot=say(f"piece-{slot}")))
                continue
            reply.add(say("piece", set=entity.name, slot=say(f"piece-{slot}"), name=rows[slot].name()))
            reply.state(rows[slot], "name")
            reply.show(rows[slot])

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
        places = entrances(asked, whole.key)
        for place in places:
            region = asked.game.where("domains", "entrance", place)[0]
            reply.found.append(Entity("domain", place, place))
            reply.state(region, "entrance", "region")
        enemies = dict.fromkeys(row.name("enemy") for row in asked.game.where("enemy_drops", "item", whole.key))
        names = [row.name() for key in enemies if (row := asked.game.row("enemies", key))]
        if places:
            reply.add(say("set-source", name=whole.name, domains=joined(places)))
        elif names:
            reply.add(say("set-source-enemies", name=whole.name, enemies=joined(names[:_MOST_FOUND])))
        else:
            raise DeclinedError(say("missing", name=whole.name, what=say("what-source")))
        reply.show(asked.row(whole))

    return each(asked, ("artifact", "piece"), answer)


@answers("artifact.same_domain")
def same_domain(asked: Asked) -> Reply:
    """Which other sets drop in the same domain."""

    def answer(entity: Entity, reply: Reply) -> None:
        for place in entrances(asked, entity.key):
            found = sets_behind(asked, place)
            best = max(row.count("max_rarity") for row in found)
            others = [row for row in found if row.name("key") != entity.key and row.count("max_rarity") == best]
            reply.add(say("same-domain", name=entity.name, domain=place, sets=joined([row.name() for row in others])))
            reply.found += [Entity("artifact", row.name("key"), row.name()) for row in others]
            for row in others:
                reply.state(row, "name")
        if not reply.lines:
            raise DeclinedError(say("missing", name=entity.name, what=say("what-source")))

    return each(asked, ("artifact",), answer)


@answers("artifact.find", "weapon.find")
def find(asked: Asked) -> Reply:
    """Which set or weapon has an effect that the question describes."""
    artifacts = asked.request.head == "artifact.find"
    table = asked.game.table("artifacts" if artifacts else "weapons")
    wanted = _wanted_words(asked)
    scored = []
    for row in table.rows:
        if not artifacts and not _weapon_fits(asked, row):
            continue
        text, columns = _effect(asked, row) if artifacts else _passive(asked, row)
        score = _match(asked, wanted, text)
        if score > 0:
            scored.append((score, row, text, columns))
    top = max((item[0] for item in scored), default=0.0)
    best = [item for item in scored if item[0] >= top - 1e-9]
    if not best or len(best) > _MOST_FOUND:
        raise DeclinedError(say("nothing-found"))
    reply = Reply()
    for _, row, text, columns in best:
        reply.add(say("found-effect", name=row.name(), text=text))
        reply.state(row, "name", *columns)
        reply.found.append(Entity("artifact" if artifacts else "weapon", row.name("key"), row.name()))
        reply.show(row)
    return reply


def _weapon_fits(asked: Asked, row: Row) -> bool:
    kinds, rarities = asked.values("weapon_type"), asked.numbers("rarity")
    return (not kinds or row.text("weapon_type") in kinds) and (not rarities or row.count("rarity") in rarities)


def _effect(asked: Asked, row: Row) -> tuple[str, tuple[str, ...]]:
    counts = asked.numbers("pieces") or [1, 2, 4]
    columns = tuple(f"effect_{count}pc" for count in counts if count in {1, 2, 4} and row.text(f"effect_{count}pc"))
    return " ".join(row.text(column) or "" for column in columns), columns


def _passive(asked: Asked, row: Row) -> tuple[str, tuple[str, ...]]:
    rows = asked.game.table("weapon_refinements").of(row.name("key"))
    return (rows[0].name("description"), ()) if rows else ("", ())


def _wanted_words(asked: Asked) -> set[str]:
    """The telling words of the question, as effects write them."""
    words = {_EFFECT_WORDS.get(word, word) for word in asked.question.words}
    words |= {part for stat in asked.values("stat") for part in BONUS_STATS.get(stat, stat).lower().split()}
    words |= {element.lower() for element in asked.values("element")}
    texts = [row.text(f"effect_{n}pc") or "" for row in asked.game.table("artifacts").rows for n in (1, 2, 4)]
    telling = {word for text in texts for word in plain(text).split() if not word.isdigit()} - _PLAIN_WORDS
    return words & telling


def _match(asked: Asked, wanted: set[str], text: str) -> float:
    """The share of the wanted words that an effect says; a number that is asked for must stand in it."""
    said = set(plain(text).split())
    numbers = set(re.findall(r"\d+(?:\.\d+)?", text))
    asked_numbers = set(asked.values("number"))
    if not wanted or not asked_numbers <= numbers:
        return 0.0
    hit = len(wanted & said)
    # Of two effects that say all of it, the shorter one says it more plainly.
    return hit / len(wanted) + 1e-3 * hit / (1 + len(said)) if hit else 0.0


_PLAIN_WORDS = frozenset(
    "the a an of by for to and or in on is are with when will this that all s not per up it its have has which what "
    "set sets piece pieces who can be from at one more than same as other increases increased gain gains bonus "
    "wearing give gives artifact".split()
)
