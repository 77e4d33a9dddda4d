"""Every address declares its action, and one that does not is refused before it is ever opened."""

import ast
import re

import pytest
from flask import Flask

from mfpl.domain.policy import PERMISSIONS
from mfpl.web.access import FOR_EVERYONE, action, declared_action, require_declared
from tests.checks.project import PACKAGE, application, modules, templates, tree


@pytest.mark.parametrize("endpoint", sorted(application().view_functions.keys() - FOR_EVERYONE))
def test_an_address_declares_an_action_that_the_policy_knows(endpoint: str) -> None:
    assert declared_action(application(), endpoint) in PERMISSIONS


@pytest.mark.parametrize("declaration", [None, "votes.invent"])
def test_an_address_that_declares_nothing_known_stops_the_application(declaration: str | None) -> None:
    def view() -> str:
        return ""

    app = Flask("undeclared")
    app.add_url_rule("/", view_func=action(declaration)(view) if declaration else view)
    with pytest.raises(RuntimeError, match="which the policy does not know"):
        require_declared(app)


def test_every_action_of_the_policy_is_used_or_meant_for_a_use_case() -> None:
    """A row that nothing asks for is a promise nobody keeps."""
    named = set()
    for module in (PACKAGE / "web", PACKAGE / "services"):
        for file in modules(module):
            named |= {node.value for node in ast.walk(tree(file)) if isinstance(node, ast.Constant)}
    for file in templates():
        named |= set(re.findall(r"\"([a-z_.]+)\"", file.read_text()))
    assert sorted(PERMISSIONS.keys() - named) == []
