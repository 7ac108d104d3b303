"""What the documents say of the code is so."""

import doctest
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_every_test_that_the_documents_name_exists() -> None:
    named = {
        name for page in (ROOT / "docs").glob("*.md") for name in re.findall(r"`(test_\w+)`", page.read_text("utf-8"))
    }
    there = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"def (test_\w+)", file.read_text("utf-8"))
    }
    assert len(named) > 30
    assert named <= there, named - there


def test_every_file_that_the_documents_link_exists() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


@pytest.mark.timeout(300)
def test_the_page_on_the_networks_shows_what_comes_of_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "game").symlink_to(ROOT / "data" / "game")
    shutil.copytree(ROOT / "data" / "models", tmp_path / "data" / "models")
    monkeypatch.chdir(tmp_path)
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    result = doctest.testfile(str(ROOT / "docs" / "models.md"), module_relative=False, optionflags=options)
    assert result.attempted > 20
    assert result.failed == 0
