"""Questions in messages: those that begin with a mention of the bot, and those written to it alone."""

import logging
import re

import discord
from discord.ext import commands

from bot.client import KatheryneBot
from bot.commands.ask import Asker, answer_view, ask_in, keep_decline
from bot.errors import explain
from bot.logs import log_as
from bot.manners import Manner, attune_to
from bot.presentation.catalogue import text
from bot.presentation.reply import when_available

logger = logging.getLogger(__name__)


class MessageQuestions(commands.Cog):
    """Questions without a command."""

    def __init__(self, bot: KatheryneBot) -> None:
        """Answer in the name of a bot."""
        self._bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        asked = self._asked(message)
        if asked is None:
            return
        log_as(message.id)
        with self._bot.replying():
            try:
                manner = await self._attuned(message)
                if manner.public:
                    await self._reply(message, asked, manner)
            except Exception as error:  # noqa: BLE001 - a listener has no error table; `explain` logs the unknown ones
                await _tell(message, explain(error, f"message {message.id}"))

    def _asked(self, message: discord.Message) -> str | None:
        """The question in a message, or None where it is not meant for the bot."""
        user = self._bot.user
        if message.author.bot or user is None:
            return None
        mention = re.match(rf"\s*<@!?{user.id}>", message.content)
        if mention is None and message.guild is not None:
            return None
        return message.content[mention.end() :].strip() if mention else message.content.strip()

    async def _attuned(self, message: discord.Message) -> Manner:
        """How to answer a message; its author's pace counts like that of commands."""
        guild = message.guild
        locale = guild.preferred_locale.value if guild else None
        guild_id = guild.id if guild else None
        manner = await attune_to(self._bot, message.author.id, guild_id, message.channel, (locale,))
        if manner.public:
            await self._bot.limits.take(message.author.id, guild_id)
        return manner

    async def _reply(self, message: discord.Message, asked: str, manner: Manner) -> None:
        bot = self._bot
        if not asked:
            await message.reply(text("message-empty"), mention_author=False)
            return
        asker = Asker(message.author.id, message.guild.id if message.guild else None, manner)
        answer = await ask_in(bot, asked, asker.user_id, message.channel.id)
        view = answer_view(bot, answer, asker)
        shown = discord.utils.MISSING if view.is_empty() else view
        view.message = await when_available(lambda: message.reply(embed=view.embed(), view=shown, mention_author=False))
        await keep_decline(bot, answer, asker)


async def _tell(message: discord.Message, explanation: str) -> None:
    try:
        await when_available(lambda: message.reply(explanation, mention_author=False))
    except discord.HTTPException as error:
        logger.warning("message %s: the error could not be told: %s", message.id, error)


async def setup(bot: KatheryneBot) -> None:
    """Add the listener to the bot."""
    await bot.add_cog(MessageQuestions(bot))
