"""Declarations about prepared votes: forgotten once what they were about has changed."""

from uuid import UUID

from sqlalchemy import null, select, update
from sqlalchemy.orm import Session

from mfpl.store.tables import Proposal, Vote


def lock_votes(session: Session, *, number: str) -> None:
    """Lock the votes on a proposal, which is done before the proposal itself is locked: opening a vote does so too."""
    of_proposal = select(Vote.id).join(Proposal, Proposal.id == Vote.proposal_id).where(Proposal.number == number)
    session.execute(of_proposal.order_by(Vote.id).with_for_update(of=Vote)).all()


def forget_declared(session: Session, *, version_id: UUID) -> None:
    """Forget what was declared of votes on a version of a proposal that have not been opened; history keeps it."""
    session.execute(update(Vote).where(Vote.version_id == version_id, Vote.frozen_at.is_(None)).values(declared=null()))
