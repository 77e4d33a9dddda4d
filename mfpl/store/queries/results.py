"""Finds stored verdicts; nothing here is computed again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.store.tables import StoredVerdict


@dataclass(frozen=True)
class VerdictFacts:
    """The verdict on one question as stored at closing: JSON texts of counts and verdict, and their fingerprint."""

    position: int
    outcome: str
    took_effect: bool
    counts: str
    verdict: str
    fingerprint: str
    decided_at: datetime


def list_verdicts(session: Session, *, vote_id: UUID) -> list[VerdictFacts]:
    """Return the stored verdicts of a vote by question."""
    rows = session.scalars(
        select(StoredVerdict).where(StoredVerdict.vote_id == vote_id).order_by(StoredVerdict.position)
    )
    return [
        VerdictFacts(
            row.position, row.outcome, row.took_effect, row.counts, row.verdict, row.fingerprint, row.decided_at
        )
        for row in rows
    ]
