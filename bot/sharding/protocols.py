"""What processes may share; each part has one implementation in memory and one in PostgreSQL."""

from dataclasses import dataclass
from typing import Protocol

from katheryne_models.answer.answer import Exchange

Place = tuple[int, int | None]
"""The ids of the asker and of the channel."""


class Cooldowns(Protocol):
    """How often commands may be used."""

    async def take(self, user_id: int, guild_id: int | None) -> None:
        """Count one use.

        Raises:
            TooFastError: The person or the server has used up what a minute gives; nothing is counted then.
        """


class FollowUps(Protocol):
    """What the last question of each asker in each channel was."""

    async def last(self, place: Place) -> Exchange | None:
        """The last exchange there, or None where there was none lately."""

    async def of(self, user_id: int) -> list[tuple[int | None, Exchange]]:
        """Somebody's last exchanges that still count, each with its channel's id.

        Raises:
            StoreError: They can't be read.
        """

    async def forget(self, user_id: int) -> None:
        """Forget somebody's exchanges.

        Raises:
            StoreError: They can't be deleted.
        """

    async def remember(self, place: Place, exchange: Exchange) -> None:
        """Keep an exchange for the next question there."""


class Turns(Protocol):
    """When shards may log in: Discord takes one IDENTIFY of a bucket every 5 seconds, whichever process sends it."""

    async def take(self, application_id: int, bucket: int, holder: str, *, then: str) -> None:
        """Wait until nobody else has had the bucket's turn for a while, or until `holder` has it already.

        Args:
            application_id: Whose shards they are.
            bucket: The shard's number modulo Discord's `max_concurrency`.
            holder: Who asks.
            then: Who holds the turn from now on: the same, or nobody (`""`) where it is used at once.
        """


@dataclass(frozen=True, slots=True)
class SharedState:
    """What the bots of several processes share.

    Attributes:
        limits: How often commands may be used.
        conversations: The last questions.
        turns: When shards may log in.
    """

    limits: Cooldowns
    conversations: FollowUps
    turns: Turns
