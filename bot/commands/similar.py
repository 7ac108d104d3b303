"""`/similar`: what resembles a character, a weapon or an artifact set."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import KatheryneBot
from bot.commands.names import KIND_TEXTS, EntityName, NameQuery
from bot.presentation.catalogue import text
from bot.presentation.embeds import DECLINED_COLOUR, similar_embed
from bot.presentation.reply import send_reply, when_ready
from bot.presentation.views import Action, AskerView
from katheryne_models.errors import UnknownNameError

KIND_CHOICES = [app_commands.Choice(name=text(message), value=kind) for kind, message in KIND_TEXTS.items()]


class SimilarCommands(commands.Cog):
    """Neighbours."""

    @app_commands.command(name="similar", description=text("similar-description"))
    @app_commands.describe(name=text("similar-name"), kind=text("similar-kind"), count=text("similar-count"))
    @app_commands.choices(kind=KIND_CHOICES)
    async def similar(
        self,
        interaction: discord.Interaction[KatheryneBot],
        name: app_commands.Transform[NameQuery, EntityName],
        kind: str | None = None,
        count: app_commands.Range[int, 1, 10] = 5,
    ) -> None:
        """Show an item's neighbours."""
        await show_similar(interaction, NameQuery(name.name, name.kind or kind), count)


async def show_similar(interaction: discord.Interaction[KatheryneBot], query: NameQuery, count: int) -> None:
    """Reply with the neighbours, or with names that come near an unknown one.

    Raises:
        KatheryneError: A known failure.
        discord.HTTPException: Discord refuses the reply.
    """
    bot = interaction.client
    work = bot.worker.similar(query.name, user_id=interaction.user.id, kind=query.kind, count=count)
    with bot.replying():
        try:
            similar = await when_ready(
                interaction, work, within=bot.settings.discord.reply_within_seconds, private=False
            )
        except UnknownNameError as error:
            await _offer(interaction, error, query, count)
        else:
            await send_reply(interaction, similar_embed(similar, bot.worker.versions))


async def _offer(
    interaction: discord.Interaction[KatheryneBot], error: UnknownNameError, query: NameQuery, count: int
) -> None:
    def showing(name: str) -> Action:
        async def show(press: discord.Interaction[Any]) -> None:
            await show_similar(press, NameQuery(name, query.kind), count)

        return show

    view = AskerView(interaction.user.id, interaction.client.session)
    view.add_choices([(name, showing(name)) for name in error.suggestions], row=0)
    embed = discord.Embed(description=error.user_text, colour=DECLINED_COLOUR)
    await send_reply(interaction, embed, view=view, private=True)


async def setup(bot: KatheryneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(SimilarCommands())
