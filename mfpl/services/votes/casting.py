"""Casts ballots and changes them, by name or on the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.policy import Subject, require
from mfpl.domain.refusals import Conflict, Forbidden, NotFound
from mfpl.domain.votes import Answer, Level, canonical_choices, receipt_digest, require_open
from mfpl.services import history
from mfpl.store.queries import ballots, rolls
from mfpl.store.queries.votes import BallotBox, get_ballot_box
from mfpl.store.tables import OpenBallot


@dataclass(frozen=True)
class Cast:
    """A ballot to be cast: for whom, answers by question number, and the receipt the voter will keep."""

    voter_id: UUID
    answers: Mapping[int, Answer]
    receipt: str


@dataclass(frozen=True)
class _Act:
    """One act of casting with everything it was checked against."""

    vote: BallotBox
    actor: Actor
    voter_id: UUID
    choices: str
    receipt: str
    now: datetime


def cast_ballot(session: Session, *, actor: Actor, number: str, cast: Cast, now: datetime) -> bool:
    """Cast one ballot; return False when this very ballot, known by its receipt, had been cast before.

    Raise Forbidden for another's ballot, Conflict before opening, from the closing instant on, and when the voter
    has voted already; Invalid for answers that are not on the ballot. A ballot of the sheet leaves no entry in
    history, because its time would join it to its voter.
    """
    act = _begin(session, actor=actor, number=number, cast=cast, now=now)
    marked = rolls.mark_voted(session, vote_id=act.vote.id, voter_id=act.voter_id)
    if marked is None:
        _refuse_unless_repeated(session, act)
        return False
    center_id, weight = marked
    if act.vote.level is Level.SHEET:
        ballots.put_on_sheet(
            session,
            vote_id=act.vote.id,
            center_id=center_id,
            weight=weight,
            choices=act.choices,
            receipt=act.receipt,
        )
    else:
        _cast_by_name(session, act, center_id=center_id, weight=weight)
    return True


def change_ballot(
    session: Session, *, actor: Actor, number: str, cast: Cast, shown_receipt: str | None, now: datetime
) -> None:
    """Replace a ballot cast before; on the sheet only for who shows its receipt, which then is good no more.

    Raise Forbidden, Conflict when closed or when nothing was cast, NotFound for a receipt of no ballot here.
    """
    act = _begin(session, actor=actor, number=number, cast=cast, now=now)
    line = rolls.find_line(session, vote_id=act.vote.id, voter_id=act.voter_id)
    if line is None or not line.voted:
        raise Conflict("ballot_not_cast")
    if act.vote.level is Level.SHEET:
        _change_on_sheet(session, act, line=line, shown=shown_receipt or "")
    else:
        _change_by_name(session, act)


def _begin(session: Session, *, actor: Actor, number: str, cast: Cast, now: datetime) -> _Act:
    require(actor, "votes.cast", Subject(voter_id=cast.voter_id))
    vote = get_ballot_box(session, number=number)
    require_open(vote.times, now)
    choices = canonical_choices(cast.answers, questions=vote.questions)
    return _Act(vote, actor, cast.voter_id, choices, receipt_digest(vote.id, cast.receipt), now)


def _refuse_unless_repeated(session: Session, act: _Act) -> None:
    line = rolls.find_line(session, vote_id=act.vote.id, voter_id=act.voter_id)
    if line is None:
        raise Forbidden("not_on_roll")
    if not line.included:
        raise Forbidden("excluded_from_roll", reason=line.reason)
    if act.vote.level is Level.SHEET:
        repeated = ballots.find_on_sheet(session, vote_id=act.vote.id, receipt=act.receipt) is not None
    else:
        stored = ballots.get_open(session, vote_id=act.vote.id, voter_id=act.voter_id)
        repeated = stored.receipt == act.receipt
    if not repeated:
        raise Conflict("already_voted", level=act.vote.level.value)


def _cast_by_name(session: Session, act: _Act, *, center_id: UUID, weight: int) -> None:
    ballot = OpenBallot(vote_id=act.vote.id, voter_id=act.voter_id, center_id=center_id, weight=weight)
    _fill_in(ballot, act)
    ballots.add_open(session, ballot)
    _record(session, act, Fact.OPEN_BALLOT_CAST)


def _change_on_sheet(session: Session, act: _Act, *, line: rolls.RollLine, shown: str) -> None:
    stored = ballots.find_on_sheet(session, vote_id=act.vote.id, receipt=receipt_digest(act.vote.id, shown))
    if stored is None and ballots.find_on_sheet(session, vote_id=act.vote.id, receipt=act.receipt) is not None:
        return
    if stored is None or stored.center_id != line.center_id or stored.weight != line.weight:
        raise NotFound("receipt_unknown")
    ballots.change_on_sheet(session, ballot_id=stored.id, choices=act.choices, receipt=act.receipt)


def _change_by_name(session: Session, act: _Act) -> None:
    ballot = ballots.get_open(session, vote_id=act.vote.id, voter_id=act.voter_id)
    if ballot.receipt == act.receipt:
        return
    _fill_in(ballot, act)
    _record(session, act, Fact.OPEN_BALLOT_CHANGED)


def _fill_in(ballot: OpenBallot, act: _Act) -> None:
    ballot.choices, ballot.receipt = act.choices, act.receipt
    ballot.cast_by, ballot.cast_at = act.actor.identified(), act.now


def _record(session: Session, act: _Act, fact: Fact) -> None:
    history.record(
        session,
        stream=f"vote:{act.vote.id}",
        fact=fact,
        actor_id=act.actor.person_id,
        now=act.now,
        voter=act.voter_id,
        choices=act.choices,
    )
