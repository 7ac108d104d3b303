"""The training pass of a `GenshinAssistant`, arranged for processors.

`GenshinAssistant.forward` computes the same numbers from the same weights; a test holds the two together. On a
processor its time goes to bookkeeping: PyTorch's LSTM brings the weights into an order of its own at every step of the
decoder, and the gradient of a weight that is used at twelve steps is computed twelve times, each as large as the
weight, and summed. Here no padding is multiplied, and a recurrent weight's gradient is one product over all
steps. On a GPU, cuDNN's LSTM is the better way.
"""

from collections.abc import Sequence
from typing import Protocol, cast

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable
from torch.nn import functional
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from katheryne_models.genshin_assistant import LAYERS, GenshinAssistant
from katheryne_models.question.vocabulary import PAD_ID

_Uses = list[tuple[Tensor, Tensor]]  # what a weight was multiplied with, and the gradient of what came of it


class _Context(Protocol):
    """What PyTorch hands from a function's way forward to its way back, and what is kept there."""

    uses: _Uses
    saved_tensors: tuple[Tensor, ...]

    def save_for_backward(self, *tensors: Tensor) -> None: ...
    def set_materialize_grads(self, value: bool) -> None: ...


class _GradientOnce(torch.autograd.Function):
    """Passes a weight on, and computes its gradient from all its uses together when the last of them is through."""

    @staticmethod
    def forward(ctx: _Context, weight: Tensor, uses: _Uses) -> Tensor:
        ctx.set_materialize_grads(False)
        ctx.uses = uses
        return weight.view_as(weight)

    @staticmethod
    @once_differentiable
    def backward(ctx: _Context, _: Tensor | None) -> tuple[Tensor, None]:
        rows, gradients = (torch.cat(parts) for parts in zip(*ctx.uses, strict=True))
        ctx.uses.clear()
        return gradients.T @ rows, None


class _Product(torch.autograd.Function):
    """Multiplies rows with a weight of `_GradientOnce`."""

    @staticmethod
    def forward(ctx: _Context, rows: Tensor, weight: Tensor, uses: _Uses) -> Tensor:
        ctx.save_for_backward(rows, weight)
        ctx.uses = uses
        return rows @ weight.T

    @staticmethod
    @once_differentiable
    def backward(ctx: _Context, gradient: Tensor) -> tuple[Tensor, None, None]:
        rows, weight = ctx.saved_tensors
        ctx.uses.append((rows, gradient))
        return gradient @ weight, None, None


class _Cell(torch.autograd.Function):
    """One step of an LSTM (Hochreiter & Schmidhuber, 1997, with the forget gate of Gers et al., 2000).

    Its gates are `given + rows W^T`, in PyTorch's order: input, forget, cell, output.
    """

    @staticmethod
    def forward(
        ctx: _Context, given: Tensor, rows: Tensor, cell: Tensor, weight: Tensor, uses: _Uses
    ) -> tuple[Tensor, Tensor]:
        gates = torch.addmm(given, rows, weight.T)
        size = cell.shape[1]
        gates[:, : 2 * size].sigmoid_()
        gates[:, 2 * size : 3 * size].tanh_()
        gates[:, 3 * size :].sigmoid_()
        enter, keep, new, leave = gates.chunk(4, dim=1)
        after = torch.addcmul(keep * cell, enter, new)
        shown = after.tanh()
        ctx.save_for_backward(gates, cell, shown, rows, weight)
        ctx.uses = uses
        return leave * shown, after

    @staticmethod
    @once_differentiable
    def backward(ctx: _Context, of_hidden: Tensor, of_cell: Tensor) -> tuple[Tensor, Tensor, Tensor, None, None]:
        gates, cell, shown, rows, weight = ctx.saved_tensors
        enter, keep, new, leave = gates.chunk(4, dim=1)
        # d tanh(x) = 1 - tanh(x)^2
        of_cell = of_cell + of_hidden * leave * (1 - shown * shown)
        of_gates = torch.cat([of_cell * new, of_cell * cell, of_cell * enter, of_hidden * shown], dim=1)
        # d sigmoid(x) = sigmoid(x) (1 - sigmoid(x)), and for the third gate that of tanh
        slopes = gates * (1 - gates)
        torch.addcmul(slopes.new_ones(()), new, new, value=-1, out=slopes[:, 2 * cell.shape[1] : 3 * cell.shape[1]])
        of_gates *= slopes
        ctx.uses.append((rows, of_gates))
        return of_gates, of_gates @ weight, of_cell * keep, None, None


