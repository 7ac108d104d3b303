"""How a call and its outcome are written between the bot and a replica: as JSON, never as code."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.worker.calls import Ask, Call, DrawComparison, DrawGrowth, Drawing, DrawMap, FindEntity, FindSimilar, LookUp
from katheryne_models.answer.answer import Answer, Entity
from katheryne_models.errors import CheckpointError, KatheryneError, SnapshotError, UnknownNameError
from katheryne_models.question.linked import Link
from katheryne_models.similarity.similar import Similar
from katheryne_models.versions import Versions

# Asked of a replica at a time: one batch is answered while the next gathers.
BATCHES_AT_A_REPLICA = 2
WIRE_VERSION = 1  # another number means that bot and cluster do not understand each other

# What each call is called in an address, and what it comes to.
_RESULTS: Mapping[type[Call[Any]], Any] = {
    Ask: Answer, FindSimilar: Similar, FindEntity: Entity, LookUp: Answer,
    DrawMap: bytes, DrawComparison: bytes, DrawGrowth: bytes,
}  # fmt: skip
_CALLS: Mapping[str, type[Call[Any]]] = {call.__name__: call for call in _RESULTS}
_FAILURES: Mapping[str, type[KatheryneError]] = {
    failure.__name__: failure for failure in (CheckpointError, SnapshotError, KatheryneError)
}


class WireError(Exception):
    """What came is not what this program writes."""


@dataclass(frozen=True, slots=True)
class Hello:
    """Who answers.

    Attributes:
        wire: The version of this module.
        replica: The replica's name.
        versions: Where its answers come from.
    """

    wire: int
    replica: str
    versions: Versions


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed call.

    Attributes:
        kind: A known failure's class, or "" for an unforeseen one.
        text: What users read, or for an unforeseen one what the log needs.
        suggestions: Names that come near, for a name that nothing carries.
    """

    kind: str
    text: str
    suggestions: tuple[str, ...] = ()

    @classmethod
    def of(cls, error: Exception) -> "Failure":
        """A failure in writing."""
        if isinstance(error, UnknownNameError):
            return cls(UnknownNameError.__name__, error.user_text, error.suggestions)
        if isinstance(error, KatheryneError):
            kind = type(error).__name__
            return cls(kind if kind in _FAILURES else KatheryneError.__name__, error.user_text)
        return cls("", repr(error))

    def error(self) -> Exception:
        """The failure as it was raised."""
        if self.kind == UnknownNameError.__name__:
            return UnknownNameError(self.text, self.suggestions)
        if not self.kind:
            return RuntimeError(f"the assistant failed in the cluster: {self.text}")
        return _FAILURES.get(self.kind, KatheryneError)(self.text)


def path_of(call: Call[Any]) -> str:
    """What is appended to the application's address."""
    return f"/{type(call).__name__}"


def write_call(call: Call[Any]) -> bytes:
    """The body of a call."""
    if isinstance(call, Ask):
        # half a character, which a client may send, can't be written as UTF-8
        text = call.question.text.encode(errors="replace").decode()
        call = Ask(replace(call.question, text=text))
    return _adapter(type(call)).dump_json(call)


def read_call(path: str, body: bytes) -> Call[Any]:
    """The call of a request.

    Raises:
        WireError: It is none.
    """
    kind = _CALLS.get(path.rpartition("/")[2])
    if kind is None:
        message = f"there is no call {path!r}"
        raise WireError(message)
    call: Call[Any] = read(kind, body)
    return call


def write(value: Hello | Failure | Answer | Similar | Entity | bytes) -> bytes:
    """The body that says a value; bytes are a picture and stay as they are."""
    kind: Any = type(value)
    return value if isinstance(value, bytes) else _adapter(kind).dump_json(value)


def read_result(call: Call[Any], body: bytes) -> Any:  # noqa: ANN401 - each call has its own
    """What a call came to.

    Raises:
        WireError: The body is something else.
    """
    return body if isinstance(call, Drawing) else read(_RESULTS[type(call)], body)


def read(kind: Any, body: bytes) -> Any:  # noqa: ANN401 - a class, and a value of it
    """A value of a class.

    Raises:
        WireError: The body is something else.
    """
    try:
        return _adapter(kind).validate_json(body)
    except ValidationError as error:
        message = f"no {kind.__name__}: {error.errors(include_url=False, include_input=False)[:1]}"
        raise WireError(message) from None


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - as above
    adapter = TypeAdapter(kind)
    # answers name links by a string alone, since at run time neither module needs the other
    adapter.rebuild(_types_namespace={"Link": Link})
    return adapter
