"""Dishes and their ingredients."""

from training.snapshot.records.characters import CharacterRecord
from training.snapshot.records.items import Dish, FoodRecord
from training.snapshot.rows import Items, Row, Tables, ingredient_rows, keys_by_id
from training.snapshot.source import Package
from training.snapshot.text import clean


def food_tables(package: Package, items: Items) -> Tables:
    """Build foods and food_ingredients; raises SnapshotError where a record breaks its model."""
    records = package.records("foods", FoodRecord)
    dishes = keys_by_id("foods", {key: record for key, record in records.items() if record.foodtype == "NORMAL"})
    characters = keys_by_id("characters", package.records("characters", CharacterRecord))
    return {
        "foods": [_food(package, key, record, dishes, characters) for key, record in records.items()],
        "food_ingredients": [
            row for key, record in records.items() for row in ingredient_rows({"food": key}, record.ingredients, items)
        ],
    }


def _food(package: Package, key: str, record: FoodRecord, dishes: dict[int, str], characters: dict[int, str]) -> Row:
    return {
        "key": key,
        "id": record.id,
        "name": record.name,
        "rarity": record.rarity,
        "type": record.foodtype.capitalize(),
        "category": record.filter_text,
        "effect": clean(record.effect),
        "description": clean(record.description),
        "base_dish": None if record.base_dish_id is None else dishes.get(record.base_dish_id),
        "character": None if record.character_id is None else characters.get(record.character_id),
        "suspicious_effect": _effect(record.suspicious),
        "normal_effect": _effect(record.normal),
        "delicious_effect": _effect(record.delicious),
        "version": package.release("foods", key),
        "icon": package.address("foods", key, "icon"),
        "icon_name": package.picture("foods", key, "filename_icon"),
    }


def _effect(dish: Dish | None) -> str | None:
    return None if dish is None else clean(dish.effect)
