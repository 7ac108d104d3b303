"""When shards may log in, among the shards of all processes."""

import asyncio
import logging

from bot.failures import StoreError
from bot.sharding.postgres.database import Connection, Database
from bot.sharding.turns import SPACING

logger = logging.getLogger(__name__)

SECONDS = 5.0
RETRY_SECONDS = 2.0

# One statement looks and takes. The row's lock is the processes' common one, and nothing must be released where a
# process ends in between.
_TAKE = """
INSERT INTO shared_turns AS turn (application_id, bucket, holder, at) VALUES ($1, $2, $4, clock_timestamp())
ON CONFLICT (application_id, bucket) DO UPDATE SET holder = $4, at = clock_timestamp()
WHERE turn.holder = $3 OR turn.at <= clock_timestamp() - make_interval(secs => $5)
RETURNING TRUE
"""
_WAIT = """
SELECT extract(epoch FROM at - clock_timestamp())::float8 + $3
FROM shared_turns WHERE application_id = $1 AND bucket = $2
"""


class PostgresTurns:
    """The turns of all processes, in a table."""

    def __init__(self, database: Database, spacing: float = SPACING) -> None:
        """Space the turns of a bucket by some seconds."""
        self._database = database
        self._spacing = spacing

    async def take(self, application_id: int, bucket: int, holder: str, *, then: str) -> None:
        """Wait for a turn, as long as the database fails too; see `bot.sharding.protocols.Turns`.

        Two processes that log in at once harm each other more than one that waits: Discord ends both their sessions.
        """

        async def look(connection: Connection) -> float:
            if await connection.fetchval(_TAKE, application_id, bucket, holder, then, self._spacing):
                return 0.0
            left = await connection.fetchval(_WAIT, application_id, bucket, self._spacing)
            return max(float(left), 0.01)

        while True:
            try:
                wait = await self._database.run(look, SECONDS)
            except StoreError as error:
                logger.warning("shard %s waits to log in: %s", holder.rpartition(":")[2], error.user_text)
                wait = RETRY_SECONDS
            if not wait:
                return
            await asyncio.sleep(wait)
