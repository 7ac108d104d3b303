"""Where and how precisely a training computes."""

from collections.abc import Sequence
from typing import Literal

import torch
from lightning_fabric import Fabric
from lightning_fabric.loggers.logger import Logger

from training.configuration import AssistantTraining, Precision


def make_fabric(config: AssistantTraining, loggers: Sequence[Logger]) -> Fabric:
    """Set PyTorch's threads and choose device and precision.

    The threads are set for the whole process: a training has it to itself.
    """
    torch.set_num_threads(config.threads)
    on_gpu = config.accelerator == "cuda" or (config.accelerator == "auto" and torch.cuda.is_available())
    torch.backends.cudnn.benchmark = on_gpu
    fabric = Fabric(
        accelerator=config.accelerator,
        devices=config.devices,
        # gloo on processors, nccl on GPUs
        strategy="ddp" if config.devices > 1 else "auto",
        precision=_resolve(config.precision, on_gpu=on_gpu),
        loggers=list(loggers),
    )
    fabric.launch()
    return fabric


def _resolve(precision: Precision, *, on_gpu: bool) -> Literal["32-true", "16-mixed", "bf16-mixed"]:
    """Choose the precision that "auto" stands for."""
    if precision != "auto":
        return precision
    if not on_gpu:
        return "32-true"
    return "bf16-mixed" if torch.cuda.is_bf16_supported() else "16-mixed"
