"""The log on standard error: lines for people or JSON for collectors, and never the token."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

from bot.settings import Settings

REDACTED = "[token]"


# A variable of the running task: each line that is logged on the way of a reply bears the id of what it replies to.
_replied_to: ContextVar[int | None] = ContextVar("replied_to", default=None)


def log_as(replied_to: int) -> None:
    """Let the lines that the running task logs from now on bear an id of Discord."""
    _replied_to.set(replied_to)


class LogFormatter(logging.Formatter):
    """One line a record, with a traceback below it where there is one; secrets are blotted out."""

    def __init__(self, secret: str | None) -> None:
        """Name the secret that must not appear, if there is one."""
        super().__init__()
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        line = self._line(record)
        return line.replace(self._secret, REDACTED) if self._secret else line

    def _line(self, record: logging.LogRecord) -> str:
        # a line break in a message would let whoever caused it forge lines
        message = record.getMessage().replace("\r", "\\r").replace("\n", "\\n")
        trace = f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""
        replied_to = _replied_to.get()
        mark = f" [{replied_to}]" if replied_to else ""
        return f"{_moment(record)} {record.levelname:<7} {record.name}{mark}: {message}{trace}"


class JsonFormatter(LogFormatter):
    """One JSON object a line: time, level, logger, message, and trace where there is one."""

    def _line(self, record: logging.LogRecord) -> str:
        entry: dict[str, str] = {
            "time": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        replied_to = _replied_to.get()
        if replied_to:
            entry["interaction"] = str(replied_to)
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def configure_logging(settings: Settings) -> None:
    """Send the log of everything to standard error, in the form and from the level that are configured."""
    secret = settings.token.get_secret_value() if settings.token else None
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter(secret) if settings.logging.form == "json" else LogFormatter(secret))
    logging.basicConfig(level=settings.logging.level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
