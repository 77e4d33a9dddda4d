"""Reads what a rules command is given: a file, a shipped rule by its name, or the standard input."""

import sys
from pathlib import Path

from flask_babel import gettext

import mfpl.presets
from mfpl.cli.command import BadInput
from mfpl.rules import Rule, RuleInvalid, parse_rule
from mfpl.rules.errors import DocumentError
from mfpl.services.clauses import ClauseDocument, kind_of, read_clause
from mfpl.web.wording.rule_errors import word_rule_error

SHIPPED = Path(mfpl.presets.__file__).parent / "rules"
STANDARD_INPUT = "-"


def shipped_rules() -> list[str]:
    """Return the names of the rules that come with the program, in order."""
    return sorted(file.stem for file in SHIPPED.glob("*.json"))


def read_rule(name: str) -> bytes:
    """Return the document of a rule: a file's, or that of a shipped rule of this name; fail when there is neither."""
    shipped = SHIPPED / f"{name}.json"
    if not Path(name).exists() and name in shipped_rules():
        return shipped.read_bytes()
    return read_input(name)


def known_rules() -> dict[str, Rule]:
    """Return the shipped rules by their ids, for documents that refer to them."""
    return {name: parse_rule((SHIPPED / f"{name}.json").read_bytes()) for name in shipped_rules()}


def parsed_rule(name: str) -> Rule:
    """Return the rule of a document or of a shipped name; fail with its errors where it cannot be used."""
    try:
        return parse_rule(read_rule(name), rules=known_rules())
    except RuleInvalid as refused:
        raise BadInput("\n".join(as_line(name, error) for error in refused.errors)) from refused


def parsed_clause(name: str) -> ClauseDocument:
    """Return the rule, seat rule or text of a document; fail with its errors where it cannot be used."""
    document = read_rule(name)
    try:
        return read_clause(kind_of(document), document, rules=known_rules())
    except RuleInvalid as refused:
        raise BadInput("\n".join(as_line(name, error) for error in refused.errors)) from refused


def read_input(name: str) -> bytes:
    """Return a file's content, or the standard input's for ``-``; fail when it cannot be read."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as failed:
        raise BadInput(
            gettext("%(name)s cannot be read: %(reason)s.", name=name, reason=failed.strerror or failed)
        ) from failed


def as_plain(error: DocumentError) -> dict[str, object]:
    """Return an error for programs: its code, place and parameters, with the sentence in the language spoken."""
    return {**error.to_json(), "message": word_rule_error(error)}


def as_line(name: str, error: DocumentError) -> str:
    """Return an error for people: which document, where in it, and what is wrong."""
    return f"{name} {error.path or '/'}: {word_rule_error(error)}"
