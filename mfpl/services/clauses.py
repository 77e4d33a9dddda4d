"""Reads the documents of clauses, whatever their kind: rules that decide, rules that share out seats, and texts."""

from collections.abc import Mapping

from mfpl.counting.apportionment import SeatRule, parse_seat_rule
from mfpl.domain.bylaws import ClauseKind
from mfpl.rules import Rule, TextClause, parse_rule, parse_text_clause, schema
from mfpl.rules.documents import read_document
from mfpl.rules.errors import DocumentInvalid

ClauseDocument = Rule | SeatRule | TextClause
Source = str | bytes | Mapping[str, object]
MODELS: Mapping[ClauseKind, type[ClauseDocument]] = {
    ClauseKind.RULE: Rule,
    ClauseKind.SEATS: SeatRule,
    ClauseKind.TEXT: TextClause,
}
LONGEST_CODE = 64
"""As many characters as the store keeps of a name."""
LANGUAGES = {"mfpl-seats/1": ClauseKind.SEATS, "mfpl-text/1": ClauseKind.TEXT}


def read_clause(kind: ClauseKind, source: Source, *, rules: Mapping[str, Rule] | None = None) -> ClauseDocument:
    """Return the clause of a document of a kind; raise RuleInvalid with every error of it.

    Other rules that a rule refers to are taken from `rules`, by their ids.
    """
    if kind is ClauseKind.SEATS:
        return parse_seat_rule(source)
    if kind is ClauseKind.TEXT:
        return parse_text_clause(source)
    return parse_rule(source, rules=rules)


def schema_of(kind: ClauseKind) -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) that documents of a kind follow."""
    return schema(MODELS[kind])


def kind_of(source: Source) -> ClauseKind:
    """Return the kind of clause that a document says it is; one that says nothing known is read as a rule."""
    try:
        content = read_document(source).content
    except DocumentInvalid:
        return ClauseKind.RULE
    spoken = content.get("language") if isinstance(content, dict) else None
    return LANGUAGES.get(str(spoken), ClauseKind.RULE)
