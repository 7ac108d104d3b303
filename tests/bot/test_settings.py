import tomllib
from pathlib import Path

import pytest

from bot.failures import SettingsError
from bot.settings import Section, Settings, load_settings
from bot.store.address import read_address

PROJECT_CONFIG = Path(__file__).parents[2] / "config.toml"
SECRET = "MTIz.abc.very-secret"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text("[worker]\nmax_batch = 5\n", encoding="utf-8")
    return path


def test_the_projects_file_states_every_key_with_its_default(tmp_path: Path) -> None:
    written = tomllib.loads(PROJECT_CONFIG.read_text(encoding="utf-8"))
    sections = {
        name: field.annotation
        for name, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
    }
    assert {name: set(table) for name, table in written.items()} == {
        name: set(section.model_fields) for name, section in sections.items()
    }
    copy = tmp_path / "config.toml"
    copy.write_text("", encoding="utf-8")
    defaults = load_settings(copy)
    copy.write_bytes(PROJECT_CONFIG.read_bytes())
    assert load_settings(copy) == defaults


def test_the_projects_file_explains_every_key() -> None:
    lines = PROJECT_CONFIG.read_text(encoding="utf-8").splitlines()
    keys = [n for n, line in enumerate(lines) if "=" in line and not line.startswith("#")]
    assert all(lines[n - 1].startswith("# ") for n in keys)


def test_the_environment_wins_over_dotenv_and_that_over_the_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings(config).worker.max_batch == 5
    config.with_name(".env").write_text("KATHERYNE_WORKER__MAX_BATCH=6\n", encoding="utf-8")
    assert load_settings(config).worker.max_batch == 6
    monkeypatch.setenv("KATHERYNE_WORKER__MAX_BATCH", "7")
    monkeypatch.setenv("KATHERYNE_DISCORD__ADMIN_ROLES", '["Keepers", 12]')
    settings = load_settings(config)
    assert settings.worker.max_batch == 7
    assert settings.discord.admin_roles == ("Keepers", 12)


