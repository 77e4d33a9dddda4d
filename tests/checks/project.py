"""What the checks look at: the project's files, the application, its templates."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flask import Flask

from mfpl.app import create_app
from mfpl.config import Config

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "mfpl"
TEMPLATES = PROJECT / "templates"


def modules(*folders: Path) -> Iterator[Path]:
    """Yield the Python files below the folders, in order."""
    for folder in folders or (PACKAGE,):
        yield from sorted(folder.rglob("*.py"))


def templates() -> list[Path]:
    """Return every template, in order."""
    return sorted(file for file in TEMPLATES.rglob("*") if file.suffix in {".html", ".txt"})


def name(file: Path) -> str:
    """Return a file as it is called inside the project."""
    return str(file.relative_to(PROJECT))


@cache
def tree(file: Path) -> ast.Module:
    """Return the syntax of a Python file."""
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def application() -> Flask:
    """Return the application on a database that nobody asks for anything."""
    return create_app(Config(database="sqlite://", secret_key="k" * 40, mail="file:unused"))
