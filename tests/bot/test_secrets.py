"""The token and the database's password reach nothing that is written, whatever fails."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import load_settings

PROJECT = Path(__file__).parents[2]
TOKEN, PASSWORD = "MTE5.t0ken.s3cret", "pa55w0rd"
# Runs `python -m bot` with one part of it failing, and the secrets in the failure's own text.
FAILING = """
import os, runpy, sys
import bot.client, bot.run, bot.store.sqlite_database
from bot.failures import StartError, StoreError

def fail(*_args, **_kwargs):
    secrets = os.environ["DISCORD_TOKEN"], os.environ.get("KATHERYNE_STORE__URL", "")
    raise {error}(f"it failed with {{secrets}}")

{place} = fail
sys.argv = ["bot"]
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""
FAILURES = {
    "the connection": ("bot.client.KatheryneBot.login", "RuntimeError"),
    "the way to Discord": ("bot.client.KatheryneBot.login", "OSError"),
    "the bot's making": ("bot.run.make_bot", "ValueError"),
    "the store": ("bot.store.sqlite_database.SqliteDatabase.open", "RuntimeError"),
    "the assistant's loading": ("bot.run.assistant_loader", "RuntimeError"),
}


def run(folder: Path, program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "config.toml").write_bytes((PROJECT / "config.toml").read_bytes())
    given = {
        "PYTHONPATH": str(PROJECT), "PATH": "", "DISCORD_TOKEN": TOKEN, "KATHERYNE_METRICS__ENABLED": "false",
        "KATHERYNE_LOGGING__LEVEL": "DEBUG", **environment,
    }  # fmt: skip
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False, timeout=60)


def written(folder: Path) -> bytes:
    """All that a program has left in its folder, the configuration aside."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "config.toml"]
    return b"".join(path.read_bytes() for path in files)


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("what", FAILURES)
def test_no_failure_tells_the_token(what: str, form: str, tmp_path: Path) -> None:
    place, error = FAILURES[what]
    done = run(tmp_path, FAILING.format(place=place, error=error), KATHERYNE_LOGGING__FORM=form)
    assert done.returncode in {69, 70}, done.stderr
    assert "it failed with" in done.stderr
    everything = done.stdout.encode() + done.stderr.encode() + written(tmp_path)
    assert TOKEN.encode() not in everything
    if form == "json" and done.returncode == 70:
        assert all(json.loads(line) for line in done.stderr.splitlines())


def test_a_failing_database_does_not_tell_its_password(tmp_path: Path) -> None:
    pytest.importorskip("asyncpg", reason="the extra `postgres` is not installed")
    url = f"postgresql://kathy:{PASSWORD}@127.0.0.1:1/none"
    program = "import sys, runpy; sys.argv = ['bot']; runpy.run_module('bot', run_name='__main__')"
    done = run(tmp_path, program, KATHERYNE_STORE__URL=url)
    assert done.returncode == 69, done.stderr
    assert "127.0.0.1" in done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    assert PASSWORD.encode() not in written(tmp_path)


def test_the_configuration_shows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.toml").write_bytes((PROJECT / "config.toml").read_bytes())
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("KATHERYNE_STORE__URL", f"postgresql://kathy:{PASSWORD}@localhost/none")
    settings = load_settings(tmp_path / "config.toml")
    for shown in (repr(settings), str(settings), str(settings.model_dump()), settings.model_dump_json()):
        assert TOKEN not in shown
        assert PASSWORD not in shown
