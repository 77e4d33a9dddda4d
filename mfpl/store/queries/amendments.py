"""Finds what proposals to amend the rules carry, which of them are being voted on, and deadlocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind
from mfpl.store.tables import Amendment, AmendmentDay, Article, Center, Deadlock, Proposal, Vote


@dataclass(frozen=True)
class AmendmentFacts:
    """The change a version of a proposal carries; `days` say by center code from when, if it is adopted by then."""

    id: UUID
    kind: ClauseKind
    code: str
    article_code: str | None
    article_id: UUID | None
    base_number: int | None
    document: str | None
    fingerprint: str
    days: Mapping[str, date]
    updated_at: datetime


@dataclass(frozen=True)
class DeadlockFacts:
    """Since when centers that answered differently look for a way out, and the day on which the matter lapses."""

    vote_id: UUID
    vote_number: str
    proposal_id: UUID
    began_on: date
    lapses_on: date


def find_amendment(session: Session, *, version_id: UUID) -> AmendmentFacts | None:
    """Return the change that a version of a proposal carries, or None."""
    row = session.execute(
        select(Amendment, Article.code)
        .outerjoin(Article, Article.id == Amendment.article_id)
        .where(Amendment.proposal_version_id == version_id)
    ).one_or_none()
    return _facts(session, *row) if row else None


def find_amendment_row(session: Session, *, version_id: UUID) -> Amendment | None:
    """Return the change that a version of a proposal carries as a row to change, locked, or None."""
    return session.scalar(select(Amendment).where(Amendment.proposal_version_id == version_id).with_for_update())


def find_vote_amending(session: Session, *, kind: ClauseKind, code: str, other_than: UUID | None = None) -> str | None:
    """Return the number of a vote, opened and not closed, on a change of this clause, or None."""
    found = (
        select(Vote.number)
        .join(Amendment, Amendment.proposal_version_id == Vote.version_id)
        .where(Amendment.kind == kind, Amendment.code == code)
        .where(Vote.frozen_at.is_not(None), Vote.closed_at.is_(None))
    )
    if other_than is not None:
        found = found.where(Vote.id != other_than)
    return session.scalar(found.order_by(Vote.number).limit(1))


def list_under_vote(session: Session, *, other_than: UUID | None = None) -> list[AmendmentFacts]:
    """Return the changes that votes, opened and not closed, are about, in the order the votes were opened."""
    found = (
        select(Amendment, Article.code)
        .join(Vote, Vote.version_id == Amendment.proposal_version_id)
        .outerjoin(Article, Article.id == Amendment.article_id)
        .where(Vote.frozen_at.is_not(None), Vote.closed_at.is_(None))
        .order_by(Vote.frozen_at, Vote.number)
    )
    if other_than is not None:
        found = found.where(Vote.id != other_than)
    return [_facts(session, *row) for row in session.execute(found)]


def find_deadlock(session: Session, *, proposal_id: UUID) -> DeadlockFacts | None:
    """Return the latest deadlock about a proposal, or None."""
    return _find_deadlock(session, Deadlock.proposal_id == proposal_id)


def find_deadlock_of_vote(session: Session, *, vote_id: UUID) -> DeadlockFacts | None:
    """Return the deadlock that a vote began, or None."""
    return _find_deadlock(session, Deadlock.vote_id == vote_id)


def _find_deadlock(session: Session, which: ColumnElement[bool]) -> DeadlockFacts | None:
    row = session.execute(
        select(Deadlock, Vote.number)
        .join(Vote, Vote.id == Deadlock.vote_id)
        .where(which)
        .order_by(Deadlock.began_on.desc(), Vote.opens_at.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    deadlock, number = row
    return DeadlockFacts(deadlock.vote_id, number, deadlock.proposal_id, deadlock.began_on, deadlock.lapses_on)


def list_lapse_days(session: Session) -> dict[str, date]:
    """Return by the number of each proposal over which centers are apart the day on which the matter lapses."""
    rows = session.execute(
        select(Proposal.number, func.max(Deadlock.lapses_on))
        .join(Proposal, Proposal.id == Deadlock.proposal_id)
        .group_by(Proposal.number)
    )
    return {number: day for number, day in rows}  # noqa: C416 - rows are no pairs to the type checker


def _facts(session: Session, row: Amendment, article: str | None) -> AmendmentFacts:
    days = session.execute(
        select(Center.code, AmendmentDay.from_on)
        .join(Center, Center.id == AmendmentDay.center_id)
        .where(AmendmentDay.amendment_id == row.id)
        .order_by(Center.code)
    )
    return AmendmentFacts(
        id=row.id,
        kind=ClauseKind(row.kind),
        code=row.code,
        article_code=article,
        article_id=row.article_id,
        base_number=row.base_number,
        document=row.document,
        fingerprint=row.fingerprint,
        days={code: day for code, day in days},  # noqa: C416 - rows are no pairs to the type checker
        updated_at=row.updated_at,
    )
