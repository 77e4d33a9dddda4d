"""Which rule a change of a clause is voted under."""

from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.refusals import Conflict
from mfpl.services.clauses import ClauseDocument, read_clause
from mfpl.store.queries.amendments import AmendmentFacts, find_amendment
from mfpl.store.queries.bylaws import find_clause_text, find_governing


def governing_rule(session: Session, amendment: AmendmentFacts) -> str | None:
    """Return the id of the rule under which a change is voted, or None where there is none.

    For a clause that stands: the rule it names; else the one that governs amendments in general; else, for a rule, that
    rule itself. For one that does not stand yet: the one that governs in general, whatever it would name itself, so
    that nothing comes into the by-laws by an easier vote; only where none governs in general, the one it names.
    """
    base = find_clause_text(session, kind=amendment.kind, code=amendment.code)
    document = base.document if base is not None else amendment.document
    named = _named(read_clause(amendment.kind, document)) if document is not None else None
    if base is None:
        return find_governing(session) or named
    itself = amendment.code if amendment.kind is ClauseKind.RULE else None
    return named or find_governing(session) or itself


def require_governing(session: Session, *, version_id: UUID, rule_code: str) -> None:
    """Raise Conflict unless a version of a proposal changes no clause, or this rule governs the change."""
    amendment = find_amendment(session, version_id=version_id)
    if amendment is None:
        return
    governing = governing_rule(session, amendment)
    if governing != rule_code:
        raise Conflict("rule_does_not_govern", rule=governing)


def _named(document: ClauseDocument) -> str | None:
    return document.amended_by.rule if document.amended_by is not None else None
