"""Finding a set, weapon, talent or dish by what its effect says, and a collectible by what is told of it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from math import log

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import say
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import source_of
from katheryne_models.plan.execution.kit import SLOTS, owner_key
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.plan.execution.stats import stat_name
from katheryne_models.question.normalise import plain

_MOST_FOUND = 8  # more are named without their effects
_MOST_NAMED = 40
_LEAST_SHARE = 0.45  # of the telling words that an effect must say, each by its weight
_LEAST_OF_KIT = 0.05  # in one kit little tells them apart
_MOST_OF_KIT = 2  # texts of one kit that are shown
_NEARLY = 0.9  # a text of the same kit that scores this share of the best may be the one that is meant
_AS_GOOD = 5e-5  # scores closer than this are equal: a word more or less in a short effect tells nothing
_SET_COLUMNS = ["effect_1pc", "effect_2pc", "effect_4pc"]
# What players say → what set effects and passives say.
_EFFECT_WORDS = {
    "attack": "atk", "damage": "dmg", "defense": "def", "defence": "def", "mastery": "mastery", "ult": "burst",
    "q": "burst", "e": "skill", "phys": "physical", "shields": "shield", "heal": "healing", "heals": "healing",
    "health": "hp", "plunge": "plunging", "charge": "charged", "dash": "sprint", "dashing": "sprint",
    "dashes": "sprint", "resistance": "res", "lasts": "duration", "last": "duration", "longer": "duration",
    "cooldown": "cd", "cap": "maximum", "team": "party", "teammates": "party", "bench": "field", "speed": "spd",
    "faster": "spd", "dupe": "constellation", "copy": "constellation", "cons": "constellation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Effect:
    """Something with an effect.

    Attributes:
        entity: What is found.
        row: The row that names it.
        parts: Where the effect's texts stand: row, column and text.
        called: Further words that are looked at: a collectible's name, what kind of talent it is.
    """

    entity: Entity
    row: Row
    parts: tuple[tuple[Row, str, str], ...]
    called: str = ""

    @property
    def text(self) -> str:
        """The whole effect."""
        return " ".join(text for _, _, text in self.parts)

    @property
    def name(self) -> str:
        """What the answer calls it: worded for what is found alone, for all talents that takes a tenth of a second."""
        row = self.row
        if row.table == "talents":
            return say("talent-name", owner=self.entity.name, slot=_slot_name(row.name("slot")), name=row.name())
        if row.table == "constellations":
            return say("constellation-name", owner=self.entity.name, number=row.count("number"), name=row.name())
        if self.entity.kind in _COLLECTIBLES:
            return say("found-named", name=row.name(), kind=say(f"a-{self.entity.kind}"))
        return row.name()


@cache
def _slot_name(slot: str) -> str:
    return say(f"slot-{slot}")


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    """The folded words of a text without their endings; folding all talents takes half a second, so each is kept."""
    return frozenset(_stem(word) for word in plain(text).split())


def _stem(word: str) -> str:
    """A word without its English ending, so that "landing" finds "land"."""
    return next((word.removesuffix(end) for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2), word)


_ENDINGS = ("ing", "es", "ed", "s", "e")


def _owners(asked: Asked) -> frozenset[str]:
    """Under which keys the kits stand that alone are searched; none for all."""
    characters = asked.subjects("character") if asked.request.head == "kit.find" else []
    return frozenset(owner_key(asked, character) for character in characters)


@answers("artifact.find", "weapon.find", "talent.find", "kit.find", "food.find", "about.find")
def find(asked: Asked) -> Reply:
    """Which set, weapon, talent, dish or collectible has an effect that the question describes.

    Raises:
        DeclinedError: If nothing fits, or too much.
    """
    effects = [effect for effect in _EFFECTS[asked.request.head](asked) if effect.parts]
    said = [_stems(f"{effect.called} {effect.text}") for effect in effects]
    owners = _owners(asked)
    wanted = _wanted_words(asked, said)
    constellations = not _CONSTELLATION_WORDS.isdisjoint(asked.question.words)
    scored = [
        (_match(asked, wanted, words, effect.text), effect)
        for effect, words in zip(effects, said, strict=True)
        if not owners
        or (effect.row.name("owner") in owners and (effect.row.table == "constellations" or not constellations))
    ]
    top = max((score for score, _ in scored), default=0.0)
    if owners:
        near = sorted((pair for pair in scored if pair[0] >= top * _NEARLY), key=lambda pair: -pair[0])
        best = [effect for _, effect in near[:_MOST_OF_KIT]]
    else:
        best = [effect for score, effect in scored if score >= top - _AS_GOOD]
    if top < (_LEAST_OF_KIT if owners else _LEAST_SHARE) or len(best) > _MOST_NAMED:
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
        _Effect(Entity("artifact", row.name("key"), row.name()), row, _parts(row, columns))
        for row in asked.game.table("artifacts").rows
    ]


def _weapons(asked: Asked) -> list[_Effect]:
    """The passives, at refinement 1, of the weapons of the types and rarities asked for."""
    kinds, rarities = asked.values("weapon_type"), asked.numbers("rarity")
    refinements = asked.game.table("weapon_refinements")
    return [
        _Effect(Entity("weapon", row.name("key"), row.name()), row,
                tuple(part for first in refinements.of(row.name("key"))[:1] for part in _parts(first, ["description"])))
        for row in asked.game.table("weapons").rows
        if (not kinds or row.text("weapon_type") in kinds) and (not rarities or row.count("rarity") in rarities)
    ]  # fmt: skip


def _talents(asked: Asked) -> list[_Effect]:
    """Talents and constellations, of the abilities or numbers and of the elements and weapons asked for."""
    slots = {slot for ability in asked.values("ability") for slot in SLOTS[ability]}
    numbers = asked.numbers("constellation_level")
    elements, kinds = asked.values("element"), asked.values("weapon_type")
    characters = {row.name("key"): row for row in asked.game.table("characters").rows}
    constellation = say("kit-constellation")
    effects = []
    for table in ("talents", "constellations"):
        for row in asked.game.table(table).rows:
            owner = Entity("character", row.name("owner"), row.name("owner_name"))
            character = characters.get(owner.key)
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
            called = _slot_name(row.name("slot")) if table == "talents" else constellation
            effects.append(_Effect(owner, row, _parts(row, ["description"]), f"{called} {row.name()}"))
    return effects


def _dishes(asked: Asked) -> list[_Effect]:
    """The dishes' effects at their best, of the rarities asked for."""
    rarities = asked.numbers("rarity")
    return [
        _Effect(Entity("food", row.name("key"), row.name()), row,
                _parts(row, ["delicious_effect"]) or _parts(row, ["effect"]))
        for row in asked.game.table("foods").rows
        if not rarities or row.count("rarity") in rarities
    ]  # fmt: skip


