"""Recipes of the crafting bench."""

from training.snapshot.records.items import CraftRecord
from training.snapshot.rows import Items, Tables, ingredient_rows
from training.snapshot.source import Package
from training.snapshot.text import clean


def craft_tables(package: Package, items: Items) -> Tables:
    """Build crafts and craft_ingredients; raises SnapshotError where a record breaks its model."""
    tables: Tables = {"crafts": [], "craft_ingredients": []}
    for key, record in package.records("crafts", CraftRecord).items():
        tables["crafts"].append(
            {
                "key": key,
                "id": record.id,
                "name": record.name,
                "category": clean(record.filter_text),
                "unlock_rank": record.unlock_rank,
                "result_count": record.result_count,
                "mora_cost": record.mora_cost,
            }
        )
        for option, recipe in enumerate([record.recipe, *record.altrecipes], start=1):
            tables["craft_ingredients"] += ingredient_rows({"craft": key, "option": option}, recipe, items)
    return tables
