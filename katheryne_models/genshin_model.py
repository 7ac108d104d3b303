"""The network behind `/similar`: an autoencoder whose latents place like beside like."""

from torch import Tensor, nn


class GenshinAutoencoder(nn.Module):
    """Squeezes an item's features to a quarter of their width and rebuilds them.

    Args:
        input_dim: How many features an item has.
    """

    def __init__(self, input_dim: int) -> None:
        super().__init__()
        self.input_dim = input_dim
        self.hidden_dim = max(input_dim // 2, 2)
        self.latent_dim = max(self.hidden_dim // 2, 1)
        self.encoder = nn.Sequential(
            nn.Linear(input_dim, self.hidden_dim),
            nn.ReLU(),
            nn.Linear(self.hidden_dim, self.latent_dim),
            nn.ReLU(),
        )
        self.decoder = nn.Sequential(
            nn.Linear(self.latent_dim, self.hidden_dim),
            nn.ReLU(),
            nn.Linear(self.hidden_dim, input_dim),
            nn.Tanh(),
        )

    def encode(self, features: Tensor) -> Tensor:
        """Give the latents, [items, latent_dim], of features, [items, input_dim]."""
        latents: Tensor = self.encoder(features)
        return latents

    def forward(self, features: Tensor) -> Tensor:
        """Rebuild features, [items, input_dim], from their latents; each lies in -1 to 1."""
        rebuilt: Tensor = self.decoder(self.encode(features))
        return rebuilt
