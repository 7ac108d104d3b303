"""What an engine hands back."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decoded:
    """The plan that was read from one question.

    Attributes:
        tokens: The plan, without `<end>`.
        token_log_probabilities: One number a chosen token, that of `<end>` last: the natural logarithm of
            its probability among the tokens that were allowed in its place.
        finished: False where the plan was cut off before its end and must not be executed.
        alternatives: Other finished plans, the likelier first; only a beam finds any.
    """

    tokens: tuple[str, ...]
    token_log_probabilities: tuple[float, ...]
    finished: bool
    alternatives: "tuple[Decoded, ...]" = ()

    @property
    def log_probability(self) -> float:
        """The natural logarithm of the whole plan's probability."""
        return math.fsum(self.token_log_probabilities)
