"""What the worker needs from an assistant."""

from collections.abc import Callable, Sequence
from typing import Protocol

from katheryne_models.answer.answer import Answer, Entity
from katheryne_models.errors import KatheryneError
from katheryne_models.lookup import Lookup
from katheryne_models.question.question import Question
from katheryne_models.similarity.similar import ANY, Similar, Wish
from katheryne_models.versions import Versions


class Assistant(Protocol):
    """A loaded, immutable bundle of weights, vocabulary, tables and index."""

    @property
    def name(self) -> str:
        """The checkpoint's name."""

    @property
    def versions(self) -> Versions:
        """Where the answers come from."""

    watch: Callable[[str, float], None] | None
    """Is told each stage of a batch and the seconds that it took, where somebody wants to know."""

    @property
    def plans_reused(self) -> int:
        """How many questions had a plan that was kept from an equal one; read in any thread."""

    def try_out(self) -> None:
        """See that questions are answered; called in the worker's thread alone.

        Raises:
            CheckpointError: They are not.
        """

    def ask_batch(self, questions: Sequence[Question]) -> list[Answer | KatheryneError]:
        """Answer each question, in order; called in the worker's thread alone."""

    def similar(self, name: str, kind: str | None = None, count: int = 5, wish: Wish = ANY) -> Similar:
        """Find what resembles the thing named so; called in the worker's thread alone.

        Raises:
            UnknownNameError: Nothing carries that name.
        """

    def entity(self, name: str, kind: str | None = None) -> Entity:
        """The thing that a name means; called in the worker's thread alone.

        Raises:
            UnknownNameError: Nothing of the kind bears the name, or several things do.
        """

    def look_up(self, lookup: Lookup) -> Answer:
        """Answer a plan; called in the worker's thread alone."""

    def map_picture(self, similar: Similar) -> bytes:
        """Draw where an item and its neighbours stand, as a PNG file; called in the pictures' thread."""

    def comparison_picture(self, first: Entity, second: Entity) -> bytes:
        """Draw two items side by side, as a PNG file; called in the pictures' thread."""

    def growth_picture(self, entity: Entity) -> bytes:
        """Draw how a thing's stats grow, as a PNG file; called in the pictures' thread."""

    def complete_question(self, text: str, limit: int = 25) -> list[str]:
        """Questions that a beginning may become; fast, reads only, called in the event loop's thread."""

    def called(self, entity: Entity, language: str) -> Entity:
        """A thing by its name in a language; reads only, called in the event loop's thread."""

    def complete(self, text: str, kinds: tuple[str, ...], limit: int = 25, language: str = "en") -> list[Entity]:
        """Names that begin or resemble the text; fast, reads only, called in the event loop's thread."""


AssistantLoader = Callable[[str], Assistant]
"""Makes a ready, validated and warmed-up assistant from a checkpoint's name; raises KatheryneError."""
