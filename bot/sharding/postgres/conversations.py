"""What the last question of each asker in each channel was, whichever process answered it."""

from contextlib import suppress

from bot.failures import StoreError
from bot.sharding.postgres.database import Connection, Database
from bot.sharding.protocols import Place
from katheryne_models.answer.answer import Exchange
from katheryne_models.answer.stored_exchange import exchange_as_json, exchange_of_json

# An answer that takes long is announced meanwhile, so a question can wait for its context.
SECONDS = 2.0
CLEAN_EVERY = 100

_REMEMBER = """
INSERT INTO shared_exchanges (user_id, channel_id, exchange, until)
VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))
ON CONFLICT (user_id, channel_id) DO UPDATE SET exchange = excluded.exchange, until = excluded.until
"""
_LAST = "SELECT exchange FROM shared_exchanges WHERE user_id = $1 AND channel_id = $2 AND until > clock_timestamp()"
_OF = "SELECT channel_id, exchange FROM shared_exchanges WHERE user_id = $1 AND until > clock_timestamp()"
_FORGET = "DELETE FROM shared_exchanges WHERE user_id = $1"
_CLEAN = """
DELETE FROM shared_exchanges WHERE until <= clock_timestamp()
OR until <= (SELECT until FROM shared_exchanges ORDER BY until DESC OFFSET $1 LIMIT 1)
"""


class PostgresConversations:
    """Remembers the last exchange of an asker in a channel, for a while and in a table; the least recent goes first.

    No process keeps a copy, since another one may be told to forget it. While the database fails, each question is
    answered as a first one.
    """

    def __init__(self, database: Database, places: int, seconds: float) -> None:
        """Bound the table.

        Args:
            database: Where exchanges are kept.
            places: How many are kept, a few more at times.
            seconds: How long each is kept.
        """
        self._database = database
        self._places = places
        self._seconds = float(seconds)
        self._remembered = 0

    async def last(self, place: Place) -> Exchange | None:
        """The last exchange there, or None where there was none lately."""
        user_id, channel_id = place
        try:
            written = await self._database.run(
                lambda connection: connection.fetchval(_LAST, user_id, channel_id or 0), SECONDS
            )
        except StoreError:
            return None
        return None if written is None else exchange_of_json(written)

    async def of(self, user_id: int) -> list[tuple[int | None, Exchange]]:
        """Somebody's last exchanges that still count, each with its channel's id.

        Raises:
            StoreError: The database fails.
        """
        rows = await self._database.run(lambda connection: connection.fetch(_OF, user_id), SECONDS)
        read = [(int(row["channel_id"]) or None, exchange_of_json(row["exchange"])) for row in rows]
        return [(channel_id, exchange) for channel_id, exchange in read if exchange is not None]

    async def forget(self, user_id: int) -> None:
        """Forget somebody's exchanges.

        Raises:
            StoreError: The database fails.
        """
        await self._database.run(lambda connection: connection.execute(_FORGET, user_id), SECONDS)

    async def remember(self, place: Place, exchange: Exchange) -> None:
        """Keep an exchange for the next question there."""
        user_id, channel_id = place
        self._remembered += 1
        clean = self._remembered % CLEAN_EVERY == 0

        async def keep(connection: Connection) -> None:
            await connection.execute(_REMEMBER, user_id, channel_id or 0, exchange_as_json(exchange), self._seconds)
            if clean:
                await connection.execute(_CLEAN, self._places)

        # the database has logged why it fails, and the answer matters more
        with suppress(StoreError):
            await self._database.run(keep, SECONDS)
