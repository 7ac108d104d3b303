"""What processes share, all of it in one database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.settings import DiscordSettings
from bot.sharding.postgres.conversations import PostgresConversations
from bot.sharding.postgres.database import open_database
from bot.sharding.postgres.limits import PostgresLimits
from bot.sharding.postgres.turns import PostgresTurns
from bot.sharding.protocols import Cooldowns, SharedState


@asynccontextmanager
async def state_in_postgres(url: str, settings: DiscordSettings, alone: Cooldowns) -> AsyncIterator[SharedState]:
    """What processes share while the context lasts.

    Args:
        url: The database.
        settings: How much is kept and allowed.
        alone: What counts the commands of this process while the database fails.

    Raises:
        StoreError: The database can't be used.
    """
    async with open_database(url) as database:
        yield SharedState(
            limits=PostgresLimits(database, alone, settings.commands_per_minute, settings.server_commands_per_minute),
            conversations=PostgresConversations(database, settings.follow_up_places, settings.follow_up_minutes * 60),
            turns=PostgresTurns(database),
        )
