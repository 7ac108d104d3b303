"""Records of materials, dishes and recipes, and of the domains and enemies that give materials."""

from typing import Annotated, Literal

from pydantic import Field

from training.snapshot.records.base import (
    Count,
    Days,
    Item,
    NamedRecord,
    Positive,
    Rarity,
    Reward,
    SourceRecord,
)


class MaterialRecord(NamedRecord):
    """data/materials."""

    rarity: Rarity | None = None
    description: str
    category: str
    type_text: str | None = None
    sources: list[str]
    drop_domain_id: int | None = None
    days_of_week: Days = Field(default_factory=list)


class Monster(SourceRecord):
    """An enemy that a domain sends."""

    name: str


class DomainRecord(NamedRecord):
    """data/domains."""

    region_name: str
    entrance_name: str
    domain_text: str
    description: str
    recommended_level: Positive
    recommended_elements: list[str]
    days_of_week: Days = Field(default_factory=list)
    unlock_rank: Count
    reward_preview: list[Reward]
    disorder: list[str]
    monster_list: list[Monster] = Field(default_factory=list)


class EnemyRecord(NamedRecord):
    """data/enemies."""

    special_names: list[str | None]
    enemy_type: Literal["NORMAL", "ELITE", "BOSS"]
    category_text: str
    description: str
    reward_preview: list[Reward]


class Resistance(SourceRecord):
    """Resistances as fractions; above 1 for immunity."""

    physical: float | None = None
    pyro: float | None = None
    hydro: float | None = None
    electro: float | None = None
    cryo: float | None = None
    dendro: float | None = None
    anemo: float | None = None
    geo: float | None = None


class EnemyBase(SourceRecord):
    """An enemy's stats before growth."""

    hp: float
    attack: float


class EnemyCurves(SourceRecord):
    """The names of an enemy's growth curves."""

    hp: str
    attack: str


class EnemyStatsRecord(SourceRecord):
    """stats/enemies."""

    resistance: Resistance
    base: EnemyBase
    curve: EnemyCurves


class Dish(SourceRecord):
    """A dish as it comes out at one quality."""

    effect: str


class FoodRecord(NamedRecord):
    """data/foods. The number of a specialty is its character's."""

    rarity: Rarity
    foodtype: Literal["NORMAL", "SPECIALTY"]
    filter_text: str
    effect: str
    description: str
    suspicious: Dish | None = None
    normal: Dish | None = None
    delicious: Dish | None = None
    base_dish_id: int | None = None
    character_id: int | None = None
    ingredients: list[Item]


class CraftRecord(NamedRecord):
    """data/crafts."""

    filter_text: str | None = None
    unlock_rank: Count
    result_count: Positive
    mora_cost: Count
    recipe: Annotated[list[Item], Field(min_length=1)]
    altrecipes: list[list[Item]] = Field(default_factory=list)
