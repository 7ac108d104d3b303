import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from katheryne_models.genshin_assistant import GenshinAssistant
from katheryne_models.question.vocabulary import PAD_ID
from training.processor_pass import ProcessorPass

VOCABULARY = 30
OUTPUTS = torch.arange(VOCABULARY)


def random_rows(lengths: list[int], seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    rows = [torch.randint(1, VOCABULARY, (length,), generator=generator) for length in lengths]
    return pad_sequence(rows, batch_first=True, padding_value=PAD_ID)


def gradients(scorer: nn.Module, network: GenshinAssistant, batch: tuple[Tensor, Tensor, Tensor]) -> dict[str, Tensor]:
    """Score a batch, and give the scores of what is no padding with the gradients of a sum of their squares."""
    network.zero_grad()
    scores = scorer(*batch, OUTPUTS)[batch[2][:, 1:] != PAD_ID]
    (scores * scores).sum().backward()
    return {"scores": scores.detach()} | {
        name: weight.grad.clone() for name, weight in network.named_parameters() if weight.grad is not None
    }


questions = st.lists(st.tuples(st.integers(1, 9), st.integers(2, 7)), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None)
@given(questions, st.integers(0, 1000))
def test_scores_and_gradients_are_those_of_the_network(sizes: list[tuple[int, int]], seed: int) -> None:
    torch.manual_seed(seed)
    network = GenshinAssistant(VOCABULARY, embedding_dim=6, hidden_dim=5, dropout=0.0).double()
    words = [size for size, _ in sizes]
    batch = (random_rows(words, seed), torch.tensor(words), random_rows([plan for _, plan in sizes], seed + 1))
    expected = gradients(network, network, batch)
    found = gradients(ProcessorPass(network), network, batch)
    assert found.keys() == expected.keys() == {"scores", *dict(network.named_parameters())}
    for name, tensor in expected.items():
        torch.testing.assert_close(found[name], tensor, atol=1e-9, rtol=1e-7, msg=name)


def test_dropout_is_that_of_the_mode_of_the_network() -> None:
    torch.manual_seed(0)
    network = GenshinAssistant(VOCABULARY, embedding_dim=6, hidden_dim=5, dropout=0.5)
    batch = (random_rows([4, 3], 0), torch.tensor([4, 3]), random_rows([3, 5], 1), OUTPUTS)
    scorer = ProcessorPass(network)
    assert not torch.equal(scorer(*batch), scorer(*batch))
    network.eval()
    assert torch.equal(scorer(*batch), scorer(*batch))
