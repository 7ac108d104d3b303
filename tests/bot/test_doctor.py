import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import doctor
from bot.cli import app
from bot.doctor import Finding, examine
from tests.bot.postgres import PASSWORD, PostgresServer

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's configuration, with data, checkpoints and engines of the project."""
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    shutil.copy(PROJECT / "config.toml", tmp_path)
    (tmp_path / "data").symlink_to(PROJECT / "data")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "engines").symlink_to(PROJECT / "var" / "engines")
    return tmp_path / "config.toml"


def found(config: Path) -> dict[str, Finding]:
    return {finding.part: finding for finding in examine(config)}


def test_a_whole_installation_lacks_only_the_token(config: Path) -> None:
    findings = found(config)
    assert [part for part, finding in findings.items() if not finding.ok] == ["token"]
    assert "README" in findings["token"].text
    assert "answers a trial question" in findings["assistant"].text
    assert "first start" in findings["store"].text


def test_a_store_in_postgresql_is_looked_at_and_its_password_never_shown(
    config: Path, monkeypatch: pytest.MonkeyPatch, postgres_server: PostgresServer
) -> None:
    monkeypatch.setenv("KATHERYNE_STORE__URL", postgres_server.new_database())
    finding = next(finding for finding in examine(config) if finding.part == "store")
    assert finding.ok
    assert "0 judgements" in finding.text
    assert PASSWORD not in finding.text


def test_the_token_is_never_shown(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "s3cret")
    finding = next(finding for finding in examine(config) if finding.part == "token")
    assert finding.ok
    assert "s3cret" not in finding.text


def test_each_damage_is_named_with_what_mends_it(config: Path) -> None:
    (config.parent / "data").unlink()
    (config.parent / "var" / "katheryne.sqlite3").write_bytes(b"no database" * 99)
    findings = found(config)
    assert not findings["game data"].ok
    assert not findings["assistant"].ok
    assert not findings["store"].ok
    assert "backup" in findings["store"].text


def test_a_wrong_configuration_ends_the_examination(config: Path) -> None:
    config.write_text("[worker]\nmax_batch = 0\n", encoding="utf-8")
    findings = found(config)
    assert list(findings) == ["configuration"]
    assert "max_batch" in findings["configuration"].text


def test_a_clock_that_was_never_set_is_told(monkeypatch: pytest.MonkeyPatch, config: Path) -> None:
    class Unset(datetime):
        @classmethod
        def now(cls, _zone: object = None) -> datetime:  # type: ignore[override]
            return datetime(1970, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(doctor, "datetime", Unset)
    assert not found(config)["clock"].ok


def test_the_command_says_all_and_fails_where_something_is_to_mend(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(config.parent)
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "mend token" in result.stdout
    assert "ok   configuration" in result.stdout
    config.write_text("[worker]\nmax_batch = 0\n", encoding="utf-8")
    [part] = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
    assert (part["part"], part["ok"]) == ("configuration", False)
