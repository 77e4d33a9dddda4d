"""Opens a vote: refuses with everything that is missing, freezes the roll, pins the rule and both texts."""

from datetime import datetime

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.history import Fact
from mfpl.domain.policy import Subject, require
from mfpl.domain.refusals import Conflict
from mfpl.domain.texts import LANGUAGES
from mfpl.domain.votes import Gap, Missing, VoteState, missing_questions, missing_texts, state
from mfpl.measures.possibility import Answer, can_be_met
from mfpl.rules import CountsInvalid, Outcome, Rule, decide, parse_rule
from mfpl.rules.language import RuleReference, Stages
from mfpl.services import history
from mfpl.services.amendments.readiness import missing_amendment
from mfpl.services.bylaws import take_turn_with, take_turn_with_all
from mfpl.services.civil_days import civil_day, civil_days
from mfpl.services.electorates import as_roll, freeze_roll, preview_roll
from mfpl.services.proposals import ProposalState, set_state
from mfpl.services.votes.counting import best_case
from mfpl.services.votes.preconditions import missing_preconditions_of
from mfpl.store.queries import proposals
from mfpl.store.queries.amendments import find_amendment, find_deadlock
from mfpl.store.queries.bylaws import find_in_force
from mfpl.store.queries.rolls import count_unclear
from mfpl.store.queries.votes import VoteFacts, get_vote, list_questions
from mfpl.store.tables import Vote, VoteText


def check_opening(session: Session, *, vote: VoteFacts, now: datetime) -> tuple[Missing, ...]:
    """Return everything that still keeps a prepared vote from opening, in the order people would mend it."""
    proposal = proposals.get_proposal_by_id(session, proposal_id=vote.proposal_id)
    return (
        *_missing_proposal(session, proposal, now),
        *_missing_words(session, vote, proposal),
        *_missing_settings(session, vote, now),
        *_missing_rule(session, vote, now),
        *missing_preconditions_of(session, vote=vote, now=now),
        *missing_amendment(session, vote=vote, proposal=proposal, now=now),
    )


def _missing_words(session: Session, vote: VoteFacts, proposal: proposals.ProposalFacts) -> tuple[Missing, ...]:
    texts = proposals.list_texts(session, version_id=vote.version_id)
    states = {language: text.state for language, text in texts.items()}
    wordings = {one.position: one.wordings.keys() for one in list_questions(session, vote_id=vote.id)}
    return (
        *missing_texts(states, source_language=proposal.source_language, languages=LANGUAGES),
        *missing_questions(wordings, languages=LANGUAGES),
    )


def _missing_proposal(session: Session, proposal: proposals.ProposalFacts, now: datetime) -> tuple[Missing, ...]:
    gaps = [] if proposal.state == ProposalState.DRAFT else [Missing(Gap.PROPOSAL_NOT_DRAFT)]
    deadlock = find_deadlock(session, proposal_id=proposal.id)
    if deadlock is not None and civil_day(session, now) > deadlock.lapses_on:
        gaps.append(Missing(Gap.DEADLOCK_LAPSED))
    return tuple(gaps)


def open_vote(session: Session, *, actor: Actor, number: str, now: datetime) -> None:
    """Open a prepared vote; from then on its roll, rule and texts are what they were at this moment.

    Raise Forbidden, or Conflict with code ``vote_not_ready`` and everything that is missing.
    """
    vote = get_vote(session, number=number, lock="update")
    require(actor, "votes.open", Subject(center_id=vote.body_center_id))
    proposals.get_proposal_by_id(session, proposal_id=vote.proposal_id, locked=True)
    if state(vote.times, now) is not VoteState.PREPARED:
        raise Conflict("vote_already_opened")
    amendment = find_amendment(session, version_id=vote.version_id)
    if amendment is not None:
        take_turn_with_all(session)
        take_turn_with(session, kind=amendment.kind, code=amendment.code)
    missing = check_opening(session, vote=vote, now=now)
    if missing:
        raise Conflict("vote_not_ready", missing=missing)
    _pin(session, vote, now)
    freeze_roll(session, vote=vote)
    set_state(session, proposal_id=vote.proposal_id, state=ProposalState.VOTING)
    history.record(
        session,
        stream=f"vote:{vote.id}",
        fact=Fact.VOTE_OPENED,
        actor_id=actor.person_id,
        now=now,
        rule=vote.rule_fingerprint,
        texts={one.language: one.fingerprint for one in _texts(session, vote)},
        **_change(session, vote),
    )


