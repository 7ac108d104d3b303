"""Chooses where what processes share is kept: in memory, or in PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.conversations import Conversations
from bot.limits import Limits
from bot.settings import DiscordSettings, Settings
from bot.sharding.protocols import SharedState
from bot.sharding.turns import LocalTurns


def state_in_memory(settings: DiscordSettings) -> SharedState:
    """What one process keeps for itself."""
    return SharedState(
        limits=Limits(settings.commands_per_minute, settings.server_commands_per_minute),
        conversations=Conversations(settings.follow_up_places, settings.follow_up_minutes * 60),
        turns=LocalTurns(),
    )


@asynccontextmanager
async def shared_state(settings: Settings) -> AsyncIterator[SharedState]:
    """What processes share while the context lasts: in PostgreSQL where the configuration names a database.

    Raises:
        StoreError: The database can't be used.
    """
    url = settings.store.url.get_secret_value()
    if not url:
        yield state_in_memory(settings.discord)
        return
    # the store is in the same database and has been opened before, so the package for it is there
    from bot.sharding.postgres.state import state_in_postgres  # noqa: PLC0415 - needed, and installed, only for this

    async with state_in_postgres(url, settings.discord, state_in_memory(settings.discord).limits) as state:
        yield state
