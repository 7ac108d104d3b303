"""What a character does in a team, by rules over the talents' texts and multipliers."""

import re

from katheryne_models.similarity.features.boosts import ELEMENTS, boosts, raised_for_party
from katheryne_models.similarity.features.kit import Kit
from katheryne_models.similarity.features.scaling import role_of_label

Evidence = tuple[tuple[float, re.Pattern[str]], ...]
"""Patterns with what each counts; a role holds fully from 2 on."""

_FULL = 2.0
_ON_FIELD: Evidence = (
    (1.0, re.compile(r"cannot be overrid")),
    (0.5, re.compile(r"[Ii]nfus(?:ion|es|ed)\b")),
    (
        1.0,
        re.compile(r"(?<!party member )(?<!characters )(?:(?:leaves|left) the (?:field|battle)|is switched out)"),
    ),
    (
        1.0,
        re.compile(
            r"(?<!-)\b(?:Normal|Charged|Plunging)[^.\n]{0,60}(?:convert|replaced|transform|become|will not consume)"
        ),
    ),
    (
        1.0,
        re.compile(r"[Ii]n this (?:state|mode|form)[^.\n]{0,120}(?:(?<!-)\b(?:Normal|Charged|Plunging)|[Ss]hot|aim)"),
    ),
    (0.5, re.compile(r"resistance to interruption")),
    (1.0, re.compile(r"special (?:Normal|Charged|Plunging)|(?:his|her) (?:Normal|Charged|Plunging) Attack")),
)
_OFF_FIELD: Evidence = (
    (1.5, re.compile(r"off-field|not on the field|on standby|off the field")),
    (1.5, re.compile(r"[Cc]oordinated [Aa]ttack")),
    (1.0, re.compile(r"active character(?:'s|\(s\))?[^.\n]{0,80}(?:attack|deal|hit|trigger)|active character in your")),
    (0.5, re.compile(r"[Ss]ummons? (?!forth)|[Ss]ummoning (?!forth)|[Dd]eploy|[Cc]onjure|turret|[Pp]lac(?:es|ing) ")),
    (
        1.0,
        re.compile(
            r"at (?:fixed |certain |regular )?intervals|[Pp]eriodic|[Ii]ntermittent|[Cc]ontinuous(?:ly)?[^.\n]{0,30}"
            r"(?:deal|DMG|attack|damage|fire)|(?<!once )every \d[\d.]*s[^.\n]{0,60}(?:deal|attack|DMG|hit)|"
            r"DMG[^.\n]{0,30}(?<!once )every \d"
        ),
    ),
)
# what says nothing of the role: Fontaine's extra hits, and Natlan's way of swapping in
_BESIDE_THE_POINT = re.compile(r"Arkhe: [^\n]+\n(?:[^\n]+\n?)+|Nightsoul Transmission[^\n]*(?:\n[^\n]+)*")
_ATTACK_LABEL = re.compile(r"\d-Hit DMG|Charged Attack|Plung|Normal(?: Attack| ATK SPD|/)|Infusion")
_PLAIN_LABEL = re.compile(
    r"\d-Hit|Charged Attack(?: (?:Cyclic|Spinning|Final|Stamina|Max|DMG).*)?$|Plunge|Stamina|Aimed Shot|CD$|Interval|"
    r"Duration|Spiritbreath|Surging Blade|HP|DMG When"
)
_RES = re.compile(r"(?:decreas|reduc|lower)\w*[^.\n]{0,60} RES\b|RES\b[^.\n]{0,80}(?:decreas|reduc|lower)")
_GIVES_HP = r"(?:heal|(?:restor|regenerat|recover)\w*[^.\n]{0,50}\bHP)"
_TEAM = (
    r"(?:party members|all characters|active character|characters? within|nearby characters|nearby allies|all allies|"
    r"teammates|whole party|the party|current character|your character|your active|team|the character who)"
)
_PARTY_HEAL = re.compile(
    rf"[Cc]ontinuously restore HP|{_GIVES_HP}[^.\n]{{0,90}}{_TEAM}|{_TEAM}[^.\n]{{0,90}}{_GIVES_HP}"
)
_BUFF_LABEL = re.compile(
    r"^(?:[A-Z]\w+ of \w+ )?"
    rf"(?P<stat>ATK SPD|ATK|DEF|Elemental Mastery|Elemental Burst DMG|DMG|(?:{'|'.join(ELEMENTS)}) DMG)"
    r" (?:Bonus|Increase)(?: Ratio)?$|.*(?P<share>ATK) Conversion Rate$"
)
_NAMES_TEAM = re.compile(rf"{_TEAM}|[Cc]haracters|them\b|active party")


def roles(kit: Kit) -> dict[str, float]:
    """Grade a kit's roles from 0 to 1: on-field, off-field, healer, shielder, buffer."""
    text = _BESIDE_THE_POINT.sub("", kit.text)
    labels = [multiplier for multiplier in kit.multipliers if multiplier.slot != "normal"]
    purposes = {role_of_label(multiplier.label) for multiplier in labels}
    heals = "heal" in purposes and bool(_PARTY_HEAL.search(kit.text))
    return {
        "on-field": min((_weigh(_ON_FIELD, text) + _own_attacks(kit)) / _FULL, 1.0),
        "off-field": min(_weigh(_OFF_FIELD, text) / _FULL, 1.0),
        "healer": float(heals),
        "shielder": float("shield" in purposes),
        "buffer": min(len(given_to_party(kit)) + bool(_RES.search(kit.text)), 2) / 2,
    }


def given_to_party(kit: Kit) -> set[str]:
    """Name the stats that a kit raises for others than its owner, by the texts and by the multipliers' labels."""
    given = raised_for_party(kit.text)
    for multiplier in kit.multipliers:
        match = _BUFF_LABEL.match(multiplier.label)
        shared = _NAMES_TEAM.search(kit.texts.get(multiplier.slot, "")) and not _own_attack_state(kit, multiplier.slot)
        if match and shared:
            given.add(match["stat"] or match["share"])
    return {"Elemental DMG" if stat.removesuffix(" DMG") in ELEMENTS else stat for stat in given}


def _own_attack_state(kit: Kit, slot: str) -> bool:
    """Tell whether a talent puts its owner into a state of empowered attacks."""
    return any(m.slot == slot and _ATTACK_LABEL.search(m.label) and "Bonus" not in m.label for m in kit.multipliers)


def _weigh(evidence: Evidence, text: str) -> float:
    return sum(weight for weight, pattern in evidence if pattern.search(text))


def _own_attacks(kit: Kit) -> float:
    """Weigh what speaks for Normal, Charged and Plunging Attacks of one's own."""
    empowered = any(m.slot != "normal" and _ATTACK_LABEL.search(m.label) for m in kit.multipliers)
    special = any(m.slot == "normal" and not _PLAIN_LABEL.search(m.label) for m in kit.multipliers)
    raised = {boost.stat for boost in boosts(kit.text) if not boost.party}
    trained = any(f"{attack} Attack DMG" in raised for attack in ("Normal", "Charged", "Plunging"))
    return 1.5 * empowered + special + 0.5 * trained
