"""Effects that a text speaks of, by pattern."""

import re

from katheryne_models.similarity.features.boosts import REACTIONS

EFFECTS: dict[str, str] = {
    "party buff": r"(?:all|nearby|your own|own|other)(?: \w+)? party members|active character",
    "RES reduction": r"(?:decrease|reduc|lower)\w*[^.]{0,60} RES\b|RES\b[^.]{0,40}(?:decrease|reduc|lower)",
    "DEF reduction": r"(?:decrease|reduc|ignor)\w*[^.]{0,40} DEF\b",
    "energy": r"(?:restor|regenerat|recover|grant)\w*[^.]{0,60}Energy|Energy[^.]{0,30}(?:restor|regenerat)",
    "pulls enemies in": r"pull|vacuum|draw\w* in|attract|gather\w* (?:nearby )?(?:opponents|objects|enemies)",
    "taunt": r"taunt|attention of",
    "freeze": r"Frozen|freez",
    "infusion": r"infus|convert\w*[^.]{0,60}DMG|cannot be overrid",
    "attack speed": r"ATK SPD|Attack SPD",
    "movement speed": r"Movement SPD|movement speed",
    "interruption resistance": r"resistance to interruption|interruption resistance",
    "damage reduction": r"DMG (?:taken|reduction)|(?:DMG|damage) (?:Reduction|taken)|reduc\w* the DMG",
    "coordinated attacks": r"[Cc]oordinated",
    "summon": r"summon|conjure|deploy|companion|doll|puppet",
    "field": r"\bfield\b(?! of)|within (?:the|its|this) (?:AoE|area)|domain",
    "charged shots": r"[Aa]imed [Ss]hot|[Aa]iming",
    "stance": r"\b(?:state|stance|mode)\b",
    "HP cost": r"consum\w*[^.]{0,50}\bHP\b|los\w+ HP|HP (?:cost|consumption)|current HP",
    "Bond of Life": r"Bond of Life",
    "Nightsoul": r"Nightsoul",
    "Moonsign": r"Moonsign|Gleam",
    "Hexerei": r"Hexerei|Witch's Homework",
    "Arkhe": r"Arkhe|Pneuma|Ousia",
    "plunging": r"Plunging Attack",
    "crit buffs": r"CRIT",
    "geo construct": r"construct",
    "swap": r"switch|takes the field|leaves the field",
    "off-field": r"off-field|not on the field|on standby|off the field",
    "stacks": r"\bstacks?\b",
    "on defeat": r"defeat",
    "shielded": r"[Ss]hield",
    "healing": r"[Hh]eal|regenerat\w* HP|restor\w*[^.]{0,20} HP",
    "particles": r"Particle|Orb",
    "extra hit": r"deal\w*[^.]{0,40}\d+% (?:of )?(?:Max |their |the )?(?:ATK|HP|DEF)|\d+% (?:of )?ATK (?:as )?DMG",
    "HP changes": r"HP (?:increases or decreases|decreases|changes)|current HP",
    "by elements in the party": r"Elemental Types?",
    "on reaction": (
        r"trigger\w*[^.]{0,60}(?:[Rr]eaction|Swirl|Bloom|Burning|Quicken|Crystallize|Vaporize)"
        r"|[Rr]eaction is triggered"
    ),
    "on crit": r"CRIT Hit",
    "weak spots": r"weak spot",
    "against affected": r"(?:opponents|enemies) affected by",
    "resets cooldown": r"\bCD\b",
    "sprint": r"[Ss]print",
    "healing received": r"is healed|receiv\w* healing",
    "taking damage": r"tak\w+ DMG",
    "full energy": r"Energy (?:is|Capacity)|0 (?:Elemental )?Energy",
}  # fmt: skip
TRIGGERS: dict[str, str] = {
    "Normal Attack": (
        r"(?:[Aa]fter|[Ww]hen|[Uu]pon|with|on|of)[^.,]{0,40}Normal[^.]{0,40}(?:hit|attack|strike|deal)"
        r"|Normal[^.]{0,30}(?:hits?|strike)"
    ),
    "Charged Attack": r"(?:[Aa]fter|[Ww]hen|[Uu]pon)[^.]{0,60}Charged|Charged Attacks? hit",
    "Plunging Attack": r"(?:[Aa]fter|[Ww]hen|[Uu]pon)[^.]{0,60}Plunging|Plunging Attacks? hit",
    "Elemental Skill": r"(?:[Aa]fter|[Ww]hen|[Uu]pon|[Uu]sing|[Cc]asting)[^.]{0,60}(?:Elemental )?Skill",
    "Elemental Burst": r"(?:[Aa]fter|[Ww]hen|[Uu]pon|[Uu]sing|[Cc]asting)[^.]{0,60}(?:Elemental )?Burst",
}

_EFFECTS = {name: re.compile(pattern) for name, pattern in EFFECTS.items()}
_TRIGGERS = {name: re.compile(pattern) for name, pattern in TRIGGERS.items()}
_REACTIONS = {
    name: re.compile(rf"(?<![-\w]){name}(?![-\w])" if name != "Frozen" else r"Frozen|Freeze") for name in REACTIONS
}


def effects(text: str) -> dict[str, float]:
    """Tell which effects a text speaks of, each 0 or 1."""
    return {name: float(bool(pattern.search(text))) for name, pattern in _EFFECTS.items()}


def triggers(text: str) -> dict[str, float]:
    """Tell which attacks set off what a text describes, each 0 or 1."""
    return {name: float(bool(pattern.search(text))) for name, pattern in _TRIGGERS.items()}


def reactions(text: str) -> dict[str, float]:
    """Tell which Elemental Reactions a text names, each 0 or 1."""
    return {name: float(bool(pattern.search(text))) for name, pattern in _REACTIONS.items()}
