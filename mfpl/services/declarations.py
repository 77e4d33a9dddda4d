"""Declarations about prepared votes: forgotten once what they were about has changed."""

from uuid import UUID

from sqlalchemy import null, update
from sqlalchemy.orm import Session

from mfpl.store.tables import Vote


def forget_declared(session: Session, *, version_id: UUID) -> None:
    """Forget what was declared of votes on a version of a proposal that have not been opened; history keeps it."""
    session.execute(update(Vote).where(Vote.version_id == version_id, Vote.frozen_at.is_(None)).values(declared=null()))
