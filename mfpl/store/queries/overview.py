"""The organization at a glance: each center's members, votes under way, recent decisions."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from mfpl.domain.members import MemberKind, Status
from mfpl.store.queries.days import holds_on
from mfpl.store.tables import (
    Affiliation,
    Center,
    CenterName,
    Decision,
    DecisionText,
    Member,
    Proposal,
    Standing,
    Vote,
)


@dataclass(frozen=True)
class CenterOverview:
    """A center today: who it is, and its members in good standing by kind."""

    id: UUID
    code: str
    name: str
    short_name: str
    language: str
    time_zone: str
    currency: str
    legal_entity: str
    organizations: int
    individuals: int
    open_votes: int

    @property
    def members(self) -> int:
        """Return how many members are in good standing."""
        return self.organizations + self.individuals


@dataclass(frozen=True)
class RecentDecision:
    """A line of the register, short."""

    number: str
    title: str
    outcome: str
    decided_on: date
    precision: str


def list_center_overviews(session: Session, *, language: str, now: datetime) -> list[CenterOverview]:
    """Return the centers open now, with their members in good standing and votes open in them; three statements."""
    today = now.date()
    members = _members_by_center(session, today)
    votes = _open_votes(session, now)
    return [
        CenterOverview(
            id=center.id,
            code=center.code,
            name=named.name,
            short_name=named.short_name,
            language=center.language,
            time_zone=center.time_zone,
            currency=center.currency,
            legal_entity=center.legal_entity,
            organizations=members[center.id, MemberKind.ORGANIZATION],
            individuals=members[center.id, MemberKind.INDIVIDUAL],
            open_votes=votes[center.id] + votes[None],
        )
        for center, named in session.execute(
            select(Center, CenterName)
            .join(CenterName, and_(CenterName.center_id == Center.id, CenterName.language == language))
            .where(or_(Center.closed_on.is_(None), Center.closed_on > today))
            .order_by(Center.code)
        )
    ]


def _members_by_center(session: Session, today: date) -> defaultdict[tuple[UUID, str], int]:
    counted = session.execute(
        select(Affiliation.center_id, Member.kind, func.count())
        .join(Member, Member.id == Affiliation.member_id)
        .join(Standing, Standing.member_id == Member.id)
        .where(holds_on(Affiliation, today), holds_on(Standing, today), Standing.status == Status.GOOD_STANDING)
        .where(or_(Member.left_on.is_(None), Member.left_on > today))
        .group_by(Affiliation.center_id, Member.kind)
    )
    return defaultdict(int, {(center_id, kind): count for center_id, kind, count in counted})


def _open_votes(session: Session, now: datetime) -> defaultdict[UUID | None, int]:
    counted = session.execute(
        select(Proposal.scope_center_id, func.count())
        .select_from(Vote)
        .join(Proposal, Proposal.id == Vote.proposal_id)
        .where(Vote.frozen_at.is_not(None), Vote.opens_at <= now, Vote.closes_at > now)
        .where(Vote.ended_early_at.is_(None), Vote.closed_at.is_(None))
        .group_by(Proposal.scope_center_id)
    )
    return defaultdict(int, {row[0]: row[1] for row in counted})


def list_recent_decisions(session: Session, *, language: str, limit: int) -> list[RecentDecision]:
    """Return the newest lines of the register with their titles in a language; one statement."""
    rows = session.execute(
        select(Decision, DecisionText.title)
        .join(DecisionText, and_(DecisionText.decision_id == Decision.id, DecisionText.language == language))
        .order_by(Decision.decided_on.desc(), Decision.number.desc())
        .limit(limit)
    )
    return [
        RecentDecision(decision.number, title, decision.outcome, decision.decided_on, decision.precision)
        for decision, title in rows
    ]
