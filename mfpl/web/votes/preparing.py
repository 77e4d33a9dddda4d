"""Preparing a vote and opening it: what an officer decides and checks, refused while anything is missing."""

from dataclasses import replace

from flask import current_app, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.domain.actors import MandateKind
from mfpl.domain.policy import Subject
from mfpl.domain.refusals import Conflict, Invalid
from mfpl.domain.votes import TieRule, VoteState, state
from mfpl.services.electorates import preview_roll
from mfpl.services.proposals import ProposalState
from mfpl.services.votes import QuestionDraft, VoteDraft, check_opening, open_vote, prepare_vote, revise_vote
from mfpl.store.queries.my_votes import list_titles
from mfpl.store.queries.proposals import ProposalFacts, get_proposal, get_proposal_by_id, list_texts
from mfpl.store.queries.rules import list_rules
from mfpl.store.queries.votes import VoteFacts, find_vote_of_proposal, get_vote, list_questions
from mfpl.web.access import action, authorize
from mfpl.web.actor import current_actor
from mfpl.web.clock import now
from mfpl.web.pages import page
from mfpl.web.transaction import reading, writing
from mfpl.web.votes.bilingual import in_reader_order, said
from mfpl.web.votes.facts import questions_of, rolls_by_center, rule_of, title_of, without_center
from mfpl.web.votes.places import Place, places, zones
from mfpl.web.votes.prepare_form import PrepareForm, prepare_form
from mfpl.web.votes.requirements import opening_requirements
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
    form = prepare_form(list_rules(reading()), zone=home.time_zone, now=now(), prepared=_draft_of(earlier))
    if not form.adds_question and form.validate_on_submit():
        prepared = _prepare(form, proposal.number, home, earlier)
        if prepared is not None:
            flash(_("The vote is prepared. Check its hours in both cities and what is still missing."))
            return redirect(url_for("votes.opening", number=prepared), 303)
    title = said(list_titles(reading(), version_ids=[proposal.version_id])[proposal.version_id])
    return page("votes/prepare.html", form=form, proposal=proposal, title=title, home=home)


@pages.route("/<number>/open", methods=["GET", "POST"])
@action("votes.open")
def opening(number: str) -> ResponseReturnValue:
    """Show what opening would fix and what is missing for it; open it."""
    authorize("votes.open")
    authorize("votes.open", Subject(center_id=get_vote(reading(), number=number).body_center_id))
    if request.method == "POST":
        try:
            open_vote(writing(), actor=current_actor(), number=number, now=now())
        except Conflict as refusal:
            if refusal.code != "vote_not_ready":
                raise
            return _opening_page(number, status=refusal.status)
        flash(_("The vote is open: its roll, its rule and its texts are fixed."))
        return redirect(url_for("votes.show", number=number), 303)
    return _opening_page(number)


def _opening_page(number: str, *, status: int = 200) -> ResponseReturnValue:
    vote = get_vote(reading(), number=number)
    if state(vote.times, now()) is not VoteState.PREPARED:
        raise Conflict("vote_already_opened")
    missing = check_opening(reading(), vote=vote, now=now())
    centers, totals = places(), preview_roll(reading(), vote=vote)
    texts = list_texts(reading(), version_id=vote.version_id)
    answer = page(
        "votes/opening.html",
        vote=vote,
        proposal=get_proposal_by_id(reading(), proposal_id=vote.proposal_id),
        title=title_of(vote),
        missing=missing,
        requirements=opening_requirements(missing),
        questions=questions_of(vote),
        rule=rule_of(vote),
        rolls=rolls_by_center(totals, centers),
        without_center=without_center(totals),
        zones=zones(centers),
        texts=[texts[code] for code in in_reader_order() if code in texts],
        tried=request.method == "POST",
    )
    response = make_response(answer)
    response.status_code = status
    return response


def _prepared(proposal: ProposalFacts) -> VoteFacts | None:
    """Return the vote on a proposal that has been prepared and not opened."""
    vote = find_vote_of_proposal(reading(), proposal_id=proposal.id)
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
