"""Names and descriptions of commands in every language, for Discord."""

from typing import get_args

from discord import Locale, app_commands

from bot.presentation.catalogue import MessageId, language_of, text_in

_MESSAGE = "message"
_MESSAGES: dict[object, MessageId] = {message: message for message in get_args(MessageId)}


def localised(message_id: MessageId) -> app_commands.locale_str:
    """A message as a text that Discord shows to each in their own language."""
    return app_commands.locale_str(text_in("en", message_id), **{_MESSAGE: message_id})


class CatalogueTranslator(app_commands.Translator):
    """Translates what `localised` made."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - the name is discord.py's
    ) -> str | None:
        """The message in Discord's language, or None where there is no catalogue for it."""
        language = language_of(locale.value)
        message_id = _MESSAGES.get(string.extras.get(_MESSAGE))
        # English is what is shown where there is no translation
        if language in {None, "en"} or message_id is None:
            return None
        return text_in(language, message_id)
