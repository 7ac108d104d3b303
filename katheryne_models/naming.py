"""What things are called: completes names and questions as they are typed. Needs the tables alone, and no network."""

from katheryne_models.answer.answer import Entity
from katheryne_models.game.game import Game
from katheryne_models.game.local_names import LANGUAGES, LocalNames
from katheryne_models.lookup import LOOKED_UP_KINDS
from katheryne_models.plan.asking import QuestionCompletion
from katheryne_models.question.completion import Completion
from katheryne_models.question.names import Catalogue


class Naming:
    """The names of a snapshot's things. Reads only; safe in any thread.

    Attributes:
        completion: Ranks English names.
    """

    def __init__(self, game: Game, catalogue: Catalogue) -> None:
        self.completion = Completion(catalogue, LOOKED_UP_KINDS)
        self._questions = QuestionCompletion(self.completion, LOOKED_UP_KINDS)
        self._local_names = LocalNames(game)

    def complete(self, text: str, kinds: tuple[str, ...], limit: int = 25, language: str = "en") -> list[Entity]:
        """Names that begin with or resemble a text, the likeliest first.

        Args:
            text: What was typed.
            kinds: The kinds of things that are looked for.
            limit: The most that are wanted.
            language: The language of the names, as Discord calls it; in others than English, things whose English
                name fits follow those whose own does.
        """
        if language not in LANGUAGES:
            return self.completion.complete(text, kinds, limit)
        found = self._local_names.complete(text, kinds, language, limit)
        english = self.completion.complete(text, kinds, limit) if text.strip() else []
        local = [*found, *(self.called(entity, language) for entity in english)]
        return list(dict.fromkeys(local))[:limit]

    def complete_question(self, text: str, limit: int = 25) -> list[str]:
        """Questions that may be meant by a beginning."""
        return self._questions.complete(text, limit)

    def called(self, entity: Entity, language: str) -> Entity:
        """A thing, by what it is called in a language."""
        return self._local_names.of(entity, language) if language in LANGUAGES else entity
