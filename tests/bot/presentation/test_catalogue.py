from importlib.resources import files
from typing import get_args

import pytest
from fluent.runtime import FluentResource
from fluent.syntax.ast import Junk, Message

from bot.presentation.catalogue import MessageId, text


def test_the_file_and_the_type_name_the_same_messages() -> None:
    source = files("bot.presentation").joinpath("messages", "en.ftl").read_text(encoding="utf-8")
    body = FluentResource(source).body
    assert not [entry for entry in body if isinstance(entry, Junk)]
    assert sorted(entry.id.name for entry in body if isinstance(entry, Message)) == sorted(get_args(MessageId))


def test_arguments_are_filled_in_without_marks() -> None:
    assert text("similar-title", name="Hu Tao") == "What resembles Hu Tao"
    assert text("checkpoint-unknown", name="x", names="", count=0).endswith("makes one.")
    assert text("checkpoint-unknown", name="x", names="a, b", count=2).endswith("Installed: a, b.")


def test_a_missing_argument_is_an_error() -> None:
    with pytest.raises(LookupError, match="similar-title"):
        text("similar-title")
