"""`/about`: versions, health and speed."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import KatheryneBot
from bot.presentation.embeds import about_embed
from bot.presentation.reply import send_reply
from bot.presentation.translation import localised


class AboutCommands(commands.Cog):
    """The bot itself."""

    @app_commands.command(name=localised("name-about"), description=localised("about-description"))
    async def about(self, interaction: discord.Interaction[KatheryneBot]) -> None:
        """Show versions, health and speed."""
        bot = interaction.client
        await send_reply(interaction, about_embed(bot.worker.status, bot.worker.versions, bot.started_at))


async def setup(bot: KatheryneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(AboutCommands())
