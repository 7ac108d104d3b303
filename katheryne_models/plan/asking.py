"""Completes questions as they are typed: names in them, and questions that are often asked."""

from collections.abc import Sequence

from katheryne_models.plan.execution.talk import EXAMPLES, questions_about
from katheryne_models.plan.phrasing import example_questions
from katheryne_models.question.completion import Completion
from katheryne_models.question.names import common_words

_LONGEST_NAME = 4  # words of a name's beginning that are looked at
_FEWEST_LETTERS = 3  # of a name's beginning; fewer fit too much
_NAMES = 8


class QuestionCompletion:
    """Completes questions. Reads only; safe in any thread."""

    def __init__(self, completion: Completion, kinds: Sequence[str]) -> None:
        self._completion = completion
        self._kinds = kinds
        self._often = tuple(dict.fromkeys([*EXAMPLES, *example_questions().values()]))
        self._common = common_words()

    def complete(self, text: str, limit: int = 25) -> list[str]:
        """What may be meant by a beginning: first with the name completed that it ends in, then whole questions.

        Args:
            text: What was typed; for nothing, questions that are often asked.
            limit: The most that are wanted.
        """
        typed = " ".join(text.split())
        found = self._completed(typed)
        begun = [question for question in self._often if question.lower().startswith(typed.lower())]
        held = [question for question in self._often if typed.lower() in question.lower()]
        return list(dict.fromkeys([*found, *begun, *held]))[:limit]

    def _completed(self, typed: str) -> list[str]:
        """The text with the longest beginning of a name completed that it ends in, or questions about what it names."""
        words = typed.split()
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            ending = words[-length:]
            if len("".join(ending)) < _FEWEST_LETTERS or all(word.lower() in self._common for word in ending):
                continue
            names = self._completion.begun(" ".join(ending), self._kinds, _NAMES)
            # an enemy may bear a character's nickname; the character is asked about more
            names.sort(key=lambda entity: entity.kind != "character")
            before = " ".join(words[:-length])
            if names and before:
                return [f"{before} {entity.name}" for entity in names]
            if names:
                return [question for entity in names for question in questions_about(entity)]
        return []
