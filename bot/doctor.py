"""Checks an installation: each part in a line, and what mends it."""

import asyncio
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.loading import load_assistant
from bot.settings import TOKEN_NAME, Settings, load_settings
from bot.store.opening import open_store
from katheryne_models.errors import KatheryneError
from katheryne_models.game.snapshot import read_manifest, read_table

# No clock of a machine that runs this can be earlier; one that was never set starts in 1970.
_EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
_TRIAL = "when is hu tao's birthday"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Attributes:
        part: What was checked.
        ok: Whether it is as it should be.
        text: What is so, or what is wrong and how to mend it.
    """

    part: str
    ok: bool
    text: str


def examine(config: Path) -> Iterator[Finding]:
    """Check configuration, token, tables, checkpoints, store and clock, one after the other.

    Where the configuration can't be read, nothing else is known, and the rest is left out.

    Args:
        config: The `config.toml`.
    """
    try:
        settings = load_settings(config)
    except KatheryneError as error:
        yield Finding("configuration", ok=False, text=error.user_text)
        return
    yield Finding("configuration", ok=True, text=str(config))
    yield _token(settings)
    yield _tried("game data", lambda: _data(settings))
    yield _tried("assistant", lambda: _assistant(settings))
    yield _tried("store", lambda: asyncio.run(_store(settings)))
    yield _clock(datetime.now(UTC))


def _tried(part: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(part, ok=True, text=check())
    except KatheryneError as error:
        return Finding(part, ok=False, text=error.user_text)


def _token(settings: Settings) -> Finding:
    if settings.token is not None:
        return Finding("token", ok=True, text=f"{TOKEN_NAME} is set")
    text = f"{TOKEN_NAME} is not set, so only the console works: the README says how to get a token"
    return Finding("token", ok=False, text=text)


def _data(settings: Settings) -> str:
    folder = settings.assistant.data
    manifest = read_manifest(folder)
    rows = sum(read_table(folder, name, manifest).num_rows for name in manifest.tables)
    return f"{manifest.package} {manifest.package_version}, game version {manifest.game_version}, {rows:,} rows"


def _assistant(settings: Settings) -> str:
    """Load all that answers, and ask it one question."""
    assistant = load_assistant(settings)
    answer = assistant.ask(_TRIAL)
    if not answer.answered:
        message = f"The checkpoint {assistant.name} loads, but does not answer {_TRIAL!r}. Get it back with git."
        raise KatheryneError(message)
    similar = "" if assistant.similarity else "; no similarity models: katheryne train autoencoders"
    return f"{assistant.name} answers a trial question{similar}"


async def _store(settings: Settings) -> str:
    path = settings.store.path
    if not settings.store.url.get_secret_value() and not path.exists():
        folder = next(parent for parent in path.resolve().parents if parent.exists())
        if not os.access(folder, os.W_OK):
            message = f"{path} can't be made: give the bot's user the right to write in {folder}."
            raise KatheryneError(message)
        return f"{path} is made at the first start"
    async with await open_store(settings.store) as store:
        return f"{store.name}, {len(await store.feedback()):,} judgements"


def _clock(now: datetime) -> Finding:
    text = f"{now:%Y-%m-%d %H:%M} UTC"
    if now < _EARLIEST:
        return Finding("clock", ok=False, text=f"{text} can't be: set the clock, or Discord refuses the connection")
    return Finding("clock", ok=True, text=text)
