"""Finding a set, weapon, talent or dish by what its effect says."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.kit import SLOTS
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.stats import stat_name
from katheryne_models.question.normalise import plain

_MOST_FOUND = 8  # more are named without their effects
_MOST_NAMED = 40
_AS_GOOD = 5e-5  # scores closer than this are equal: a word more or less in a short effect tells nothing
_SET_COLUMNS = ["effect_1pc", "effect_2pc", "effect_4pc"]
# What players say → what set effects and passives say.
_EFFECT_WORDS = {
    "attack": "atk", "damage": "dmg", "defense": "def", "defence": "def", "mastery": "mastery", "ult": "burst",
    "q": "burst", "e": "skill", "phys": "physical", "shields": "shield", "heal": "healing", "heals": "healing",
    "recharge": "recharge", "health": "hp", "plunging": "plunging", "plunge": "plunging", "charge": "charged",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Effect:
    """Something with an effect.

    Attributes:
        entity: What is found.
        name: What the answer calls it.
        row: The row that names it.
        parts: Where the effect's texts stand: row, column and text.
    """

    entity: Entity
    name: str
    row: Row
    parts: tuple[tuple[Row, str, str], ...]

    @property
    def text(self) -> str:
        """The whole effect."""
        return " ".join(text for _, _, text in self.parts)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """The folded words of an effect; folding those of all talents takes half a second, so each is folded once."""
    return frozenset(plain(text).split())


@answers("artifact.find", "weapon.find", "talent.find", "food.find")
def find(asked: Asked) -> Reply:
    """Which set, weapon, talent or dish has an effect that the question describes.

    Raises:
        DeclinedError: If nothing fits, or too much.
    """
    effects = [effect for effect in _EFFECTS[asked.request.head](asked) if effect.parts]
    said = [_words(effect.text) for effect in effects]
    wanted = _wanted_words(asked, said)
    scores = [_match(asked, wanted, words, effect.text) for effect, words in zip(effects, said, strict=True)]
    top = max(scores, default=0.0)
    best = [effect for effect, score in zip(effects, scores, strict=True) if score >= top - _AS_GOOD]
    if not top or len(best) > _MOST_NAMED:
        raise DeclinedError(say("nothing-found"))
    reply = Reply()
    if len(best) > _MOST_FOUND:
        what = say(f"kind-{best[0].entity.kind}", count=len(best))
        names = ", ".join(f"**{effect.name}**" for effect in best)
        reply.add(say("found-many", count=len(best), what=what, names=names))
    for effect in best:
        if len(best) <= _MOST_FOUND:
            reply.add(say("found-effect", name=effect.name, text=effect.text))
        reply.state(effect.row, "name")
        for source, column, _ in effect.parts:
            reply.state(source, column)
        reply.found.append(effect.entity)
        reply.show(effect.row)
    return reply


def _parts(row: Row, columns: Sequence[str]) -> tuple[tuple[Row, str, str], ...]:
    return tuple((row, column, text) for column in columns if (text := row.text(column)))


def _sets(asked: Asked) -> list[_Effect]:
    """The sets' effects, of the pieces asked for or of all."""
    columns = [f"effect_{count}pc" for count in asked.numbers("pieces") if count in {1, 2, 4}] or _SET_COLUMNS
    return [
        _Effect(Entity("artifact", row.name("key"), row.name()), row.name(), row, _parts(row, columns))
        for row in asked.game.table("artifacts").rows
    ]


def _weapons(asked: Asked) -> list[_Effect]:
    """The passives, at refinement 1, of the weapons of the types and rarities asked for."""
    kinds, rarities = asked.values("weapon_type"), asked.numbers("rarity")
    refinements = asked.game.table("weapon_refinements")
    return [
        _Effect(Entity("weapon", row.name("key"), row.name()), row.name(), row,
                tuple(part for first in refinements.of(row.name("key"))[:1] for part in _parts(first, ["description"])))
        for row in asked.game.table("weapons").rows
        if (not kinds or row.text("weapon_type") in kinds) and (not rarities or row.count("rarity") in rarities)
    ]  # fmt: skip


