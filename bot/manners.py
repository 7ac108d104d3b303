"""How somebody is answered at a place: what they, their server and Discord say, in this order."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.failures import StoreError
from bot.logs import log_as
from bot.presentation.catalogue import language_of, speak
from bot.store.records import GuildSettings, UserSettings

if TYPE_CHECKING:
    from bot.client import KatheryneBot

logger = logging.getLogger(__name__)

_EXTRA = "manner"


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody is answered.

    Attributes:
        private: Whether for them alone, where they say nothing else for one answer.
        public: Whether it may be for all to see at that place.
        name: What they are called, or None.
        keep_questions: Whether what they ask may be kept.
    """

    private: bool = False
    public: bool = True
    name: str | None = None
    keep_questions: bool = True

    def hides(self, asked: bool | None) -> bool:
        """Whether an answer is for the asker alone, who may have said so (True, False) or not (None)."""
        return not self.public or (self.private if asked is None else asked)


async def attune(interaction: discord.Interaction[Any]) -> None:
    """Find out how to answer an interaction, keep that with it, and speak the language and log its id from now on."""
    log_as(interaction.id)
    guild_locale = interaction.guild_locale.value if interaction.guild_locale else None
    interaction.extras[_EXTRA] = await attune_to(
        interaction.client, interaction.user.id, interaction.guild_id, interaction.channel,
        (interaction.locale.value, guild_locale),
    )  # fmt: skip


def manner_of(interaction: discord.Interaction[Any]) -> Manner:
    """How to answer an interaction that `attune` has seen."""
    manner = interaction.extras.get(_EXTRA)
    return manner if isinstance(manner, Manner) else Manner()


async def attune_to(
    bot: "KatheryneBot", user_id: int, guild_id: int | None, channel: object, locales: tuple[str | None, ...]
) -> Manner:
    """Find out how to answer somebody at a place, and speak their language from now on.

    A store that fails is no reason not to answer: then Discord's locales alone count.

    Args:
        bot: Who answers.
        user_id: Who is answered.
        guild_id: The server, or None.
        channel: The channel or thread.
        locales: What Discord says of languages, the most telling first.
    """
    try:
        user, guild = await bot.store.settings_for(user_id, guild_id)
    except StoreError as error:
        logger.error("settings could not be read: %s", error.user_text)  # noqa: TRY400 - the text says all
        user, guild = UserSettings(), GuildSettings()
    speak_in(user.language, guild.language, *locales)
    return Manner(
        private=guild.private if user.private is None else user.private,
        public=not guild.channel_ids or bool(guild.channel_ids & _ids(channel)),
        name=user.name,
        keep_questions=user.keep_questions,
    )


def speak_in(*locales: str | None) -> None:
    """Speak the first of some locales that there is a language for, else English."""
    found = (language_of(locale) for locale in locales)
    speak(next((language for language in found if language), "en"))


def _ids(channel: object) -> set[int]:
    """A channel's id, and for a thread that of the channel around it."""
    found = {getattr(channel, "id", None), getattr(channel, "parent_id", None)}
    return {one for one in found if isinstance(one, int)}
