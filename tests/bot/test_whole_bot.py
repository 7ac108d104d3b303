"""The whole bot with the released checkpoint and the real tables, through the real worker, on a simulated Discord."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from simcord import Env
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle

from bot.checkpoints import assistant_loader
from bot.client import KatheryneBot
from bot.settings import AssistantSettings, Settings, StoreSettings
from bot.store.opening import open_store
from bot.worker import Assistant, AssistantWorker
from tests.bot.commands.test_ask import reply_of

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    models = tmp_path / "models"
    shutil.copytree(PROJECT / "data" / "models", models)
    shutil.copytree(models / "assistant", models / "broken")
    weights = models / "broken" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000] + bytes(1000))
    return Settings(
        assistant=AssistantSettings(models=models, data=PROJECT / "data" / "game"),
        store=StoreSettings(path=tmp_path / "store.sqlite3"),
    )


class Loader:
    """The real loader, but for the first load: what it loads is ready, since every test needs it."""

    def __init__(self, ready: Assistant, settings: AssistantSettings) -> None:
        self._ready: Assistant | None = ready
        self._load = assistant_loader(settings)

    def __call__(self, name: str) -> Assistant:
        ready, self._ready = self._ready, None
        return ready or self._load(name)


@pytest.fixture
async def simcord_bot(settings: Settings, released: Assistant) -> AsyncIterator[KatheryneBot]:
    async with await open_store(settings.store) as store:
        worker = AssistantWorker(Loader(released, settings.assistant), settings.worker)
        await worker.start()
        await worker.reload("assistant")
        yield KatheryneBot(settings, worker, store)
        await worker.stop()


@pytest.fixture
def guild(simcord_env: Env) -> GuildHandle:
    simcord_env.settle_timeout = 100  # seconds: a reload loads two networks, on a slow machine too
    return simcord_env.create_guild()


@pytest.fixture
def channel(guild: GuildHandle) -> ChannelHandle:
    return guild.create_text_channel("general")


@pytest.fixture
def owner(simcord_env: Env, simcord_bot: KatheryneBot, guild: GuildHandle) -> MemberActor:
    member = guild.add_member(simcord_env.create_user("alice"))
    simcord_bot.owner_id = member.id
    return member


@pytest.fixture
def member(simcord_env: Env, guild: GuildHandle) -> MemberActor:
    return guild.add_member(simcord_env.create_user("bob"))


async def ask(member: MemberActor, channel: ChannelHandle, question: str) -> str:
    return str(reply_of(await member.slash(channel, "ask", question=question)).embeds[0].description)


async def test_a_member_asks_and_follows_up(channel: ChannelHandle, member: MemberActor) -> None:
    assert "July 15" in await ask(member, channel, "When is Hu Tao's birthday?")
    assert "Havoc: Annihilation" in await ask(member, channel, "whats childes c6 do")
    assert "608" in await ask(member, channel, "how much atk does homa have at lvl 90")


async def test_a_follow_up_is_the_asker_s_own(channel: ChannelHandle, member: MemberActor, owner: MemberActor) -> None:
    assert "Pyro" in await ask(member, channel, "what element is hu tao")
    assert "Geo" in await ask(owner, channel, "what element is zhongli")
    assert "July 15" in await ask(member, channel, "and when is her birthday?")


async def test_a_member_finds_neighbours(channel: ChannelHandle, member: MemberActor) -> None:
    for name in ("Hu Tao", "staff of homa", "Emblem"):
        embed = reply_of(await member.slash(channel, "similar", name=name)).embeds[0]
        assert len(embed.fields) == 5
        assert all(str(field.value).startswith("•") for field in embed.fields)


async def test_the_owner_reloads_and_the_bot_goes_on(
    channel: ChannelHandle, member: MemberActor, owner: MemberActor, simcord_env: Env
) -> None:
    done = reply_of(await owner.slash(channel, "admin reload", name="assistant"))
    assert "answers from now on" in str(done.embeds[0].description)
    assert "July 15" in await ask(member, channel, "When is Hu Tao's birthday?")
    broken = reply_of(await owner.slash(channel, "admin reload", name="broken"))
    assert "model.safetensors" in broken.content
    assert "July 15" in await ask(member, channel, "When is Hu Tao's birthday?")
    assert len(simcord_env.errors) == 1


async def test_a_member_without_the_right_may_not_reload(
    channel: ChannelHandle, member: MemberActor, owner: MemberActor, simcord_env: Env
) -> None:
    assert owner.id != member.id
    refused = reply_of(await member.slash(channel, "admin reload", name="assistant"))
    assert refused.ephemeral
    assert "Only the owner" in refused.content
    assert len(simcord_env.errors) == 1


@pytest.mark.parametrize("question", ["@everyone free nitro http://example.com", "😀" * 500, "hu tao's c7?"])
async def test_what_can_t_be_answered_is_declined_politely(
    channel: ChannelHandle, member: MemberActor, question: str
) -> None:
    reply = reply_of(await member.slash(channel, "ask", question=question))
    assert reply.embeds[0].description
    assert "@everyone" not in str(reply.embeds[0].description)
