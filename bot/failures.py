"""The known failures of the bot, each with a text that a user or the operator can act on."""

from typing import ClassVar

from bot.presentation.catalogue import MessageId, text
from katheryne_models.errors import KatheryneError


class SettingsError(KatheryneError):
    """The configuration is missing or does not fit."""


class StartError(KatheryneError):
    """The bot cannot start or cannot reach Discord."""


class StoreError(KatheryneError):
    """The store is locked, damaged, full, out of reach or of a newer schema.

    Its text is for the operator: it names the file or the database. Users read a catalogue text instead.
    """


class BotError(KatheryneError):
    """A known failure whose text stands in the message catalogue."""

    message_id: ClassVar[MessageId]

    def __init__(self, **arguments: str | float) -> None:
        """Fill in the message's arguments."""
        super().__init__(text(self.message_id, **arguments))


class BusyError(BotError):
    """The queue of the worker is full."""

    message_id = "error-busy"


class AskerBusyError(BotError):
    """One asker has as many questions waiting as one may have; takes `count`."""

    message_id = "error-busy-asker"


class TooFastError(BotError):
    """A person or a server used more commands than a minute allows; takes `seconds`."""

    message_id = "error-too-fast"


class NotManagerError(BotError):
    """The user may not manage the server."""

    message_id = "error-not-manager"


class DeadlineError(BotError):
    """A request was not served in time; takes `seconds`."""

    message_id = "error-deadline"


class ModelOfflineError(BotError):
    """No assistant is loaded; takes `reason`."""

    message_id = "error-offline"


class ReloadError(BotError):
    """A checkpoint failed to load in an unforeseen way; takes `name` and `reason`."""

    message_id = "error-reload"


class StoppingError(BotError):
    """The bot is shutting down."""

    message_id = "error-stopping"


class NotPermittedError(BotError):
    """The user may not do that."""

    message_id = "error-not-permitted"


class GuildOnlyError(BotError):
    """The command works in a server only."""

    message_id = "error-guild-only"


class UnknownCheckpointError(BotError):
    """No checkpoint of that name is installed; takes `name`, `names` and `count`."""

    message_id = "checkpoint-unknown"


class NothingBeforeError(BotError):
    """There is no earlier checkpoint to go back to."""

    message_id = "admin-rollback-nothing"
