"""What decoding asks of a plan grammar."""

from collections.abc import Collection, Hashable
from typing import Protocol


class Constraint(Hashable, Protocol):
    """The plans that one question may have. Equal ones allow the same: what they allow is kept."""

    def allowed(self, prefix: tuple[str, ...]) -> Collection[str]:
        """Name the plan tokens that may follow, `<end>` among them where the plan may stop.

        Args:
            prefix: The plan's tokens so far, each of which was allowed.
        """
        ...
