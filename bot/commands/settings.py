"""`/settings`: how somebody is answered, and what a server's managers want."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import KatheryneBot
from bot.failures import GuildOnlyError, NotManagerError
from bot.manners import attune
from bot.presentation.catalogue import LANGUAGES, Language, MessageId, language_of, text
from bot.presentation.embeds import ANSWERED_COLOUR
from bot.presentation.escaping import neutralise
from bot.presentation.reply import send_reply
from bot.presentation.translation import localised
from bot.presentation.views import AskerView, Press
from bot.store.records import GuildSettings, UserSettings

Shown = Literal["asker", "all", "default"]
SHOWN: dict[Shown, MessageId] = {
    "asker": "settings-shown-asker", "all": "settings-shown-all", "default": "settings-shown-default",
}  # fmt: skip
PRIVATE: dict[Shown, bool | None] = {"asker": True, "all": False, "default": None}
SHOWN_CHOICES = [app_commands.Choice(name=localised(message), value=shown) for shown, message in SHOWN.items()]
AUTOMATIC = "automatic"
LANGUAGE_CHOICES = [
    app_commands.Choice(name=localised("settings-language-default"), value=AUTOMATIC),
    *(app_commands.Choice(name=name, value=language) for language, name in LANGUAGES.items()),
]
NO_NAME = "-"
NAME_LIMIT = 32
MOST_CHANNELS = 25  # as many as a menu can choose
TEXT_CHANNELS = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]

Choose = Callable[[Press, list[int]], Awaitable[None]]


class ChannelMenu(discord.ui.ChannelSelect[AskerView]):
    """A menu of channels."""

    def __init__(self, label: MessageId, chosen: frozenset[int], choose: Choose, *, most: int, custom_id: str) -> None:
        """Offer a server's channels; `chosen` are those chosen before, `most` how many may be."""
        super().__init__(
            channel_types=TEXT_CHANNELS,
            placeholder=text(label),
            default_values=[discord.SelectDefaultValue(id=one, type=discord.SelectDefaultValueType.channel)
                            for one in sorted(chosen)[:most]],
            min_values=0,
            max_values=most,
            custom_id=custom_id,
        )  # fmt: skip
        self._choose = choose

    async def callback(self, interaction: Press) -> None:
        """Keep what was chosen."""
        await self._choose(interaction, [channel.id for channel in self.values])


class SettingsCommands(
    commands.GroupCog, name=localised("name-settings"), description=localised("settings-description")
):
    """Settings of people and of servers."""

    @app_commands.command(name=localised("name-settings-mine"), description=localised("settings-mine-description"))
    @app_commands.describe(
        shown=localised("settings-mine-private"),
        language=localised("settings-mine-language"),
        name=localised("settings-mine-name"),
    )
    @app_commands.choices(shown=SHOWN_CHOICES, language=LANGUAGE_CHOICES)
    async def mine(
        self,
        interaction: discord.Interaction[KatheryneBot],
        shown: str | None = None,
        language: str | None = None,
        name: app_commands.Range[str, 1, NAME_LIMIT] | None = None,
    ) -> None:
        """Change somebody's own settings, and show them."""
        store = interaction.client.store
        before = await store.user_settings(interaction.user.id)
        after = replace(
            before,
            private=_private(shown, before.private),
            language=_language(language, before.language),
            name=before.name if name is None else _name(name),
        )
        if after != before:
            await store.set_user_settings(interaction.user.id, after)
            await attune(interaction)
        await send_reply(interaction, user_embed(after), private=True)

    @app_commands.command(name=localised("name-settings-server"), description=localised("settings-server-description"))
    @app_commands.describe(shown=localised("settings-server-private"), language=localised("settings-server-language"))
    @app_commands.choices(shown=SHOWN_CHOICES[:2], language=LANGUAGE_CHOICES)
    async def server(
        self,
        interaction: discord.Interaction[KatheryneBot],
        shown: str | None = None,
        language: str | None = None,
    ) -> None:
        """Change a server's settings, and show them with menus for its channels."""
        guild_id = _managed(interaction)
        store = interaction.client.store
        before = await store.guild_settings(guild_id)
        after = replace(
            before,
            private=bool(_private(shown, before.private)),
            language=_language(language, before.language),
        )
        if after != before:
            await store.set_guild_settings(guild_id, after)
            await attune(interaction)
        view = ServerView(after, asker_id=interaction.user.id, session=interaction.client.session)
        await send_reply(interaction, guild_embed(after), view=view, private=True)