_COLLECTIBLES = {
    "achievement": ("achievements", {"achievement", "achievements"}),
    "glider": ("wind_gliders", {"glider", "gliders", "wings"}),
    "namecard": ("namecards", {"namecard", "namecards", "card", "cards"}),
    "outfit": ("outfits", {"outfit", "outfits", "skin", "skins", "costume", "costumes"}),
    "animal": ("animals", {"animal", "animals", "critter", "critters", "creature", "creatures", "wildlife"}),
    "geography": ("geographies", {"viewpoint", "viewpoints", "place", "places", "spot", "landmark"}),
}


def _collectibles(asked: Asked) -> list[_Effect]:
    """What is told of achievements, gliders and the like: of the kinds that the question names, or of all."""
    words = set(asked.question.words)
    kinds = [kind for kind, (_, names) in _COLLECTIBLES.items() if words & names] or list(_COLLECTIBLES)
    effects = []
    for kind in kinds:
        for key, rows in groupby(asked.game.table(_COLLECTIBLES[kind][0]).rows, lambda row: row.name("key")):
            stages = list(rows)  # of an achievement; other things have one
            first = stages[0]
            parts = tuple(part for row in stages for part in _parts(row, ["description"]))
            if source := source_of(first, kind):
                parts += ((first, "source", source),)
            effects.append(_Effect(Entity(kind, key, first.name()), first, parts, first.name()))
    return effects


_EFFECTS: dict[str, Callable[[Asked], list[_Effect]]] = {
    "artifact.find": _sets, "weapon.find": _weapons, "talent.find": _talents, "kit.find": _talents,
    "food.find": _dishes, "about.find": _collectibles,
}  # fmt: skip


def _wanted_words(asked: Asked, said: Sequence[frozenset[str]]) -> dict[str, float]:
    """The telling words of the question, as effects write them, each with how rare it is among the effects.

    The weight is the inverse document frequency (Spärck Jones, 1972).
    """
    names = {
        place for link in asked.question.links.values() if link.kind == "character"
        for place in range(link.first, link.last)
    }  # fmt: skip
    words = {word for place, word in enumerate(asked.question.words) if place not in names}
    words |= {part for stat in asked.values("stat") for part in plain(stat_name(stat)).split()}
    words |= {element.lower() for element in asked.values("element")}
    # A collectible's numbers are no placeholders of the plan, so they are looked for as words.
    numbers = asked.request.head == "about.find"
    if words >= _BATTLE_PASS:
        words = words - _BATTLE_PASS | {"bp"}
    telling = (word for word in words if word not in _PLAIN_WORDS and (numbers or not word.isdigit()))
    wanted = {_stem(_EFFECT_WORDS.get(word, word)) for word in telling}
    counts = Counter(word for effect in said for word in effect)
    return {word: log(1 + len(said) / counts[word]) for word in wanted if counts[word]}


_CONSTELLATION_WORDS = frozenset({"constellation", "constellations", "cons", "copy", "copies", "dupe", "dupes"})
_BATTLE_PASS = {"battle", "pass"}  # the data writes "BP"


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
    "somebody anyone there any do does achievement achievements glider gliders namecard namecards outfit outfits skin "
    "skins wind called name named you i get gets got if so earn unlock what whats"
).split())  # fmt: skip