def _talents(asked: Asked) -> list[_Effect]:
    """Talents and constellations, of the abilities or numbers and of the elements and weapons asked for."""
    slots = {slot for ability in asked.values("ability") for slot in SLOTS[ability]}
    numbers = asked.numbers("constellation_level")
    elements, kinds = asked.values("element"), asked.values("weapon_type")
    effects = []
    for table in ("talents", "constellations"):
        for row in asked.game.table(table).rows:
            owner = Entity("character", row.name("owner"), row.name("owner_name"))
            character = asked.game.row("characters", owner.key)
            if (table == "talents" and (numbers or (slots and row.name("slot") not in slots))) or (
                table == "constellations" and (slots or (numbers and row.count("number") not in numbers))
            ):
                continue
            # An element may be the character's or the effect's: the effect's words are looked at later.
            if kinds and not (character and character.text("weapon_type") in kinds):
                continue
            text = row.text("description") or ""
            if elements and not any(
                one in text or (character and character.text("element") == one) for one in elements
            ):
                continue
            if table == "talents":
                slot = say(f"slot-{row.name('slot')}")
                name = say("talent-name", owner=owner.name, slot=slot, name=row.name())
            else:
                name = say("constellation-name", owner=owner.name, number=row.count("number"), name=row.name())
            effects.append(_Effect(owner, name, row, _parts(row, ["description"])))
    return effects


def _dishes(asked: Asked) -> list[_Effect]:
    """The dishes' effects at their best, of the rarities asked for."""
    rarities = asked.numbers("rarity")
    return [
        _Effect(Entity("food", row.name("key"), row.name()), row.name(), row,
                _parts(row, ["delicious_effect"]) or _parts(row, ["effect"]))
        for row in asked.game.table("foods").rows
        if not rarities or row.count("rarity") in rarities
    ]  # fmt: skip


_EFFECTS: dict[str, Callable[[Asked], list[_Effect]]] = {
    "artifact.find": _sets, "weapon.find": _weapons, "talent.find": _talents, "food.find": _dishes,
}  # fmt: skip


def _wanted_words(asked: Asked, said: Sequence[frozenset[str]]) -> dict[str, float]:
    """The telling words of the question, as effects write them, each with how rare it is among the effects.

    The weight is the inverse document frequency (Spärck Jones, 1972).
    """
    words = {_EFFECT_WORDS.get(word, word) for word in asked.question.words}
    words |= {part for stat in asked.values("stat") for part in plain(stat_name(stat)).split()}
    words |= {element.lower() for element in asked.values("element")}
    counts = Counter(word for effect in said for word in effect)
    return {
        word: log(1 + len(said) / counts[word])
        for word in words
        if counts[word] and not word.isdigit() and word not in _PLAIN_WORDS
    }


def _match(asked: Asked, wanted: dict[str, float], said: frozenset[str], text: str) -> float:
    """The share of the wanted words that an effect says; a number that is asked for must stand in it."""
    numbers = set(re.findall(r"\d+(?:\.\d+)?", text))
    asked_numbers = set(asked.values("number"))
    if not wanted or not asked_numbers <= numbers:
        return 0.0
    hit = wanted.keys() & said
    share = sum(wanted[word] for word in hit) / sum(wanted.values())
    # Of two effects that say all of it, the shorter one says it more plainly.
    return share + 1e-3 * len(hit) / (1 + len(said)) if hit else 0.0


_PLAIN_WORDS = frozenset(plain(
    "the a an of by for to and or in on is are with when will this that all s not per up it its have has which what "
    "set sets piece pieces who can be from at one more than same as other increases increased gain gains bonus "
    "wearing give gives artifact character characters talent passive constellation weapon dish food whose who someone "
    "somebody anyone there any do does"
).split())  # fmt: skip
