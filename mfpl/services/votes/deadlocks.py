"""What happens where some centers said yes and others no, under a rule that says what happens then."""

import json
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.cells import has_small_cell
from mfpl.domain.history import Fact
from mfpl.domain.policy import Subject, require
from mfpl.domain.refusals import Conflict
from mfpl.rules import Outcome, deadlines, parse_rule
from mfpl.services import history
from mfpl.services.amendments.drafting import copy_amendment
from mfpl.services.civil_days import civil_day
from mfpl.services.proposals import ProposalState, begin_version, set_state
from mfpl.store.queries.amendments import find_amendment, find_deadlock
from mfpl.store.queries.proposals import get_proposal
from mfpl.store.queries.results import list_verdicts
from mfpl.store.queries.votes import VoteFacts, get_vote_by_id
from mfpl.store.tables import Deadlock


def begin_deadlock(session: Session, *, vote: VoteFacts, on: date, now: datetime) -> bool:
    """Begin the way out of a deadlock, where the first question of a closed vote left the centers apart; else False.

    They are apart when it was not adopted though some center met what was asked of it and another did not. Where
    nothing may be told by center every vote that failed begins it, so that it does not tell what each center came to.
    A matter has one such way: where the second vote leaves them apart too, it is decided.
    """
    rule = parse_rule(vote.rule_document)
    if rule.deadlock is None or find_deadlock(session, proposal_id=vote.proposal_id) is not None:
        return False
    if not _leads_out(session, vote):
        return False
    lapses_on = deadlines(rule.deadlock, on)[-1].until
    session.add(Deadlock(vote_id=vote.id, proposal_id=vote.proposal_id, began_on=on, lapses_on=lapses_on))
    set_state(session, proposal_id=vote.proposal_id, state=ProposalState.DEADLOCK)
    stream = f"proposal:{vote.proposal_id}"
    history.record(
        session, stream=stream, fact=Fact.DEADLOCK_BEGAN, actor_id=None, now=now, vote=vote.number, lapses_on=lapses_on
    )
    return True


def _leads_out(session: Session, vote: VoteFacts) -> bool:
    verdicts = list_verdicts(session, vote_id=vote.id)
    if not verdicts or verdicts[0].outcome != Outcome.FAILED:
        return False
    if has_small_cell([json.loads(one.counts) for one in verdicts], least=vote.smallest_cell):
        return True
    return {True, False} <= set(json.loads(verdicts[0].verdict)["sections"].values())


def rule_of_first_vote(session: Session, *, proposal_id: UUID) -> str | None:
    """Return the code of the rule under which the vote was held that began a way out, or None where none began."""
    deadlock = find_deadlock(session, proposal_id=proposal_id)
    return get_vote_by_id(session, vote_id=deadlock.vote_id).rule_code if deadlock is not None else None


def require_rule_of_first_vote(session: Session, *, proposal_id: UUID, version_id: UUID, rule_code: str) -> None:
    """Raise Conflict where a second vote would be held under another rule than the first.

    The rule of a vote on a change of the by-laws is the one that governs it then, so it is left alone.
    """
    first = rule_of_first_vote(session, proposal_id=proposal_id)
    if first in (None, rule_code) or find_amendment(session, version_id=version_id) is not None:
        return
    raise Conflict("second_vote_other_rule", rule=first)


def revise_after_deadlock(session: Session, *, actor: Actor, number: str, now: datetime) -> None:
    """Begin the next version of a proposal whose vote left the centers apart, as a draft with the same texts.

    Raise Forbidden, NotFound, or Conflict where there is no deadlock or the matter has lapsed.
    """
    proposal = get_proposal(session, number=number, locked=True)
    require(actor, "proposals.write", Subject(body_id=proposal.body_id, sponsor_id=proposal.sponsor_id))
    deadlock = find_deadlock(session, proposal_id=proposal.id)
    if proposal.state != ProposalState.DEADLOCK or deadlock is None:
        raise Conflict("proposal_not_in_deadlock")
    if civil_day(session, now) > deadlock.lapses_on:
        raise Conflict("deadlock_lapsed", lapsed_on=deadlock.lapses_on)
    version_id = begin_version(session, proposal=proposal, actor=actor, now=now)
    copy_amendment(session, from_version=proposal.version_id, to_version=version_id)
    set_state(session, proposal_id=proposal.id, state=ProposalState.DRAFT)
    stream = f"proposal:{proposal.id}"
    history.record(session, stream=stream, fact=Fact.REVISED_AFTER_DEADLOCK, actor_id=actor.person_id, now=now)
