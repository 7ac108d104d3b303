import asyncio
import json
import logging
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from bot.logs import configure_logging, log_as
from bot.settings import LoggingSettings, Settings, StoreSettings

SECRET = "MTIz.abc.very-secret"


@pytest.fixture(autouse=True)
def restored_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)


PASSWORD = 'p"ss/word'
STORE = StoreSettings(url=SecretStr("postgresql://katheryne:p%22ss%2Fword@db/katheryne?sslpassword=hidden"))


def log_everything(form: str, capsys: pytest.CaptureFixture[str]) -> str:
    settings = Settings(logging=LoggingSettings.model_validate({"form": form}))
    configure_logging(settings.model_copy(update={"token": SecretStr(SECRET)}))
    logger = logging.getLogger("katheryne.test")
    logger.debug("too quiet")
    logger.warning("the token is %s\nERROR forged", SECRET)
    try:
        int(SECRET)
    except ValueError:
        logger.exception("failed")
    return capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_token_is_blotted_out(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    written = log_everything(form, capsys)
    assert SECRET not in written
    assert written.count("[token]") == 2


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_stores_password_is_blotted_out(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(logging=LoggingSettings.model_validate({"form": form}), store=STORE))
    logger = logging.getLogger("katheryne.test")
    url = STORE.url.get_secret_value()
    logger.warning("%s or %s", url, PASSWORD)
    try:
        int(f"{url} or {PASSWORD}")
    except ValueError:
        logger.exception("failed")
    written = capsys.readouterr().err
    assert not any(secret in written for secret in ("p%22ss%2Fword", "ss/word", "hidden"))
    assert "postgresql://katheryne:[password]@db/katheryne?sslpassword=[password] or [password]" in written


def test_messages_cannot_forge_lines(capsys: pytest.CaptureFixture[str]) -> None:
    first, *_ = log_everything("text", capsys).splitlines()
    assert first.endswith("WARNING katheryne.test: the token is [token]\\nERROR forged")


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    entries = [json.loads(line) for line in log_everything("json", capsys).splitlines()]
    assert [(entry["level"], entry["message"]) for entry in entries] == [
        ("WARNING", "the token is [token]\nERROR forged"),
        ("ERROR", "failed"),
    ]
    assert "ValueError" in entries[1]["trace"]


@pytest.mark.parametrize("form", ["text", "json"])
async def test_lines_on_the_way_of_a_reply_bear_its_id(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(logging=LoggingSettings.model_validate({"form": form}))
    configure_logging(settings)

    async def reply(replied_to: int) -> None:
        log_as(replied_to)
        await asyncio.sleep(0)
        logging.getLogger("katheryne.test").warning("said to %d", replied_to)

    await asyncio.gather(reply(11), reply(22))
    logging.getLogger("katheryne.test").warning("besides")
    first, second, besides = capsys.readouterr().err.splitlines()
    if form == "json":
        assert [json.loads(line)["interaction"] for line in (first, second)] == ["11", "22"]
        assert "interaction" not in json.loads(besides)
    else:
        assert "[11]: said to 11" in first
        assert "[22]: said to 22" in second
        assert "[" not in besides
