"""The worker: what answers, beside the event loop, so that that never runs a tensor."""

from bot.worker.base import Worker
from bot.worker.protocols import Assistant, AssistantLoader
from bot.worker.status import Health, Status
from bot.worker.worker import AssistantWorker

__all__ = ["Assistant", "AssistantLoader", "AssistantWorker", "Health", "Status", "Worker"]
