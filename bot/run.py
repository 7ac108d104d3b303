"""Runs the bot until it is told to leave."""

import asyncio
import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import aiohttp
import discord

from bot.checkpoints import assistant_loader
from bot.client import KatheryneBot, make_bot
from bot.failures import StartError
from bot.logs import blotted, configure_logging
from bot.metrics import served_metrics
from bot.settings import TOKEN_NAME, Settings, load_settings, with_shards
from bot.sharding.state import shared_state
from bot.store.opening import open_store
from bot.sync import sync_commands
from bot.worker import AssistantLoader, AssistantWorker, Worker
from katheryne_models.errors import KatheryneError

logger = logging.getLogger(__name__)

CANNOT_START = 69  # EX_UNAVAILABLE of sysexits.h
BROKEN = 70  # EX_SOFTWARE
SIGNALS = (signal.SIGINT, signal.SIGTERM)
# How long a thread may keep the interpreter while another one wants it. The event loop wants it at every message;
# Python's own 5 ms let a round trip take 40 ms (one in a hundred) while a checkpoint was loaded, these take 1.
SWITCH_SECONDS = 0.0002


def main(config: Path = Path("config.toml"), shards: str | None = None) -> int:
    """Run the bot as a program.

    Args:
        config: The configuration.
        shards: The shards to serve, as `--shards` gives them, or None for the configured ones.

    Returns:
        The exit code: 0 after a signal; 69 where the bot can't start, after one line that says why; 70 after an error
        that was not foreseen, whose traceback is in the log.
    """
    settings = None
    try:
        settings = load_settings(config)
        if shards is not None:
            settings = with_shards(settings, shards)
        configure_logging(settings)
        sys.setswitchinterval(SWITCH_SECONDS)
        asyncio.run(run_bot(settings, assistant_loader(settings.assistant)))
    except KatheryneError as error:
        reason = blotted(error.user_text, settings) if settings else error.user_text
        sys.stderr.write(f"{reason}\n")
        return CANNOT_START
    except KeyboardInterrupt:
        logger.info("interrupted")
    except Exception:  # the log blots secrets out of a traceback, which Python's own way of showing it does not
        logger.critical("the bot ended by an error that was not foreseen", exc_info=True)
        return BROKEN
    return 0


async def run_bot(settings: Settings, loader: AssistantLoader) -> None:
    """Connect to Discord and serve until SIGINT or SIGTERM; then finish what waits, and leave.

    The assistant is loaded meanwhile. Where that fails, the bot runs without and says so on `/ask`.

    Raises:
        SettingsError: The configuration does not say which shards this process serves.
        StartError: There is no token, Discord refuses it or can't be reached, or the metrics' port is taken.
        StoreError: The store, or the database that several processes share, can't be used.
    """
    token = token_of(settings)
    async with await open_store(settings.store) as store, shared_state(settings) as shared:
        worker = worker_for(settings, loader)
        bot = make_bot(settings, worker, store, shared)
        await worker.start()
        loading = asyncio.create_task(_begin(worker, settings.assistant.checkpoint))
        try:
            async with served_metrics(bot, settings.metrics), bot:
                await _serve(bot, token)
        finally:
            loading.cancel()
            await worker.stop()


def worker_for(settings: Settings, loader: AssistantLoader) -> Worker:
    """What answers: a thread of this process, or a Ray cluster.

    Args:
        settings: The configuration.
        loader: What a thread of this process loads its assistant with.
    """
    if settings.assistant.backend == "ray":
        from bot.ray_serve.worker import RayWorker  # noqa: PLC0415 - the default needs none of it

        return RayWorker(settings)
    return AssistantWorker(loader, settings.worker)


async def register_commands(settings: Settings, loader: AssistantLoader, guild_id: int | None) -> None:
    """Tell Discord the commands, whether they have changed or not, without staying connected.

    Args:
        settings: The configuration.
        loader: What the bot would load its assistant with; nothing is loaded.
        guild_id: The server to register them in, 0 for everywhere, or None for what the configuration says.

    Raises:
        StartError: There is no token, Discord refuses it or the commands, or can't be reached.
        StoreError: The store can't be used.
    """
    chosen = settings.discord.sync_guild if guild_id is None else guild_id
    worker = AssistantWorker(loader, settings.worker)
    async with await open_store(settings.store) as store, KatheryneBot(settings, worker, store) as bot:
        with _reaching_discord():
            await bot.login(token_of(settings))
            await sync_commands(bot.tree, store, bot.application_id or 0, chosen)


def token_of(settings: Settings) -> str:
    """The token.

    Raises:
        StartError: There is none.
    """
    if settings.token is None:
        message = f"There is no token: write {TOKEN_NAME}=... in the file .env (see .env.example)."
        raise StartError(message)
    return settings.token.get_secret_value()


async def leave(bot: KatheryneBot) -> None:
    """Answer what waits, as far as `stop_seconds` allow, then disconnect."""
    await bot.worker.stop()
    with suppress(TimeoutError):
        async with asyncio.timeout(bot.settings.worker.stop_seconds):
            await bot.replies_sent()
    await bot.close()


async def _begin(worker: Worker, checkpoint: str) -> None:
    try:
        await worker.begin(checkpoint)
    except KatheryneError as error:
        logger.warning("the bot runs without a model: %s", error.user_text)
    else:
        versions = worker.versions
        logger.info("the checkpoint %s is loaded", versions.model if versions else checkpoint)


async def _serve(bot: KatheryneBot, token: str) -> None:
    """Stay connected until a signal comes; what waits then is answered before the connection ends."""
    told_to_leave = asyncio.Event()
    _on_signal(told_to_leave)
    connection = asyncio.create_task(_connect(bot, token))
    leaving = asyncio.create_task(told_to_leave.wait())
    await asyncio.wait({connection, leaving}, return_when=asyncio.FIRST_COMPLETED)
    leaving.cancel()
    if not connection.done():
        logger.info("leaving")
        await leave(bot)
    await connection


async def _connect(bot: KatheryneBot, token: str) -> None:
    with _reaching_discord():
        await bot.start(token)


@contextmanager
def _reaching_discord() -> Iterator[None]:
    """Turn Discord's refusals and a network that fails into the project's own failure."""
    try:
        yield
    except discord.LoginFailure:
        message = f"Discord refuses the token. Copy it anew into {TOKEN_NAME} in the file .env."
        raise StartError(message) from None
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        message = f"Discord can't be reached ({error}). Check the network, then start again."
        raise StartError(message) from error


def _on_signal(told_to_leave: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def leave_once() -> None:
        told_to_leave.set()
        # a second Ctrl+C ends the program at once
        for name in SIGNALS:
            loop.remove_signal_handler(name)

    for name in SIGNALS:
        with suppress(NotImplementedError):  # Windows: Ctrl+C raises KeyboardInterrupt instead
            loop.add_signal_handler(name, leave_once)
