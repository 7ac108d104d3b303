"""A whole bot on a simulated Discord, with a small assistant in the real worker and a real store."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from simcord import Env
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle

from bot.client import KatheryneBot
from bot.settings import AssistantSettings, Settings, StoreSettings, WorkerSettings
from bot.store.opening import open_store
from bot.worker import AssistantWorker
from katheryne_models.errors import CheckpointError
from tests.bot.assistants import ScriptedAssistant
from tests.bot.postgres import PostgresServer, running_server

CONFIG = '{"kind": "assistant", "vocab_size": 9, "embedding_dim": 4, "hidden_dim": 4}'


class Models:
    """A folder of checkpoints, and the assistants that stand for them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.assistants = {name: ScriptedAssistant(name) for name in ("first", "second")}
        for name in (*self.assistants, "broken"):
            (folder / name).mkdir(parents=True)
            (folder / name / "config.json").write_text(CONFIG, encoding="utf-8")

    def load(self, name: str) -> ScriptedAssistant:
        if name not in self.assistants:
            message = f"{name}/model.safetensors is damaged."
            raise CheckpointError(message)
        return self.assistants[name]

    @property
    def first(self) -> ScriptedAssistant:
        return self.assistants["first"]


@dataclass(frozen=True)
class World:
    """A server with a channel, where Alice and Bob are members, and Alice's bot."""

    env: Env
    bot: KatheryneBot
    models: Models
    guild: GuildHandle
    channel: ChannelHandle
    alice: MemberActor
    bob: MemberActor


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A server for all tests, each of which makes a database of its own; a test that stops it starts it again."""
    with running_server() as server:
        yield server


@pytest.fixture
def url(postgres_server: PostgresServer) -> str:
    """The address of an empty PostgreSQL database."""
    return postgres_server.new_database()


@pytest.fixture
def models(tmp_path: Path) -> Models:
    return Models(tmp_path / "models")


@pytest.fixture
def settings(tmp_path: Path, models: Models) -> Settings:
    return Settings(
        assistant=AssistantSettings(models=models.folder),
        worker=WorkerSettings(queue_per_user=1),
        store=StoreSettings(path=tmp_path / "store.sqlite3"),
    )


@pytest.fixture
async def offline_bot(settings: Settings, models: Models) -> AsyncIterator[KatheryneBot]:
    async with await open_store(settings.store) as store:
        worker = AssistantWorker(models.load, settings.worker)
        await worker.start()
        yield KatheryneBot(settings, worker, store)
        for assistant in models.assistants.values():
            assistant.gate.set()
        await worker.stop()


@pytest.fixture
async def simcord_bot(offline_bot: KatheryneBot) -> KatheryneBot:
    await offline_bot.worker.reload("first")
    return offline_bot


@pytest.fixture
def world(simcord_env: Env, simcord_bot: KatheryneBot, models: Models) -> World:
    return build_world(simcord_env, simcord_bot, models)


def build_world(env: Env, bot: KatheryneBot, models: Models) -> World:
    guild = env.create_guild()
    alice = guild.add_member(env.create_user("alice"))
    bot.owner_id = alice.id
    return World(
        env=env,
        bot=bot,
        models=models,
        guild=guild,
        channel=guild.create_text_channel("general"),
        alice=alice,
        bob=guild.add_member(env.create_user("bob")),
    )
