"""Sends a reply the cheapest way that an interaction still allows."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import discord

from bot.manners import manner_of
from bot.presentation.views import AskerView

T = TypeVar("T")

UNAVAILABLE = 503
PAUSES = (1.0, 3.0)  # seconds before a request is sent a second and a third time


async def when_ready(
    interaction: discord.Interaction[Any],
    work: Coroutine[Any, Any, T],
    *,
    within: float,
    private: bool | None = None,
) -> T:
    """Await the work; announce the reply by a deferral only where it takes longer than `within` seconds.

    A reply in time is then sent as the first response: one request instead of two, and no flicker.

    Args:
        interaction: What is replied to.
        work: What makes the reply.
        within: For how many seconds the reply is waited for.
        private: Whether it is for the asker alone; None for what the settings say.

    Raises:
        Exception: Whatever the work raises, or Discord's refusal of the deferral.
    """
    task = asyncio.ensure_future(work)
    try:
        if not interaction.response.is_done():
            await asyncio.wait({task}, timeout=within)
            if not task.done():
                await interaction.response.defer(ephemeral=manner_of(interaction).hides(private), thinking=True)
        return await task
    finally:
        task.cancel()


async def send_reply(
    interaction: discord.Interaction[Any],
    embed: discord.Embed,
    *,
    view: AskerView | None = None,
    picture: discord.File | None = None,
    private: bool | None = None,
) -> None:
    """Send an embed as the first response, in the place of a deferral, or as a further message.

    Args:
        interaction: What to reply to.
        embed: The reply.
        view: What stands below it.
        picture: What is attached.
        private: Whether it is for the asker alone; None for what the settings say.
    """
    hidden = manner_of(interaction).hides(private)
    shown = discord.utils.MISSING if view is None or view.is_empty() else view
    file = picture or discord.utils.MISSING
    message: object
    if not interaction.response.is_done():
        response = await interaction.response.send_message(embed=embed, view=shown, file=file, ephemeral=hidden)
        message = response.resource
    elif interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        attached = [picture] if picture else discord.utils.MISSING
        message = await interaction.edit_original_response(embed=embed, view=shown, attachments=attached)
    else:
        message = await interaction.followup.send(embed=embed, view=shown, file=file, ephemeral=hidden, wait=True)
    if view is not None and isinstance(message, (discord.InteractionMessage, discord.WebhookMessage)):
        view.message = message


async def when_available(send: Callable[[], Awaitable[T]]) -> T:
    """Send what Discord refuses while it is unavailable, up to three times.

    discord.py does that by itself after other failures of Discord's, and for replies to interactions after this one.

    Args:
        send: Makes the request.

    Raises:
        discord.HTTPException: Discord refuses it in another way, or for the third time.
    """
    for pause in PAUSES:
        try:
            return await send()
        except discord.DiscordServerError as error:
            if error.status != UNAVAILABLE:
                raise
            await asyncio.sleep(pause)
    return await send()
