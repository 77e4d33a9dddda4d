"""What a rule asks for before a vote may open: what is known of it, what an officer declares, what is missing."""

import math
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.policy import Subject, require
from mfpl.domain.refusals import Conflict
from mfpl.domain.texts import READY, is_stale
from mfpl.domain.votes import Gap, Missing, VoteState, state
from mfpl.rules import Facts, missing_preconditions, parse_facts, parse_rule
from mfpl.services import history
from mfpl.store.queries import proposals
from mfpl.store.queries.amendments import find_amendment
from mfpl.store.queries.votes import VoteFacts, get_vote
from mfpl.store.tables import Vote

DAY = timedelta(days=1)
DECLARED = ("sponsors", "in_discussion", "resources_estimated")
"""Facts that this program does not count yet, so that an election officer declares them, and history says who did."""


def missing_preconditions_of(session: Session, *, vote: VoteFacts, now: datetime) -> tuple[Missing, ...]:
    """Return the preconditions of the vote's rule that do not hold."""
    rule = parse_rule(vote.rule_document)
    if rule.preconditions is None:
        return ()
    unmet = missing_preconditions(rule, known_facts(session, vote=vote, now=now))
    return tuple(Missing(Gap.PRECONDITION, unmet=one) for one in unmet)


def known_facts(session: Session, *, vote: VoteFacts, now: datetime) -> Facts:
    """Return what is known of a prepared vote, now: what the program sees itself, and what was declared.

    Notice is counted in whole days of 24 hours since the last change of a text or of the change that is proposed.
    A language counts as certified when its text may be voted on: the original, or read against it by a second person.
    """
    texts = proposals.list_texts(session, version_id=vote.version_id)
    changed = [text.updated_at for text in texts.values()]
    amendment = find_amendment(session, version_id=vote.version_id)
    changed += [amendment.updated_at] if amendment else []
    source = next((text.state for text in texts.values() if text.state.source_fingerprint is None), None)
    certified = tuple(
        language
        for language, text in sorted(texts.items())
        if source is not None and text.state.status in READY and not is_stale(text.state, source)
    )
    notice = max(0, math.floor((now - max(changed)) / DAY)) if changed else None
    declared = {name: value for name, value in (vote.declared or {}).items() if name in DECLARED}
    return parse_facts({"notice_days": notice, "languages_certified": list(certified), **declared})


def declare_facts(session: Session, *, actor: Actor, number: str, facts: Facts, now: datetime) -> None:
    """Declare of a prepared vote what the program cannot count: sponsors, people in the discussion, resources.

    Raise Forbidden, NotFound, or Conflict once the vote has been opened. Who declared it is kept in history.
    """
    vote = get_vote(session, number=number, lock="update")
    require(actor, "votes.prepare", Subject(center_id=vote.body_center_id))
    if state(vote.times, now) is not VoteState.PREPARED:
        raise Conflict("vote_already_opened")
    declared = facts.model_dump(mode="json", include=set(DECLARED), exclude_none=True)
    session.get_one(Vote, vote.id).declared = declared
    session.flush()
    history.record(
        session, stream=f"vote:{vote.id}", fact=Fact.FACTS_DECLARED, actor_id=actor.person_id, now=now, **declared
    )
