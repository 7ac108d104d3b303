"""Reads which stats a game text raises, by how much, and for whom."""

import re
from dataclasses import dataclass

ELEMENTS = ("Pyro", "Hydro", "Electro", "Cryo", "Anemo", "Geo", "Dendro")
REACTIONS = (
    "Vaporize", "Melt", "Overloaded", "Electro-Charged", "Superconduct", "Frozen", "Swirl", "Crystallize",
    "Burning", "Bloom", "Hyperbloom", "Burgeon", "Quicken", "Aggravate", "Spread",
    "Lunar-Charged", "Lunar-Bloom", "Lunar-Crystallize", "Stellar-Conduct",
)  # fmt: skip
ATTACKS = ("Normal Attack", "Charged Attack", "Plunging Attack", "Elemental Skill", "Elemental Burst")

# One high roll of an artifact's substat, in per cent (Elemental Mastery in points): the unit in which players
# compare stats. What artifacts don't roll counts in units of 5 %, about what one such roll is worth in damage.
ROLLS: dict[str, float] = {
    "ATK": 5.83,
    "HP": 5.83,
    "DEF": 7.29,
    "Elemental Mastery": 23.31,
    "Energy Recharge": 6.48,
    "CRIT Rate": 3.89,
    "CRIT DMG": 7.77,
}
OTHER_ROLL = 5.0
FLAT_ROLLS = {"HP": 299.0, "DEF": 23.0}  # in points

STATS = (
    *ROLLS, "ATK SPD", "Healing", "Shield Strength", "Physical DMG", "Elemental DMG",
    *(f"{element} DMG" for element in ELEMENTS), *(f"{attack} DMG" for attack in ATTACKS), "Reaction DMG", "DMG",
)  # fmt: skip

_ATTACK = r"(?:Normal|Charged|Plunging|(?:Elemental )?Skills?|(?:Elemental )?Bursts?)(?: Attacks?)?"
_JOIN = r"(?:\s*(?:, and|and|or|,|/)\s*(?:the )?)"
_REACTION = rf"(?:{'|'.join(sorted(REACTIONS, key=len, reverse=True))}|Lunar|Elemental)(?: [Rr]eactions?)?"
_MENTION = re.compile(
    rf"DMG (?:dealt )?by (?:the )?(?:equipping character's |their )?(?P<dealers>{_ATTACK}(?:{_JOIN}{_ATTACK})*)"
    rf"|(?P<attacks>{_ATTACK}(?:{_JOIN}{_ATTACK})*) (?:CRIT )?(?:DMG|Rate)"
    rf"|(?P<reactions>{_REACTION}(?:{_JOIN}{_REACTION})*) (?:[Rr]eaction )?DMG(?! Bonus)"
    rf"|(?P<element>{'|'.join(ELEMENTS)}|Physical|Elemental) DMG"
    r"|(?P<stat>ATK SPD|Normal Attack SPD|ATK|DEF\b|Elemental Mastery|Energy Recharge|CRIT Rate|CRIT DMG"
    r"|Shield Strength|(?:Max )?HP\b|[Hh]ealing|DMG)"
)
_AMOUNT = re.compile(r"(?P<numbers>\d[\d,.]*(?:%?/\d[\d.]*)*)(?P<percent>%)?")
_VERB = re.compile(
    r"(?P<raises>[Ii]ncreas|[Gg]ain|grant|obtain|receiv|provid|rais|get |\+|[Bb]onus)"
    r"|(?P<lowers>[Dd]ecreas|los(?:e|ing)|consum|reduc|below|above|exceed|less than|more than)"
)
# A change of a stat that only sets an effect off: "When current HP increases or decreases, ..."
_CHANGE = re.compile(r"(?:[Ww]hen|[Aa]fter|[Ii]f) [^,]{0,60}\b(?:increases|decreases)(?: or decreases)?, ")
_FLAT = re.compile(r"(?:HP|DEF) increased by $")
_NOT_A_RAISE = re.compile(r"\s*(?:chance|Max HP|HP,|less\b|RES\b|Elemental RES)")
_BOND = re.compile(r"Bond of Life (?:worth|equal to) $")
_SHARE = re.compile(r"\s*of (?:the |their |its |her |his )?(?:[a-z]+'s |[a-z]+ )*(?:Max |Base )?(?:ATK|DEF|HP|E)")
_SHARE_ROLLS = 3.0
_LOWERS_RES = re.compile(r"decrease|RES\b")
_RAISED = re.compile(
    r"(?:[Ii]ncreas\w*|[Gg]ain|[Gg]rant\w*|[Pp]rovid\w*|obtain|receiv\w*|buff\w*) [^.;]{0,50}?"
    r"(?P<stat>(?:\w+ )?(?:ATK SPD|ATK|DEF|Elemental Mastery|CRIT Rate|CRIT DMG|(?:\w+ ){1,4}DMG|DMG)\b)"
    r"(?= Bonus| [^.;]{0,30}increas|[,.]| equal| based| of| for| by| dealt|$| and)"
)
_CAP = re.compile(r"(?:maximum(?: increase)? of|up to|maximum .{0,60}? is)\s*$")
_STACKS = re.compile(r"(?:[Mm]ax(?:imum)?(?: of)?|up to|a maximum of) (\d+) (?:times|stacks?)")
_CONDITION = re.compile(
    r"^ *(?:[Ww]hen|After|Within|While|If|For each|For every|Every|Upon|During|Once)\b.*?, (?!and |or )"
    r"|^(?:\w+ ){0,3}party members? (?:other than \w+ )?(?:increase|will cause|can)\b"
)
_MEASURE = re.compile(r"\b(?:[Ff]or (?:each|every)|based on|when(?:ever)?|if|each time|after|upon) [^,.]*")
_PARTY = re.compile(
    r"party members?|active (?:character|team|party)|other party|allies|all characters|characters? within|"
    r"new character|nearby characters?|[Cc]haracters (?:affected|in the|who|deal|under|protected|shielded)|"
    r"granting (?:them|all)|grant them"
)
_SENTENCE = re.compile(r"(?<=[.!;])\s+|\n+|·")


