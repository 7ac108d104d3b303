"""Records of characters, their talents and constellations."""

from typing import Annotated

from pydantic import Field

from training.snapshot.records.base import Item, NamedRecord, Positive, Rarity, SourceRecord


class Voices(SourceRecord):
    """A character's voice actors."""

    english: str
    chinese: str
    japanese: str
    korean: str


class CharacterRecord(NamedRecord):
    """data/characters."""

    title: str
    description: str
    weapon_text: str
    rarity: Rarity
    gender: str
    birthdaymmdd: Annotated[str, Field(pattern=r"^(\d{1,2}/\d{1,2})?$")]
    birthday: str
    element_text: str
    affiliation: str
    region: str | None = None
    substat_text: str
    constellation: str
    cv: Voices
    costs: dict[str, list[Item]]


class CharacterBase(SourceRecord):
    """A character's stats at level 1."""

    hp: float
    attack: float
    defense: float
    critrate: float
    critdmg: float


class CharacterCurves(SourceRecord):
    """The names of a character's growth curves."""

    hp: str
    attack: str
    defense: str


class CharacterPromotion(SourceRecord):
    """What an ascension phase adds, and the level where it ends."""

    maxlevel: Positive
    hp: float
    attack: float
    defense: float
    specialized: float


class CharacterStatsRecord(SourceRecord):
    """stats/characters."""

    base: CharacterBase
    curve: CharacterCurves
    specialized: str
    promotion: Annotated[list[CharacterPromotion], Field(min_length=1)]


class TalentAttributes(SourceRecord):
    """The numbers that the game lists for a talent, each "Label|{param1:F1P}"."""

    labels: list[Annotated[str, Field(pattern=r"^[^|]+\|.+$")]]


class TalentText(SourceRecord):
    """A talent; without a name the package knows only that the slot is there."""

    name: str | None = None
    description: str | None = None
    flavor_text: str | None = None
    attributes: TalentAttributes | None = None


class TalentRecord(NamedRecord):
    """data/talents."""

    combat1: TalentText | None = None
    combat2: TalentText | None = None
    combatsp: TalentText | None = None
    combatju: TalentText | None = None
    combat3: TalentText | None = None
    passive1: TalentText | None = None
    passive2: TalentText | None = None
    passive3: TalentText | None = None
    passive4: TalentText | None = None
    costs: dict[str, list[Item]]


class TalentParametersRecord(SourceRecord):
    """stats/talents: for each levelled talent its parameters, each with a value a level."""

    combat1: dict[str, list[float]] | None = None
    combat2: dict[str, list[float]] | None = None
    combatsp: dict[str, list[float]] | None = None
    combatju: dict[str, list[float]] | None = None
    combat3: dict[str, list[float]] | None = None


class ConstellationText(SourceRecord):
    """One constellation."""

    name: str
    description: str


class ConstellationRecord(NamedRecord):
    """data/constellations."""

    c1: ConstellationText
    c2: ConstellationText
    c3: ConstellationText
    c4: ConstellationText
    c5: ConstellationText
    c6: ConstellationText
