"""What the store keeps, as values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["right", "wrong", "declined"]


@dataclass(frozen=True, slots=True)
class Feedback:
    """A judgement of an answer. Who asked or judged is not part of it.

    Attributes:
        question: The question as it was asked.
        plan: The plan that answered it.
        verdict: Whether the answer was right, or the question declined.
        model_version: The checkpoint's name.
        data_version: The package that the tables were built from.
    """

    question: str
    plan: str
    verdict: Verdict
    model_version: str
    data_version: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An admin's action.

    Attributes:
        actor_id: The Discord id of the admin.
        guild_id: The server where it was done.
        action: What was done, such as `reload`.
        argument: To what.
        outcome: `started`, `done`, or why it failed.
        created_at: When it was begun, in UTC.
    """

    actor_id: int
    guild_id: int
    action: str
    argument: str
    outcome: str
    created_at: datetime
