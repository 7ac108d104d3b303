"""The network that reads a question and writes an answer plan, token by token."""

from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from katheryne_models.question.vocabulary import PAD_ID
from katheryne_models.token_embedding import TokenEmbedding

LAYERS = 2

LSTMState = tuple[Tensor, Tensor]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A batch of encoded questions.

    Attributes:
        outputs: Encoder outputs, [batch, words, 2 * hidden_dim].
        keys: The part of the attention's first layer that reads the outputs, [batch, words, hidden_dim].
        mask: True where a word stands, False on padding, [batch, words].
        state: The decoder's start state, a pair of [2, batch, 2 * hidden_dim].
    """

    outputs: Tensor
    keys: Tensor
    mask: Tensor
    state: LSTMState

    def select(self, rows: Tensor) -> "Encoded":
        """Take the given rows of the batch, [rows]; a row may be taken more than once."""
        return Encoded(
            self.outputs[rows],
            self.keys[rows],
            self.mask[rows],
            (self.state[0][:, rows], self.state[1][:, rows]),
        )

    def first(self, count: int) -> "Encoded":
        """Take the first rows of the batch without copying."""
        hidden, cell = self.state
        return Encoded(self.outputs[:count], self.keys[:count], self.mask[:count], (hidden[:, :count], cell[:, :count]))


class GenshinAssistant(nn.Module):
    """An LSTM encoder-decoder with additive attention (Bahdanau et al., 2015, arXiv:1409.0473).

    Args:
        vocab_size: How many tokens the vocabulary holds, words and plan tokens together.
        embedding_dim: The width of a token's vector.
        hidden_dim: The width of one direction of the encoder; the decoder is twice as wide.
        dropout: The share of values dropped while training.
    """

    def __init__(self, vocab_size: int, embedding_dim: int = 128, hidden_dim: int = 256, dropout: float = 0.1) -> None:
        super().__init__()
        self.vocab_size = vocab_size
        self.embedding_dim = embedding_dim
        self.hidden_dim = hidden_dim
        width = 2 * hidden_dim
        self.embedding = TokenEmbedding(vocab_size, embedding_dim, padding_idx=PAD_ID)
        self.embedding_dropout = nn.Dropout(dropout)
        self.encoder = nn.LSTM(embedding_dim, hidden_dim, LAYERS, batch_first=True, dropout=dropout, bidirectional=True)
        self.decoder = nn.LSTM(embedding_dim + width, width, LAYERS, batch_first=True, dropout=dropout)
        self.attention = nn.Sequential(
            nn.Linear(2 * width, hidden_dim), nn.Tanh(), nn.Dropout(dropout), nn.Linear(hidden_dim, 1)
        )
        self.output_layer = nn.Sequential(
            nn.Linear(width, hidden_dim), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden_dim, vocab_size)
        )
        self._open_forget_gates()

    def _open_forget_gates(self) -> None:
        """Set the forget gates' bias to 1, so that gradients reach far at the start.

        Source: Jozefowicz et al., 2015, "An Empirical Exploration of Recurrent Network Architectures".
        PyTorch adds two biases a gate and orders the gates input, forget, cell, output.
        """
        with torch.no_grad():
            for lstm in (self.encoder, self.decoder):
                size = lstm.hidden_size
                for name, parameter in lstm.named_parameters():
                    if name.startswith("bias_ih"):
                        parameter[size : 2 * size] = 1.0
                    elif name.startswith("bias_hh"):
                        parameter[size : 2 * size] = 0.0

    def encode(self, tokens: Tensor, lengths: Tensor) -> Encoded:
        """Encode questions; what stands on padding never changes the result.

        Args:
            tokens: Token ids, [batch, words], padded at the end.
            lengths: Words of each question, at least 1, [batch].
        """
        embedded = self.embedding_dropout(self.embedding(tokens))
        packed = pack_padded_sequence(embedded, lengths.cpu(), batch_first=True, enforce_sorted=False)
        packed_outputs, (hidden, cell) = self.encoder(packed)
        outputs, _ = pad_packed_sequence(packed_outputs, batch_first=True, total_length=tokens.shape[1])
        positions = torch.arange(tokens.shape[1], device=tokens.device)
        return Encoded(
            outputs=outputs,
            keys=functional.linear(outputs, _linear(self.attention[0]).weight[:, 2 * self.hidden_dim :]),
            mask=positions < lengths.to(tokens.device).unsqueeze(1),
            state=(_join_directions(hidden), _join_directions(cell)),
        )

    def attend(self, query: Tensor, encoded: Encoded) -> Tensor:
        """Weigh the words of each question.

        The attention's first layer reads [decoder state; encoder output]. A linear layer of a
        concatenation is the sum of two linear layers, W [s; o] + b = (W_s s + b) + W_o o, so that W_o o,
        the keys, is computed once a question instead of once a step.

        Args:
            query: The decoder's top hidden state, [batch, 2 * hidden_dim].
            encoded: The questions.

        Returns:
            Weights that sum to 1 over each question's words, 0 on padding, [batch, words].
        """
        first = _linear(self.attention[0])
        state_part = functional.linear(query, first.weight[:, : 2 * self.hidden_dim], first.bias)
        energy: Tensor = self.attention[1:](state_part.unsqueeze(1) + encoded.keys)
        return energy.squeeze(-1).masked_fill(~encoded.mask, -torch.inf).softmax(dim=-1)

    def _advance(self, embedded: Tensor, state: LSTMState, encoded: Encoded) -> tuple[Tensor, LSTMState, Tensor]:
        """Run the decoder one step from an embedded token, [batch, embedding_dim].

        Returns:
            The decoder's output [batch, 2 * hidden_dim], its state and the attention weights.
        """
        weights = self.attend(state[0][-1], encoded)
        context = torch.bmm(weights.unsqueeze(1), encoded.outputs)
        output, state = self.decoder(torch.cat([embedded.unsqueeze(1), context], dim=-1), state)
        return output.squeeze(1), state, weights

    def score(self, outputs: Tensor, output_ids: Tensor | None) -> Tensor:
        """Turn decoder outputs, [..., 2 * hidden_dim], into logits of all tokens or of `output_ids`."""
        if output_ids is None:
            return self.output_layer(outputs)  # type: ignore[no-any-return]  # torch types a module's call as Any
        hidden = self.output_layer[:-1](outputs)
        last = _linear(self.output_layer[-1])
        return functional.linear(hidden, last.weight[output_ids], last.bias[output_ids])

    def step(
        self, previous_tokens: Tensor, state: LSTMState, encoded: Encoded, output_ids: Tensor | None = None
    ) -> tuple[Tensor, LSTMState, Tensor]:
        """Decode one token.

        Args:
            previous_tokens: The token before, [batch].
            state: The decoder's state, `encoded.state` at the start.
            encoded: The questions.
            output_ids: The tokens to score, [tokens]; all without it.

        Returns:
            Logits [batch, vocab_size or tokens], the new state, attention weights [batch, words].
        """
        embedded = self.embedding_dropout(self.embedding(previous_tokens))
        output, state, weights = self._advance(embedded, state, encoded)
        return self.score(output, output_ids), state, weights

    def forward(self, tokens: Tensor, lengths: Tensor, targets: Tensor, output_ids: Tensor | None = None) -> Tensor:
        """Score the given plans (teacher forcing).

        Plans that have ended leave the batch, so that short plans cost little.

        Args:
            tokens: Question token ids, [batch, words], padded at the end.
            lengths: Words of each question, [batch].
            targets: Plan token ids from `<start>` to `<end>`, [batch, plan], padded at the end.
            output_ids: The tokens to score, [tokens]; all without it.

        Returns:
            Logits of `targets[:, 1:]`, [batch, plan - 1, vocab_size or tokens]; of no meaning on padding.
        """
        steps, order = (targets != PAD_ID).sum(dim=1).sub(1).sort(descending=True, stable=True)
        encoded = self.encode(tokens, lengths).select(order)
        embedded = self.embedding_dropout(self.embedding(targets[order, :-1]))
        state = encoded.state
        outputs: list[Tensor] = []
        for position in range(targets.shape[1] - 1):
            running = int((steps > position).sum())
            encoded = encoded.first(running)
            state = (state[0][:, :running], state[1][:, :running])
            output, state, _ = self._advance(embedded[:running, position], state, encoded)
            outputs.append(functional.pad(output, (0, 0, 0, len(order) - running)))
        restored = torch.stack(outputs, dim=1)[order.argsort()]
        return self.score(restored, output_ids)


def _linear(layer: nn.Module) -> nn.Linear:
    """Tell the type checker which layer of a sequence this is."""
    return cast("nn.Linear", layer)


def _join_directions(states: Tensor) -> Tensor:
    """Put forward and backward state of each layer side by side: [4, batch, h] to [2, batch, 2 h]."""
    return torch.cat([states[0::2], states[1::2]], dim=-1)
