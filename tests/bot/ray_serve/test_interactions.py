"""An interaction is answered once, whatever the cluster does meanwhile."""

from collections.abc import AsyncIterator

import pytest

from bot.client import KatheryneBot
from bot.ray_serve.worker import RayWorker
from bot.settings import Settings
from bot.store.opening import open_store
from tests.bot.commands.test_ask import hold_answers, reply_of, requests_of
from tests.bot.conftest import World
from tests.bot.ray_serve.stand_in import LOST_REPLICA, StandIn


@pytest.fixture
async def simcord_bot(settings: Settings, cluster: StandIn) -> AsyncIterator[KatheryneBot]:
    asking = settings.model_copy(update={"ray": cluster.settings().ray})
    async with await open_store(settings.store) as store:
        worker = RayWorker(asking)
        await worker.start()
        await worker.begin("first")
        yield KatheryneBot(asking, worker, store)
        await worker.stop()


@pytest.mark.parametrize("losses", [0, 1, 2])
async def test_a_lost_replica_makes_no_second_reply(
    world: World, cluster: StandIn, losses: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_answers(world, monkeypatch)
    cluster.failures.extend([LOST_REPLICA] * losses)
    reply = reply_of(await world.bob.slash(world.channel, "ask", question="birthday of hu tao"))

    assert requests_of(world) == ["POST callback"]
    assert len(cluster.asked) == min(losses + 1, 2)
    if losses < 2:
        assert reply.embeds[0].description == "first answers 'birthday of hu tao'."
    else:
        assert reply.ephemeral
        assert reply.content.startswith("I can't answer now.")
    assert len(world.env.errors) == (losses == 2)


async def test_without_a_cluster_the_model_is_offline(
    world: World, cluster: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_answers(world, monkeypatch)
    await cluster.stop()
    for _ in range(2):
        reply = reply_of(await world.bob.slash(world.channel, "ask", question="birthday of hu tao"))
        assert reply.content.startswith("I can't answer now.")
    assert requests_of(world) == ["POST callback"] * 2
    assert len(world.env.errors) == 2
