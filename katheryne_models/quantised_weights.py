"""Weights of large matrices as whole numbers of eight bits, so that a checkpoint stays small.

Each row of a matrix shares a scale: weight = whole number times scale, symmetric about 0. What is no matrix stays a
16-bit number.
"""

from collections.abc import Mapping

import torch
from torch import Tensor

SCALE = ".scale"
_LIMIT = 127
_MATRIX = 2


def quantise(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """A state dict with its matrices as int8 and a scale a row, [rows, 1], under the name with `.scale` behind it."""
    stored: dict[str, Tensor] = {}
    for name, weight in weights.items():
        if weight.dim() != _MATRIX:
            stored[name] = weight.half()
            continue
        scale = (weight.abs().amax(dim=1, keepdim=True) / _LIMIT).clamp_min(torch.finfo(torch.float32).tiny)
        stored[name] = (weight / scale).round().to(torch.int8)
        stored[name + SCALE] = scale.float()
    return stored


def restore(stored: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The float32 state dict of what `quantise` made."""
    return {
        name: weight.float() * stored[name + SCALE] if weight.dtype == torch.int8 else weight.float()
        for name, weight in stored.items()
        if not name.endswith(SCALE)
    }


def expected(weights: Mapping[str, Tensor]) -> dict[str, tuple[tuple[int, ...], torch.dtype]]:
    """Shape and type of every tensor that `quantise` makes of a state dict, from its shapes alone."""
    found: dict[str, tuple[tuple[int, ...], torch.dtype]] = {}
    for name, weight in weights.items():
        matrix = weight.dim() == _MATRIX
        found[name] = (tuple(weight.shape), torch.int8 if matrix else torch.float16)
        if matrix:
            found[name + SCALE] = ((weight.shape[0], 1), torch.float32)
    return found
