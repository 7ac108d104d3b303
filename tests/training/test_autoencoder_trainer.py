import pytest
import torch
from torch import Tensor

from katheryne_models.genshin_model import GenshinAutoencoder
from training.autoencoder_trainer import autoencoder_loss, fit_autoencoder
from training.errors import TrainingError


def make_features(items: int = 40, width: int = 32) -> Tensor:
    """Draw items around four centres."""
    generator = torch.Generator().manual_seed(1)
    centres = torch.randn(4, width, generator=generator)
    noise = torch.randn(items, width, generator=generator)
    return torch.tanh(centres[torch.arange(items) % 4] * 0.5 + noise * 0.2)


def cosines(rows: Tensor) -> Tensor:
    directions = torch.nn.functional.normalize(rows - rows.mean(dim=0), dim=-1)
    return directions @ directions.T


def test_latents_keep_the_geometry_of_the_features() -> None:
    features = make_features()
    reached: list[int] = []
    result = fit_autoencoder(features, epochs=200, on_epoch=lambda epoch, _: reached.append(epoch))
    assert reached == list(range(1, 201))
    assert not result.model.training
    assert result.losses[-1] < result.losses[0] / 5
    with torch.inference_mode():
        kept = cosines(result.model.encode(features))
    assert (kept - cosines(features)).abs().mean() < 0.1
    assert 0 <= result.dead_latents < 8


def test_the_geometry_term_is_what_keeps_it() -> None:
    features = make_features()

    def error(weight: float) -> float:
        model = fit_autoencoder(features, epochs=200, geometry_weight=weight).model
        with torch.inference_mode():
            return (cosines(model.encode(features)) - cosines(features)).abs().mean().item()

    assert error(10.0) < error(0.0) / 2


def test_the_loss_is_the_sum_of_both_parts() -> None:
    torch.manual_seed(0)
    features, model = make_features(6, 8), GenshinAutoencoder(8)
    variance, known = features.var(unbiased=False), torch.ones_like(features)
    plain = ((model(features) - features) ** 2).mean() / variance
    geometry = ((cosines(model.encode(features)) - cosines(features)) ** 2).mean()
    torch.testing.assert_close(autoencoder_loss(model, features, known, variance, 0.0), plain)
    torch.testing.assert_close(autoencoder_loss(model, features, known, variance, 3.0), plain + 3 * geometry)


@pytest.mark.parametrize("batch_size", [None, 16])
def test_a_seed_decides_everything_and_leaves_the_random_state(batch_size: int | None) -> None:
    features = make_features()
    torch.manual_seed(9)
    expected = torch.rand(1)
    torch.manual_seed(9)
    first = fit_autoencoder(features, epochs=5, batch_size=batch_size, seed=3)
    assert torch.equal(torch.rand(1), expected)
    again = fit_autoencoder(features, epochs=5, batch_size=batch_size, seed=3)
    other = fit_autoencoder(features, epochs=5, batch_size=batch_size, seed=4)
    assert first.losses == again.losses
    assert first.losses != other.losses
    for name, weight in first.model.state_dict().items():
        assert torch.equal(weight, again.model.state_dict()[name])


@pytest.mark.parametrize(
    ("features", "fault"),
    [
        (torch.zeros(1, 4), "at least two items"),
        (torch.zeros(4), "at least two items"),
        (torch.full((3, 4), 2.0), "from -1 to 1"),
        (torch.full((3, 4), torch.nan), "from -1 to 1"),
        (torch.full((3, 4), 0.5), "must not all be alike"),
    ],
)
def test_features_that_cannot_be_trained_on_are_refused(features: Tensor, fault: str) -> None:
    with pytest.raises(TrainingError, match=fault):
        fit_autoencoder(features, epochs=1)
