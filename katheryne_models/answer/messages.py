"""The sentences that answers are made of, from one catalogue a language."""

from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

Value = str | int | float


@cache
def _bundle(language: str) -> FluentBundle:
    text = files("katheryne_models.answer").joinpath(f"messages/{language}.ftl").read_text(encoding="utf-8")
    # Isolation marks would stand between a name and the punctuation behind it, and readers copy answers.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    return bundle


def say(message: str, *, locale: str = "en", **values: Value) -> str:
    """One sentence of the catalogue with its values filled in.

    Raises:
        KeyError: If the catalogue lacks the message or a value that it needs: an error of the program.
    """
    bundle = _bundle(locale)
    if not bundle.has_message(message):
        raise KeyError(message)
    pattern = bundle.get_message(message).value
    if pattern is None:
        raise KeyError(message)
    text, errors = bundle.format_pattern(pattern, values)
    if errors:
        fault = f"{message}: {errors[0]}"
        raise KeyError(fault)
    return str(text)


def joined(items: list[str] | tuple[str, ...], word: str = "and") -> str:
    """A list as prose: "a, b and c"."""
    if len(items) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
