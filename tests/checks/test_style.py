"""Habits that the linter does not know: how modules begin, who commits, where floats and broad excepts are."""

import ast
from pathlib import Path

import pytest

from tests.checks.project import PACKAGE, PROJECT, modules, name, tree

COMMITTING = {"mfpl/web/transaction.py", "mfpl/store/engine.py"}
CATCHING_EVERYTHING = {"mfpl/web/errors.py"}
DECIDING = ("rules", "counting", "domain")


def calls(file: Path, method: str) -> list[int]:
    nodes = (node for node in ast.walk(tree(file)) if isinstance(node, ast.Call))
    return [node.lineno for node in nodes if isinstance(node.func, ast.Attribute) and node.func.attr == method]


@pytest.mark.parametrize("file", [*modules(), *modules(PROJECT / "bench"), *modules(PROJECT / "tests")], ids=name)
def test_a_module_says_in_one_sentence_what_it_is_responsible_for(file: Path) -> None:
    module = tree(file)
    if not module.body:
        return
    first_line = (ast.get_docstring(module) or "").partition("\n")[0]
    assert first_line.endswith((".", "?")), first_line


@pytest.mark.parametrize("file", list(modules()), ids=name)
def test_only_the_request_and_the_transaction_commit(file: Path) -> None:
    """A commit in the middle of a use case leaves half of it behind when the other half fails."""
    if name(file) not in COMMITTING:
        assert calls(file, "commit") == []


@pytest.mark.parametrize("file", list(modules()), ids=name)
def test_nothing_catches_every_exception(file: Path) -> None:
    if name(file) in CATCHING_EVERYTHING:
        return
    handlers = [node for node in ast.walk(tree(file)) if isinstance(node, ast.ExceptHandler)]
    broad = [
        node.lineno
        for node in handlers
        if node.type is None
        or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"} and not reraises(node))
    ]
    assert broad == []


def reraises(handler: ast.ExceptHandler) -> bool:
    """State whether a handler ends by raising what it caught: it only cleans up."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


@pytest.mark.parametrize("file", [file for room in DECIDING for file in modules(PACKAGE / room)], ids=name)
def test_nothing_that_decides_has_a_float(file: Path) -> None:
    """0.1 + 0.2 is not 0.3, and a vote can turn on the difference."""
    constants = [node for node in ast.walk(tree(file)) if isinstance(node, ast.Constant)]
    assert [node.lineno for node in constants if isinstance(node.value, float)] == []
    divisions = [node for node in ast.walk(tree(file)) if isinstance(node, ast.Call)]
    assert [node.lineno for node in divisions if isinstance(node.func, ast.Name) and node.func.id == "float"] == []


@pytest.mark.parametrize("file", list(modules(PACKAGE / "services")), ids=name)
def test_services_are_told_the_time(file: Path) -> None:
    """A use case that reads the clock cannot be asked what it does at the instant of closing."""
    assert [*calls(file, "now"), *calls(file, "utcnow"), *calls(file, "today")] == []
