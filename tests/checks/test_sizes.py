"""The budgets of the house: what does not fit in one look is in the wrong place."""

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.checks.project import PROJECT, modules, name, templates, tree

LONGEST_FUNCTION, LONG_FUNCTION, TYPICAL_FUNCTION = 50, 30, 10
LONGEST_FILE, LONGEST_TEST_FILE, LONGEST_TEMPLATE, LONGEST_VIEW = 300, 400, 120, 25
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(file: Path) -> list[Function]:
    return [node for node in ast.walk(tree(file)) if isinstance(node, Function)]


def length(function: Function) -> int:
    """The lines of a function without its decorators, docstring and the lines inside that are blank."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    end = function.end_lineno or function.lineno
    signature = body[0].lineno - function.lineno if body is function.body else function.body[0].lineno - function.lineno
    return end - body[0].lineno + 1 + signature


def is_view(function: Function) -> bool:
    decorators = [node.func for node in function.decorator_list if isinstance(node, ast.Call)]
    return any(isinstance(decorator, ast.Name) and decorator.id == "action" for decorator in decorators)


@pytest.mark.parametrize("file", [*modules(), *modules(PROJECT / "bench")], ids=name)
def test_a_module_fits_in_one_reading(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= LONGEST_FILE
    too_long = [function.name for function in functions(file) if length(function) > LONGEST_FUNCTION]
    assert too_long == []
    fat_views = [one.name for one in functions(file) if is_view(one) and length(one) > LONGEST_VIEW]
    assert fat_views == []


def test_functions_are_short_as_a_rule() -> None:
    lengths = [length(function) for file in modules() for function in functions(file)]
    assert median(lengths) <= TYPICAL_FUNCTION
    assert quantiles(lengths, n=10)[-1] <= LONG_FUNCTION


@pytest.mark.parametrize("file", list(modules(PROJECT / "tests")), ids=name)
def test_a_test_file_fits_in_one_reading(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= LONGEST_TEST_FILE


@pytest.mark.parametrize("file", templates(), ids=name)
def test_a_template_fits_in_one_reading(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= LONGEST_TEMPLATE
