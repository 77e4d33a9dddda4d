"""Closes votes: early by two people of two centers, or when their time is over; computes and stores the verdict."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError, InvalidRequestError
from sqlalchemy.orm import Session

from mfpl.domain import cells
from mfpl.domain.actors import Actor, MandateKind
from mfpl.domain.effects import took_effect
from mfpl.domain.history import Fact
from mfpl.domain.policy import require
from mfpl.domain.refusals import Conflict, Forbidden, Refusal
from mfpl.domain.votes import Level, VoteState, require_open, state
from mfpl.rules import Verdict, decide, parse_counts, parse_rule
from mfpl.services import history
from mfpl.services.amendments.enacting import enact_adopted
from mfpl.services.civil_days import civil_day
from mfpl.services.proposals import ProposalState, set_state
from mfpl.services.votes.counting import count
from mfpl.services.votes.deadlocks import begin_deadlock
from mfpl.store.queries import acts, ballots, rolls, traces
from mfpl.store.queries.bodies import list_centers
from mfpl.store.queries.numbers import next_number
from mfpl.store.queries.results import ROLL
from mfpl.store.queries.votes import (
    QuestionFacts,
    VoteFacts,
    get_vote,
    get_vote_by_id,
    list_due_for_closing,
    list_pinned_texts,
    list_questions,
)
from mfpl.store.tables import Decision, DecisionText, JointAct, StoredVerdict, Vote

EARLY_CLOSE = "votes.close_early"
EARLY_CLOSE_LAPSES_AFTER = timedelta(days=3)
KEPT_FROM_CLOSING = (Refusal, ValueError, LookupError, IntegrityError, InvalidRequestError)
"""What one vote can raise of its own; that the database does not answer concerns them all."""
Effects = dict[int, bool]


@dataclass(frozen=True)
class DueVotes:
    """The numbers of the votes that were closed, and by number what kept others from closing."""

    closed: tuple[str, ...]
    failed: Mapping[str, Exception]


def ask_early_close(session: Session, *, actor: Actor, number: str, now: datetime) -> None:
    """Ask to end an open vote early, which an election officer of another center must confirm.

    Raise Forbidden, Conflict when the vote is not open or somebody has asked already.
    """
    require(actor, EARLY_CLOSE)
    vote = get_vote(session, number=number, lock="update")
    require_open(vote.times, now)
    if acts.find_waiting(session, kind=EARLY_CLOSE, object_id=vote.id, now=now, locked=True) is not None:
        raise Conflict("early_close_already_asked")
    session.add(
        JointAct(
            kind=EARLY_CLOSE,
            object_id=vote.id,
            parameters={"number": vote.number},
            asked_by=actor.identified(),
            asked_center_id=_center(actor),
            asked_at=now,
            lapses_at=min(vote.times.closes_at, now + EARLY_CLOSE_LAPSES_AFTER),
        )
    )
    _record(session, vote, Fact.EARLY_CLOSE_ASKED, actor, now)


def confirm_early_close(session: Session, *, actor: Actor, number: str, now: datetime) -> None:
    """Confirm another center's wish to end a vote early, and close it at once.

    Raise Forbidden, Conflict when nobody has asked, the wish has lapsed, or it came from the same center.
    """
    require(actor, EARLY_CLOSE)
    vote = get_vote(session, number=number, lock="update")
    require_open(vote.times, now)
    act = acts.find_waiting(session, kind=EARLY_CLOSE, object_id=vote.id, now=now, locked=True)
    if act is None:
        raise Conflict("early_close_not_asked")
    if act.asked_by == actor.identified() or act.asked_center_id == _center(actor):
        raise Conflict("needs_other_center")
    act.confirmed_by, act.confirmed_center_id, act.confirmed_at = actor.identified(), _center(actor), now
    session.get_one(Vote, vote.id).ended_early_at = now
    _record(session, vote, Fact.EARLY_CLOSE_CONFIRMED, actor, now)
    session.flush()
    _close(session, vote_id=vote.id, actor=actor, now=now)


def close_vote(session: Session, *, actor: Actor, number: str, now: datetime) -> None:
    """Close a vote whose time is over and store its verdict; raise Forbidden or Conflict."""
    require(actor, "votes.close")
    vote = get_vote(session, number=number)
    _close(session, vote_id=vote.id, actor=actor, now=now)


def close_due(session: Session, *, now: datetime) -> list[str]:
    """Close every vote whose time is over and return their numbers, or none where one cannot be closed.

    Doing it twice changes nothing.
    """
    due = [get_vote_by_id(session, vote_id=one) for one in list_due_for_closing(session, now=now)]
    return [vote.number for vote in due if _close_ended(session, vote_id=vote.id, now=now)]


def close_each_due(session: Session, *, now: datetime) -> DueVotes:
    """Close every vote whose time is over; one that cannot be closed stays as it was, and the others close."""
    closed: list[str] = []
    failed: dict[str, Exception] = {}
    for vote_id in list_due_for_closing(session, now=now):
        number = get_vote_by_id(session, vote_id=vote_id).number
        try:
            with session.begin_nested():
                done = _close_ended(session, vote_id=vote_id, now=now)
        except KEPT_FROM_CLOSING as reason:
            failed[number] = reason
        else:
            closed += [number] if done else []
    return DueVotes(tuple(closed), failed)


def _close_ended(session: Session, *, vote_id: UUID, now: datetime) -> bool:
    vote = get_vote_by_id(session, vote_id=vote_id, lock="update")
    if state(vote.times, now) is not VoteState.ENDED:
        return False
    _close(session, vote_id=vote_id, actor=None, now=now)
    return True


def _close(session: Session, *, vote_id: UUID, actor: Actor | None, now: datetime) -> None:
    vote = get_vote_by_id(session, vote_id=vote_id, lock="update")
    found = state(vote.times, now)
    if found is VoteState.CLOSED:
        raise Conflict("vote_already_closed")
    if found is not VoteState.ENDED:
        raise Conflict("vote_not_ended", closes_at=vote.times.ends_at)
    outcomes = _decide(session, vote, now)
    if vote.level is Level.SHEET:
        traces.erase_order(session, vote_id=vote.id)
    session.get_one(Vote, vote.id).closed_at = now
    set_state(session, proposal_id=vote.proposal_id, state=ProposalState.DECIDED)
    _record(session, vote, Fact.VOTE_CLOSED, actor, now, outcomes=outcomes)
    begin_deadlock(session, vote=vote, on=civil_day(session, vote.times.ends_at), now=now)


def _decide(session: Session, vote: VoteFacts, now: datetime) -> dict[str, str]:
    rule = parse_rule(vote.rule_document)
    totals = rolls.list_totals(session, vote_id=vote.id)
    piles = ballots.pile_up(session, vote_id=vote.id, level=vote.level.value)
    record: dict[str, Any] = {"centers": _center_names(session), ROLL: [asdict(one) for one in totals]}
    record[cells.KEPT] = cells.smallest_cells((one.center_code, one.weight, one.ballots) for one in piles)
    effects: Effects = {}
    outcomes: dict[str, str] = {}
    for question in list_questions(session, vote_id=vote.id):
        counts = count(totals, piles, position=question.position) | record
        verdict = decide(rule, parse_counts(counts))
        effects[question.position] = took_effect(verdict.outcome, depends_on=question.effective_if, earlier=effects)
        outcomes[str(question.position)] = verdict.outcome
        _store(session, vote=vote, position=question.position, counts=counts, verdict=verdict, now=now, effects=effects)
        decision = _register(session, vote=vote, question=question, verdict=verdict)
        if question.position == 1 and effects[1]:
            enact_adopted(session, version_id=vote.version_id, decision=decision, now=now)
    return outcomes


def _center_names(session: Session) -> dict[str, Any]:
    """What each center is called today: kept with the counts, so that a later name never alters an old result."""
    return {
        one.code: {"names": one.names, "short_names": one.short_names, "language": one.language}
        | {"time_zone": one.time_zone}
        for one in list_centers(session)
    }


def _store(
    session: Session,
    *,
    vote: VoteFacts,
    position: int,
    counts: dict[str, Any],
    verdict: Verdict,
    now: datetime,
    effects: Effects,
) -> None:
    text = json.dumps(verdict.to_json(), ensure_ascii=False, sort_keys=True)
    session.add(
        StoredVerdict(
            vote_id=vote.id,
            position=position,
            outcome=verdict.outcome,
            took_effect=effects[position],
            counts=json.dumps(counts, sort_keys=True),
            verdict=text,
            fingerprint=hashlib.sha256(text.encode()).hexdigest(),
            decided_at=now,
        )
    )


def _register(session: Session, *, vote: VoteFacts, question: QuestionFacts, verdict: Verdict) -> Decision:
    decided_on = civil_day(session, vote.times.ends_at)
    decision = Decision(
        number=next_number(session, Decision, year=decided_on.year),
        kind="vote",
        vote_id=vote.id,
        position=question.position,
        body_id=vote.body_id,
        decided_on=decided_on,
        precision="day",
        outcome=verdict.outcome,
        record={},
    )
    session.add(decision)
    session.flush()
    titles = list_pinned_texts(session, vote_id=vote.id)
    for language, wording in question.wordings.items():
        title = titles[language].title
        session.add(DecisionText(decision_id=decision.id, language=language, title=title, note=wording))
    session.flush()
    return decision


def _center(actor: Actor) -> UUID:
    centers = sorted(actor.centers_of(MandateKind.ELECTION_OFFICER))
    if len(centers) != 1:
        raise Forbidden("officer_of_one_center")
    return centers[0]


def _record(
    session: Session, vote: VoteFacts, fact: Fact, actor: Actor | None, now: datetime, **params: object
) -> None:
    actor_id = actor.person_id if actor else None
    history.record(session, stream=f"vote:{vote.id}", fact=fact, actor_id=actor_id, now=now, **params)
