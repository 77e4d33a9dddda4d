"""Prepares a vote on a proposal: its rule, its hours, its level and its questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.policy import Subject, require
from mfpl.domain.refusals import Conflict, Invalid
from mfpl.domain.votes import Level, TieRule, VoteState, state
from mfpl.services import history
from mfpl.services.amendments import require_governing
from mfpl.services.civil_days import civil_day
from mfpl.services.declarations import forget_declared
from mfpl.services.proposals import ProposalState
from mfpl.services.votes.deadlocks import require_rule_of_first_vote
from mfpl.store.queries import proposals
from mfpl.store.queries.numbers import next_number
from mfpl.store.queries.rules import get_rule_in_force
from mfpl.store.queries.votes import find_vote_of_version, get_vote
from mfpl.store.tables import Question, QuestionText, Vote

SMALLEST_CELL = 5


@dataclass(frozen=True)
class QuestionDraft:
    """A question as it is prepared: wording by language, and the number of an earlier question it depends on."""

    wordings: Mapping[str, str]
    effective_if: int | None = None


@dataclass(frozen=True)
class VoteDraft:
    """A vote as it is prepared; ``smallest_cell`` is the fewest ballots of a center that may be shown by center."""

    rule_code: str
    level: Level
    opens_at: datetime
    closes_at: datetime
    roll_date: date
    questions: Sequence[QuestionDraft]
    tie_rule: TieRule | None = None
    smallest_cell: int = SMALLEST_CELL
    example: bool = False


def prepare_vote(session: Session, *, actor: Actor, number: str, draft: VoteDraft, now: datetime) -> str:
    """Prepare a vote on a draft proposal and return its number; raise Forbidden, Invalid, Conflict or NotFound."""
    proposal = proposals.get_proposal(session, number=number, locked=True)
    require(actor, "votes.prepare", Subject(center_id=proposal.body_center_id))
    if proposal.state != ProposalState.DRAFT:
        raise Conflict("proposal_not_draft")
    if find_vote_of_version(session, version_id=proposal.version_id) is not None:
        raise Conflict("vote_already_prepared")
    _check(draft)
    require_governing(session, version_id=proposal.version_id, rule_code=draft.rule_code)
    require_rule_of_first_vote(
        session, proposal_id=proposal.id, version_id=proposal.version_id, rule_code=draft.rule_code
    )
    rule = get_rule_in_force(
        session, code=draft.rule_code, on=civil_day(session, draft.opens_at), center_id=proposal.body_center_id
    )
    vote = Vote(
        number=next_number(session, Vote, year=draft.opens_at.year),
        proposal_id=proposal.id,
        version_id=proposal.version_id,
        body_id=proposal.body_id,
        level=draft.level,
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        roll_date=draft.roll_date,
        tie_rule=draft.tie_rule,
        smallest_cell=draft.smallest_cell,
        rule_version_id=rule.id,
        example=draft.example,
    )
    session.add(vote)
    session.flush()
    _add_questions(session, vote_id=vote.id, questions=draft.questions)
    _record(session, vote, actor=actor, rule=draft.rule_code, now=now)
    return vote.number


def revise_vote(session: Session, *, actor: Actor, number: str, draft: VoteDraft, now: datetime) -> None:
    """Prepare a vote anew that has not been opened; raise Forbidden, Invalid, NotFound, or Conflict once it has."""
    vote = get_vote(session, number=number, lock="update")
    require(actor, "votes.prepare", Subject(center_id=vote.body_center_id))
    if state(vote.times, now) is not VoteState.PREPARED:
        raise Conflict("vote_already_opened")
    _check(draft)
    require_governing(session, version_id=vote.version_id, rule_code=draft.rule_code)
    require_rule_of_first_vote(
        session, proposal_id=vote.proposal_id, version_id=vote.version_id, rule_code=draft.rule_code
    )
    forget_declared(session, version_id=vote.version_id)
    row = session.get_one(Vote, vote.id)
    rule = get_rule_in_force(
        session, code=draft.rule_code, on=civil_day(session, draft.opens_at), center_id=vote.body_center_id
    )
    row.rule_version_id = rule.id
    row.level, row.tie_rule, row.smallest_cell = draft.level, draft.tie_rule, draft.smallest_cell
    row.opens_at, row.closes_at, row.roll_date = draft.opens_at, draft.closes_at, draft.roll_date
    session.execute(delete(Question).where(Question.vote_id == vote.id))
    _add_questions(session, vote_id=vote.id, questions=draft.questions)
    _record(session, row, actor=actor, rule=draft.rule_code, now=now)


def _record(session: Session, vote: Vote, *, actor: Actor, rule: str, now: datetime) -> None:
    history.record(
        session,
        stream=f"vote:{vote.id}",
        fact=Fact.VOTE_PREPARED,
        actor_id=actor.person_id,
        now=now,
        number=vote.number,
        rule=rule,
        level=vote.level,
        opens_at=vote.opens_at,
        closes_at=vote.closes_at,
        roll_date=vote.roll_date,
    )


def _check(draft: VoteDraft) -> None:
    if draft.closes_at <= draft.opens_at:
        raise Invalid("vote_hours_reversed")
    for position, question in enumerate(draft.questions, start=1):
        if question.effective_if is not None and not 1 <= question.effective_if < position:
            raise Invalid("question_depends_on_later")


def _add_questions(session: Session, *, vote_id: UUID, questions: Sequence[QuestionDraft]) -> None:
    for position, draft in enumerate(questions, start=1):
        question = Question(vote_id=vote_id, position=position, effective_if=draft.effective_if)
        session.add(question)
        session.flush()
        for language, wording in draft.wordings.items():
            if wording.strip():
                session.add(QuestionText(question_id=question.id, language=language, wording=wording.strip()))
    session.flush()
