import pytest
import torch
from torch import Tensor

from katheryne_models.genshin_assistant import GenshinAssistant

TOKENS = torch.tensor([[4, 5, 6, 7, 8], [9, 10, 0, 0, 0], [11, 4, 5, 0, 0]])
LENGTHS = torch.tensor([5, 2, 3])
TARGETS = torch.tensor([[2, 4, 3, 0, 0], [2, 6, 5, 4, 3], [2, 5, 6, 3, 0]])


@pytest.fixture
def network() -> GenshinAssistant:
    torch.manual_seed(0)
    return GenshinAssistant(vocab_size=12, embedding_dim=4, hidden_dim=3).eval()


def test_state_dict_has_the_documented_names_and_shapes() -> None:
    shapes = {name: tuple(weight.shape) for name, weight in GenshinAssistant(1000).state_dict().items()}
    assert shapes["embedding.weight"] == (1000, 128)
    assert shapes["encoder.weight_ih_l0"] == (4 * 256, 128)
    assert shapes["encoder.weight_ih_l1_reverse"] == (4 * 256, 512)
    assert shapes["decoder.weight_ih_l0"] == (4 * 512, 128 + 512)
    assert shapes["decoder.weight_hh_l1"] == (4 * 512, 512)
    assert shapes["attention.0.weight"] == (256, 1024)
    assert shapes["attention.3.weight"] == (1, 256)
    assert shapes["output_layer.0.weight"] == (256, 512)
    assert shapes["output_layer.3.weight"] == (1000, 256)
    assert len(shapes) == 1 + 16 + 8 + 4 + 4


def test_forget_gates_start_open(network: GenshinAssistant) -> None:
    for lstm in (network.encoder, network.decoder):
        size = lstm.hidden_size
        biases = dict(lstm.named_parameters())
        total = biases["bias_ih_l1"] + biases["bias_hh_l1"]
        assert torch.equal(total[size : 2 * size], torch.ones(size))


def test_logits_are_the_written_down_numbers(network: GenshinAssistant) -> None:
    logits = network(TOKENS, LENGTHS, TARGETS)
    assert logits.shape == (3, 4, 12)
    torch.testing.assert_close(logits[0, 0, :4], torch.tensor([0.15557, -0.07815, 0.0649, 0.01466]), atol=1e-5, rtol=0)


def test_padding_never_changes_a_question(network: GenshinAssistant) -> None:
    together = network.encode(TOKENS, LENGTHS)
    wider = network.encode(torch.nn.functional.pad(TOKENS, (0, 4)), LENGTHS)
    noisy = network.encode(torch.where(TOKENS == 0, 7, TOKENS), LENGTHS)
    for row, length in enumerate(LENGTHS.tolist()):
        alone = network.encode(TOKENS[row : row + 1, :length], LENGTHS[row : row + 1])
        for batch in (together, wider, noisy):
            torch.testing.assert_close(batch.outputs[row, :length], alone.outputs[0])
            torch.testing.assert_close(batch.state[0][:, row], alone.state[0][:, 0])
            torch.testing.assert_close(batch.state[1][:, row], alone.state[1][:, 0])
            assert batch.mask[row].sum() == length


def test_attention_is_zero_on_padding_and_sums_to_one(network: GenshinAssistant) -> None:
    encoded = network.encode(TOKENS, LENGTHS)
    _, _, weights = network.step(torch.tensor([2, 2, 2]), encoded.state, encoded)
    assert torch.equal(weights[~encoded.mask], torch.zeros(5))
    torch.testing.assert_close(weights.sum(dim=1), torch.ones(3))


def test_cached_keys_equal_the_plain_concatenation(network: GenshinAssistant) -> None:
    encoded = network.encode(TOKENS, LENGTHS)
    query = torch.randn(3, 6)
    pairs = torch.cat([query.unsqueeze(1).expand(-1, 5, -1), encoded.outputs], dim=-1)
    energy: Tensor = network.attention(pairs).squeeze(-1)
    plain = energy.masked_fill(~encoded.mask, -torch.inf).softmax(dim=-1)
    torch.testing.assert_close(network.attend(query, encoded), plain)


def test_teacher_forcing_equals_decoding_step_by_step(network: GenshinAssistant) -> None:
    logits = network(TOKENS, LENGTHS, TARGETS)
    for row, length in enumerate(LENGTHS.tolist()):
        encoded = network.encode(TOKENS[row : row + 1, :length], LENGTHS[row : row + 1])
        state = encoded.state
        for position in range(int((TARGETS[row] != 0).sum()) - 1):
            one, state, _ = network.step(TARGETS[row, position : position + 1], state, encoded)
            torch.testing.assert_close(logits[row, position], one[0])


def test_output_ids_pick_columns_of_the_logits(network: GenshinAssistant) -> None:
    ids = torch.tensor([3, 4, 6])
    full = network(TOKENS, LENGTHS, TARGETS)
    torch.testing.assert_close(network(TOKENS, LENGTHS, TARGETS, ids), full[..., ids])


def test_the_decoder_starts_from_both_directions(network: GenshinAssistant) -> None:
    encoded = network.encode(TOKENS, LENGTHS)
    top = encoded.state[0][1]
    torch.testing.assert_close(top[0, :3], encoded.outputs[0, 4, :3])  # forward: after the last word
    torch.testing.assert_close(top[1, :3], encoded.outputs[1, 1, :3])
    torch.testing.assert_close(top[:, 3:], encoded.outputs[:, 0, 3:])  # backward: after the first word