def _change(session: Session, vote: VoteFacts) -> dict[str, str]:
    """The fingerprint of the change of the rules that is voted on, where there is one."""
    amendment = find_amendment(session, version_id=vote.version_id)
    return {"amendment": amendment.fingerprint} if amendment else {}


def _missing_settings(session: Session, vote: VoteFacts, now: datetime) -> tuple[Missing, ...]:
    gaps = []
    if vote.roll_date > max(civil_days(session, now)):
        gaps.append(Missing(Gap.ROLL_DATE_AHEAD))
    if count_unclear(session, roll_date=vote.roll_date):
        gaps.append(Missing(Gap.ROLL_UNCLEAR))
    if vote.tie_rule is None:
        gaps.append(Missing(Gap.TIE_RULE))
    if vote.times.closes_at <= now:
        gaps.append(Missing(Gap.CLOSES_IN_THE_PAST))
    return tuple(gaps)


def _missing_rule(session: Session, vote: VoteFacts, now: datetime) -> tuple[Missing, ...]:
    rule = parse_rule(vote.rule_document)
    gaps = [] if _is_in_force(session, vote, rule, now) else [Missing(Gap.RULE_NOT_IN_FORCE)]
    if rule.electorate is not None and rule.electorate.roll_date == "opening" and not _opens_on(session, vote, now):
        gaps.append(Missing(Gap.ROLL_DATE_NOT_BY_RULE))
    try:
        totals = preview_roll(session, vote=vote)
    except CountsInvalid:
        return (*gaps, Missing(Gap.CAPS_CANNOT_BE_MET))
    if not any(total.reason is None and total.weight for total in totals):
        gaps.append(Missing(Gap.EMPTY_ROLL))
    elif can_be_met(rule, as_roll(totals)).answer is Answer.NO:
        gaps.append(Missing(Gap.RULE_CANNOT_BE_MET))
    elif _has_stages(rule) or decide(rule, best_case(totals)).outcome == Outcome.UNDECIDED:
        gaps.append(Missing(Gap.RULE_ASKS_MORE))
    return tuple(gaps)


def _has_stages(rule: Rule) -> bool:
    requires = rule.requires
    while isinstance(requires, RuleReference):
        requires = rule.rules[requires.rule].requires
    return isinstance(requires, Stages)


def _is_in_force(session: Session, vote: VoteFacts, rule: Rule, now: datetime) -> bool:
    """Whether the version is the one in force on the day it opens, whatever the record date of the roll."""
    found = find_in_force(
        session,
        kind=ClauseKind.RULE,
        code=vote.rule_code,
        on=civil_day(session, now),
        center_id=vote.body_center_id,
    )
    return found is not None and found.number == rule.version


def _opens_on(session: Session, vote: VoteFacts, now: datetime) -> bool:
    """Whether the record date is the day, somewhere among the centers, on which the vote opens."""
    return vote.roll_date in civil_days(session, max(now, vote.times.opens_at))


def _pin(session: Session, vote: VoteFacts, now: datetime) -> None:
    row = session.get_one(Vote, vote.id)
    row.rule_document, row.rule_fingerprint = vote.rule_document, vote.rule_fingerprint
    row.frozen_at = now
    session.add_all(_texts(session, vote))
    session.flush()


def _texts(session: Session, vote: VoteFacts) -> list[VoteText]:
    texts = proposals.list_texts(session, version_id=vote.version_id)
    return [
        VoteText(
            vote_id=vote.id,
            language=one.language,
            status=one.state.status,
            title=one.title,
            body=one.body,
            fingerprint=one.state.fingerprint,
        )
        for one in texts.values()
    ]