@pytest.mark.parametrize("place", ["environment", "dotenv"])
def test_the_token_is_a_secret(config: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    if place == "environment":
        monkeypatch.setenv("DISCORD_TOKEN", SECRET)
    else:
        config.with_name(".env").write_text(f"DISCORD_TOKEN={SECRET}\n", encoding="utf-8")
    settings = load_settings(config)
    assert settings.token is not None
    assert settings.token.get_secret_value() == SECRET
    assert SECRET not in f"{settings!r} {settings} {settings.model_dump_json()}"


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_token_is_none(config: Path, monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", blank)
    assert load_settings(config).token is None


@pytest.mark.parametrize("line", ["token", "DISCORD_TOKEN", "[discord]\ntoken", "[worker]\nbot_token"])
def test_a_token_in_the_file_is_refused_and_not_repeated(config: Path, line: str) -> None:
    config.write_text(f'{line} = "{SECRET}"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="holds a token") as caught:
        load_settings(config)
    assert SECRET not in caught.value.user_text
    assert ".env" in caught.value.user_text


@pytest.mark.parametrize("query", ["", "?sslpassword=x"])
def test_a_password_in_the_file_is_refused_and_not_repeated(config: Path, query: str) -> None:
    login = "katheryne" if query else f"katheryne:{SECRET}"
    config.write_text(f'[store]\nurl = "postgresql://{login}@localhost/katheryne{query}"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="holds a password") as caught:
        load_settings(config)
    assert SECRET not in caught.value.user_text
    assert "KATHERYNE_STORE__URL" in caught.value.user_text
    assert ".env" in caught.value.user_text


def test_the_stores_address_is_a_secret(config: Path) -> None:
    url = f"postgresql://katheryne:{SECRET}@localhost/katheryne"
    config.with_name(".env").write_text(f"KATHERYNE_STORE__URL={url}\n", encoding="utf-8")
    settings = load_settings(config)
    assert settings.store.url.get_secret_value() == url
    assert SECRET not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_an_address_without_a_password_may_stand_in_the_file(config: Path) -> None:
    config.write_text('[store]\nurl = "postgresql:///katheryne?host=/run/postgresql"\n', encoding="utf-8")
    assert load_settings(config).store.url.get_secret_value() == "postgresql:///katheryne?host=/run/postgresql"


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://katheryne:{SECRET}@localhost/katheryne",
        f"postgresql://katheryne:{SECRET}/@localhost/katheryne",
        f"postgresql://katheryne:{SECRET}#@localhost/katheryne",
        f"postgresql://katheryne:{SECRET}?@localhost/katheryne",
        f"postgresql://katheryne:{SECRET}@@localhost/katheryne",
        f"postgresql://katheryne:[{SECRET}@localhost/katheryne",
        f"postgresql://localhost/katheryne?{SECRET}",
        SECRET,
    ],
)
def test_what_is_no_address_is_explained_and_not_repeated(
    config: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("KATHERYNE_STORE__URL", url)
    with pytest.raises(SettingsError, match="environment variable KATHERYNE_STORE__URL") as caught:
        load_settings(config)
    assert SECRET not in caught.value.user_text
    assert "postgresql://" in caught.value.user_text


def test_an_address_is_shown_without_its_secrets() -> None:
    address = read_address("postgresql://me:a%40b@one:1,two:2/katheryne?password=c&sslmode=require")
    assert address.shown == "postgresql://me@one:1,two:2/katheryne"
    assert set(address.secrets) == {"a%40b", "a@b", "c"}
    assert "a@b" not in repr(address)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("[worker]\nmax_batch = 0", ("config.toml", "worker.max_batch", "whole number from 1 to 256")),
        ('[worker]\nmax_batch = "many"', ("worker.max_batch", "whole number from 1 to 256")),
        ("[worker]\nmax_bach = 3", ("worker.max_bach", "no such setting")),
        ("[wroker]\nmax_batch = 3", ("wroker", "no such setting")),
        ("worker = 3", ("config.toml", "worker")),
        ('[logging]\nlevel = "LOUD"', ("logging.level", "DEBUG, INFO, WARNING or ERROR")),
        ("[discord]\nadmin_roles = [-1.5]", ("discord.admin_roles", "role ids")),
        ("[worker", ("config.toml", "TOML")),
    ],
)
def test_a_value_that_does_not_fit_is_explained_in_one_line(config: Path, written: str, words: tuple[str, ...]) -> None:
    config.write_text(written, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(config)
    assert all(word in caught.value.user_text for word in words)
    assert "\n" not in caught.value.user_text


def test_a_bad_variable_is_named(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KATHERYNE_STORE__RETENTION_DAYS", "never")
    with pytest.raises(SettingsError, match="environment variable KATHERYNE_STORE__RETENTION_DAYS"):
        load_settings(config)
    monkeypatch.delenv("KATHERYNE_STORE__RETENTION_DAYS")
    config.with_name(".env").write_text("KATHERYNE_STORE__RETENTION_DAYS=never\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"\.env, KATHERYNE_STORE__RETENTION_DAYS"):
        load_settings(config)


def test_a_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml is missing"):
        load_settings(tmp_path / "nowhere.toml")
    with pytest.raises(SettingsError, match="can't be read"):
        load_settings(tmp_path)
    config = tmp_path / "config.toml"
    config.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="can't be read"):
        load_settings(config)
    config.write_bytes(b"")
    config.with_name(".env").write_bytes(b"A=\xff")
    with pytest.raises(SettingsError, match=r"\.env can't be read"):
        load_settings(config)


def test_relative_paths_start_at_the_files_folder(config: Path, tmp_path: Path) -> None:
    config.write_text(f'[assistant]\nmodels = "{tmp_path.as_posix()}/elsewhere"\n', encoding="utf-8")
    settings = load_settings(config)
    assert settings.assistant.data == tmp_path / "data" / "game"
    assert settings.assistant.models == tmp_path / "elsewhere"
    assert settings.store.path == tmp_path / "var" / "katheryne.sqlite3"