class _SharedWeight:
    """A weight that is used at many steps.

    Args:
        weight: The weight, [outputs, inputs].
    """

    def __init__(self, weight: Tensor) -> None:
        self._uses: _Uses = []
        self._weight: Tensor = _GradientOnce.apply(weight, self._uses)  # type: ignore[no-untyped-call]  # PyTorch leaves it untyped

    def product(self, rows: Tensor) -> Tensor:
        """Multiply rows, [batch, inputs], with the weight: [batch, outputs]."""
        found: Tensor = _Product.apply(rows, self._weight, self._uses)  # type: ignore[no-untyped-call]  # PyTorch leaves it untyped
        return found

    def cell(self, given: Tensor, rows: Tensor, cell: Tensor) -> tuple[Tensor, Tensor]:
        """Take a step of an LSTM.

        Args:
            given: The part of the gates that is known, [batch, 4 * size].
            rows: What the weight is multiplied with, [batch, inputs].
            cell: The cell's state, [batch, size].

        Returns:
            The hidden state and the cell's, each [batch, size].
        """
        states: tuple[Tensor, Tensor] = _Cell.apply(given, rows, cell, self._weight, self._uses)  # type: ignore[no-untyped-call]  # PyTorch leaves it untyped
        return states


class ProcessorPass(nn.Module):
    """Scores given plans as `GenshinAssistant.forward` does.

    Args:
        network: The network whose weights are used; it is a part of this module.
    """

    def __init__(self, network: GenshinAssistant) -> None:
        super().__init__()
        self.network = network

    def forward(self, tokens: Tensor, lengths: Tensor, targets: Tensor, output_ids: Tensor) -> Tensor:
        """Score the given plans (teacher forcing).

        Args:
            tokens: Question token ids, [batch, words], padded at the end.
            lengths: Words of each question, [batch].
            targets: Plan token ids from `<start>` to `<end>`, [batch, plan], padded at the end.
            output_ids: The tokens to score, [tokens].

        Returns:
            Logits of `targets[:, 1:]`, [batch, plan - 1, tokens]; 0 on padding.
        """
        steps, order = (targets != PAD_ID).sum(dim=1).sub(1).sort(descending=True, stable=True)
        outputs, hidden, cells = self._encode(tokens[order], lengths[order])
        positions = torch.arange(outputs.shape[1]).unsqueeze(0)
        unread = torch.zeros(outputs.shape[:2]).masked_fill(positions >= lengths[order].unsqueeze(1), -torch.inf)
        before = pack_padded_sequence(targets[order, :-1], steps, batch_first=True)
        states = self._decode(before, outputs, unread, hidden, cells)
        scores = self.network.score(torch.cat(states), output_ids)
        padded = pad_packed_sequence(before._replace(data=scores), batch_first=True)[0]
        return padded[order.argsort()]

    def _encode(self, tokens: Tensor, lengths: Tensor) -> tuple[Tensor, list[Tensor], list[Tensor]]:
        """Read the questions: outputs [batch, words, 2 * hidden_dim], hidden and cell state of each layer."""
        network = self.network
        packed = pack_padded_sequence(tokens, lengths, batch_first=True, enforce_sorted=False)
        running = packed.batch_sizes.tolist()
        rows = network.embedding_dropout(network.embedding(packed.data))
        hidden, cells = [], []
        for layer in range(LAYERS):
            if layer:
                rows = functional.dropout(rows, network.encoder.dropout, self.network.training)
            directions = [self._read(rows, running, layer, backward=backward) for backward in (False, True)]
            outputs, last_hidden, last_cell = (torch.cat(parts, dim=1) for parts in zip(*directions, strict=True))
            rows = outputs
            hidden.append(last_hidden[packed.unsorted_indices])
            cells.append(last_cell[packed.unsorted_indices])
        return pad_packed_sequence(packed._replace(data=rows), batch_first=True)[0], hidden, cells

    def _read(
        self, rows: Tensor, running: Sequence[int], layer: int, *, backward: bool
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Run one direction of one layer of the encoder.

        Args:
            rows: What the layer reads, [words of all questions, inputs]: the first word of each question, longest
                first, then the second of each that has one, and so on.
            running: How many questions have a first word, a second, and so on.
            layer: The layer, from 0.
            backward: Whether to read from the last word to the first.

        Returns:
            The outputs in the order of `rows`, and the last hidden and cell state of each question, longest first.
        """
        lstm = self.network.encoder
        of_input, of_state, bias = _weights(lstm, layer, "_reverse" if backward else "")
        given = torch.split(functional.linear(rows, of_input, bias), list(running))
        shared = _SharedWeight(of_state)
        hidden = cell = rows.new_zeros(0 if backward else running[0], lstm.hidden_size)
        outputs: list[Tensor] = []
        ended: list[tuple[Tensor, Tensor]] = []
        for position in reversed(range(len(running))) if backward else range(len(running)):
            now = running[position]
            if backward:  # longer questions began before: the others begin now, from nothing
                beginning = (0, 0, 0, now - len(hidden))
                hidden, cell = functional.pad(hidden, beginning), functional.pad(cell, beginning)
            elif now < len(hidden):
                ended.append((hidden[now:], cell[now:]))
                hidden, cell = hidden[:now], cell[:now]
            hidden, cell = shared.cell(given[position], hidden, cell)
            outputs.append(hidden)
        ended.append((hidden, cell))
        last_hidden, last_cell = (torch.cat(parts[::-1]) for parts in zip(*ended, strict=True))
        return torch.cat(outputs[::-1] if backward else outputs), last_hidden, last_cell

    def _decode(
        self,
        before: PackedSequence,
        outputs: Tensor,
        unread: Tensor,
        hidden: Sequence[Tensor],
        cells: Sequence[Tensor],
    ) -> list[Tensor]:
        """Write the plans: the decoder's output at each step, [running, 2 * hidden_dim].

        Args:
            before: The token before each that is to be predicted, longest plan first.
            outputs: What the encoder makes of each word, [batch, words, 2 * hidden_dim].
            unread: 0 where a word stands and minus infinity on padding, [batch, words].
            hidden: Hidden state of each layer, [batch, 2 * hidden_dim].
            cells: Cell state of each layer, the same.
        """
        network, lstm = self.network, self.network.decoder
        first_attention = cast("nn.Linear", network.attention[0])
        width = lstm.hidden_size
        keys = functional.linear(outputs, first_attention.weight[:, width:], first_attention.bias)
        query = _SharedWeight(first_attention.weight[:, :width])
        running = before.batch_sizes.tolist()
        embedded = network.embedding_dropout(network.embedding(before.data))
        # the first layer reads [token; context], and what a token gives is known of all steps beforehand
        of_input, of_state, bias = _weights(lstm, 0)
        given = torch.split(functional.linear(embedded, of_input[:, : network.embedding_dim], bias), running)
        first = _SharedWeight(torch.cat([of_input[:, network.embedding_dim :], of_state], dim=1))
        of_input, of_state, bias = _weights(lstm, 1)
        second = _SharedWeight(torch.cat([of_input, of_state], dim=1))
        (lower, upper), (lower_cell, upper_cell) = hidden, cells
        states: list[Tensor] = []
        for now, of_token in zip(running, given, strict=True):
            lower, upper, lower_cell, upper_cell = lower[:now], upper[:now], lower_cell[:now], upper_cell[:now]
            outputs, keys, unread = outputs[:now], keys[:now], unread[:now]
            energy = network.attention[1:](query.product(upper).unsqueeze(1) + keys).squeeze(-1) + unread
            context = torch.bmm(energy.softmax(dim=-1).unsqueeze(1), outputs).squeeze(1)
            lower, lower_cell = first.cell(of_token, torch.cat([context, lower], dim=1), lower_cell)
            raised = functional.dropout(lower, lstm.dropout, network.training)
            upper, upper_cell = second.cell(bias.expand(now, -1), torch.cat([raised, upper], dim=1), upper_cell)
            states.append(upper)
        return states


def _weights(lstm: nn.LSTM, layer: int, direction: str = "") -> tuple[Tensor, Tensor, Tensor]:
    """An LSTM layer's weight of the input and of the state, and its bias, which PyTorch keeps as two summands."""
    named = (getattr(lstm, f"{name}_l{layer}{direction}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
    of_input, of_state, one, other = named
    return of_input, of_state, one + other
