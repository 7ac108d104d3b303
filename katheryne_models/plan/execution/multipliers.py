"""The numbers of a talent at a level: damage of a hit, cooldown, duration, Energy."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from katheryne_models.answer.answer import Entity
from katheryne_models.answer.messages import joined, say
from katheryne_models.answer.numbers import percent, rounded
from katheryne_models.game.game import Row
from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.basics import each
from katheryne_models.plan.execution.kit import SLOTS, owner_key
from katheryne_models.plan.execution.registry import answers
from katheryne_models.plan.execution.reply import DeclinedError, Reply
from katheryne_models.question.labels import label_words
from katheryne_models.question.normalise import plain

ASSUMED_LEVEL = 10
_COMBAT = ("normal", "skill", "burst", "sprint", "jump")
# Words of a label that nearly every label has, so that they tell nothing about which one is meant.
_GENERAL = frozenset(
    {"dmg", "damage", "attack", "skill", "burst", "elemental", "s", "cd", "duration", "of", "the", "per", "hit", "base"}
)
_TELLING = 0.5  # a label that scores less has only general words in common with the question
# What players say → what labels say.
_SYNONYMS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "tap": "press",
    "heals": "healing", "heal": "healing", "shields": "shield", "absorb": "absorption",
    "ticks": "tick", "slashes": "slash", "hits": "hit", "plunging": "plunge", "held": "hold", "charge": "charged",
    "regen": "regeneration", "dot": "continuous",
}  # fmt: skip


def kit_rows(asked: Asked, entity: Entity, abilities: Sequence[str]) -> list[Row]:
    """All multiplier rows of a character's talents, or of one named talent."""
    if entity.kind == "talent":
        owner, slot = entity.key.split("/")
        slots: tuple[str, ...] = (slot,)
    else:
        owner = owner_key(asked, entity)
        slots = tuple(slot for ability in abilities for slot in SLOTS[ability]) or _COMBAT
    rows = asked.game.table("talent_multipliers").of(owner)
    return [row for row in rows if row.name("slot") in slots]


def best_labels(asked: Asked, labels: Sequence[str], abilities: Sequence[str] = ()) -> list[str]:
    """The labels that the question's words speak of; all of them where none stands out."""
    words = {_SYNONYMS.get(word, word) for word in asked.question.words}
    words |= set(asked.question.words) | ({"charged"} if "charged" in abilities else set())
    words |= {"plunge"} if "plunge" in abilities else set()
    scores = {label: _score(label, words) for label in labels}
    top = max(scores.values(), default=0.0)
    return [label for label in labels if scores[label] >= top - 1e-9] if top > _TELLING else list(labels)


def named_labels(asked: Asked, labels: Sequence[str]) -> list[str]:
    """The labels that the request names: those that hold all words of one of its `<label:…>`, the shortest first."""
    found: list[str] = []
    for value in asked.values("label"):
        words = set(value.split())
        holding = [label for label in labels if words <= set(label_words(label))]
        found += sorted(holding, key=len)
    return list(dict.fromkeys(found))


def _score(label: str, words: set[str]) -> float:
    """How much of a label the question says: rare words count full, general ones little, extra ones against."""
    score = 0.0
    for word in plain(label).split():
        said = _said(word, words)
        if word in _GENERAL:
            score += 0.1 if said else 0.0
        else:
            score += 1.0 if said else -0.15
    return score


def _said(word: str, words: set[str]) -> bool:
    if word in words or f"{word}s" in words or word.rstrip("s") in words:
        return True
    return len(word) > 4 and any(OSA.distance(word, other, score_cutoff=1) <= 1 for other in words)  # noqa: PLR2004


@answers("talent.multiplier")
def multiplier(asked: Asked) -> Reply:
    """The numbers of a talent at one or two levels, of the hit that the question names or of all."""
    abilities = asked.values("ability")

    def answer(entity: Entity, reply: Reply) -> None:
        rows = kit_rows(asked, entity, abilities)
        if not rows:
            raise _missing(entity, "what-multipliers", abilities)
        top = max(row.count("level") for row in rows)
        levels = asked.numbers("level", "number") or [min(ASSUMED_LEVEL, top)]
        wrong = [level for level in levels if not 1 <= level <= top]
        if len(wrong) == len(levels):
            raise DeclinedError(say("no-such-talent-level", name=entity.name, level=wrong[0], top=top))
        levels = [level for level in levels if level not in wrong]
        everything = list(dict.fromkeys(row.name("label") for row in rows))
        labels = named_labels(asked, everything) or best_labels(asked, everything, abilities)
        for slot in dict.fromkeys(row.name("slot") for row in rows if row.name("label") in labels):
            of_slot = [row for row in rows if row.name("slot") == slot and row.name("label") in labels]
            _slot(asked, entity, reply, of_slot, levels)

    return each(asked, ("character", "talent"), answer)


