"""What things are called in other languages."""

from katheryne_models.game.local_names import LANGUAGES
from training.snapshot.rows import Row, Tables
from training.snapshot.source import Package
from training.snapshot.text import clean

# genshin-db's folders → kinds of things
KINDS = {
    "characters": "character", "weapons": "weapon", "artifacts": "artifact", "materials": "material",
    "foods": "food", "enemies": "enemy", "domains": "domain",
}  # fmt: skip


def local_name_tables(package: Package) -> Tables:
    """Build localised_names: each thing of the English records, by the name that the package has for it.

    Raises:
        SnapshotError: A record has no name.
    """
    return {"localised_names": [row for language in LANGUAGES for row in _names(package, language)]}


def _names(package: Package, language: str) -> list[Row]:
    return [
        {"language": language, "kind": kind, "key": key, "name": clean(name)}
        for folder, kind in KINDS.items()
        for key, name in package.names(language, folder).items()
        if key in package.data.get(folder, {})
    ]
