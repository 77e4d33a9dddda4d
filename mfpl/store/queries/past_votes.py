"""Finds the counts of votes that have been closed, all at once, to decide them again under another rule."""

from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from mfpl.store.tables import Decision, StoredVerdict, Vote


@dataclass(frozen=True)
class PastCounts:
    """The counts of one question as stored at closing (JSON text), of which vote, and what is too few to be told."""

    vote_number: str
    position: int
    smallest_cell: int
    counts: str


def list_past_counts(session: Session) -> dict[str, PastCounts]:
    """Return the stored counts of every question that was decided here, by the number of its decision."""
    rows = session.execute(
        select(Decision.number, Vote.number, StoredVerdict.position, Vote.smallest_cell, StoredVerdict.counts)
        .join(Vote, Vote.id == Decision.vote_id)
        .join(StoredVerdict, and_(StoredVerdict.vote_id == Vote.id, StoredVerdict.position == Decision.position))
        .order_by(Vote.number, StoredVerdict.position)
    )
    return {decision: PastCounts(vote, position, cell, counts) for decision, vote, position, cell, counts in rows}
