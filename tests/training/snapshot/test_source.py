import tarfile
from pathlib import Path

import pytest

from katheryne_models.errors import SnapshotError
from tests.training.snapshot.small_package import DESCRIPTION, pack, small_database
from training.snapshot.source import fetch_package, open_package

_NPM = """#!/bin/sh
for last; do :; done
case "$2" in
*@9.9.9)
    printf 'npm warn old\\nnpm error code ETARGET\\nnpm error notarget No match\\nnpm error A log\\n' >&2
    exit 1;;
esac
: > "$last/genshin-db-5.2.12.tgz"
"""


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that stands for npm: it writes the archive, or fails for a version that does not exist."""
    program = tmp_path / "bin" / "npm"
    program.parent.mkdir()
    program.write_text(_NPM)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))


def test_a_package_states_its_versions(archive: Path) -> None:
    package = open_package(archive)
    assert (package.version, package.game_version) == ("5.2.12", "6.7")


def test_a_picture_without_an_address_is_not_taken_for_one(archive: Path) -> None:
    package = open_package(archive)
    assert package.picture("elements", "pyro", "wikia") == "data:image/png;base64,AAAA"
    assert package.address("elements", "pyro", "wikia") is None
    assert package.address("characters", "hutao", "card", "hoyowiki_icon") == ("https://example.org/Hu%20Tao_icon.png")


@pytest.mark.parametrize(
    ("description", "problem"),
    [
        ({**DESCRIPTION, "name": "left-pad"}, "holds the package 'left-pad'"),
        ({**DESCRIPTION, "description": "JSON data"}, "names no game version: 'JSON data'"),
        ({"name": "genshin-db", "version": "5.2.12"}, "lacks 'description'"),
    ],
)
def test_another_package_is_refused(tmp_path: Path, description: dict[str, str], problem: str) -> None:
    archive = pack(small_database(), tmp_path / "other.tgz", description)
    with pytest.raises(SnapshotError) as caught:
        open_package(archive)
    assert problem in caught.value.user_text


def test_a_database_without_a_part_or_of_another_form_is_refused(tmp_path: Path) -> None:
    database = small_database()
    del database["curve"]
    with pytest.raises(SnapshotError, match="lacks 'curve'"):
        open_package(pack(database, tmp_path / "part.tgz"))
    with pytest.raises(SnapshotError, match="is not a JSON object"):
        open_package(pack([], tmp_path / "list.tgz"))


def test_a_file_that_is_no_package_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.tgz"
    text.write_text("not an archive")
    with pytest.raises(SnapshotError, match=r"text\.tgz cannot be read"):
        open_package(text)
    with pytest.raises(SnapshotError, match=r"missing\.tgz cannot be read"):
        open_package(tmp_path / "missing.tgz")
    empty = tmp_path / "empty.tgz"
    tarfile.open(empty, "w:gz").close()
    with pytest.raises(SnapshotError, match=r"has no file package/package\.json"):
        open_package(empty)


def test_a_cut_off_download_is_refused(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-200])
    with pytest.raises(SnapshotError, match="cannot be read"):
        open_package(archive)


@pytest.mark.usefixtures("npm")
def test_fetching_returns_the_archive(tmp_path: Path) -> None:
    archive = fetch_package("5.2.12", tmp_path / "new" / "folder")
    assert archive == tmp_path / "new" / "folder" / "genshin-db-5.2.12.tgz"
    assert archive.is_file()


@pytest.mark.usefixtures("npm")
def test_what_npm_complains_of_is_passed_on(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match=r"9\.9\.9: npm error notarget No match$"):
        fetch_package("9.9.9", tmp_path)


def test_fetching_without_npm_says_where_it_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SnapshotError, match=r"npm is not installed.*Node\.js"):
        fetch_package("5.2.12", tmp_path)


def test_only_a_version_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="is not a version"):
        fetch_package("latest --ignore-scripts", tmp_path)
