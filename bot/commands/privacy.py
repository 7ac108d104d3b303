"""`/privacy`: what is kept, and how to export it, delete it, or opt out."""

import json
from dataclasses import asdict, replace
from io import BytesIO
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import KatheryneBot
from bot.presentation.catalogue import text
from bot.presentation.embeds import ANSWERED_COLOUR
from bot.presentation.reply import send_reply
from bot.presentation.translation import localised
from bot.presentation.views import AskerView, Press
from bot.store.records import UserSettings

EXPORT = "katheryne.json"


class PrivacyCommands(commands.Cog):
    """What is kept about people."""

    @app_commands.command(name=localised("name-privacy"), description=localised("privacy-description"))
    async def privacy(self, interaction: discord.Interaction[KatheryneBot]) -> None:
        """Say what is kept, with buttons to act on it."""
        bot = interaction.client
        chosen = await bot.store.user_settings(interaction.user.id)
        view = PrivacyView(bot, chosen, interaction.user.id)
        await send_reply(interaction, view.embed(), view=view, private=True)


class PrivacyView(AskerView):
    """What is kept about somebody, and the buttons below."""

    def __init__(self, bot: KatheryneBot, chosen: UserSettings, asker_id: int) -> None:
        """Lay out the buttons.

        Args:
            bot: Whose store it is.
            chosen: What the person chose so far.
            asker_id: The person.
        """
        super().__init__(asker_id, bot.session)
        self._bot = bot
        self._keep = chosen.keep_questions
        self.add_button(text("privacy-export"), self._export, row=0)
        self._choice = self.add_button(self._choice_label, self._choose, row=0)
        self.add_button(text("privacy-delete"), self._forget, row=0, style=discord.ButtonStyle.danger)

    def embed(self) -> discord.Embed:
        """What is kept, and what the person chose."""
        settings = self._bot.settings
        kept = text(
            "privacy-text",
            days=settings.store.retention_days,
            minutes=round(settings.discord.follow_up_minutes),
            place="database" if settings.store.url.get_secret_value() else "file",
        )
        choice = text("privacy-kept" if self._keep else "privacy-not-kept")
        return discord.Embed(title=text("privacy-title"), description=f"{kept}\n\n**{choice}**", colour=ANSWERED_COLOUR)

    @property
    def _choice_label(self) -> str:
        return text("privacy-opt-out" if self._keep else "privacy-opt-in")

    async def _export(self, press: Press) -> None:
        content = json.dumps(await data_of(self._bot, press.user.id), indent=1, ensure_ascii=False)
        file = discord.File(BytesIO(content.encode()), EXPORT)
        await press.response.send_message(text("privacy-exported"), file=file, ephemeral=True)

    async def _choose(self, press: Press) -> None:
        store = self._bot.store
        chosen = replace(await store.user_settings(press.user.id), keep_questions=not self._keep)
        await store.set_user_settings(press.user.id, chosen)
        self._show_choice(keep=chosen.keep_questions)
        await self.refresh(press, self.embed())

    async def _forget(self, press: Press) -> None:
        await self._bot.conversations.forget(press.user.id)
        await self._bot.store.forget_user(press.user.id)
        self._show_choice(keep=True)
        await self.refresh(press, self.embed())
        await press.followup.send(text("privacy-deleted"), ephemeral=True)

    def _show_choice(self, *, keep: bool) -> None:
        self._keep = keep
        self._choice.label = self._choice_label


async def data_of(bot: KatheryneBot, user_id: int) -> dict[str, Any]:
    """All that is kept about somebody, in memory and in the store.

    Raises:
        StoreError: The store or what the processes share can't be read.
    """
    return {
        "settings": asdict(await bot.store.user_settings(user_id)),
        "last_questions": [
            {"channel": channel_id, "plan": exchange.plan, "about": [entity.name for entity in exchange.entities]}
            for channel_id, exchange in await bot.conversations.of(user_id)
        ],
        "admin_actions": [
            asdict(entry) | {"created_at": entry.created_at.isoformat()} for entry in await bot.store.audit_of(user_id)
        ],
    }


async def setup(bot: KatheryneBot) -> None:
    """Add the command to the bot."""
    await bot.add_cog(PrivacyCommands())
