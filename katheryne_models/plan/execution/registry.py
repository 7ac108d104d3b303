"""Which function answers which head."""

from collections.abc import Callable

from katheryne_models.plan.execution.asked import Asked
from katheryne_models.plan.execution.reply import Reply
from katheryne_models.plan.heads import HEADS

Executor = Callable[[Asked], Reply]
EXECUTORS: dict[str, Executor] = {}


def answers(*heads: str) -> Callable[[Executor], Executor]:
    """Declare that a function answers some heads."""

    def register(function: Executor) -> Executor:
        for head in heads:
            if head not in HEADS or head in EXECUTORS:
                message = f"{head} is no head of the plan language, or is answered twice"
                raise ValueError(message)
            EXECUTORS[head] = function
        return function

    return register
