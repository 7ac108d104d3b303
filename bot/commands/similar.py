"""`/similar`: what resembles a character, a weapon or an artifact set, with a map and comparisons."""

from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import KatheryneBot
from bot.commands.compare import show_comparison
from bot.commands.names import KIND_TEXTS, EntityName, NameQuery, when_known
from bot.commands.pictures import drawn
from bot.presentation.catalogue import MessageId
from bot.presentation.embeds import similar_embed
from bot.presentation.reply import send_reply
from bot.presentation.similar_view import SimilarView
from bot.presentation.translation import localised
from katheryne_models.answer.answer import Entity
from katheryne_models.similarity.similar import ANY, Similar, Trait, Wish

KIND_CHOICES = [app_commands.Choice(name=localised(message), value=kind) for kind, message in KIND_TEXTS.items()]
TRAITS: dict[Trait, MessageId] = {
    "element": "similar-only-element",
    "weapon_type": "similar-only-weapon-type",
    "rarity": "similar-only-rarity",
}
TRAIT_CHOICES = [app_commands.Choice(name=localised(message), value=trait) for trait, message in TRAITS.items()]
MAP = "map.png"


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for.

    Attributes:
        query: The name.
        count: How many neighbours.
        wish: Which of them are wanted.
        beside: What the item is compared with, or None for its nearest neighbour.
    """

    query: NameQuery
    count: int = 5
    wish: Wish = ANY
    beside: Entity | None = None


class SimilarCommands(commands.Cog):
    """Neighbours."""

    @app_commands.command(name=localised("name-similar"), description=localised("similar-description"))
    @app_commands.describe(
        name=localised("similar-name"),
        kind=localised("similar-kind"),
        count=localised("similar-count"),
        only=localised("similar-only"),
        same_element_first=localised("similar-element-first"),
    )
    @app_commands.choices(kind=KIND_CHOICES, only=TRAIT_CHOICES)
    async def similar(
        self,
        interaction: discord.Interaction[KatheryneBot],
        name: app_commands.Transform[NameQuery, EntityName],
        kind: str | None = None,
        count: app_commands.Range[int, 1, 10] = 5,
        only: str | None = None,
        *,
        same_element_first: bool = False,
    ) -> None:
        """Show an item's neighbours."""
        wish = Wish(tuple(trait for trait in TRAITS if trait == only), same_element_first)
        await show_similar(interaction, Search(NameQuery(name.name, name.kind or kind), count, wish))


async def show_similar(interaction: discord.Interaction[KatheryneBot], search: Search) -> None:
    """Reply with the neighbours and their map, or with names that come near an unknown one.

    Raises:
        KatheryneError: A known failure.
        discord.HTTPException: Discord refuses the reply.
    """
    bot = interaction.client

    async def show(press: discord.Interaction[Any], name: str) -> None:
        await show_similar(press, Search(NameQuery(name, search.query.kind), search.count, search.wish))

    with bot.replying():
        found = await when_known(interaction, _found(interaction, search), show)
        if found:
            similar, picture = found
            embed = similar_embed(similar, bot.worker.versions, picture.filename if picture else None)
            await send_reply(interaction, embed, view=_view(interaction, similar, search), picture=picture)


async def _found(interaction: discord.Interaction[KatheryneBot], search: Search) -> tuple[Similar, discord.File | None]:
    """The neighbours by what the asker calls them, and the map, which has English names, where there is one to draw."""
    worker, query = interaction.client.worker, search.query
    similar = await worker.similar(
        query.name, user_id=interaction.user.id, kind=query.kind, count=search.count, wish=search.wish
    )
    picture = await drawn(worker.map_picture(similar), MAP) if similar.neighbours else None
    return _called(interaction.client, similar), picture


def _called(bot: KatheryneBot, similar: Similar) -> Similar:
    """The same with the names of the language that is spoken."""
    called = bot.worker.called
    neighbours = tuple(replace(neighbour, entity=called(neighbour.entity)) for neighbour in similar.neighbours)
    return replace(similar, query=called(similar.query), neighbours=neighbours)


def _view(interaction: discord.Interaction[KatheryneBot], similar: Similar, search: Search) -> SimilarView:
    async def walk(press: discord.Interaction[Any], entity: Entity) -> None:
        onward = Search(NameQuery(entity.key, entity.kind), search.count, search.wish, similar.query)
        await _walk(press, onward)

    async def compare(press: discord.Interaction[Any], other: Entity) -> None:
        await show_comparison(press, similar.query, other)

    return SimilarView(
        similar,
        search.beside,
        asker_id=interaction.user.id,
        session=interaction.client.session,
        walk=walk,
        compare=compare,
    )


async def _walk(press: discord.Interaction[KatheryneBot], search: Search) -> None:
    """Show another item's neighbours in the place of those that were shown."""
    await press.response.defer()
    with press.client.replying():
        similar, picture = await _found(press, search)
        view = _view(press, similar, search)
        embed = similar_embed(similar, press.client.worker.versions, picture.filename if picture else None)
        attached = [picture] if picture else []
        view.message = await press.edit_original_response(embed=embed, attachments=attached, view=view)


async def setup(bot: KatheryneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(SimilarCommands())
