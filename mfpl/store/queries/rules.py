"""Finds the versions of rules, and the one in force on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.refusals import NotFound
from mfpl.store.queries.bylaws import find_in_force
from mfpl.store.tables import RuleVersion


@dataclass(frozen=True)
class RuleFacts:
    """One version of a rule: its document as canonical JSON, and the days it is in force."""

    id: UUID
    code: str
    number: int
    document: str
    fingerprint: str
    in_force_from: date | None
    in_force_until: date | None


def list_rules(session: Session) -> list[RuleFacts]:
    """Return all versions of all rules, by code, the newest version first."""
    rows = session.scalars(select(RuleVersion).order_by(RuleVersion.code, RuleVersion.number.desc()))
    return [_facts(row) for row in rows]


def get_rule(session: Session, *, code: str, number: int | None = None) -> RuleFacts:
    """Return one version of a rule, the newest where no number is given; raise NotFound."""
    found = find_rule(session, code=code, number=number)
    if found is None:
        raise NotFound("rule_unknown")
    return found


def find_rule(session: Session, *, code: str, number: int | None = None) -> RuleFacts | None:
    """Return one version of a rule, the newest where no number is given, or None."""
    wanted = select(RuleVersion).where(RuleVersion.code == code).order_by(RuleVersion.number.desc()).limit(1)
    if number is not None:
        wanted = wanted.where(RuleVersion.number == number)
    row = session.scalar(wanted)
    return _facts(row) if row is not None else None


def get_rule_in_force(session: Session, *, code: str, on: date, center_id: UUID | None = None) -> RuleFacts:
    """Return the version of a rule in force on a day, or else its newest, which opening a vote will then refuse.

    Without a center it is the version that what all centers share follows.
    """
    found = find_in_force(session, kind=ClauseKind.RULE, code=code, on=on, center_id=center_id)
    return get_rule(session, code=code, number=found.number if found else None)


def _facts(row: RuleVersion) -> RuleFacts:
    return RuleFacts(row.id, row.code, row.number, row.document, row.fingerprint, row.in_force_from, row.in_force_until)
