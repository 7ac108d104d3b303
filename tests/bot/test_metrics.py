import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.client import KatheryneBot
from bot.failures import StartError
from bot.metrics import served_metrics
from bot.settings import MetricsSettings
from katheryne_models.question.question import Question

SERVED = MetricsSettings(enabled=True, port=0)


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_monitoring_reads_what_was_done(offline_bot: KatheryneBot, web: aiohttp.ClientSession) -> None:
    await offline_bot.worker.reload("first")
    await offline_bot.worker.ask(Question("birthday of hu tao"), user_id=1)
    await offline_bot.worker.ask(Question("unsure"), user_id=1)
    with pytest.raises(Exception, match="boom"):
        await offline_bot.worker.ask(Question("boom"), user_id=1)
    async with (
        served_metrics(offline_bot, SERVED) as port,
        web.get(f"http://127.0.0.1:{port}/metrics") as response,
    ):
        content = await response.text()
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(content)
        for sample in family.samples
    }
    assert samples["katheryne_answers_total", "answered"] == 1
    assert samples["katheryne_answers_total", "declined"] == 1
    assert samples["katheryne_requests_total", "served"] == 2
    assert samples["katheryne_requests_total", "failed"] == 1
    assert samples["katheryne_request_seconds_count",] == 3
    assert samples["katheryne_batch_size_sum",] == 3
    assert samples["katheryne_stage_seconds_count", "answering"] >= 3  # one that fails is tried alone, too
    assert samples["katheryne_queue_depth",] == 0
    assert samples["katheryne_health", "ready"] == 1
    assert samples["katheryne_health", "offline"] == 0
    assert samples["katheryne_connected",] == 0
    assert samples["process_resident_memory_bytes",] > 0


async def test_the_health_page_says_what_is_wrong(offline_bot: KatheryneBot, web: aiohttp.ClientSession) -> None:
    async with served_metrics(offline_bot, SERVED) as port:
        async with web.get(f"http://127.0.0.1:{port}/health") as response:
            assert response.status == 503
            assert await response.json() == {"health": "offline", "connected": False, "checkpoint": None}
        await offline_bot.worker.reload("first")
        async with web.get(f"http://127.0.0.1:{port}/health") as response:
            assert (await response.json())["health"] == "ready"


async def test_nothing_is_served_unless_it_is_wanted(offline_bot: KatheryneBot) -> None:
    async with served_metrics(offline_bot, MetricsSettings()) as port:
        assert port is None


async def test_a_port_that_is_taken_is_named(offline_bot: KatheryneBot) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StartError, match=f"127.0.0.1:{port}"):
            async with served_metrics(offline_bot, MetricsSettings(enabled=True, port=port)):
                pass


async def test_the_token_is_in_no_metric(offline_bot: KatheryneBot, web: aiohttp.ClientSession) -> None:
    offline_bot.http.token = "very.secret.token"
    async with (
        served_metrics(offline_bot, SERVED) as port,
        web.get(f"http://127.0.0.1:{port}/metrics") as response,
    ):
        assert "secret" not in await response.text()
