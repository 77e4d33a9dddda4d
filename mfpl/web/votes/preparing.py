"""Preparing a vote: what an officer decides of it; a change of the by-laws goes under the rule that governs it."""

from dataclasses import replace

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.domain.actors import MandateKind
from mfpl.domain.bylaws import ClauseKind, number_in_force, number_in_force_everywhere
from mfpl.domain.policy import Subject
from mfpl.domain.proposals import ProposalKind
from mfpl.domain.refusals import Conflict, Invalid
from mfpl.domain.votes import TieRule, VoteState, state
from mfpl.services.proposals import ProposalState
from mfpl.services.votes import QuestionDraft, VoteDraft, prepare_vote, revise_vote
from mfpl.services.votes.deadlocks import rule_of_first_vote
from mfpl.store.queries.amendments import find_amendment
from mfpl.store.queries.bylaws import list_all_acts
from mfpl.store.queries.my_votes import list_titles
from mfpl.store.queries.proposals import ProposalFacts, get_proposal
from mfpl.store.queries.rules import RuleFacts, list_rules
from mfpl.store.queries.votes import VoteFacts, find_vote_of_version, list_questions
from mfpl.web.access import action, authorize
from mfpl.web.actor import current_actor
from mfpl.web.clock import now
from mfpl.web.pages import page
from mfpl.web.proposals.carrying import Governing, governing_of
from mfpl.web.transaction import reading, writing
from mfpl.web.votes.bilingual import said
from mfpl.web.votes.places import Place, places
from mfpl.web.votes.prepare_form import PrepareForm, prepare_form
from mfpl.web.votes.section import pages


@pages.route("/prepare/<number>", methods=["GET", "POST"])
@action("votes.prepare")
def prepare(number: str) -> ResponseReturnValue:
    """Prepare a vote on a proposal, whose number is given; hours are typed on the clock of the officer's center."""
    authorize("votes.prepare")
    proposal = get_proposal(reading(), number=number)
    authorize("votes.prepare", Subject(center_id=proposal.body_center_id))
    if proposal.state != ProposalState.DRAFT:
        raise Conflict("proposal_not_draft")
    home = _own_place()
    earlier = _prepared(proposal)
    governing = _governing(proposal)
    offered = _offered(proposal, governing)
    form = prepare_form(offered, zone=home.time_zone, now=now(), prepared=_draft_of(earlier))
    if not form.adds_question and form.validate_on_submit():
        prepared = _prepare(form, proposal.number, home, earlier)
        if prepared is not None:
            flash(_("The vote is prepared. Check its hours in both cities and what is still missing."))
            return redirect(url_for("votes.opening", number=prepared), 303)
    title = said(list_titles(reading(), version_ids=[proposal.version_id])[proposal.version_id])
    return page("votes/prepare.html", form=form, proposal=proposal, title=title, home=home, governing=governing)


def _governing(proposal: ProposalFacts) -> Governing | None:
    """Return the rule a change of the by-laws must be voted under; None for other proposals, or where there is none."""
    amendment = find_amendment(reading(), version_id=proposal.version_id)
    return governing_of(amendment) if amendment is not None else None


def _offered(proposal: ProposalFacts, governing: Governing | None) -> list[RuleFacts]:
    """Return the rules that decide votes today in the body's center or, for the whole organization, in every center."""
    acts, today, bound = list_all_acts(reading()), now().date(), _bound_to(proposal, governing)
    centers = [center.id for center in places()]
    found = []
    for rule in list_rules(reading()):
        told = [one.act for one in acts.get((ClauseKind.RULE, rule.code), ())]
        if proposal.body_center_id is None:
            number = number_in_force_everywhere(told, on=today, centers=centers)
        else:
            number = number_in_force(told, on=today, center_id=proposal.body_center_id)
        if number == rule.number and bound in (None, rule.code):
            found.append(rule)
    return found


def _bound_to(proposal: ProposalFacts, governing: Governing | None) -> str | None:
    """Return the one rule a vote may be held under: what governs a change, or the first vote's; None for any."""
    if proposal.kind is ProposalKind.AMEND_RULES:
        return governing.code if governing is not None else ""
    return rule_of_first_vote(reading(), proposal_id=proposal.id)


def _prepared(proposal: ProposalFacts) -> VoteFacts | None:
    """Return the vote on a proposal that has been prepared and not opened."""
    vote = find_vote_of_version(reading(), version_id=proposal.version_id)
    return vote if vote is not None and state(vote.times, now()) is VoteState.PREPARED else None


def _draft_of(vote: VoteFacts | None) -> VoteDraft | None:
    if vote is None:
        return None
    questions = list_questions(reading(), vote_id=vote.id)
    return VoteDraft(
        rule_code=vote.rule_code,
        level=vote.level,
        opens_at=vote.times.opens_at,
        closes_at=vote.times.closes_at,
        roll_date=vote.roll_date,
        questions=[QuestionDraft(one.wordings, one.effective_if) for one in questions],
        tie_rule=TieRule(vote.tie_rule) if vote.tie_rule else None,
        smallest_cell=vote.smallest_cell,
    )


def _prepare(form: PrepareForm, number: str, home: Place, earlier: VoteFacts | None) -> str | None:
    draft = form.read(home.time_zone)
    if draft is None:
        return None
    try:
        if earlier is None:
            guarded = replace(draft, smallest_cell=current_app.config["SMALLEST_CELL"])
            return prepare_vote(writing(), actor=current_actor(), number=number, draft=guarded, now=now())
        kept = replace(draft, smallest_cell=earlier.smallest_cell)
        revise_vote(writing(), actor=current_actor(), number=earlier.number, draft=kept, now=now())
        return earlier.number
    except Invalid as refusal:
        form.refuse("closes_day" if refusal.code == "vote_hours_reversed" else "q1_if", refusal)
    return None


def _own_place() -> Place:
    """Return the center whose clock the officer reads; with several, the first in the reader's order."""
    own = current_actor().centers_of(MandateKind.ELECTION_OFFICER)
    centers = places()
    return next((center for center in centers if center.id in own), centers[0])