@dataclass(frozen=True, slots=True)
class Boost:
    """A stat that a text raises.

    Attributes:
        stat: One of `STATS`.
        rolls: By how much at most, in substat rolls.
        party: Whether others than the holder profit.
    """

    stat: str
    rolls: float
    party: bool


def boosts(text: str) -> tuple[Boost, ...]:
    """Find every stat that a text raises; an amount belongs to the stats named before it, else after it."""
    sentences = [sentence for sentence in _SENTENCE.split(text) if sentence]
    found: list[Boost] = []
    for position, sentence in enumerate(sentences):
        following = sentences[position + 1] if position + 1 < len(sentences) else ""
        stacks = _stacks(sentence) or (_stacks(following) if following.startswith(("Max ", "This ")) else 0) or 1
        party = bool(_PARTY.search(effects_of(sentence)))
        for stat, rolls, is_cap in _raised(sentence):
            if is_cap and found:
                found[-1] = Boost(found[-1].stat, rolls, found[-1].party)
            else:
                found.append(Boost(stat, rolls if is_cap else rolls * stacks, party))
    return tuple(found)


def raised_for_party(text: str) -> set[str]:
    """Name the stats that a text raises for others than the holder, with or without an amount."""
    found = {boost.stat for boost in boosts(text) if boost.party}
    for sentence in _SENTENCE.split(text):
        effect = effects_of(sentence)
        if not _PARTY.search(effect) or _LOWERS_RES.search(effect):
            continue
        for match in _RAISED.finditer(effect):
            mention = _MENTION.search(match["stat"])
            found.update(_stats_of(mention) if mention else ())
    return found - {"HP"}  # healing speaks of HP in many ways, and hardly any kit raises the party's


def effects_of(text: str) -> str:
    """Leave out of a text what only sets its effects off or measures them."""
    return "\n".join(_MEASURE.sub("", _CONDITION.sub("", sentence)) for sentence in _SENTENCE.split(text))


def _stacks(sentence: str) -> int:
    match = _STACKS.search(sentence)
    return int(match[1]) if match else 0


def _raised(sentence: str) -> list[tuple[str, float, bool]]:
    """Give the stats that one sentence raises: stat, rolls, and whether the amount is an upper bound."""
    sentence = _CHANGE.sub("", sentence)
    raised: list[tuple[str, float, bool]] = []
    start = 0
    for amount in _AMOUNT.finditer(sentence):
        before, after = sentence[start : amount.start()], sentence[amount.end() : amount.end() + 45]
        if not amount["percent"] and "Elemental Mastery" not in before + after and not _FLAT.search(before):
            continue
        start = amount.end()
        subject = re.split(r", (?!and |or )(?=[a-z])", before)[-1]
        if _NOT_A_RAISE.match(after) or _BOND.search(subject) or not _is_raise(before, subject, after):
            continue
        mentions = _mentions(before, subject, after)
        stats = sorted({stat for mention in mentions for stat in _stats_of(mention)})
        number = float(amount["numbers"].replace("%", "").split("/")[-1].replace(",", "").rstrip(".") or 0)
        is_cap = bool(_CAP.search(before))
        for stat in stats[:1] if is_cap else stats:
            rolls = _SHARE_ROLLS if _SHARE.match(after) else number / _roll(stat, is_percent=bool(amount["percent"]))
            raised.append((stat, rolls, is_cap))
    return raised


def _roll(stat: str, *, is_percent: bool) -> float:
    """Give what one roll of a stat is worth, in per cent or in points."""
    return ROLLS.get(stat, OTHER_ROLL) if is_percent else FLAT_ROLLS.get(stat, ROLLS["Elemental Mastery"])


def _mentions(before: str, subject: str, after: str) -> list[re.Match[str]]:
    """Find the stats that an amount belongs to: "raises STAT by 6 %", or "grants 6 % STAT"."""
    at_once = _MENTION.match(after.lstrip())
    if at_once and not re.search(r"\bby(?: an additional)? $", before):
        return [at_once]
    verbs = list(_VERB.finditer(subject))
    behind = list(_MENTION.finditer(subject, verbs[-1].end())) if verbs else []
    return behind or list(_MENTION.finditer(subject)) or list(_MENTION.finditer(after))[:1]


def _is_raise(before: str, subject: str, after: str) -> bool:
    """Tell by the last verb before an amount, or the first right after it, whether it is a raise."""
    verbs = list(_VERB.finditer(subject)) or list(_VERB.finditer(before))
    last = verbs[-1] if verbs else _VERB.search(after[:25])
    return bool(last and last["raises"])


def _stats_of(mention: re.Match[str]) -> list[str]:
    """Name the stats that a mention in a text means."""
    if attacks := (mention["attacks"] or mention["dealers"]):
        return [f"{attack} DMG" for attack in ATTACKS if attack.replace("Elemental ", "").split()[0] in attacks]
    if mention["reactions"] and mention["reactions"] != "Elemental":
        return ["Reaction DMG"]
    if element := (mention["element"] or mention["reactions"]):
        return [f"{element} DMG"]
    stat = mention["stat"]
    if stat == "Normal Attack SPD":
        return ["ATK SPD"]
    return [{"Max HP": "HP", "healing": "Healing"}.get(stat, stat)]
