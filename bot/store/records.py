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
        guild_id: The server where it was asked, or None for a direct message.
    """

    question: str
    plan: str
    verdict: Verdict
    model_version: str
    data_version: str
    guild_id: int | None = None


@dataclass(frozen=True, slots=True)
class UserSettings:
    """What somebody chose for themselves.

    Attributes:
        private: Whether answers are for them alone, or None for what each server chose.
        language: The language of fixed texts, or None for what Discord says.
        name: What they are called, or None.
        keep_questions: Whether their questions may be kept where they were declined or judged.
    """

    private: bool | None = None
    language: str | None = None
    name: str | None = None
    keep_questions: bool = True


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What a server's managers chose.

    Attributes:
        private: Whether answers are for the asker alone, where the asker has not chosen.
        language: The language of fixed texts, where a member has not chosen one, or None for what Discord says.
        channel_ids: Where answers may be seen by all; empty for everywhere.
        digest_channel_id: Where the list of unanswered questions goes, or None for no list.
    """

    private: bool = False
    language: str | None = None
    channel_ids: frozenset[int] = frozenset()
    digest_channel_id: int | None = None


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
