"""The Discord client."""

import asyncio
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands, tasks

from bot.clock import ClockWatch
from bot.errors import KatheryneTree, report_error
from bot.failures import StoreError
from bot.manners import attune
from bot.presentation.catalogue import text
from bot.presentation.translation import CatalogueTranslator
from bot.settings import Settings
from bot.sharding.gate import IdentifyGate
from bot.sharding.protocols import SharedState
from bot.sharding.state import state_in_memory
from bot.store.store import Store
from bot.sync import sync_if_changed
from bot.worker import Worker

logger = logging.getLogger(__name__)

EXTENSIONS = (
    "bot.commands.ask",
    "bot.commands.messages",
    "bot.commands.similar",
    "bot.commands.compare",
    "bot.commands.cards",
    "bot.commands.calendar",
    "bot.commands.help",
    "bot.commands.about",
    "bot.commands.settings",
    "bot.commands.privacy",
    "bot.commands.admin",
    "bot.commands.digest",
)

# the bot has no voice, so nobody needs to hear at each start that voice libraries are missing
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


class KatheryneBot(commands.Bot):
    """The bot and what its commands share.

    Attributes:
        settings: The configuration.
        worker: What answers.
        store: What is remembered.
        shards_served: Which of Discord's shards this process serves.
        conversations: The last questions, for follow-ups.
        limits: How often commands may be used.
        started_at: When it was made, in UTC.
        session: The mark of this run, at the start of every button's id.
    """

    def __init__(self, settings: Settings, worker: Worker, store: Store, shared: SharedState | None = None) -> None:
        """Make a client that is not connected yet.

        Args:
            settings: The configuration.
            worker: What answers.
            store: What is remembered.
            shared: What the bots of several processes share; without it, this process keeps that in memory.

        Raises:
            SettingsError: The configuration does not say which shards this process serves.
        """
        self.shards_served = settings.discord.own_shards()
        # Of messages, Discord shows those that mention the bot or are written to it alone, which takes no privilege;
        # guilds are needed for roles.
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents,
            tree_cls=KatheryneTree,
            allowed_mentions=discord.AllowedMentions.none(),
            # in servers, in direct messages, and for whoever installs the bot for themselves
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            shard_id=self.shards_served.first,
            shard_count=self.shards_served.count,
        )
        self.settings = settings
        self.worker = worker
        self.store = store
        shared = shared or state_in_memory(settings.discord)
        self.conversations = shared.conversations
        self.limits = shared.limits
        self._gate = IdentifyGate(shared.turns, self._max_concurrency)
        self.started_at = datetime.now(UTC)
        self.session = secrets.token_hex(4)
        self._clock = ClockWatch()
        self._replies = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def setup_hook(self) -> None:
        """Load the commands, register them where they have changed, and start the housekeeping."""
        await self.prepare()
        # one process of several is enough to register what is the same for all
        if 0 in self.shards_served:
            await self._register_commands()
        self.keep_house.start()

    async def prepare(self) -> None:
        """Load the commands, with their translations."""
        await self.tree.set_translator(CatalogueTranslator())
        for extension in EXTENSIONS:
            await self.load_extension(extension)

    async def close(self) -> None:
        """Disconnect."""
        self.keep_house.cancel()
        await super().close()

    async def on_ready(self) -> None:
        """Say so in the log."""
        logger.info("connected as %s, in %d servers", self.user, len(self.guilds))

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect when it is this process's turn."""
        await self._gate.before_connecting(self.application_id or 0, self.shards_served.first)
        await super().connect(reconnect=reconnect)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:  # noqa: ARG002 - the name is discord.py's
        """Let a shard log in when it is its turn; discord.py's own hook knows of no other process."""
        await self._gate.before_identify(self.application_id or 0, shard_id or 0)

    async def on_message(self, message: discord.Message) -> None:
        """Read no text commands; `bot.commands.messages` answers questions in messages."""

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer presses of buttons that an earlier run left behind."""
        if interaction.type is not discord.InteractionType.component or interaction.data is None:
            return
        if str(interaction.data.get("custom_id")).startswith(f"{self.session}:"):
            return
        await attune(interaction)
        try:
            await interaction.response.send_message(text("error-buttons-old"), ephemeral=True)
        except discord.HTTPException as error:
            await report_error(interaction, error)

    @contextmanager
    def replying(self) -> Iterator[None]:
        """Marks a reply as under way, so that a shutdown waits for it."""
        self._replies += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._replies -= 1
            if self._replies == 0:
                self._idle.set()

    async def replies_sent(self) -> None:
        """Wait until no reply is under way."""
        await self._idle.wait()

    async def _max_concurrency(self) -> int:
        """How many shards Discord lets log in within 5 seconds; it need not be asked where there is but one."""
        if self.shards_served.count == 1:
            return 1
        _, _, limits = await self.http.get_bot_gateway()
        return limits["max_concurrency"]

    async def _register_commands(self) -> None:
        try:
            await sync_if_changed(self.tree, self.store, self.application_id or 0, self.settings.discord.sync_guild)
        except discord.HTTPException as error:
            logger.error("Discord refused the commands, so the old ones stay: %s", error)  # noqa: TRY400 - no traceback is needed for a refusal

    @tasks.loop(hours=24)
    async def keep_house(self) -> None:
        """Delete what is older than the retention allows; a day later where the clock may have made it old at once."""
        if self._clock.jumped():
            logger.warning("the machine's clock was put forward or back, so old entries are kept for another day")
            return
        try:
            await self.store.purge(self.settings.store.retention_days)
        except StoreError as error:
            logger.error("old entries were not deleted: %s", error.user_text)  # noqa: TRY400 - the text says all


class ManyShardsBot(KatheryneBot, commands.AutoShardedBot):
    """The bot of a process with several shards.

    A client of one shard stays `KatheryneBot`: it tries to resume its session for as long as the network fails, and a
    client of several gives a session up where the first try to reconnect fails.
    """

    def __init__(self, settings: Settings, worker: Worker, store: Store, shared: SharedState | None = None) -> None:
        """Make a client that is not connected yet; see `KatheryneBot`."""
        super().__init__(settings, worker, store, shared)
        self.shard_ids = list(self.shards_served.ids)

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect a shard when it is its turn."""
        await self._gate.before_connecting(self.application_id or 0, shard_id)
        await super().launch_shard(gateway, shard_id, initial=initial)


def make_bot(settings: Settings, worker: Worker, store: Store, shared: SharedState | None = None) -> KatheryneBot:
    """The bot for as many shards as the configuration gives this process; see `KatheryneBot`.

    Raises:
        SettingsError: The configuration does not say which shards these are.
    """
    kind = ManyShardsBot if len(settings.discord.own_shards().ids) > 1 else KatheryneBot
    return kind(settings, worker, store, shared)
