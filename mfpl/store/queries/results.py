"""Finds stored verdicts; nothing here is computed again."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.store.queries.rolls import RollTotal, list_totals
from mfpl.store.tables import StoredVerdict

ROLL = "roll"
"""Under which name the totals of the roll stand beside the counts."""


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


def list_roll_totals(session: Session, *, vote_id: UUID) -> list[RollTotal]:
    """Return the roll of a closed vote as it was summed up at closing; summed up again where that was not kept."""
    stored = select(StoredVerdict.counts).where(StoredVerdict.vote_id == vote_id).order_by(StoredVerdict.position)
    counts = session.scalars(stored.limit(1)).first()
    kept = json.loads(counts).get(ROLL) if counts else None
    return list_totals(session, vote_id=vote_id) if kept is None else [RollTotal(**line) for line in kept]
