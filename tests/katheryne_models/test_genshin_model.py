import pytest
import torch

from katheryne_models.genshin_model import GenshinAutoencoder


@pytest.mark.parametrize(("input_dim", "hidden", "latent"), [(120, 60, 30), (9, 4, 2), (3, 2, 1), (1, 2, 1)])
def test_sizes_follow_the_input(input_dim: int, hidden: int, latent: int) -> None:
    network = GenshinAutoencoder(input_dim)
    shapes = [tuple(weight.shape) for name, weight in network.state_dict().items() if name.endswith("weight")]
    assert shapes == [(hidden, input_dim), (latent, hidden), (hidden, latent), (input_dim, hidden)]


def test_latents_are_not_negative_and_outputs_lie_within_one() -> None:
    torch.manual_seed(0)
    network = GenshinAutoencoder(16)
    features = torch.randn(5, 16) * 10
    latents = network.encode(features)
    assert latents.shape == (5, 4)
    assert bool((latents >= 0).all())
    rebuilt = network(features)
    assert rebuilt.shape == features.shape
    assert bool((rebuilt.abs() <= 1).all())
