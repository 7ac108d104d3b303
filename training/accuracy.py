"""How many plans a network gets wholly right."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from katheryne_models.engine.decoded import Decoded
from katheryne_models.engine.engine import PlanWriter
from katheryne_models.plan.constraint import Constraint
from training.dataset import GenshinAssistantDataset

ConstraintFactory = Callable[[list[str]], Constraint]

_DECODED_TOGETHER = 64


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Exact plans among a number of questions.

    Attributes:
        right: Questions whose plan equals the expected one, token for token.
        count: All questions.
        by_type: Right ones and all ones of each type.
    """

    right: int
    count: int
    by_type: dict[str, tuple[int, int]]

    @property
    def share(self) -> float | None:
        """The share of exact plans, 0 to 1; None where there was no question."""
        return self.right / self.count if self.count else None

    def shares_by_type(self) -> dict[str, float]:
        """Give the share of exact plans of each type, in the types' order."""
        return {name: right / count for name, (right, count) in sorted(self.by_type.items())}


def decode_entries(
    engine: PlanWriter,
    dataset: GenshinAssistantDataset,
    indices: Sequence[int],
    constraint: ConstraintFactory | None = None,
) -> list[Decoded]:
    """Decode the questions of a dataset greedily, in the order of `indices`.

    Args:
        engine: What decodes.
        dataset: Where the questions stand.
        indices: Which questions.
        constraint: Makes the plan grammar of a question from its words; without it, decoding is free.
    """
    by_length = sorted(range(len(indices)), key=lambda place: len(dataset.words(indices[place])))
    decoded: dict[int, Decoded] = {}
    for start in range(0, len(by_length), _DECODED_TOGETHER):
        places = by_length[start : start + _DECODED_TOGETHER]
        questions = [dataset.words(indices[place]) for place in places]
        constraints = None if constraint is None else [constraint(words) for words in questions]
        plans = engine.decode(questions, constraints, dataset.max_length)
        decoded.update(zip(places, plans, strict=True))
    return [decoded[place] for place in range(len(indices))]


def measure_accuracy(decoded: Sequence[Decoded], dataset: GenshinAssistantDataset, indices: Sequence[int]) -> Accuracy:
    """Count the decoded plans that equal their entries' plans."""
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for index, plan in zip(indices, decoded, strict=True):
        count[dataset.types[index]] += 1
        right[dataset.types[index]] += plan.finished and list(plan.tokens) == dataset.plan(index)
    return Accuracy(right.total(), count.total(), {name: (right[name], count[name]) for name in count})
