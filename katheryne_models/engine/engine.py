"""What every runtime of a network offers."""

from collections.abc import Sequence
from typing import Protocol

from katheryne_models.engine.decoded import Decoded
from katheryne_models.engine.search import EncodedBatch
from katheryne_models.plan.constraint import Constraint
from katheryne_models.question.vocabulary import Vocabulary


class PlanWriter(Protocol):
    """Writes the plans of a batch of questions. One thread at a time may use it."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The tokens that it was trained with."""
        ...

    def decode(
        self,
        questions: Sequence[Sequence[str]],
        constraints: Sequence[Constraint] | None = None,
        max_length: int = 64,
        beam_size: int = 1,
    ) -> list[Decoded]:
        """Write the likeliest plan of each question.

        A question's plan does not depend on the questions beside it.

        Args:
            questions: Words of each question. Words after the first `max_length` are not read.
            constraints: The plans that each question may have; without them, any sequence of plan tokens.
            max_length: The most tokens of a plan, `<end>` among them.
            beam_size: How many plans a question keeps in view; 1 takes the likeliest token each time.
        """
        ...

    def confidence(self, log_probability: float) -> float:
        """How sure a plan of a log-probability is, 0 to 1."""
        ...


class Engine(PlanWriter, Protocol):
    """Runs a network token by token."""

    def begin(self, questions: Sequence[Sequence[str]], max_length: int) -> EncodedBatch:
        """Read a batch of questions, of which the first `max_length` words count, so that their plans can be scored."""
        ...
