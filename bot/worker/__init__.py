"""The worker: one thread that owns the assistant, so that the event loop never runs a tensor."""

from bot.worker.protocols import Assistant, AssistantLoader
from bot.worker.status import Health, Status
from bot.worker.worker import AssistantWorker

__all__ = ["Assistant", "AssistantLoader", "AssistantWorker", "Health", "Status"]
