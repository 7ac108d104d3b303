"""Which data and which model an answer comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Versions:
    """The origins of an assistant's answers.

    Attributes:
        data: The package that the tables were built from, such as `genshin-db 5.2.12`.
        game: The game version that the data describes.
        model: The checkpoint's name.
    """

    data: str
    game: str
    model: str
