"""`/help`: what she can do, with examples that run."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import KatheryneBot
from bot.commands.ask import answer_question
from bot.presentation.catalogue import MessageId, text
from bot.presentation.embeds import ANSWERED_COLOUR
from bot.presentation.reply import send_reply
from bot.presentation.translation import localised
from bot.presentation.views import Action, AskerView

# A field each: its heading and what it says.
GROUPS: tuple[tuple[MessageId, MessageId], ...] = (
    ("help-ask-heading", "help-ask"),
    ("help-cards-heading", "help-cards"),
    ("help-days-heading", "help-days"),
    ("help-bot-heading", "help-bot"),
)
EXAMPLES: tuple[MessageId, ...] = ("help-example-1", "help-example-2", "help-example-3", "help-example-4")


class HelpCommands(commands.Cog):
    """What she can do."""

    @app_commands.command(name=localised("name-help"), description=localised("help-description"))
    async def help(self, interaction: discord.Interaction[KatheryneBot]) -> None:
        """Show the commands, and examples as buttons."""
        embed = discord.Embed(title=text("help-title"), description=text("help-text"), colour=ANSWERED_COLOUR)
        for heading, content in GROUPS:
            embed.add_field(name=text(heading), value=text(content), inline=False)
        view = AskerView(interaction.user.id, interaction.client.session)
        for row, example in enumerate(EXAMPLES):
            view.add_button(text(example), _asking(text(example)), row=row)
        await send_reply(interaction, embed, view=view, private=True)


def _asking(question: str) -> Action:
    async def ask(press: discord.Interaction[Any]) -> None:
        await answer_question(press, question, private=True)

    return ask


async def setup(bot: KatheryneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(HelpCommands())
