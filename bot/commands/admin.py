"""`/admin`: for the owner of the bot and its admin roles, in servers only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

import discord
from discord import app_commands
from discord.ext import commands

from bot.checkpoints import checkpoint_names, known_checkpoint, measured_accuracy
from bot.client import KatheryneBot
from bot.failures import NothingBeforeError
from bot.permissions import require_admin, require_owner
from bot.presentation.catalogue import text
from bot.presentation.embeds import ANSWERED_COLOUR, status_embed, unanswered_line
from bot.presentation.list_view import ListView
from bot.presentation.reply import send_reply, when_ready
from bot.presentation.translation import localised
from bot.sync import sync_commands
from katheryne_models.errors import KatheryneError

MOST_CHOICES = 25
MOST_UNANSWERED = 50


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class AdminCommands(commands.GroupCog, name=localised("name-admin"), description=localised("admin-description")):
    """Checkpoints, health and permissions; every action is written to the audit."""

    def __init__(self) -> None:
        """Begin with no checkpoint to go back to."""
        super().__init__()
        self._before: str | None = None

    @app_commands.command(name=localised("name-admin-reload"), description=localised("admin-reload-description"))
    @app_commands.describe(name=localised("admin-reload-name"))
    async def reload(self, interaction: discord.Interaction[KatheryneBot], name: str) -> None:
        """Load a checkpoint and answer with it."""
        guild = await require_admin(interaction)
        checkpoint = await known_checkpoint(interaction.client.settings.assistant.models, name)
        await self._load(interaction, guild, "reload", checkpoint)

    @app_commands.command(name=localised("name-admin-rollback"), description=localised("admin-rollback-description"))
    async def rollback(self, interaction: discord.Interaction[KatheryneBot]) -> None:
        """Load the checkpoint that answered before the last reload."""
        guild = await require_admin(interaction)
        if self._before is None:
            raise NothingBeforeError
        checkpoint = await known_checkpoint(interaction.client.settings.assistant.models, self._before)
        await self._load(interaction, guild, "rollback", checkpoint)

    async def _load(
        self, interaction: discord.Interaction[KatheryneBot], guild: discord.Guild, action: str, checkpoint: str
    ) -> None:
        """Load a checkpoint, remember the one before it, and say so."""
        bot = interaction.client
        before = bot.worker.status.checkpoint
        started = perf_counter()
        with bot.replying():
            async with audited(interaction, guild, action, checkpoint):
                await when_ready(
                    interaction,
                    bot.worker.reload(checkpoint),
                    within=bot.settings.discord.reply_within_seconds,
                    private=True,
                )
            self._before = before
            seconds = round(perf_counter() - started, 1)
            await _confirm(interaction, text("admin-reloaded", name=checkpoint, seconds=seconds))

    @reload.autocomplete("name")
    async def complete_checkpoint(
        self, interaction: discord.Interaction[KatheryneBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        """The installed checkpoints whose name holds what is typed, for those who may load them."""
        try:
            await require_admin(interaction)
        except KatheryneError:
            return []
        names = await checkpoint_names(interaction.client.settings.assistant.models)
        fitting = [name for name in names if typed.lower() in name.lower()]
        return [app_commands.Choice(name=name, value=name) for name in fitting[:MOST_CHOICES]]

    @app_commands.command(name=localised("name-admin-status"), description=localised("admin-status-description"))
    async def status(self, interaction: discord.Interaction[KatheryneBot]) -> None:
        """Show the worker's queue, batches, speed and health, and what the checkpoint's training measured."""
        guild = await require_admin(interaction)
        async with audited(interaction, guild, "status", ""):
            bot = interaction.client
            status = bot.worker.status
            measured = await measured_accuracy(bot.settings.assistant.models, status.checkpoint)
        await send_reply(interaction, status_embed(status, measured, bot.started_at), private=True)

    @app_commands.command(
        name=localised("name-admin-unanswered"), description=localised("admin-unanswered-description")
    )
    async def unanswered(self, interaction: discord.Interaction[KatheryneBot]) -> None:
        """Show the last questions that were declined or answered wrongly; who asked them is not known."""
        guild = await require_admin(interaction)
        bot = interaction.client
        async with audited(interaction, guild, "unanswered", ""):
            kept = await bot.store.unanswered(MOST_UNANSWERED)
        view = ListView(
            text("admin-unanswered-title", count=len(kept)),
            "\n".join(unanswered_line(entry) for entry in kept) or text("admin-unanswered-none"),
            asker_id=interaction.user.id,
            session=bot.session,
        )
        await send_reply(interaction, view.embed(), view=view, private=True)

    @app_commands.command(name=localised("name-admin-sync"), description=localised("admin-sync-description"))
    async def sync(self, interaction: discord.Interaction[KatheryneBot]) -> None:
        """Register the commands with Discord, whether they have changed or not."""
        guild = await require_owner(interaction)
        bot = interaction.client
        async with audited(interaction, guild, "sync", ""):
            work = sync_commands(bot.tree, bot.store, bot.application_id or 0, bot.settings.discord.sync_guild)
            within = bot.settings.discord.reply_within_seconds
            await when_ready(interaction, work, within=within, private=True)
        await _confirm(interaction, text("admin-synced"))

    @app_commands.command(name=localised("name-admin-role"), description=localised("admin-role-description"))
    @app_commands.describe(role=localised("admin-role-role"))
    async def role(self, interaction: discord.Interaction[KatheryneBot], role: discord.Role | None = None) -> None:
        """Choose the role of this server that may use these commands; the bot's owner alone may."""
        guild = await require_owner(interaction)
        async with audited(interaction, guild, "role", str(role.id) if role else "none"):
            await interaction.client.store.set_admin_role(guild.id, role.id if role else None)
        done = text("admin-role-set", role=role.mention) if role else text("admin-role-cleared")
        await _confirm(interaction, done)


@asynccontextmanager
async def audited(
    interaction: discord.Interaction[KatheryneBot], guild: discord.Guild, action: str, argument: str
) -> AsyncIterator[None]:
    """Write an action to the audit before it begins, and how it ended.

    Raises:
        StoreError: The audit can't be written; then the action is not begun.
    """
    store = interaction.client.store
    entry = await store.begin_audit(actor_id=interaction.user.id, guild_id=guild.id, action=action, argument=argument)
    try:
        yield
    except Exception as error:
        await store.end_audit(entry, f"failed: {error}")
        raise
    await store.end_audit(entry, "done")


async def _confirm(interaction: discord.Interaction[KatheryneBot], done: str) -> None:
    embed = discord.Embed(description=done, colour=ANSWERED_COLOUR)
    await send_reply(interaction, embed, private=True)


async def setup(bot: KatheryneBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(AdminCommands())
