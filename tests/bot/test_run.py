import logging
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import web
from discord.http import Route
from pydantic import SecretStr

from bot.failures import StartError, StoreError
from bot.run import main, run_bot
from bot.settings import Settings
from tests.bot.conftest import Models

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def with_token(settings: Settings) -> Settings:
    return settings.model_copy(update={"token": SecretStr("a.b.c")})


@pytest.fixture
async def refusing_discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A server on a loopback port that takes no token."""

    async def refuse(_request: web.Request) -> web.Response:
        return web.json_response({"message": "401: Unauthorized", "code": 0}, status=401)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", refuse)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    monkeypatch.setattr(Route, "BASE", f"http://{host}:{port}/api/v10")
    yield
    await runner.cleanup()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "config.toml").write_bytes((PROJECT / "config.toml").read_bytes())
    yield tmp_path
    logging.shutdown()


def run_module(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(PROJECT), "PATH": ""}
    command = [sys.executable, "-m", "bot"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


async def test_without_a_token_it_says_what_to_write(settings: Settings, models: Models) -> None:
    with pytest.raises(StartError, match=r"DISCORD_TOKEN=\.\.\. in the file \.env"):
        await run_bot(settings, models.load)


@pytest.mark.usefixtures("refusing_discord")
async def test_a_refused_token_is_one_line(with_token: Settings, models: Models) -> None:
    with pytest.raises(StartError, match="Discord refuses the token") as caught:
        await run_bot(with_token, models.load)
    assert "a.b.c" not in caught.value.user_text


async def test_an_unusable_store_ends_the_start(with_token: Settings, models: Models) -> None:
    with_token.store.path.mkdir()
    with pytest.raises(StoreError, match="can't be used"):
        await run_bot(with_token, models.load)


def test_the_program_ends_with_one_line_and_code_69(project: Path) -> None:
    ended = run_module(project)
    assert (ended.returncode, ended.stdout) == (69, "")
    assert ended.stderr == "There is no token: write DISCORD_TOKEN=... in the file .env (see .env.example).\n"

    (project / "config.toml").write_text("[worker]\nmax_batch = 0\n", encoding="utf-8")
    ended = run_module(project)
    assert ended.returncode == 69
    assert ended.stderr.startswith("config.toml, key worker.max_batch: ")
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("shards", "variables", "words"),
    [
        ("8/8", {}, "--shards: '8/8' names no shards"),
        (None, {"KATHERYNE_DISCORD__SHARDS": "1"}, "environment variable KATHERYNE_DISCORD__SHARDS"),
        (
            None,
            {"KATHERYNE_DISCORD__SHARDS_PER_PROCESS": "2", "KATHERYNE_DISCORD__ORDINAL": "4"},
            "process 4 has no shards",
        ),
    ],
)
def test_shards_that_there_are_not_end_the_start_with_one_line(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    shards: str | None,
    variables: dict[str, str],
    words: str,
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(project / "config.toml", shards) == 69
    last = capsys.readouterr().err.splitlines()[-1]
    assert words in last
    assert "Write" in last
