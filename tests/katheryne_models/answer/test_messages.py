"""The catalogue has every sentence that the program says, and no other."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from katheryne_models.answer.messages import joined, say

PACKAGE = Path(str(files("katheryne_models")))
CATALOGUE = PACKAGE / "answer" / "messages" / "en.ftl"
MESSAGES = set(re.findall(r"(?m)^([a-z][\w-]*) =", CATALOGUE.read_text(encoding="utf-8")))


def trees() -> Iterator[ast.AST]:
    return (ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py")))


def patterns(argument: ast.expr) -> Iterator[str]:
    """The messages that an argument of `say` may name, as regular expressions."""
    if isinstance(argument, ast.Constant):
        yield re.escape(str(argument.value))
    elif isinstance(argument, ast.JoinedStr):
        constants = (part.value if isinstance(part, ast.Constant) else None for part in argument.values)
        yield "".join(r"[\w-]+" if constant is None else re.escape(str(constant)) for constant in constants)
    elif isinstance(argument, ast.IfExp):
        yield from patterns(argument.body)
        yield from patterns(argument.orelse)


def said() -> set[str]:
    return {
        pattern
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
        for pattern in patterns(node.args[0])
    }


def written() -> set[str]:
    """Every text in the program as a pattern: some are handed to `say` through a variable."""
    nodes = (node for tree in trees() for node in ast.walk(tree))
    found = {pattern for node in nodes if isinstance(node, ast.Constant | ast.JoinedStr) for pattern in patterns(node)}
    return {pattern for pattern in found if re.search(r"[a-z]", pattern.replace(r"[\w-]+", ""))}


def test_every_message_that_is_said_is_in_the_catalogue() -> None:
    patterns_said = said()
    assert len(patterns_said) > 100
    missing = {pattern for pattern in patterns_said if not any(re.fullmatch(pattern, name) for name in MESSAGES)}
    assert missing == set()


def test_every_message_of_the_catalogue_is_said() -> None:
    # heads name their message ("fact.birthday" says fact-birthday), and a comparison's ends in -equal
    derived = {re.sub(r"\\?[._]", "-", pattern) for pattern in written()}
    one = re.compile("|".join(sorted(written() | derived)))
    unsaid = {name for name in MESSAGES if not one.fullmatch(name)}
    assert {name for name in unsaid if not one.fullmatch(name.removesuffix("-equal"))} == set()


def test_a_message_that_the_catalogue_lacks_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError, match="no-such-message"):
        say("no-such-message")


def test_a_value_that_a_message_needs_is_asked_for() -> None:
    with pytest.raises(KeyError, match="fact-birthday"):
        say("fact-birthday", name="Hu Tao")


def test_names_are_not_wrapped_in_marks() -> None:
    assert say("fact-birthday", name="Hu Tao", value="July 15") == "**Hu Tao**'s birthday is **July 15**."


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_are_joined_as_prose(items: list[str], text: str) -> None:
    assert joined(items) == text


def test_alternatives_are_joined_with_or() -> None:
    assert joined(["a", "b"], "or") == "a or b"
