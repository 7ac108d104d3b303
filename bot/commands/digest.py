"""A daily list of what was not answered, for servers that want one."""

import logging
from datetime import UTC, time

import discord
from discord.ext import commands, tasks

from bot.client import KatheryneBot
from bot.failures import StoreError
from bot.manners import speak_in
from bot.presentation.catalogue import text
from bot.presentation.embeds import ANSWERED_COLOUR, question_line
from bot.presentation.pages import split_pages
from bot.presentation.reply import when_available

HOUR = time(8, tzinfo=UTC)

logger = logging.getLogger(__name__)


class Digest(commands.Cog):
    """Sends the lists."""

    def __init__(self, bot: KatheryneBot) -> None:
        """Send in the name of a bot."""
        self._bot = bot

    async def cog_load(self) -> None:
        """Begin; the first list goes out when the hour comes."""
        self.send_daily.start()

    async def cog_unload(self) -> None:
        """End."""
        self.send_daily.cancel()

    @tasks.loop(time=HOUR)
    async def send_daily(self) -> None:
        """Send each server its list; one that can't be sent is tried again the next day."""
        if not self._bot.is_ready():
            return
        try:
            for guild_id in await self._bot.store.due_digests():
                await self._send(guild_id)
        except StoreError as error:
            logger.error("the daily lists were not sent: %s", error.user_text)  # noqa: TRY400 - the text says all

    async def _send(self, guild_id: int) -> None:
        store = self._bot.store
        chosen = await store.guild_settings(guild_id)
        guild = self._bot.get_guild(guild_id)
        channel = guild.get_channel(chosen.digest_channel_id or 0) if guild else None
        if guild is None or not isinstance(channel, discord.TextChannel):
            return  # another process serves that server, or the channel is gone
        speak_in(chosen.language, guild.preferred_locale.value)
        entries, last = await store.digest(guild_id)
        content = split_pages("\n".join(question_line(entry) for entry in entries))[0]
        embed = discord.Embed(
            title=text("digest-title", count=len(entries)), description=content, colour=ANSWERED_COLOUR
        )
        try:
            await when_available(lambda: channel.send(embed=embed))
        except discord.HTTPException as error:
            logger.warning("the daily list of server %d was not sent: %s", guild_id, error)
            return
        await store.end_digest(guild_id, last)


async def setup(bot: KatheryneBot) -> None:
    """Add the lists to the bot."""
    await bot.add_cog(Digest(bot))
