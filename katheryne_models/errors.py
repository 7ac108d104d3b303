"""The known failures of the models, each with a text that a user or an operator can act on."""


class KatheryneError(Exception):
    """A known failure.

    Attributes:
        user_text: One or two sentences that say what is wrong and what to do about it.
    """

    def __init__(self, user_text: str) -> None:
        super().__init__(user_text)
        self.user_text = user_text


class SnapshotError(KatheryneError):
    """The game snapshot is missing, damaged or of another schema."""


class CheckpointError(KatheryneError):
    """A checkpoint is missing, damaged or does not fit this program."""


class UnknownNameError(KatheryneError):
    """A name that nothing in the game data carries.

    Attributes:
        suggestions: Names that come near, the nearest first; at most five.
    """

    def __init__(self, user_text: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(user_text)
        self.suggestions = suggestions
