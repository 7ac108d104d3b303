"""An embedding whose skeleton costs nothing to make."""

from torch import nn


class TokenEmbedding(nn.Embedding):
    """An embedding that draws no weights where there is no memory for them."""

    def reset_parameters(self) -> None:
        """Draw the weights, unless the network is a skeleton: PyTorch loads its compiler first to draw nothing."""
        if not self.weight.is_meta:
            super().reset_parameters()
