"""Opening a vote: what opening would fix, what is missing for it, and what its rule asks to be declared first."""

from flask import flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.domain.policy import Subject
from mfpl.domain.refusals import Conflict
from mfpl.domain.votes import VoteState, state
from mfpl.services.electorates import try_roll
from mfpl.services.votes import check_opening, open_vote
from mfpl.services.votes.preconditions import declare_facts
from mfpl.store.queries.proposals import get_proposal_by_id, list_texts
from mfpl.store.queries.votes import get_vote
from mfpl.web.access import action, authorize
from mfpl.web.actor import current_actor
from mfpl.web.clock import now
from mfpl.web.pages import page
from mfpl.web.transaction import reading, writing
from mfpl.web.votes.bilingual import in_reader_order
from mfpl.web.votes.declaring import Asked, asked_first, why_impossible
from mfpl.web.votes.facts import questions_of, rolls_by_center, rule_of, title_of, without_center
from mfpl.web.votes.places import places, zones
from mfpl.web.votes.requirements import opening_requirements
from mfpl.web.votes.section import pages

REFUSED_FORM = 422


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


@pages.post("/<number>/facts")
@action("votes.prepare")
def declare(number: str) -> ResponseReturnValue:
    """Declare what the rule of a prepared vote asks for and the program cannot count."""
    vote = get_vote(reading(), number=number)
    authorize("votes.prepare", Subject(center_id=vote.body_center_id))
    asked = asked_first(vote)
    if asked is not None and asked.form is not None:
        if not asked.form.validate_on_submit():
            return _opening_page(number, status=REFUSED_FORM, asked=asked)
        declare_facts(writing(), actor=current_actor(), number=number, facts=asked.form.declared, now=now())
        flash(_("What you declared was kept, and history says that you did."))
    return redirect(url_for("votes.opening", number=number), 303)


def _opening_page(number: str, *, status: int = 200, asked: Asked | None = None) -> ResponseReturnValue:
    vote = get_vote(reading(), number=number)
    if state(vote.times, now()) is not VoteState.PREPARED:
        raise Conflict("vote_already_opened")
    missing = check_opening(reading(), vote=vote, now=now())
    centers, roll = places(), try_roll(reading(), vote=vote)
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
        rolls=rolls_by_center(roll.totals, centers),
        uncapped=bool(roll.refused),
        without_center=without_center(roll.totals),
        zones=zones(centers),
        texts=[texts[code] for code in in_reader_order() if code in texts],
        tried=request.method == "POST" and asked is None,
        asked=asked or asked_first(vote),
        impossible=why_impossible(vote, missing),
    )
    response = make_response(answer)
    response.status_code = status
    return response
