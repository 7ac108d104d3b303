"""What a training changed: the plans of a checkpoint beside those of the one that stood in its place."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from katheryne_models.engine.decoded import Decoded
from training.dataset import GenshinAssistantDataset


@dataclass(frozen=True, slots=True)
class Change:
    """The questions of one head.

    Attributes:
        head: The first token of the right plan.
        questions: How many questions there are.
        before: The share whose plan the former checkpoint wrote exactly, 0 to 1.
        after: The share whose plan the new one does.
    """

    head: str
    questions: int
    before: float
    after: float


def changes(
    dataset: GenshinAssistantDataset, indices: Sequence[int], before: Sequence[Decoded], after: Sequence[Decoded]
) -> list[Change]:
    """Compare what two checkpoints write of the same questions, by the head of the right plan.

    Args:
        dataset: Where the questions stand.
        indices: Which questions.
        before: The former checkpoint's plans, in that order.
        after: The new checkpoint's.

    Returns:
        The heads on which they differ, those that lost most questions first.
    """
    rights: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for index, old, new in zip(indices, before, after, strict=True):
        plan = dataset.plan(index)
        rights[plan[0]].append((list(old.tokens) == plan, list(new.tokens) == plan))
    found = []
    for head, pairs in rights.items():
        was, now = (sum(side) for side in zip(*pairs, strict=True))
        if was != now:
            found.append((now - was, Change(head, len(pairs), was / len(pairs), now / len(pairs))))
    return [change for _, change in sorted(found, key=lambda pair: (pair[0], pair[1].head))]
