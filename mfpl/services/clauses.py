"""Reads the documents of clauses, whatever their kind: rules that decide, rules that share out seats, and texts."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from mfpl.counting.apportionment import SeatRule, parse_seat_rule
from mfpl.domain.bylaws import ClauseKind
from mfpl.rules import Rule, TextClause, parse_rule, parse_text_clause
from mfpl.store.queries.bylaws import list_clause_texts

ClauseDocument = Rule | SeatRule | TextClause
Source = str | bytes | Mapping[str, object]


def read_clause(kind: ClauseKind, source: Source, *, rules: Mapping[str, Rule] | None = None) -> ClauseDocument:
    """Return the clause of a document of a kind; raise RuleInvalid with every error of it.

    Other rules that a rule refers to are taken from `rules`, by their ids.
    """
    if kind is ClauseKind.SEATS:
        return parse_seat_rule(source)
    if kind is ClauseKind.TEXT:
        return parse_text_clause(source)
    return parse_rule(source, rules=rules)


def newest_rules(session: Session) -> dict[str, Rule]:
    """Return the newest version of each rule that decides votes, by its id."""
    found: dict[str, Rule] = {}
    for text in list_clause_texts(session, kind=ClauseKind.RULE):
        if text.code not in found:
            found[text.code] = parse_rule(text.document)
    return found
