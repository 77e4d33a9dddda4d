"""The way out where the centers were apart over a proposal: each step with its last day, and what may be done now."""

from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.rules import deadlines, parse_rule
from mfpl.services.civil_days import civil_day
from mfpl.services.proposals import ProposalState
from mfpl.services.votes.deadlocks import revise_after_deadlock
from mfpl.store.queries.amendments import DeadlockFacts, find_deadlock
from mfpl.store.queries.proposals import ProposalFacts
from mfpl.store.queries.votes import get_vote_by_id
from mfpl.web.access import action, may
from mfpl.web.actor import current_actor
from mfpl.web.clock import now
from mfpl.web.proposals.section import find_permitted, pages, subject_of
from mfpl.web.results.discretion import detail_of
from mfpl.web.results.facts import stored_counts
from mfpl.web.transaction import reading, writing
from mfpl.web.wording.circumstances import STEPS
from mfpl.web.wording.findings import Detail


@dataclass(frozen=True)
class PathStep:
    """One step of the way out: what it is, its last day, and whether that day is over."""

    words: str
    until: date
    over: bool


@dataclass(frozen=True)
class WayOut:
    """The way out of a deadlock: the vote that began it, its steps, whether it goes on and whether it lapsed.

    `certain` is False where nothing may be told by center, and so not whether the centers disagreed.
    """

    facts: DeadlockFacts
    steps: tuple[PathStep, ...]
    certain: bool
    running: bool
    lapsed: bool
    may_revise: bool


def way_out(proposal: ProposalFacts) -> WayOut | None:
    """Return the way out of the latest deadlock over a proposal, or None where there was none."""
    facts = find_deadlock(reading(), proposal_id=proposal.id)
    if facts is None:
        return None
    vote = get_vote_by_id(reading(), vote_id=facts.vote_id)
    rule, today = parse_rule(vote.rule_document), civil_day(reading(), now())
    found = deadlines(rule.deadlock, facts.began_on) if rule.deadlock else ()
    running, lapsed = proposal.state == ProposalState.DEADLOCK, today > facts.lapses_on
    return WayOut(
        facts=facts,
        steps=tuple(PathStep(str(STEPS[one.step]), one.until, today > one.until) for one in found),
        certain=detail_of(stored_counts(vote), least=vote.smallest_cell) is Detail.EVERYTHING,
        running=running,
        lapsed=lapsed,
        may_revise=running and not lapsed and may("proposals.write", subject_of(proposal)),
    )


@pages.post("/<number>/revise")
@action("proposals.write")
def revise(number: str) -> ResponseReturnValue:
    """Begin the revised text for a second vote."""
    find_permitted(number, action="proposals.write")
    revise_after_deadlock(writing(), actor=current_actor(), number=number, now=now())
    flash(_("The revised text begins with the words of the first one. Change them, and have them translated again."))
    return redirect(url_for("proposals.show", number=number), 303)
