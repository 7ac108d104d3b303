"""A bot in this process or in one of its own, connected to a local Discord over real sockets."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot.client import KatheryneBot
from bot.settings import Settings
from bot.store.opening import open_store
from bot.worker import AssistantWorker
from tests.bot.conftest import Models
from tests.bot.sockets.addresses import use_local_discord
from tests.bot.sockets.local_discord import TOKEN, LocalDiscord
from tests.bot.sockets.openapi import DiscordContract
from tests.bot.waiting import until

PROJECT = Path(__file__).parents[3]
DOCUMENT = Path(os.environ.get("DISCORD_OPENAPI", PROJECT.parent / "shared" / "discord" / "openapi.json"))


@pytest.fixture(scope="session")
def contract() -> DiscordContract | None:
    """Discord's document, where this machine has it: it is not part of the project."""
    return DiscordContract(DOCUMENT) if DOCUMENT.is_file() else None


@asynccontextmanager
async def local_discord(contract: DiscordContract | None, *, shards: int = 1) -> AsyncIterator[LocalDiscord]:
    """A server that fails the test whose bot sent a body that Discord's document forbids."""
    server = LocalDiscord(contract, shards=shards)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
    assert not server.request_faults


@pytest.fixture
async def server(contract: DiscordContract | None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LocalDiscord]:
    async with local_discord(contract) as running:
        use_local_discord(running.base, monkeypatch.setattr)
        yield running


Connect = Callable[[], Awaitable[KatheryneBot]]


@pytest.fixture
async def connect(
    settings: Settings,
    models: Models,
    server: LocalDiscord,  # noqa: ARG001 - it must be there before the bot, and outlive it
) -> AsyncIterator[Connect]:
    """Connects a bot of this process, with a scripted assistant in its real worker; may be called again."""
    async with AsyncExitStack() as stack:

        async def connected() -> KatheryneBot:
            store = await stack.enter_async_context(await open_store(settings.store))
            worker = AssistantWorker(models.load, settings.worker)
            await worker.start()
            stack.push_async_callback(worker.stop)
            await worker.reload("first")
            bot = KatheryneBot(settings, worker, store)
            running = asyncio.create_task(bot.start(TOKEN))
            stack.push_async_callback(asyncio.wait, {running})
            stack.push_async_callback(bot.close)
            await until(lambda: bot.is_ready() or running.done())
            if running.done():
                running.result()
            return bot

        yield connected
        for assistant in models.assistants.values():
            assistant.gate.set()


class Program:
    """`python -m bot` with the released networks, in a process of its own, with only Discord's address changed."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._log: list[str] = []
        self._reading = asyncio.create_task(self._read())

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    async def loaded(self) -> None:
        """Wait until it is connected and its assistant is there."""
        await until(lambda: (self._said("connected as") and self._said("is loaded")) or self._reading.done())
        assert not self._reading.done(), "".join(self._log)

    @property
    def log(self) -> str:
        """What it has written."""
        return "".join(self._log)

    async def leave(self) -> int:
        """Tell it to leave, and wait for its exit code."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        await self._reading
        return await self._process.wait()

    async def kill(self) -> None:
        """Kill it, which it can't notice."""
        self._process.kill()
        await self._process.wait()
        await self._reading

    def _said(self, words: str) -> bool:
        return any(words in line for line in self._log)

    async def _read(self) -> None:
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            self._log.append(line.decode())


@asynccontextmanager
async def run_program(server: LocalDiscord, folder: Path, *arguments: str, **settings: str) -> AsyncIterator[Program]:
    """Run the program with some arguments and settings; what it writes goes to a folder."""
    environment = {
        **os.environ,
        "LOCAL_DISCORD": server.base,
        "DISCORD_TOKEN": TOKEN,
        "KATHERYNE_STORE__PATH": str(folder / "store.sqlite3"),
        "KATHERYNE_ASSISTANT__ENGINES": str(folder / "engines"),
        **settings,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bot.sockets.run_bot",
        *arguments,
        cwd=PROJECT,
        env=environment,
        stderr=asyncio.subprocess.PIPE,
    )
    program = Program(process)
    try:
        yield program
    finally:
        await program.leave()
