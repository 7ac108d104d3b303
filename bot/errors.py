"""One command tree with one error table: every failure ends in a reply."""

import logging
import secrets
from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands

from bot.failures import StoreError, TooFastError
from bot.manners import attune
from bot.presentation.catalogue import MessageId, text
from katheryne_models.errors import KatheryneError

logger = logging.getLogger(__name__)

UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060

Row = tuple[type[BaseException], Callable[[Any], str]]


def _fixed(message_id: MessageId) -> Callable[[Any], str]:
    return lambda _error: text(message_id)


def _store_failed(error: StoreError) -> str:
    logger.error("%s", error.user_text)
    return text("error-store")


# the first row that fits counts
ERROR_TABLE: tuple[Row, ...] = (
    (StoreError, _store_failed),
    (KatheryneError, lambda error: str(error.user_text)),
    (app_commands.NoPrivateMessage, _fixed("error-guild-only")),
    (app_commands.CheckFailure, _fixed("error-not-permitted")),
    (app_commands.CommandNotFound, _fixed("error-commands-changed")),
    (app_commands.CommandSignatureMismatch, _fixed("error-commands-changed")),
)


class KatheryneTree(app_commands.CommandTree[Any]):
    """The bot's command tree."""

    async def interaction_check(self, interaction: discord.Interaction[Any]) -> bool:
        """Attune to the person and the place, and let nobody use commands too often; completions count for nothing."""
        await attune(interaction)
        if interaction.type is not discord.InteractionType.application_command:
            return True
        try:
            await interaction.client.limits.take(interaction.user.id, interaction.guild_id)
        except TooFastError as error:
            await report_error(interaction, error)
            return False
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        """Reply to whatever went wrong."""
        await report_error(interaction, error)


async def report_error(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the user what went wrong, to them alone where Discord allows it.

    A known failure carries its own text. An unknown one is logged under a short number that the user
    reads too. An interaction that has expired, or was answered by another process, is let go.
    """
    cause = _cause(error)
    if isinstance(cause, discord.HTTPException) and cause.code in {UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED}:
        logger.info("interaction %s could no longer be answered (%s)", interaction.id, cause.code)
        return
    try:
        await _tell(interaction, explain(cause, f"interaction {interaction.id}"))
    except discord.HTTPException as failure:
        logger.warning("interaction %s: the error could not be told: %s", interaction.id, failure)


def _cause(error: BaseException) -> BaseException:
    if isinstance(error, (app_commands.CommandInvokeError, app_commands.TransformerError)) and error.__cause__:
        return error.__cause__
    return error


def explain(cause: BaseException, where: str) -> str:
    """What a user reads of a failure; an unknown one is logged under a short number that the text gives.

    Args:
        cause: The failure.
        where: What failed, for the log.
    """
    for kind, explanation in ERROR_TABLE:
        if isinstance(cause, kind):
            return explanation(cause)
    number = secrets.token_hex(4)
    logger.error("error %s in %s", number, where, exc_info=cause)
    return text("error-unexpected", id=number)


async def _tell(interaction: discord.Interaction[Any], explanation: str) -> None:
    if interaction.response.is_done():
        await interaction.followup.send(explanation, ephemeral=True)
    else:
        await interaction.response.send_message(explanation, ephemeral=True)
