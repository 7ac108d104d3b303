"""Trains an autoencoder so that its latents keep who resembles whom."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim import Adam
from torch.optim.lr_scheduler import CosineAnnealingLR

from katheryne_models.genshin_model import GenshinAutoencoder
from training.errors import TrainingError

_FIRST_BIAS = 0.2


@dataclass(frozen=True, slots=True)
class FitResult:
    """A trained autoencoder.

    Attributes:
        model: The network, set to inference.
        losses: The mean loss of each epoch.
        dead_latents: Latents that are 0 for every item.
    """

    model: GenshinAutoencoder
    losses: tuple[float, ...]
    dead_latents: int


def fit_autoencoder(
    features: Tensor,
    *,
    known: Tensor | None = None,
    epochs: int = 500,
    learning_rate: float = 5e-3,
    geometry_weight: float = 30.0,
    batch_size: int | None = None,
    seed: int = 0,
    on_epoch: Callable[[int, float], None] | None = None,
) -> FitResult:
    """Train an autoencoder with Adam and a cosine decay of the rate.

    Args:
        features: Each item's features, weighted, within -1 to 1 as the network's Tanh, [items, features].
        known: Which features are known, [items, features]; the others are 0 and need not be rebuilt. All
            without it.
        epochs: Passes over all items.
        learning_rate: The rate at the start.
        geometry_weight: How much the geometry counts beside the reconstruction; see `autoencoder_loss`.
        batch_size: Items that are trained together; all without it.
        seed: Draws weights and batches. PyTorch's own random state is left as it was.
        on_epoch: Called after each epoch with its number, from 1, and its loss.

    Raises:
        TrainingError: There are fewer than two items, a feature is not within -1 to 1, or all
            items are alike.
    """
    if features.ndim != 2 or len(features) < 2:  # noqa: PLR2004  (rows and columns; a pair)
        message = "An autoencoder needs a table of at least two items."
        raise TrainingError(message)
    if not bool((features.abs() <= 1).all()):
        message = "An autoencoder's features must be numbers from -1 to 1."
        raise TrainingError(message)
    if not bool(_centred(features).any()):
        message = "An autoencoder's items must not all be alike."
        raise TrainingError(message)
    known = torch.ones_like(features) if known is None else known.to(features.dtype)
    with torch.random.fork_rng(devices=[]), _one_thread():
        torch.manual_seed(seed)
        model = GenshinAutoencoder(features.shape[1])
        _wake(model)
        losses = []
        optimizer = Adam(model.parameters(), learning_rate)
        schedule = CosineAnnealingLR(optimizer, epochs)
        for epoch in range(1, epochs + 1):
            losses.append(_train_epoch(model, features, known, optimizer, geometry_weight, batch_size))
            schedule.step()
            if on_epoch is not None:
                on_epoch(epoch, losses[-1])
    model.eval()
    with torch.inference_mode():
        dead = int((model.encode(features) == 0).all(dim=0).sum())
    return FitResult(model, tuple(losses), dead)


def _wake(model: GenshinAutoencoder) -> None:
    """Start the encoder's biases above 0: a ReLU that is 0 for all items at the start stays so."""
    for layer in model.encoder:
        if isinstance(layer, nn.Linear):
            nn.init.constant_(layer.bias, _FIRST_BIAS)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Compute on one thread: for matrices this small, handing work over costs more than it saves."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _train_epoch(
    model: GenshinAutoencoder,
    features: Tensor,
    known: Tensor,
    optimizer: Adam,
    geometry_weight: float,
    batch_size: int | None,
) -> float:
    """Pass over all items once; give the mean loss of an item."""
    variance = _centred(features).square().mean()
    order = torch.randperm(len(features))
    total = 0.0
    for rows in torch.split(order, batch_size or len(features)):
        batch = features[rows]
        loss = autoencoder_loss(model, batch, known[rows], variance, geometry_weight)
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()
        total += loss.item() * len(batch)
    return total / len(features)


def autoencoder_loss(
    model: GenshinAutoencoder, features: Tensor, known: Tensor, variance: Tensor, geometry_weight: float
) -> Tensor:
    """Sum what the reconstruction loses and what the latents' geometry loses.

    The reconstruction's part is the mean squared error over the features' variance. The geometry's part
    is the mean squared difference, over all pairs of items, between the cosine of their latents and the
    cosine of their features, both centred: neighbours are ranked by the former, and should be those of
    the latter.

    Args:
        model: The network.
        features: Features of some items, [items, features].
        known: 1 where a feature is known and must be rebuilt, else 0, [items, features].
        variance: The variance of all items' features, a scalar.
        geometry_weight: How much the geometry's part counts.
    """
    latents = model.encode(features)
    rebuilt: Tensor = model.decoder(latents)
    reconstruction = (known * (rebuilt - features)).square().sum() / known.sum() / variance
    geometry = functional.mse_loss(_cosines(latents), _cosines(features))
    return reconstruction + geometry_weight * geometry


def _centred(rows: Tensor) -> Tensor:
    return rows - rows.mean(dim=0)


def _cosines(rows: Tensor) -> Tensor:
    """Give the cosine of every pair of centred rows, [rows, rows]."""
    directions = functional.normalize(_centred(rows), dim=-1)
    return directions @ directions.T
