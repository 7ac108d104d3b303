"""The genshin-db package: getting it, opening it, and its validated records."""

import json
import re
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from katheryne_models.errors import SnapshotError
from katheryne_models.game.local_names import LANGUAGES
from training.snapshot.records.base import NamedRecord

PACKAGE_NAME = "genshin-db"
LANGUAGE = "English"
_DATABASE = "package/src/min/data.min.json"
_DESCRIPTION = "package/package.json"

Record = TypeVar("Record", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package: its versions, and its English records as the JSON has them.

    Attributes:
        version: The package's version, such as "5.2.12".
        game_version: The version of Genshin Impact that it describes, such as "6.7".
        data: Records by folder and key, for `LANGUAGE`.
        stats: Base stats, growth and talent parameters by folder and key.
        curves: Growth factors by folder, level and curve name.
        images: Picture addresses and names by folder and key.
        releases: The game version that added a record, by folder and key.
        translations: Records in other languages by language, folder and key.
    """

    version: str
    game_version: str
    data: dict[str, dict[str, Any]]
    stats: dict[str, dict[str, Any]]
    curves: dict[str, dict[str, dict[str, float]]]
    images: dict[str, dict[str, dict[str, str]]]
    releases: dict[str, dict[str, Any]]
    translations: dict[str, dict[str, dict[str, Any]]]

    def records(self, folder: str, model: type[Record]) -> dict[str, Record]:
        """Return the records of a folder by key.

        Raises:
            SnapshotError: The folder is missing, or a record breaks the model; the text names its field.
        """
        return _validated(self.data, "data", folder, model)

    def statistics(self, folder: str, model: type[Record]) -> dict[str, Record]:
        """Return the stats of a folder by key; raises as `records` does, and where a record has no stats."""
        statistics = _validated(self.stats, "stats", folder, model)
        if missing := sorted(self.data.get(folder, {}).keys() - statistics.keys()):
            message = f"The package's record data/{folder}/{missing[0]} has no stats."
            raise SnapshotError(message)
        return statistics

    def names(self, language: str, folder: str) -> dict[str, str]:
        """Return the names of a folder's records in another language, by key.

        Raises:
            SnapshotError: The package lacks the language or the folder, or a record has no name.
        """
        part = f"data/{LANGUAGES[language]}"
        records = _validated(self.translations.get(language, {}), part, folder, NamedRecord)
        return {key: record.name for key, record in records.items()}

    def growth(self, folder: str, curve: str, levels: int) -> list[float]:
        """Return a growth curve's factors from level 1 on; raises SnapshotError where one is missing."""
        by_level = self.curves.get(folder, {})
        try:
            return [by_level[str(level)][curve] for level in range(1, levels + 1)]
        except KeyError as error:
            message = f"The package's growth curve {curve!r} of {folder} lacks {error}."
            raise SnapshotError(message) from error

    def picture(self, folder: str, key: str, *names: str) -> str | None:
        """Return the first of the named pictures that a record has, or None."""
        pictures = self.images.get(folder, {}).get(key, {})
        return next((pictures[name] for name in names if pictures.get(name)), None)

    def address(self, folder: str, key: str, *names: str) -> str | None:
        """Return the address of the first of the named pictures that a record has, or None.

        Some addresses hold spaces ("Hu Tao_icon.png"), which are escaped here.
        """
        picture = self.picture(folder, key, *names)
        return quote(picture, safe=":/?&=%") if picture and picture.startswith("https://") else None

    def release(self, folder: str, key: str) -> str | None:
        """Return the game version that added a record, or None where the package does not say."""
        return self.releases.get(folder, {}).get(key) or None


def fetch_package(version: str, folder: Path) -> Path:
    """Download the package with the npm client and return the archive's path.

    Raises:
        SnapshotError: `version` is no version, npm is not installed, or npm fails.
    """
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        message = f"{version!r} is not a version of {PACKAGE_NAME}; one looks like 5.2.12."
        raise SnapshotError(message)
    npm = shutil.which("npm")
    if npm is None:
        message = (
            "npm is not installed. It comes with Node.js (https://nodejs.org) and is needed only to fetch "
            "new game data."
        )
        raise SnapshotError(message)
    folder.mkdir(parents=True, exist_ok=True)
    result = subprocess.run(  # noqa: S603 - the program is npm and the version was checked above
        [npm, "pack", f"{PACKAGE_NAME}@{version}", "--pack-destination", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    archive = folder / f"{PACKAGE_NAME}-{version}.tgz"
    if result.returncode != 0 or not archive.is_file():
        message = f"npm could not fetch {PACKAGE_NAME} {version}: {_complaint(result.stderr)}"
        raise SnapshotError(message)
    return archive


def _complaint(stderr: str) -> str:
    """Return the line where npm says what is wrong: the first error after its code."""
    errors = [line for line in stderr.splitlines() if line.startswith("npm error")]
    return next((line for line in errors if not line.startswith("npm error code")), "it gave no reason.")


def open_package(archive: Path) -> Package:
    """Read the package's database out of its archive; nothing is unpacked to the disk.

    Raises:
        SnapshotError: The file is no archive of genshin-db, or a part of it is missing or malformed.
    """
    try:
        with tarfile.open(archive, "r:gz") as tar:
            description = _member(tar, archive, _DESCRIPTION)
            if description.get("name") != PACKAGE_NAME:
                message = f"{archive} holds the package {description.get('name')!r}, not {PACKAGE_NAME}."
                raise SnapshotError(message)
            database = _member(tar, archive, _DATABASE)
    except (OSError, EOFError, tarfile.TarError) as error:
        message = f"{archive} cannot be read as a .tgz package: {error}"
        raise SnapshotError(message) from error
    try:
        return Package(
            version=description["version"],
            game_version=_game_version(description["description"]),
            data=database["data"][LANGUAGE],
            stats=database["stats"],
            curves=database["curve"],
            images=database["image"],
            releases=database["version"],
            translations={code: database["data"].get(name, {}) for code, name in LANGUAGES.items()},
        )
    except (KeyError, TypeError) as error:
        message = f"{archive} lacks {error} in its package.json or database."
        raise SnapshotError(message) from error


def _member(tar: tarfile.TarFile, archive: Path, name: str) -> dict[str, Any]:
    try:
        stream = tar.extractfile(name)
    except KeyError:
        stream = None
    if stream is None:
        message = f"{archive} has no file {name}; is it an archive made by `npm pack {PACKAGE_NAME}`?"
        raise SnapshotError(message)
    try:
        content = json.load(stream)
    except ValueError as error:
        message = f"{name} in {archive} is not valid JSON: {error}"
        raise SnapshotError(message) from error
    if not isinstance(content, dict):
        message = f"{name} in {archive} is not a JSON object."
        raise SnapshotError(message)
    return content


def _game_version(description: str) -> str:
    """Find the game version in "Genshin Impact v6.7 JSON data. …"."""
    found = re.search(r"\bv(\d+\.\d+)\b", description)
    if found is None:
        message = f"The package's description names no game version: {description!r}"
        raise SnapshotError(message)
    return found.group(1)


def _validated(part: dict[str, dict[str, Any]], part_name: str, folder: str, model: type[Record]) -> dict[str, Record]:
    if folder not in part:
        message = f"The package has no folder {part_name}/{folder}."
        raise SnapshotError(message)
    records = {}
    for key, raw in part[folder].items():
        try:
            records[key] = model.model_validate(raw, strict=True)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(step) for step in first["loc"]) or "the record"
            message = f"The package's record {part_name}/{folder}/{key} is off at {field}: {first['msg']}"
            raise SnapshotError(message) from error
    return records