class ServerView(AskerView):
    """The menus of a server's channels."""

    def __init__(self, chosen: GuildSettings, *, asker_id: int, session: str) -> None:
        """Lay out the menus.

        Args:
            chosen: What is chosen now.
            asker_id: Who may press.
            session: The running bot's mark.
        """
        super().__init__(asker_id, session)
        digest = chosen.digest_channel_id
        self._add("settings-channels-choose", chosen.channel_ids, _keep_channels, MOST_CHANNELS)
        self._add("settings-digest-choose", frozenset({digest}) if digest else frozenset(), _keep_digest, 1)

    def _add(self, label: MessageId, chosen: frozenset[int], choose: Choose, most: int) -> None:
        self.add_item(ChannelMenu(label, chosen, choose, most=most, custom_id=self.new_id()))


async def _keep_channels(press: Press, chosen: list[int]) -> None:
    before = await press.client.store.guild_settings(_managed(press))
    await _keep(press, replace(before, channel_ids=frozenset(chosen)))


async def _keep_digest(press: Press, chosen: list[int]) -> None:
    before = await press.client.store.guild_settings(_managed(press))
    await _keep(press, replace(before, digest_channel_id=chosen[0] if chosen else None))


async def _keep(press: Press, after: GuildSettings) -> None:
    await press.client.store.set_guild_settings(_managed(press), after)
    await press.response.edit_message(embed=guild_embed(after))


def _managed(interaction: discord.Interaction[Any]) -> int:
    """The server's id, where the user may manage it, as Discord says at this very interaction.

    Raises:
        GuildOnlyError: It is no server that the bot is a member of.
        NotManagerError: The user may not manage it.
    """
    # where somebody uses the bot by installing it for themselves, it is no member and has nothing to set
    if interaction.guild_id is None or interaction.client.get_guild(interaction.guild_id) is None:
        raise GuildOnlyError
    if not interaction.permissions.manage_guild:
        raise NotManagerError
    return interaction.guild_id


def _private(shown: str | None, before: bool | None) -> bool | None:
    return next((PRIVATE[choice] for choice in SHOWN if choice == shown), before)


def _language(chosen: str | None, before: str | None) -> str | None:
    if chosen is None:
        return before
    return language_of(chosen)


def _name(typed: str) -> str | None:
    name = " ".join(typed.split())
    return None if name in {"", NO_NAME} else name


def user_embed(chosen: UserSettings) -> discord.Embed:
    """What somebody chose for themselves."""
    shown: dict[bool | None, MessageId] = {private: SHOWN[choice] for choice, private in PRIVATE.items()}
    fields: dict[MessageId, str] = {
        "settings-shown": text(shown[chosen.private]),
        "settings-language": _language_name(chosen.language),
        "settings-name": neutralise(chosen.name, 2 * NAME_LIMIT) if chosen.name else text("settings-name-none"),
    }
    return _embed("settings-mine-title", fields)


def guild_embed(chosen: GuildSettings) -> discord.Embed:
    """What a server's managers chose."""
    channels = ", ".join(f"<#{channel}>" for channel in sorted(chosen.channel_ids))
    digest = chosen.digest_channel_id
    fields: dict[MessageId, str] = {
        "settings-shown": text("settings-shown-asker" if chosen.private else "settings-shown-all"),
        "settings-language": _language_name(chosen.language),
        "settings-channels": f"{channels}\n{text('settings-channels-note')}"
        if channels
        else text("settings-channels-all"),
        "settings-digest": f"<#{digest}>" if digest else text("settings-digest-none"),
    }
    return _embed("settings-server-title", fields)


def _language_name(language: str | None) -> str:
    known: Language | None = language_of(language)
    return LANGUAGES[known] if known else text("settings-language-default")


def _embed(title: MessageId, fields: dict[MessageId, str]) -> discord.Embed:
    embed = discord.Embed(title=text(title), colour=ANSWERED_COLOUR)
    for name, value in fields.items():
        embed.add_field(name=text(name), value=value, inline=False)
    return embed


async def setup(bot: KatheryneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(SettingsCommands())