def _slot(asked: Asked, entity: Entity, reply: Reply, rows: Sequence[Row], levels: Sequence[int]) -> None:
    slot = rows[0].name("slot")
    owner = rows[0].name("owner")
    talent = next(row for row in asked.game.table("talents").of(owner) if row.name("slot") == slot)
    heading = say("multiplier-heading", owner=talent.name("owner_name"), slot=say(f"slot-{slot}"), name=talent.name())
    reply.add(f"{heading} ({joined([say('at-level', level=level) for level in levels])})")
    for label in dict.fromkeys(row.name("label") for row in rows):
        found = [next((r for r in rows if r.name("label") == label and r.count("level") == lv), None) for lv in levels]
        # A number that does not grow stands at level 1 alone.
        known = [row for row in found if row] or [row for row in rows if row.name("label") == label][:1]
        texts = list(dict.fromkeys(row.name("text") for row in known))
        growth = _growth(known) if len(texts) > 1 else None
        value = " → ".join(texts)
        reply.add(
            say("multiplier-growth", label=label, value=value, growth=growth)
            if growth
            else say("multiplier-line", label=label, value=value)
        )
        for row in known:
            reply.state(row, "text")
    for level in levels:
        _hits_together(reply, [row for row in rows if row.count("level") == level], alone=len(levels) == 1)
    reply.show(talent)
    if entity.kind == "talent":
        reply.found.append(Entity("character", owner, talent.name("owner_name")))


def _growth(rows: Sequence[Row]) -> str | None:
    """By how much a number grows from the first level to the last; None where it is more than one number."""
    first, last = rows[0], rows[-1]
    values = [row.numbers("values") for row in (first, last)]
    shares = [_ONE_PERCENT.fullmatch(row.name("text")) is not None for row in (first, last)]
    if any(len(value) != 1 for value in values) or len(set(shares)) > 1:
        return None
    difference = values[1][0] - values[0][0]
    sign = "+" if difference > 0 else ""
    if shares[0]:
        return sign + percent(difference)
    return f"{sign}{rounded(difference)}" if abs(difference) >= 1 else None


def _hits_together(reply: Reply, rows: Sequence[Row], *, alone: bool) -> None:
    """Add up the numbered hits of a combo ("1-Hit DMG", "2-Hit DMG", …), which players compare whole."""
    hits = [row for row in rows if _NUMBERED_HIT.fullmatch(row.name("label"))]
    if len(hits) < 2 or any(not _PERCENT_SUM.fullmatch(row.name("text")) for row in hits):  # noqa: PLR2004 - one hit is its own sum
        return
    total = say("multiplier-total", count=len(hits), value=percent(sum(map(_summed, hits))))
    reply.add(total if alone else say("at-talent-level", level=hits[0].count("level"), text=total))


def _summed(hit: Row) -> float:
    """A hit's number as a fraction: "43.0%+43.0%" is two parts of one hit; a count behind it is so many times."""
    parts = hit.name("text").split("+")
    times = [part.partition(_TIMES)[2] or "1" for part in parts]
    values = hit.numbers("values")
    return sum(value * int(count) for value, count in zip(values, times, strict=True))


_TIMES = "\u00d7"
_ONE_PERCENT = re.compile(r"[\d.]+%")
_NUMBERED_HIT = re.compile(r"\d-Hit DMG")
_PERCENT_SUM = re.compile(rf"[\d.]+%(?:{_TIMES}\d)?(?:\+[\d.]+%(?:{_TIMES}\d)?)*")


def _missing(entity: Entity, what: str, abilities: Sequence[str]) -> DeclinedError:
    """The refusal that names the ability of which the data has no such number."""
    if entity.kind == "talent" or not abilities:
        return DeclinedError(say("missing", name=entity.name, what=say(what)))
    part = joined([say(f"ability-{ability}") for ability in abilities], "or")
    return DeclinedError(say("missing-part", name=entity.name, what=say(what), part=part))


_WORDS = {"talent.cooldown": ("CD",), "talent.duration": ("Duration",), "talent.energy": ("Energy Cost",)}


@answers("talent.cooldown", "talent.duration", "talent.energy")
def timing(asked: Asked) -> Reply:
    """A talent's cooldown, duration or Energy cost."""
    head = asked.request.head
    default = ["burst"] if head == "talent.energy" else ["skill", "burst"]

    def answer(entity: Entity, reply: Reply) -> None:
        rows = timing_rows(asked, entity, head, asked.values("ability") or default)
        if not rows:
            raise _missing(entity, f"what-{head.partition('.')[2]}", asked.values("ability") or default)
        for row in rows:
            slot = say(f"slot-{row.name('slot')}")
            value = row.name("text")
            reply.add(say("timing", owner=entity.name, slot=slot, label=row.name("label"), value=value))
            reply.state(row, "text")

    return each(asked, ("character", "talent"), answer)


def timing_rows(asked: Asked, entity: Entity, head: str, abilities: Sequence[str]) -> list[Row]:
    """The rows of a talent's cooldown, duration or Energy cost at level 1, one a label."""
    word = _WORDS[head][0]
    rows = kit_rows(asked, entity, [ability for ability in abilities if ability in SLOTS])
    return [row for row in rows if row.count("level") == 1 and word in row.name("label").split(" (")[0].split("/")[0]
            and (word != "CD" or "CD" in row.name("label").split())]  # fmt: skip
