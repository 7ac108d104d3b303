"""Who may use the admin commands."""

from typing import TYPE_CHECKING

import discord

from bot.failures import GuildOnlyError, NotPermittedError

if TYPE_CHECKING:
    from bot.client import KatheryneBot


async def require_owner(interaction: "discord.Interaction[KatheryneBot]") -> discord.Guild:
    """The server, where the user owns the bot.

    Raises:
        GuildOnlyError: It is not a server.
        NotPermittedError: The user does not own the bot.
    """
    guild = _guild(interaction)
    if not await interaction.client.is_owner(interaction.user):
        raise NotPermittedError
    return guild


async def require_admin(interaction: "discord.Interaction[KatheryneBot]") -> discord.Guild:
    """The server, where the user owns the bot or has one of its admin roles.

    Raises:
        GuildOnlyError: It is not a server.
        NotPermittedError: The user has neither.
    """
    guild = _guild(interaction)
    if await has_admin_role(interaction, guild) or await interaction.client.is_owner(interaction.user):
        return guild
    raise NotPermittedError


async def has_admin_role(interaction: "discord.Interaction[KatheryneBot]", guild: discord.Guild) -> bool:
    """Whether the user has a role of this server that the configuration or the bot's owner named."""
    if not isinstance(interaction.user, discord.Member):
        return False
    bot = interaction.client
    settings = bot.settings.discord
    named = {str(role) for role in settings.admin_roles}
    ids = {str(role.id) for role in interaction.user.roles if not role.is_default()}
    # anybody can make a role of any name in a server of their own, so names count at home only
    names = {role.name for role in interaction.user.roles} if guild.id == settings.home_guild else set()
    if named & (ids | names):
        return True
    return str(await bot.store.admin_role(guild.id)) in ids


def _guild(interaction: "discord.Interaction[KatheryneBot]") -> discord.Guild:
    if interaction.guild is None:
        raise GuildOnlyError
    return interaction.guild
