"""Finds votes with what was pinned to them, and their questions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from mfpl.domain.refusals import NotFound
from mfpl.domain.votes import Level, VoteTimes
from mfpl.store.tables import Body, Proposal, Question, QuestionText, RuleVersion, Vote, VoteText

Lock = Literal["share", "update"]


@dataclass(frozen=True)
class VoteFacts:
    """A vote as it is kept; the pinned document and fingerprint are None until it opens."""

    id: UUID
    number: str
    proposal_id: UUID
    version_id: UUID
    body_id: UUID
    body_kind: str
    body_center_id: UUID | None
    level: Level
    times: VoteTimes
    roll_date: date
    tie_rule: str | None
    smallest_cell: int
    rule_code: str
    rule_version_id: UUID
    rule_document: str
    rule_fingerprint: str
    example: bool
    visibility: str
    declared: Mapping[str, Any] | None


@dataclass(frozen=True)
class BallotBox:
    """What casting a ballot needs of a vote: its level, its times and the numbers of its questions."""

    id: UUID
    level: Level
    times: VoteTimes
    questions: tuple[int, ...]


@dataclass(frozen=True)
class QuestionFacts:
    """A question: its place, the earlier question it depends on, and its wording by language."""

    position: int
    effective_if: int | None
    wordings: dict[str, str]


@dataclass(frozen=True)
class PinnedText:
    """A text as it stood when the vote opened."""

    language: str
    status: str
    title: str
    body: str
    fingerprint: str


def get_vote(session: Session, *, number: str, lock: Lock | None = None) -> VoteFacts:
    """Return the vote with a number, locked against closing (share) or alone (update); raise NotFound."""
    if lock == "update":
        session.execute(_LOCK.where(Vote.number == number))
    return _one(session, _BY_NUMBER[lock], given=number)


def get_vote_by_id(session: Session, *, vote_id: UUID, lock: Lock | None = None) -> VoteFacts:
    """Return the vote with an id, locked as asked; raise NotFound."""
    if lock == "update":
        session.execute(_LOCK.where(Vote.id == vote_id))
    return _one(session, _BY_ID[lock], given=vote_id)


def get_ballot_box(session: Session, *, number: str) -> BallotBox:
    """Return what casting needs of the vote with a number, locked against closing; raise NotFound."""
    rows = session.execute(_BOX, {"given": number}).all()
    if not rows:
        raise NotFound("vote_unknown")
    vote_id, level, *times = rows[0][:-1]
    return BallotBox(vote_id, Level(level), VoteTimes(*times), tuple(row[-1] for row in rows if row[-1] is not None))


def find_vote_of_version(session: Session, *, version_id: UUID) -> VoteFacts | None:
    """Return the vote on a version of a proposal, or None."""
    rows = session.execute(_votes().where(Vote.version_id == version_id).order_by(Vote.opens_at.desc()).limit(1))
    row = rows.one_or_none()
    return _facts(row) if row else None


def list_votes(session: Session, *, unclosed_only: bool = False) -> list[VoteFacts]:
    """Return votes, the one that closes last first."""
    wanted = _votes().order_by(Vote.closes_at.desc(), Vote.number)
    if unclosed_only:
        wanted = wanted.where(Vote.closed_at.is_(None), Vote.frozen_at.is_not(None))
    return [_facts(row) for row in session.execute(wanted)]


def list_due_for_closing(session: Session, *, now: datetime) -> list[UUID]:
    """Return the ids of open votes whose time is over and which nobody has closed, by number."""
    due = select(Vote.id).where(Vote.frozen_at.is_not(None), Vote.closed_at.is_(None))
    ended = due.where((Vote.closes_at <= now) | (Vote.ended_early_at <= now))
    return list(session.scalars(ended.order_by(Vote.number)))


def list_questions(session: Session, *, vote_id: UUID) -> list[QuestionFacts]:
    """Return the questions of a vote in their order."""
    rows = session.execute(
        select(Question.position, Question.effective_if, QuestionText.language, QuestionText.wording)
        .outerjoin(QuestionText, QuestionText.question_id == Question.id)
        .where(Question.vote_id == vote_id)
        .order_by(Question.position)
    )
    wordings: dict[tuple[int, int | None], dict[str, str]] = defaultdict(dict)
    for position, effective_if, language, wording in rows:
        wordings[position, effective_if].update({language: wording} if language else {})
    return [QuestionFacts(position, effective_if, worded) for (position, effective_if), worded in wordings.items()]


def list_pinned_texts(session: Session, *, vote_id: UUID) -> dict[str, PinnedText]:
    """Return the texts pinned to a vote by language; empty before it opens."""
    rows = session.scalars(select(VoteText).where(VoteText.vote_id == vote_id))
    return {row.language: PinnedText(row.language, row.status, row.title, row.body, row.fingerprint) for row in rows}


def _votes() -> Select[Vote, str, str, str, Body, str]:
    return (
        select(Vote, RuleVersion.code, RuleVersion.document, RuleVersion.fingerprint, Body, Proposal.visibility)
        .join(RuleVersion, RuleVersion.id == Vote.rule_version_id)
        .join(Body, Body.id == Vote.body_id)
        .join(Proposal, Proposal.id == Vote.proposal_id)
    )


def _one(session: Session, statement: Select[Vote, str, str, str, Body, str], *, given: object) -> VoteFacts:
    row = session.execute(statement, {"given": given}).one_or_none()
    if row is None:
        raise NotFound("vote_unknown")
    return _facts(row)


def _locked(
    statement: Select[Vote, str, str, str, Body, str],
) -> Mapping[Lock | None, Select[Vote, str, str, str, Body, str]]:
    fresh = statement.execution_options(populate_existing=True)
    return {
        None: statement,
        "share": fresh.with_for_update(read=True, of=Vote),
        "update": fresh,
    }


def _facts(row: Row[Vote, str, str, str, Body, str]) -> VoteFacts:
    vote, code, document, fingerprint, body, visibility = row
    times = VoteTimes(vote.opens_at, vote.closes_at, vote.frozen_at, vote.ended_early_at, vote.closed_at)
    return VoteFacts(
        id=vote.id,
        number=vote.number,
        proposal_id=vote.proposal_id,
        version_id=vote.version_id,
        body_id=vote.body_id,
        body_kind=body.kind,
        body_center_id=body.center_id,
        level=Level(vote.level),
        times=times,
        roll_date=vote.roll_date,
        tie_rule=vote.tie_rule,
        smallest_cell=vote.smallest_cell,
        rule_code=code,
        rule_version_id=vote.rule_version_id,
        rule_document=vote.rule_document or document,
        rule_fingerprint=vote.rule_fingerprint or fingerprint,
        example=vote.example,
        visibility=visibility,
        declared=vote.declared,
    )


_LOCK = select(Vote.id).with_for_update()
"""Locks the row of a vote alone: a join read while waiting for the lock would be of before the wait."""
_BY_NUMBER = _locked(_votes().where(Vote.number == bindparam("given")))
_BY_ID = _locked(_votes().where(Vote.id == bindparam("given")))
_vote, _question = Vote.table().c, Question.table().c
_BOX = (
    select(_vote.id, _vote.level, _vote.opens_at, _vote.closes_at, _vote.frozen_at, _vote.ended_early_at)
    .add_columns(_vote.closed_at, _question.position)
    .outerjoin_from(Vote.table(), Question.table(), _question.vote_id == _vote.id)
    .where(_vote.number == bindparam("given"))
    .with_for_update(read=True, of=Vote.table())
)
