"""The game data, loaded once and read-only.

A table is kept as Arrow columns, memory-mapped where the file allows it; a row becomes Python values only when it is
read. Rows know their table and key, so that a value can always be traced back: see `Row.fact`.
"""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

import pyarrow as pa

from katheryne_models.answer.answer import Fact, FactValue
from katheryne_models.errors import SnapshotError
from katheryne_models.game.snapshot import Manifest, read_manifest, read_table

# The columns that together name a row, for tables that are not keyed by `key` alone.
ROW_KEYS: dict[str, tuple[str, ...]] = {
    "character_stats": ("character", "level", "ascension"),
    "character_costs": ("character", "phase", "material_name"),
    "talents": ("owner", "slot"),
    "talent_multipliers": ("owner", "slot", "position", "level"),
    "talent_costs": ("owner", "level", "material_name"),
    "constellations": ("owner", "number"),
    "weapon_stats": ("weapon", "level", "ascension"),
    "weapon_refinements": ("weapon", "refinement"),
    "weapon_costs": ("weapon", "phase", "material_name"),
    "artifact_pieces": ("artifact", "slot"),
    "localised_names": ("language", "kind", "key"),
    "domain_rewards": ("domain", "position"),
    "enemy_drops": ("enemy", "position"),
    "enemy_stats": ("enemy", "level"),
    "food_ingredients": ("food", "position"),
    "craft_ingredients": ("craft", "option", "position"),
    "achievements": ("key", "stage"),
    "voice_lines": ("character", "kind", "position"),
    "adventure_ranks": ("rank",),
    "adventure_rank_rewards": ("rank", "position"),
}

# Kinds of things that have a table of their own, with a `key` and a `name` column.
_KEPT_KEYS = 64  # keys of a table whose rows are kept; a key has 100 rows at most, but for the longest tables
TABLE_OF_KIND = {
    "character": "characters", "weapon": "weapons", "artifact": "artifacts", "material": "materials",
    "material_group": "material_groups", "enemy": "enemies", "food": "foods", "outfit": "outfits",
    "namecard": "namecards", "achievement": "achievements", "animal": "animals", "glider": "wind_gliders",
    "geography": "geographies",
}  # fmt: skip


class Row:
    """One row of a table. Getters are typed; a missing value is None, never zero."""

    __slots__ = ("_values", "table")

    def __init__(self, table: str, values: dict[str, object]) -> None:
        self.table = table
        self._values = values

    @property
    def id(self) -> str:
        """The row's name within its table: its key columns, joined by a slash."""
        return "/".join(str(self._values[column]) for column in ROW_KEYS.get(self.table, ("key",)))

    def text(self, field: str) -> str | None:
        """A text, or None where the data has none."""
        value = self._values[field]
        return None if value is None else str(value)

    def name(self, field: str = "name") -> str:
        """A text that every row has.

        Raises:
            SnapshotError: If this row has none.
        """
        value = self.text(field)
        if value is None:
            message = f"The table {self.table} has no {field} in the row {self.id}. Rebuild it: katheryne data build"
            raise SnapshotError(message)
        return value

    def number(self, field: str) -> float | None:
        """A number, or None where the data has none."""
        value = self._values[field]
        return float(value) if isinstance(value, int | float) else None

    def count(self, field: str) -> int:
        """A whole number that every row has; 0 only where the data says 0."""
        value = self._values[field]
        if not isinstance(value, int | float):
            message = f"The table {self.table} has no {field} in the row {self.id}. Rebuild it: katheryne data build"
            raise SnapshotError(message)
        return int(value)

    def flag(self, field: str) -> bool:
        """A yes or no; a missing value is no."""
        return bool(self._values[field])

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts, empty where the data has none."""
        value = self._values[field]
        return tuple(str(item) for item in value) if isinstance(value, list) else ()

    def numbers(self, field: str) -> tuple[float, ...]:
        """A list of numbers, empty where the data has none."""
        value = self._values[field]
        return tuple(float(item) for item in value) if isinstance(value, list) else ()

    def fact(self, field: str) -> Fact:
        """The value of a field together with where it stands."""
        value = self._values[field]
        if isinstance(value, list):
            stated: FactValue = ", ".join(str(item) for item in value)
        elif value is None or isinstance(value, str | int | float | bool):
            stated = value
        else:
            stated = str(value)
        return Fact(self.table, self.id, field, stated)


class Table:
    """The rows of one table, reachable by the first key column."""

    def __init__(self, name: str, columns: pa.Table) -> None:
        self.name = name
        self._columns = columns
        # taking rows out of columns costs most of running a plan, which looks at the same few keys again and again
        self._read = lru_cache(maxsize=_KEPT_KEYS)(self._read_anew)

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        """First row and row count of every value of the first key column; tables are sorted by it."""
        first = ROW_KEYS.get(self.name, ("key",))[0]
        spans: dict[str, tuple[int, int]] = {}
        for position, value in enumerate(self._columns.column(first).to_pylist()):
            start, count = spans.get(str(value), (position, 0))
            spans[str(value)] = (start, count + 1)
        return spans

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in the table's order."""
        return self._read_anew(0, self._columns.num_rows)

    def of(self, key: str) -> tuple[Row, ...]:
        """The rows whose first key column is `key`; none where there is no such key."""
        if key not in self._spans:
            return ()
        return self._read(*self._spans[key])

    def get(self, key: str) -> Row | None:
        """The first row whose first key column is `key`."""
        rows = self.of(key)
        return rows[0] if rows else None

    def __contains__(self, key: str) -> bool:
        return key in self._spans

    def __len__(self) -> int:
        return int(self._columns.num_rows)

    def keys(self) -> Iterator[str]:
        """The values of the first key column, in the table's order."""
        return iter(self._spans)

    def _read_anew(self, start: int, count: int) -> tuple[Row, ...]:
        values = self._columns.slice(start, count).to_pylist()
        return tuple(Row(self.name, row) for row in values)


class Game:
    """All tables of a snapshot."""

    def __init__(self, folder: Path) -> None:
        """Read and check every table of the snapshot in `folder`.

        Raises:
            SnapshotError: If a file is missing, damaged or of another schema.
        """
        self.manifest: Manifest = read_manifest(folder)
        self._indexes: dict[tuple[str, str], dict[str, tuple[Row, ...]]] = {}
        self._tables = {name: Table(name, read_table(folder, name, self.manifest)) for name in self.manifest.tables}

    def table(self, name: str) -> Table:
        """One table by name."""
        return self._tables[name]

    def row(self, table: str, key: str) -> Row | None:
        """The first row of `key` in a table."""
        return self._tables[table].get(key)

    def where(self, table: str, column: str, value: str) -> tuple[Row, ...]:
        """The rows whose column holds a value, through an index that is built at the first look-up."""
        index = self._indexes.get((table, column))
        if index is None:
            lists: dict[str, list[Row]] = {}
            for row in self._tables[table].rows:
                held = row.text(column)
                if held is not None:
                    lists.setdefault(held, []).append(row)
            index = self._indexes[table, column] = {held: tuple(rows) for held, rows in lists.items()}
        return index.get(value, ())
