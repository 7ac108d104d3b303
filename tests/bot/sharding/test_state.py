"""Where what processes share is kept."""

import subprocess
import sys
from pathlib import Path

import discord
import pytest
from pydantic import SecretStr

from bot.client import KatheryneBot, make_bot
from bot.conversations import Conversations
from bot.failures import StoreError
from bot.limits import Limits
from bot.settings import Settings, StoreSettings, with_shards
from bot.sharding.postgres.conversations import PostgresConversations
from bot.sharding.state import shared_state
from katheryne_models.answer.answer import Exchange
from tests.bot.postgres import PASSWORD, PostgresServer

PROJECT = Path(__file__).parents[3]
EXCHANGE = Exchange("fact.birthday <character:0>")


async def test_by_default_everything_is_in_memory(settings: Settings) -> None:
    async with shared_state(settings) as state:
        assert isinstance(state.limits, Limits)
        assert isinstance(state.conversations, Conversations)


async def test_only_a_process_with_several_shards_is_a_client_of_several(offline_bot: KatheryneBot) -> None:
    assert not isinstance(offline_bot, discord.AutoShardedClient)
    kinds = {}
    for shards in ("0/1", "3/64", "2-3/64"):
        made = make_bot(with_shards(offline_bot.settings, shards), offline_bot.worker, offline_bot.store)
        async with made:
            kinds[shards] = type(made).__name__
            assert made.shard_count == int(shards.partition("/")[2])
    assert kinds == {"0/1": "KatheryneBot", "3/64": "KatheryneBot", "2-3/64": "ManyShardsBot"}


def test_by_default_nothing_of_it_is_imported() -> None:
    program = (
        "import sys, bot.run, bot.cli, bot.sharding.state; "
        "sys.exit(any(name.startswith(('asyncpg', 'bot.sharding.postgres')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=PROJECT, check=False).returncode == 0


async def test_with_a_database_it_outlives_the_process(settings: Settings, postgres_server: PostgresServer) -> None:
    url = SecretStr(postgres_server.new_database())
    chosen = settings.model_copy(update={"store": StoreSettings(url=url)})
    async with shared_state(chosen) as state:
        assert isinstance(state.conversations, PostgresConversations)
        await state.conversations.remember((1, 1), EXCHANGE)
    async with shared_state(chosen) as state:
        assert await state.conversations.last((1, 1)) == EXCHANGE


async def test_a_database_that_does_not_run_is_named_without_its_password(
    settings: Settings, postgres_server: PostgresServer
) -> None:
    for url in (postgres_server.url("nowhere"), f"postgresql://katheryne:{PASSWORD}@127.0.0.1:9/katheryne"):
        chosen = settings.model_copy(update={"store": StoreSettings(url=SecretStr(url))})
        with pytest.raises(StoreError, match="KATHERYNE_STORE__URL") as caught:
            async with shared_state(chosen):
                pass
        assert PASSWORD not in caught.value.user_text
