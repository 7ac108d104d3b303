"""Records of weapons and artifacts."""

from typing import Annotated

from pydantic import Field

from training.snapshot.records.base import Item, NamedRecord, Positive, Rarity, SourceRecord


class Refinement(SourceRecord):
    """A weapon's passive at one refinement."""

    description: Annotated[str, Field(min_length=1)]


class WeaponRecord(NamedRecord):
    """data/weapons."""

    description: str
    weapon_text: str
    rarity: Rarity
    story: str
    main_stat_text: str | None = None
    effect_name: str | None = None
    r1: Refinement | None = None
    r2: Refinement | None = None
    r3: Refinement | None = None
    r4: Refinement | None = None
    r5: Refinement | None = None
    costs: dict[str, list[Item]]


class WeaponBase(SourceRecord):
    """A weapon's stats at level 1."""

    attack: float
    specialized: float


class WeaponCurves(SourceRecord):
    """The names of a weapon's growth curves."""

    attack: str
    specialized: str


class WeaponPromotion(SourceRecord):
    """What an ascension phase adds, and the level where it ends."""

    maxlevel: Positive
    attack: float


class WeaponStatsRecord(SourceRecord):
    """stats/weapons."""

    base: WeaponBase
    curve: WeaponCurves
    promotion: Annotated[list[WeaponPromotion], Field(min_length=1)]


class ArtifactPiece(SourceRecord):
    """One piece of an artifact set."""

    name: str
    description: str


class ArtifactRecord(NamedRecord):
    """data/artifacts."""

    rarity_list: Annotated[list[Rarity], Field(min_length=1)]
    effect_1pc: str | None = None
    effect_2pc: str | None = None
    effect_4pc: str | None = None
    flower: ArtifactPiece | None = None
    plume: ArtifactPiece | None = None
    sands: ArtifactPiece | None = None
    goblet: ArtifactPiece | None = None
    circlet: ArtifactPiece | None = None
