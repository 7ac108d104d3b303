"""What is installed is locked, by version and by hash."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.licences import PROJECT, licence_of, locked

LOCKS = ("requirements.lock", "requirements-dev.lock")
ENTRY = re.compile(r"^[a-z].*?(?=^[a-z]|\Z)", re.MULTILINE | re.DOTALL)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def versions(text: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;]+)", text, re.MULTILINE)
    return {plain(name): version for name, version in found}


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str) -> None:
    entries = ENTRY.findall((PROJECT / name).read_text(encoding="utf-8"))
    assert len(entries) == len(locked(name)) > 50
    assert not [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)]


@pytest.mark.parametrize("name", LOCKS)
def test_the_locked_versions_are_those_of_the_constraints(name: str) -> None:
    pinned = versions((PROJECT / "constraints.txt").read_text(encoding="utf-8"))
    for package, version in versions((PROJECT / name).read_text(encoding="utf-8")).items():
        assert pinned.get(package, version) == version


def test_what_the_project_needs_is_locked() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def named(requirements: list[str]) -> set[str]:
        return {plain(re.split(r"[\[<>=!~; ]", requirement)[0]) for requirement in requirements}

    assert named(project["dependencies"]) - {"torch"} <= set(locked("requirements.lock"))
    extras = project["optional-dependencies"]
    assert named([*extras["dev"], *extras["postgres"]]) <= set(locked("requirements-dev.lock"))
    # PyTorch's builds share a version: no hash fits all machines
    assert "torch" not in locked("requirements-dev.lock")
    assert any(one.startswith("torch==") for one in project["dependencies"])


def test_the_licences_are_those_that_the_packages_state() -> None:
    page = (PROJECT / "docs" / "licences.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([a-z0-9._-]+) \| (.+) \|$", page, re.MULTILINE))
    del listed["package"]
    assert set(listed) == {*locked("requirements.lock"), "torch"}
    for package, licence in listed.items():
        stated = licence_of(package)
        assert stated in (licence, None), f"{package}: write docs/licences.md anew"


def test_a_wheel_that_is_built_twice_is_the_same(tmp_path: Path) -> None:
    digests = []
    for number, moment in enumerate((0, 1_000_000_000)):
        copy = tmp_path / str(number) / "project"
        left_out = shutil.ignore_patterns("__pycache__", "*.egg-info", "build")
        for part in ("bot", "katheryne_models", "training"):
            shutil.copytree(PROJECT / part, copy / part, ignore=left_out)
        for file in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
            shutil.copyfile(PROJECT / file, copy / file)
        for path in copy.rglob("*"):
            os.utime(path, (moment, moment))
        command = [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--no-deps",
            "--no-build-isolation",
            "--quiet",
            ".",
            "-w",
            "..",
        ]
        subprocess.run(command, cwd=copy, env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}, check=True)
        [wheel] = copy.parent.glob("*.whl")
        digests.append(hashlib.sha256(wheel.read_bytes()).hexdigest())
    assert digests[0] == digests[1]
