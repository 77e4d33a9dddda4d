"""Finds the next free number of a year for proposals, votes and decisions."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.store.locks import take_turn
from mfpl.store.tables import Decision, Proposal, Vote

Numbered = type[Proposal] | type[Vote] | type[Decision]


def next_number(session: Session, table: Numbered, *, year: int) -> str:
    """Return the number after the highest of the year, such as ``2026-07``, which nobody else is given meanwhile."""
    take_turn(session, name=f"number:{table.__tablename__}:{year}")
    taken = session.scalars(select(table.number).where(table.number.startswith(f"{year}-")))
    highest = max((int(number.partition("-")[2]) for number in taken), default=0)
    return f"{year}-{highest + 1:02d}"
