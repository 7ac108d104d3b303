"""What the table modules share: rows, costs at a step, and the items that records refer to by number."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from katheryne_models.errors import SnapshotError
from training.snapshot.records.base import Item, NamedRecord, Reward
from training.snapshot.records.gear import ArtifactRecord, WeaponRecord
from training.snapshot.records.items import FoodRecord, MaterialRecord
from training.snapshot.source import Package

Row = dict[str, object]
Tables = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Items:
    """Keys of the tables that items and rewards refer to.

    Attributes:
        materials: Material keys by the game's item number.
        rarities: Material rarities by the game's item number.
        artifacts: Artifact set keys by the names of the set and of its pieces.
        weapons: Weapon keys by the game's item number.
        foods: Food keys by name; a dish has a number of its own as an item.
    """

    materials: Mapping[int, str]
    rarities: Mapping[int, int | None]
    artifacts: Mapping[str, str]
    weapons: Mapping[int, str]
    foods: Mapping[str, str]

    def find(self, item: Item | Reward) -> tuple[str, str | None]:
        """Return the kind of an item (material, weapon, artifact, food, other) and its key."""
        if item.id in self.materials:
            return "material", self.materials[item.id]
        if item.id in self.weapons:
            return "weapon", self.weapons[item.id]
        if item.name in self.artifacts:
            return "artifact", self.artifacts[item.name]
        if item.name in self.foods:
            return "food", self.foods[item.name]
        return "other", None

    def rarity(self, reward: Reward) -> int | None:
        """Return the rarity that a reward states, or else that of the material that it is."""
        return reward.rarity or self.rarities.get(reward.id)


def read_items(package: Package) -> Items:
    """Collect the keys of materials, weapons, artifact sets and foods.

    Raises:
        SnapshotError: Two of a kind share a number.
    """
    materials = package.records("materials", MaterialRecord)
    return Items(
        materials=keys_by_id("materials", materials),
        rarities={record.id: record.rarity for record in materials.values()},
        artifacts=_artifact_keys(package),
        weapons=keys_by_id("weapons", package.records("weapons", WeaponRecord)),
        foods={record.name: key for key, record in package.records("foods", FoodRecord).items()},
    )


def _artifact_keys(package: Package) -> dict[str, str]:
    keys: dict[str, str] = {}
    for key, record in package.records("artifacts", ArtifactRecord).items():
        pieces = (record.flower, record.plume, record.sands, record.goblet, record.circlet)
        keys |= dict.fromkeys([record.name, *(piece.name for piece in pieces if piece is not None)], key)
    return keys


def keys_by_id(folder: str, records: Mapping[str, NamedRecord]) -> dict[int, str]:
    """Return the keys of records by their numbers; raises SnapshotError where two share one."""
    keys: dict[int, str] = {}
    for key, record in records.items():
        if record.id in keys:
            message = f"The package's records {keys[record.id]} and {key} of {folder} share the id {record.id}."
            raise SnapshotError(message)
        keys[record.id] = key
    return keys


def cost_rows(owner: tuple[str, str], step: str, costs: Mapping[str, list[Item]], items: Items) -> Iterator[Row]:
    """Yield a row a material of each step of a cost.

    Args:
        owner: The owner's column and key.
        step: The column of the step.
        costs: Materials by step; a step's name ends in its number ("ascend1", "lvl2").
        items: Resolves the materials' keys.
    """
    for name, materials in costs.items():
        number = re.search(r"\d+$", name)
        if number is None:
            message = f"The package's costs of {owner[1]} have a step {name!r} without a number."
            raise SnapshotError(message)
        for material in materials:
            yield {
                owner[0]: owner[1],
                step: int(number.group()),
                "material": items.materials.get(material.id),
                "material_name": material.name,
                "count": material.count,
            }


def reward_rows(owner: tuple[str, str], rewards: Iterable[Reward], items: Items) -> Iterator[Row]:
    """Yield a row a reward, in the package's order; `owner` is the owner's column and key."""
    for position, reward in enumerate(rewards, start=1):
        kind, key = items.find(reward)
        yield {
            owner[0]: owner[1],
            "position": position,
            "kind": kind,
            "item": key,
            "name": reward.name,
            "rarity": items.rarity(reward),
            "count": reward.count,
        }


def ingredient_rows(owner: Row, ingredients: Iterable[Item], items: Items) -> Iterator[Row]:
    """Yield a row an ingredient, in the package's order; `owner` are the columns that come before."""
    for position, ingredient in enumerate(ingredients, start=1):
        yield {
            **owner,
            "position": position,
            "item": items.materials.get(ingredient.id),
            "name": ingredient.name,
            "count": ingredient.count,
        }


def level_phases(max_levels: Sequence[int], last_level: int) -> Iterator[tuple[int, int]]:
    """Yield each level from 1 with its ascension phase, and with the next one too where a phase ends.

    The rule is `getPromotionBonus` of genshin-db's getdata.js.

    Args:
        max_levels: The level where each phase ends, in order; beyond the last the last phase goes on.
        last_level: The last level.
    """
    phase = 0
    for level in range(1, last_level + 1):
        yield level, phase
        if level == max_levels[phase] and phase + 1 < len(max_levels):
            phase += 1
            yield level, phase
