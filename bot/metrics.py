"""What the bot tells monitoring: Prometheus metrics and a health page, on a port of this machine."""

import asyncio
import logging
import math
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

from aiohttp import web
from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from bot.client import KatheryneBot
from bot.failures import StartError
from bot.settings import MetricsSettings
from bot.worker.status import Health

logger = logging.getLogger(__name__)

LAG_SECONDS = 1.0


class BotCollector(Collector):
    """Reads the bot's and its worker's state whenever monitoring asks.

    Attributes:
        loop_lag: By how many seconds the event loop was late at the last look.
    """

    def __init__(self, bot: KatheryneBot) -> None:
        """Read one bot."""
        self._bot = bot
        self.loop_lag = 0.0

    def collect(self) -> Iterable[Metric]:
        """All metrics of this moment."""
        bot, status = self._bot, self._bot.worker.status
        yield from bot.worker.metrics()
        health = GaugeMetricFamily("katheryne_health", "1 for the worker's state, 0 for the others", labels=["state"])
        for state in Health:
            health.add_metric([state.value], float(state is status.health))
        yield health
        requests = CounterMetricFamily("katheryne_requests", "Requests that ended", labels=["outcome"])
        requests.add_metric(["served"], status.served)
        requests.add_metric(["failed"], status.failed)
        yield requests
        gauges = {
            "katheryne_queue_depth": ("Requests that wait for the worker", status.queue_depth),
            "katheryne_servers": ("Servers that the bot is in", len(bot.guilds)),
            "katheryne_gateway_latency_seconds": ("Time of a heartbeat to Discord and back", _finite(bot.latency)),
            "katheryne_event_loop_lag_seconds": ("How late the event loop was", self.loop_lag),
            "katheryne_connected": ("Whether Discord is connected", float(_connected(bot))),
        }
        for name, (meaning, value) in gauges.items():
            yield GaugeMetricFamily(name, meaning, value=value)
        yield CounterMetricFamily("katheryne_thread_restarts", "Replacements of the thread", value=status.restarts)


@asynccontextmanager
async def served_metrics(bot: KatheryneBot, settings: MetricsSettings) -> AsyncIterator[int | None]:
    """Serve `/metrics` and `/health` while the context lasts.

    Yields:
        The port, or None where the configuration wants no such page.

    Raises:
        StartError: The port can't be had.
    """
    if not settings.enabled:
        yield None
        return
    collector = BotCollector(bot)
    runner = web.AppRunner(_application(bot, collector), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, settings.host, settings.port)
    watching = asyncio.create_task(_watch_loop(collector))
    try:
        try:
            await site.start()
        except OSError as error:
            where = f"{settings.host}:{settings.port}"
            message = (
                f"The metrics can't be served on {where} ({error.strerror}). "
                "Write another port under [metrics] in config.toml."
            )
            raise StartError(message) from error
        port = int(runner.addresses[0][1])
        logger.info("metrics are served on http://%s:%d/metrics", settings.host, port)
        yield port
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await runner.cleanup()


def _application(bot: KatheryneBot, collector: BotCollector) -> web.Application:
    registry = CollectorRegistry()
    registry.register(collector)
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def health(_request: web.Request) -> web.Response:
        status, connected = bot.worker.status, _connected(bot)
        good = status.health is Health.READY and connected
        told = {"health": status.health.value, "connected": connected, "checkpoint": status.checkpoint}
        return web.json_response(told, status=200 if good else 503)

    application = web.Application()
    application.add_routes([web.get("/metrics", metrics), web.get("/health", health)])
    return application


async def _watch_loop(collector: BotCollector) -> None:
    while True:
        before = time.perf_counter()
        await asyncio.sleep(LAG_SECONDS)
        collector.loop_lag = max(time.perf_counter() - before - LAG_SECONDS, 0.0)


def _connected(bot: KatheryneBot) -> bool:
    return bot.is_ready() and not bot.is_closed()


def _finite(latency: float) -> float:
    """Discord.py says NaN before the first heartbeat."""
    return latency if math.isfinite(latency) else 0.0
