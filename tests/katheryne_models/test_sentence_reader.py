import torch

from tests.katheryne_models.engine.small_reader import CONFIG, make_reader


def test_padding_changes_nothing() -> None:
    reader = make_reader()
    tokens = torch.tensor([[2, 9, 10, 3]])
    padded = torch.tensor([[2, 9, 10, 3, 0, 0, 0]])
    plans = torch.tensor([[reader.start, 4, 5]])
    with torch.no_grad():
        alone = reader(tokens, torch.ones(1, 4, dtype=torch.bool), plans)
        beside = reader(padded, torch.tensor([[True] * 4 + [False] * 3]), plans)
    assert alone.shape == (1, 3, CONFIG.plan_tokens)
    assert torch.allclose(alone, beside, atol=1e-5)


def test_steps_score_as_the_whole_plan_does() -> None:
    reader = make_reader()
    tokens, mask = torch.tensor([[2, 9, 10, 3]]), torch.ones(1, 4, dtype=torch.bool)
    plans = [reader.start, 4, 2]
    with torch.no_grad():
        whole = reader(tokens, mask, torch.tensor([plans]))
        read = reader.encode(tokens, mask)
        state = read.state
        for place, token in enumerate(plans):
            logits, state = reader.step(torch.tensor([token]), state, read)
            assert torch.allclose(logits, whole[:, place], atol=1e-5)


def test_rows_are_taken_in_any_order() -> None:
    reader = make_reader()
    tokens = torch.tensor([[2, 9, 3], [2, 11, 3]])
    with torch.no_grad():
        read = reader.encode(tokens, torch.ones(2, 3, dtype=torch.bool))
    taken = read.select(torch.tensor([1, 0, 1]))
    assert torch.equal(taken.outputs[0], read.outputs[1])
    assert torch.equal(taken.state[1], read.state[0])
