"""`/compare`: two characters, weapons or artifact sets side by side."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import KatheryneBot
from bot.commands.names import EntityName, NameQuery, when_known
from bot.commands.pictures import drawn
from bot.presentation.catalogue import text
from bot.presentation.embeds import comparison_embed
from bot.presentation.reply import send_reply, when_ready
from bot.presentation.translation import localised
from bot.presentation.views import Press
from katheryne_models.answer.answer import Answer, Entity
from katheryne_models.lookup import Lookup

COMPARISON = "comparison.png"


class CompareCommands(commands.Cog):
    """Two things side by side."""

    @app_commands.command(name=localised("name-compare"), description=localised("compare-description"))
    @app_commands.describe(first=localised("compare-first"), second=localised("compare-second"))
    async def compare(
        self,
        interaction: discord.Interaction[KatheryneBot],
        first: app_commands.Transform[NameQuery, EntityName()],
        second: app_commands.Transform[NameQuery, EntityName()],
    ) -> None:
        """Show two things of one kind side by side."""
        await compare_names(interaction, first, second)


async def compare_names(interaction: discord.Interaction[KatheryneBot], first: NameQuery, second: NameQuery) -> None:
    """Reply with two things side by side, or with names that come near an unknown one.

    Raises:
        KatheryneError: A known failure.
        discord.HTTPException: Discord refuses the reply.
    """
    worker, user = interaction.client.worker, interaction.user.id

    async def first_again(press: Press, name: str) -> None:
        await compare_names(press, NameQuery(name, first.kind), second)

    with interaction.client.replying():
        work = worker.entity(first.name, user_id=user, kind=first.kind)
        one = await when_known(interaction, work, first_again)
        if one is None:
            return
        found = NameQuery(one.key, one.kind)

        async def second_again(press: Press, name: str) -> None:
            await compare_names(press, found, NameQuery(name, found.kind))

        work = worker.entity(second.name, user_id=user, kind=one.kind)
        other = await when_known(interaction, work, second_again)
        if other is not None:
            await show_comparison(interaction, one, other)


async def show_comparison(interaction: discord.Interaction[Any], first: Entity, second: Entity) -> None:
    """Reply with two things of one kind side by side: in words, and as a picture where one can be drawn.

    Raises:
        KatheryneError: A known failure.
        discord.HTTPException: Discord refuses the reply.
    """
    bot = interaction.client
    with bot.replying():
        within = bot.settings.discord.reply_within_seconds
        work = _compared(interaction, first, second)
        answer, picture = await when_ready(interaction, work, within=within)
        shown = picture.filename if picture else None
        embed = comparison_embed(
            bot.worker.called(first), bot.worker.called(second), answer.text, bot.worker.versions, shown
        )
        await send_reply(interaction, embed, picture=picture)


async def _compared(
    interaction: discord.Interaction[Any], first: Entity, second: Entity
) -> tuple[Answer, discord.File | None]:
    worker = interaction.client.worker
    title = text("compare-title", first=first.name, second=second.name)
    lookup = Lookup(title, f"compare.all <{first.kind}:0> <{second.kind}:1>", (first, second))
    answer: Answer = await worker.look_up(lookup, user_id=interaction.user.id)
    return answer, await drawn(worker.comparison_picture(first, second), COMPARISON)


async def setup(bot: KatheryneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(CompareCommands())
