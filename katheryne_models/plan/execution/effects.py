"""Finding a set or weapon by what its effect says."""

import re

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.stats import stat_name
from katheryne_models.question.normalise import plain

_MOST_FOUND = 8
# What players say → what set effects and passives say.
_EFFECT_WORDS = {
    "attack": "atk", "damage": "dmg", "defense": "def", "defence": "def", "mastery": "mastery", "ult": "burst",
    "q": "burst", "e": "skill", "phys": "physical", "shields": "shield", "heal": "healing", "heals": "healing",
    "recharge": "recharge", "health": "hp", "plunging": "plunging", "plunge": "plunging", "charge": "charged",
}  # fmt: skip


@answers("artifact.find", "weapon.find")
def find(asked: Asked) -> Reply:
    """Which set or weapon has an effect that the question describes.

    Raises:
        DeclinedError: If nothing fits, or too much.
    """
    artifacts = asked.request.head == "artifact.find"
    rows = asked.game.table("artifacts" if artifacts else "weapons").rows
    effects = [(row, _effect(asked, row) if artifacts else _passive(asked, row)) for row in rows]
    effects = [(row, parts) for row, parts in effects if parts and (artifacts or _weapon_fits(asked, row))]
    texts = [" ".join(text for _, _, text in parts) for _, parts in effects]
    wanted = _wanted_words(asked, texts)
    scores = [_match(asked, wanted, text) for text in texts]
    top = max(scores, default=0.0)
    best = [effect for effect, score in zip(effects, scores, strict=True) if score >= top - 1e-9]
    if not top or len(best) > _MOST_FOUND:
        raise DeclinedError(say("nothing-found"))
    reply = Reply()
    for row, parts in best:
        reply.add(say("found-effect", name=row.name(), text=" ".join(text for _, _, text in parts)))
        reply.state(row, "name")
        for source, column, _ in parts:
            reply.state(source, column)
        reply.found.append(Entity("artifact" if artifacts else "weapon", row.name("key"), row.name()))
        reply.show(row)
    return reply


def _weapon_fits(asked: Asked, row: Row) -> bool:
    kinds, rarities = asked.values("weapon_type"), asked.numbers("rarity")
    return (not kinds or row.text("weapon_type") in kinds) and (not rarities or row.count("rarity") in rarities)


def _effect(asked: Asked, row: Row) -> list[tuple[Row, str, str]]:
    """A set's effects, of the pieces asked for or of all: row, column and text."""
    counts = [count for count in asked.numbers("pieces") if count in {1, 2, 4}] or [1, 2, 4]
    return [(row, column, text) for count in counts if (text := row.text(column := f"effect_{count}pc"))]


def _passive(asked: Asked, row: Row) -> list[tuple[Row, str, str]]:
    """A weapon's passive at refinement 1."""
    rows = asked.game.table("weapon_refinements").of(row.name("key"))[:1]
    return [(first, "description", first.name("description")) for first in rows]


def _wanted_words(asked: Asked, texts: list[str]) -> set[str]:
    """The telling words of the question, as effects write them."""
    words = {_EFFECT_WORDS.get(word, word) for word in asked.question.words}
    words |= {part for stat in asked.values("stat") for part in plain(stat_name(stat)).split()}
    words |= {element.lower() for element in asked.values("element")}
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


_PLAIN_WORDS = frozenset(plain(
    "the a an of by for to and or in on is are with when will this that all s not per up it its have has which what "
    "set sets piece pieces who can be from at one more than same as other increases increased gain gains bonus "
    "wearing give gives artifact"
).split())  # fmt: skip
