"""The log on standard error: lines for people or JSON for collectors, and never the token or a password."""

import json
import logging
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime

from bot.settings import Settings
from bot.store.address import read_address

# A variable of the running task: each line that is logged on the way of a reply bears the id of what it replies to.
_replied_to: ContextVar[int | None] = ContextVar("replied_to", default=None)


def log_as(replied_to: int) -> None:
    """Let the lines that the running task logs from now on bear an id of Discord."""
    _replied_to.set(replied_to)


class LogFormatter(logging.Formatter):
    """One line a record, with a traceback below it where there is one; secrets are blotted out."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        """Name the secrets that must not appear, each with what stands in its place."""
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        # a line break in a message would let whoever caused it forge lines
        message = self._blotted(record.getMessage()).replace("\r", "\\r").replace("\n", "\\n")
        trace = f"\n{self._trace(record)}" if record.exc_info else ""
        replied_to = _replied_to.get()
        mark = f" [{replied_to}]" if replied_to else ""
        return f"{_moment(record)} {record.levelname:<7} {record.name}{mark}: {message}{trace}"

    def _trace(self, record: logging.LogRecord) -> str:
        return self._blotted(self.formatException(record.exc_info)) if record.exc_info else ""

    def _blotted(self, text: str) -> str:
        return _without(self._secrets, text)


class JsonFormatter(LogFormatter):
    """One JSON object a line: time, level, logger, message, and trace where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a JSON object."""
        entry: dict[str, str] = {
            "time": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": self._blotted(record.getMessage()),
        }
        replied_to = _replied_to.get()
        if replied_to:
            entry["interaction"] = str(replied_to)
        if record.exc_info:
            entry["trace"] = self._trace(record)
        return json.dumps(entry, ensure_ascii=False)


def configure_logging(settings: Settings) -> None:
    """Send the log of everything to standard error, in the form and from the level that are configured."""
    secrets = _secrets(settings)
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter(secrets) if settings.logging.form == "json" else LogFormatter(secrets))
    logging.basicConfig(level=settings.logging.level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)


def blotted(text: str, settings: Settings) -> str:
    """A text without the configuration's secrets."""
    return _without(_secrets(settings), text)


def _without(secrets: Mapping[str, str], text: str) -> str:
    for secret, instead in secrets.items():
        text = text.replace(secret, instead)
    return text


def _secrets(settings: Settings) -> dict[str, str]:
    token, url = settings.token, settings.store.url.get_secret_value()
    passwords = read_address(url).secrets if url else ()
    return ({token.get_secret_value(): "[token]"} if token else {}) | dict.fromkeys(passwords, "[password]")


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
