import asyncio
import re
from importlib.resources import files
from typing import get_args

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import FluentSerializer
from fluent.syntax.ast import Junk, Message

from bot.presentation.catalogue import LANGUAGES, Language, MessageId, language_of, speak, text, text_in

OTHERS = [language for language in LANGUAGES if language != "en"]


def messages(language: Language) -> dict[str, str]:
    source = files("bot.presentation").joinpath("messages", f"{language}.ftl").read_text(encoding="utf-8")
    body = FluentResource(source).body
    assert not [entry for entry in body if isinstance(entry, Junk)]
    serialise = FluentSerializer().serialize_entry
    return {entry.id.name: serialise(entry) for entry in body if isinstance(entry, Message)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_file_and_the_type_name_the_same_messages(language: Language) -> None:
    assert sorted(messages(language)) == sorted(get_args(MessageId))


@pytest.mark.parametrize("language", OTHERS)
def test_translations_use_the_variables_of_the_english_text(language: Language) -> None:
    def variables(message: str) -> set[str]:
        return set(re.findall(r"\$\w+", message))

    translated = messages(language)
    assert {name: variables(message) for name, message in messages("en").items()} == {
        name: variables(message) for name, message in translated.items()
    }


@pytest.mark.parametrize("language", OTHERS)
def test_nearly_everything_is_translated(language: Language) -> None:
    english, translated = messages("en"), messages(language)
    same = [name for name in english if english[name] == translated[name] and not name.startswith("help-example")]
    assert len(same) < 25, same


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_are_called_by_their_names_in_each_language(language: Language) -> None:
    said = messages(language)
    names = {text_in(language, name) for name in get_args(MessageId) if name.startswith("name-")}
    mentioned = {command for message in said.values() for command in re.findall(r"(?<![\w<])/([\w-]+)", message)}
    assert mentioned
    assert mentioned <= names


def test_arguments_are_filled_in_without_marks() -> None:
    assert text("similar-title", name="Hu Tao") == "What resembles Hu Tao"
    assert text("checkpoint-unknown", name="x", names="", count=0).endswith("makes one.")
    assert text("checkpoint-unknown", name="x", names="a, b", count=2).endswith("Installed: a, b.")


def test_a_missing_argument_is_an_error() -> None:
    with pytest.raises(LookupError, match="similar-title"):
        text("similar-title")


async def test_each_task_speaks_its_own_language() -> None:
    async def wait_and_tell(language: Language) -> str:
        speak(language)
        await asyncio.sleep(0)
        return text("button-next")

    said = await asyncio.gather(*(wait_and_tell(language) for language in LANGUAGES))
    assert said == [text_in(language, "button-next") for language in LANGUAGES]
    assert text("button-next") == "More"


def test_discords_locales_find_their_language() -> None:
    assert [language_of(locale) for locale in ("en-GB", "es-419", "zh-CN", "pt-BR", None)] == [
        "en", "es-ES", "zh-CN", None, None,
    ]  # fmt: skip
