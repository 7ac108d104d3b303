"""The second opinion: a pretrained sentence encoder with a small decoder that writes the same plans.

`GenshinAssistant` learns English from the wordings alone. This network starts from one that has read a billion
sentences (MiniLM: Wang et al., 2020, arXiv:2002.10957; trained on pairs of sentences as all-MiniLM-L6-v2), so it knows
words that no wording holds. The two err on different questions: where they agree, they are nearly always right.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from katheryne_models.token_embedding import TokenEmbedding

MOST_PIECES = 64  # word pieces that are read of a question, the first and last sign among them


@dataclass(frozen=True, slots=True)
class ReadQuestions:
    """A batch of encoded questions.

    Attributes:
        outputs: What the encoder makes of each piece, [batch, pieces, width].
        keys: What the decoder compares its state with, [batch, pieces, plan_width].
        mask: True where a piece stands, False on padding, [batch, pieces].
        state: The decoder's start state, [batch, plan_width].
    """

    outputs: Tensor
    keys: Tensor
    mask: Tensor
    state: Tensor

    def select(self, rows: Tensor) -> "ReadQuestions":
        """Take the given rows of the batch, [rows]; a row may be taken more than once."""
        return ReadQuestions(self.outputs[rows], self.keys[rows], self.mask[rows], self.state[rows])


class SentenceReader(nn.Module):
    """A Transformer encoder (Vaswani et al., 2017, arXiv:1706.03762) and a GRU decoder with dot-product attention.

    Args:
        vocab_size: Tokens that a question may hold: word pieces and placeholders.
        plan_tokens: Tokens that a plan may hold, its end among them.
        layers: Layers of the encoder.
        width: The width of a piece's vector.
        heads: Attention heads of a layer.
        inner_width: The width inside a layer.
        plan_width: The width of the decoder.
        dropout: The share of values dropped while training.
    """

    def __init__(
        self,
        vocab_size: int,
        plan_tokens: int,
        layers: int = 6,
        width: int = 384,
        heads: int = 12,
        inner_width: int = 1536,
        plan_width: int = 256,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.start = plan_tokens  # the decoder's first token, one past the plan tokens
        self.pieces = TokenEmbedding(vocab_size, width)
        self.positions = TokenEmbedding(MOST_PIECES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        layer = nn.TransformerEncoderLayer(
            width, heads, inner_width, dropout, "gelu", layer_norm_eps=1e-12, batch_first=True
        )
        self.encoder = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)
        self.plan_tokens = TokenEmbedding(plan_tokens + 1, plan_width)
        self.begin = nn.Linear(width, plan_width)
        self.keys = nn.Linear(width, plan_width, bias=False)
        self.decoder = nn.GRU(plan_width, plan_width, batch_first=True)
        self.output = nn.Sequential(
            nn.Linear(plan_width + width, plan_width),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(plan_width, plan_tokens),
        )

    def encode(self, tokens: Tensor, mask: Tensor) -> ReadQuestions:
        """Encode questions; what stands on padding never changes the result.

        Args:
            tokens: Token ids, [batch, pieces], padded at the end.
            mask: True where a piece stands, [batch, pieces].
        """
        embedded = self.norm(self.pieces(tokens) + self.positions.weight[: tokens.shape[1]])
        outputs = self.encoder(self.dropout(embedded), src_key_padding_mask=~mask)
        mean = (outputs * mask.unsqueeze(-1)).sum(dim=1) / mask.sum(dim=1, keepdim=True)
        return ReadQuestions(outputs, self.keys(outputs), mask, torch.tanh(self.begin(mean)))

    def _score(self, states: Tensor, read: ReadQuestions) -> Tensor:
        """Logits of the plan tokens, [batch, steps, plan_tokens], from decoder states, [batch, steps, plan_width]."""
        energy = states @ read.keys.transpose(1, 2)
        weights = energy.masked_fill(~read.mask.unsqueeze(1), -torch.inf).softmax(dim=-1)
        scores: Tensor = self.output(torch.cat([states, weights @ read.outputs], dim=-1))
        return scores

    def step(self, previous: Tensor, state: Tensor, read: ReadQuestions) -> tuple[Tensor, Tensor]:
        """Decode one token.

        Args:
            previous: The token before, as a position among the plan tokens, or `start`, [batch].
            state: The decoder's state, `read.state` at the start, [batch, plan_width].
            read: The questions.

        Returns:
            Logits [batch, plan_tokens] and the new state.
        """
        states, last = self.decoder(self.plan_tokens(previous).unsqueeze(1), state.unsqueeze(0))
        return self._score(states, read).squeeze(1), last.squeeze(0)

    def forward(self, tokens: Tensor, mask: Tensor, plans: Tensor) -> Tensor:
        """Score the given plans (teacher forcing).

        Args:
            tokens: Token ids, [batch, pieces], padded at the end.
            mask: True where a piece stands, [batch, pieces].
            plans: Plan tokens from `start` on, each before the one to predict, [batch, steps].

        Returns:
            Logits, [batch, steps, plan_tokens].
        """
        read = self.encode(tokens, mask)
        states, _ = self.decoder(self.plan_tokens(plans), read.state.unsqueeze(0))
        return self._score(states, read)
