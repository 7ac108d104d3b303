"""Imports run one way: `bot` → `katheryne_models` ← `training`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMAND_LINE = Path("bot/workshop.py")
FORBIDDEN = {
    "katheryne_models": (
        "bot",
        "training",
        "discord",
        "aiosqlite",
        "asyncpg",
        "torch.optim",
        "lightning",
        "lightning_fabric",
    ),
    "training": ("bot", "discord", "aiosqlite", "asyncpg"),
    "bot": ("training", "torch"),
}


def sources(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that some code imports, at its top or inside a function, as a dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where a module stands"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(module: str, forbidden: str) -> bool:
    return module == forbidden or module.startswith(f"{forbidden}.")


@pytest.mark.parametrize("package", FORBIDDEN)
def test_imports_run_one_way(package: str) -> None:
    paths = sources(package)
    against = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in paths
        for module in imported(ast.parse(path.read_text(encoding="utf-8")))
        for forbidden in FORBIDDEN[package]
        if within(module, forbidden) and not (path == ROOT / COMMAND_LINE and forbidden == "training")
    }
    assert paths
    assert against == set()


def test_the_command_line_imports_training_inside_commands_only() -> None:
    tree = ast.parse((ROOT / COMMAND_LINE).read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = {module for function in functions for module in imported(function) if within(module, "training")}
    everywhere = [module for module in imported(tree) if within(module, "training")]
    at_the_top = [module for statement in tree.body if not isinstance(statement, ast.FunctionDef)
                  for module in imported(statement) if within(module, "training")]  # fmt: skip
    assert at_the_top == []
    assert set(everywhere) == inside


def called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def test_nothing_that_was_written_elsewhere_can_run_code() -> None:
    """Pickles run what they say; `torch.load` reads only tensors and plain values where it is told so."""
    against = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for package in FORBIDDEN
        for path in sources(package)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (
            called(node) in {"eval", "exec", "pickle.load", "pickle.loads", "pickle.Unpickler", "pd.read_pickle"}
            or (called(node) == "torch.load" and "weights_only=True" not in ast.unparse(node))
            or (called(node) in {"np.load", "numpy.load"} and "allow_pickle=True" in ast.unparse(node))
        )
    ]
    assert against == []
