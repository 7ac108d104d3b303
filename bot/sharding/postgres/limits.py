"""How often commands may be used, whichever process gets them."""

import math
from contextlib import suppress

from bot.failures import StoreError, TooFastError
from bot.sharding.postgres.database import Connection, Database
from bot.sharding.protocols import Cooldowns

# a command's reply is due within 3 seconds, and nothing announces it before
SECONDS = 1.0
CLEAN_EVERY = 1000

_HELD = "least($3, bucket.held + greatest(extract(epoch FROM clock_timestamp() - bucket.at)::float8, 0) * $3 / 60)"
_TAKE = f"""
INSERT INTO shared_limits AS bucket (kind, id, held, at) VALUES ($1, $2, $3::float8 - 1, clock_timestamp())
ON CONFLICT (kind, id) DO UPDATE SET held = {_HELD} - 1, at = clock_timestamp() WHERE {_HELD} >= 1
RETURNING TRUE
"""  # noqa: S608 - nothing but the line above goes into it
_LACKING = f"SELECT (1 - {_HELD}) * 60 / $3 FROM shared_limits AS bucket WHERE kind = $1 AND id = $2"  # noqa: S608 - as above
# A bucket that has filled for a minute is full, and as good as none. What somebody uses is left for the next time.
_CLEAN = """
DELETE FROM shared_limits WHERE (kind, id) IN (
    SELECT kind, id FROM shared_limits WHERE at < clock_timestamp() - interval '1 minute'
    LIMIT 2000 FOR UPDATE SKIP LOCKED
)
"""


class PostgresLimits:
    """Counts what each person and each server does within a minute, by token buckets in a table.

    Discord sends a server's commands to the process that has its shard, so one person's go to several processes.
    """

    def __init__(self, database: Database, alone: Cooldowns, per_user: int, per_guild: int) -> None:
        """Say how many a minute one person and one server may do.

        Args:
            database: Where it is counted.
            alone: What counts for this process while the database fails.
            per_user: What one person may do.
            per_guild: What one server may do.
        """
        self._database = database
        self._alone = alone
        self._rates = {"user": float(per_user), "guild": float(per_guild)}
        self._taken = 0

    async def take(self, user_id: int, guild_id: int | None) -> None:
        """Count one use.

        Raises:
            TooFastError: The person or the server has used up what a minute gives; nothing is counted then.
        """
        wanted = [("user", user_id), *([("guild", guild_id)] if guild_id else [])]

        async def count(connection: Connection) -> None:
            # a person's bucket comes first, always: who takes locks in one order does not wait in a circle
            async with connection.transaction():
                for kind, bucket_id in wanted:
                    if not await connection.fetchval(_TAKE, kind, bucket_id, self._rates[kind]):
                        lacking = await connection.fetchval(_LACKING, kind, bucket_id, self._rates[kind])
                        raise TooFastError(seconds=max(math.ceil(lacking), 1))

        try:
            await self._database.run(count, SECONDS)
        except StoreError:
            # Better a limit for each process than no answer at all: it still stops who floods one of them.
            await self._alone.take(user_id, guild_id)
        else:
            await self._clean()

    async def _clean(self) -> None:
        self._taken += 1
        if self._taken % CLEAN_EVERY:
            return
        with suppress(StoreError):
            await self._database.run(lambda connection: connection.execute(_CLEAN), SECONDS)
