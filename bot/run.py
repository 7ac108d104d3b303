"""Runs the bot until it is told to leave."""

import asyncio
import logging
import signal
import sys
from contextlib import suppress
from pathlib import Path

import aiohttp
import discord

from bot.checkpoints import assistant_loader
from bot.client import KatheryneBot
from bot.failures import StartError
from bot.logs import configure_logging
from bot.settings import TOKEN_NAME, Settings, load_settings
from bot.store.store import Store
from bot.worker import AssistantLoader, AssistantWorker
from katheryne_models.errors import KatheryneError

logger = logging.getLogger(__name__)

CANNOT_START = 69  # EX_UNAVAILABLE of sysexits.h
SIGNALS = (signal.SIGINT, signal.SIGTERM)


def main(config: Path = Path("config.toml")) -> int:
    """Run the bot as a program.

    Returns:
        The exit code: 0 after a signal, 69 where the bot can't start; then one line says why.
    """
    try:
        settings = load_settings(config)
        configure_logging(settings)
        asyncio.run(run_bot(settings, assistant_loader(settings.assistant)))
    except KatheryneError as error:
        sys.stderr.write(f"{error.user_text}\n")
        return CANNOT_START
    except KeyboardInterrupt:
        logger.info("interrupted")
    return 0


async def run_bot(settings: Settings, loader: AssistantLoader) -> None:
    """Connect to Discord and serve until SIGINT or SIGTERM; then finish what waits, and leave.

    The assistant is loaded meanwhile. Where that fails, the bot runs without and says so on `/ask`.

    Raises:
        StartError: There is no token, Discord refuses it, or can't be reached.
        StoreError: The store can't be used.
    """
    if settings.token is None:
        message = f"There is no token: write {TOKEN_NAME}=... in the file .env (see .env.example)."
        raise StartError(message)
    async with await Store.open(settings.store.path) as store:
        worker = AssistantWorker(loader, settings.worker)
        await worker.start()
        bot = KatheryneBot(settings, worker, store)
        loading = asyncio.create_task(_load_first(worker, settings.assistant.checkpoint))
        try:
            async with bot:
                await _serve(bot, settings.token.get_secret_value())
        finally:
            loading.cancel()
            await worker.stop()


async def leave(bot: KatheryneBot) -> None:
    """Answer what waits, as far as `stop_seconds` allow, then disconnect."""
    await bot.worker.stop()
    with suppress(TimeoutError):
        async with asyncio.timeout(bot.settings.worker.stop_seconds):
            await bot.replies_sent()
    await bot.close()


async def _load_first(worker: AssistantWorker, checkpoint: str) -> None:
    try:
        await worker.reload(checkpoint)
    except KatheryneError as error:
        logger.warning("the bot runs without a model: %s", error.user_text)
    else:
        logger.info("the checkpoint %s is loaded", checkpoint)


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
    try:
        await bot.start(token)
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
