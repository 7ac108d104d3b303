"""Records of what players collect and of the world."""

from pydantic import Field

from training.snapshot.records.base import Count, Item, NamedRecord, Positive, Rarity, SourceRecord


class ElementRecord(SourceRecord):
    """data/elements; a record without a name is a colour for what is no element."""

    name: str | None = None
    color: str
    region: str | None = None
    archon: str | None = None


class OutfitRecord(NamedRecord):
    """data/outfits."""

    description: str
    is_default: bool
    character_id: int
    character_name: str
    source: list[str] = Field(default_factory=list)


class NamecardRecord(NamedRecord):
    """data/namecards."""

    description: str
    source: list[str]


class AchievementReward(SourceRecord):
    """What a stage of an achievement gives."""

    name: str
    count: Count


class AchievementStage(SourceRecord):
    """A stage of an achievement."""

    title: str
    description: str
    progress: Count
    reward: AchievementReward


class AchievementRecord(SourceRecord):
    """data/achievements."""

    name: str
    achievement_group_name: str
    is_hidden: bool = False
    stage1: AchievementStage
    stage2: AchievementStage | None = None
    stage3: AchievementStage | None = None


class VoiceLine(SourceRecord):
    """A voice-over."""

    title: str


class VoiceRecord(NamedRecord):
    """data/voiceovers."""

    friend_lines: list[VoiceLine]
    action_lines: list[VoiceLine]


class GeographyRecord(NamedRecord):
    """data/geographies."""

    area_name: str | None = None
    description: str
    region_name: str


class AnimalRecord(NamedRecord):
    """data/animals."""

    description: str
    category_text: str


class WindGliderRecord(NamedRecord):
    """data/windgliders."""

    description: str
    rarity: Rarity
    source: list[str]


class AdventureRankRecord(SourceRecord):
    """data/adventureranks."""

    id: Positive
    exp: Count
    unlock_description: str
    reward: list[Item]
