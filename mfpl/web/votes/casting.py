"""Casting a ballot: choose, check, confirm, receipt; nothing counts before it is confirmed."""

from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from mfpl.domain.policy import Subject
from mfpl.domain.refusals import Conflict
from mfpl.domain.votes import Answer, read_choices
from mfpl.services.votes import acknowledge_ballot, cast_ballot
from mfpl.store.queries.my_votes import find_named_choices
from mfpl.store.queries.votes import get_vote
from mfpl.web.access import action, authorize
from mfpl.web.actor import current_actor
from mfpl.web.clock import now
from mfpl.web.pages import page
from mfpl.web.transaction import reading, writing
from mfpl.web.votes import receipts
from mfpl.web.votes.ballot_form import BallotForm, SealedForm, ballot_form
from mfpl.web.votes.desk import Desk, choices_of, desk_of, find_permitted_line, open_desk
from mfpl.web.votes.mine import MyBallot, ballots_of
from mfpl.web.votes.sealing import seal, unseal
from mfpl.web.votes.section import pages
from mfpl.web.words import lazy as _l

CASTING = (_l("Choose"), _l("Check"), _l("Receipt"))
CHANGING = (_l("Show receipt"), *CASTING)


@pages.route("/<number>/ballot/<uuid:voter_id>", methods=["GET", "POST"])
@action("votes.cast")
def ballot(number: str, voter_id: UUID) -> ResponseReturnValue:
    """Fill in a ballot and check it."""
    desk = open_desk(number, voter_id)
    if desk.line.voted:
        raise Conflict("already_voted", level=desk.vote.level.value)
    return fill_in(desk)


@pages.post("/<number>/ballot/<uuid:voter_id>/cast")
@action("votes.cast")
def cast(number: str, voter_id: UUID) -> ResponseReturnValue:
    """Cast the ballot that was checked; sent twice, it is the same ballot and the same receipt."""
    writing()  # from the first question on: a second transaction would cost as much as casting
    authorize("votes.cast", Subject(voter_id=voter_id))
    sealed = unseal(request.form.get("sealed", ""), number=number, voter_id=voter_id)
    actor = current_actor()
    if cast_ballot(writing(), actor=actor, number=number, cast=sealed.cast, now=now()):
        acknowledge_ballot(writing(), actor=actor, number=number, voter_id=voter_id, now=now())
    receipts.keep(number, voter_id, sealed.receipt)
    return redirect(url_for("votes.receipt", number=number, voter_id=voter_id), 303)


@pages.get("/<number>/ballot/<uuid:voter_id>/receipt")
@action("votes.cast")
def receipt(number: str, voter_id: UUID) -> ResponseReturnValue:
    """Show the receipt as long as this browser holds it, and what can be done with it."""
    authorize("votes.cast", Subject(voter_id=voter_id))
    vote = get_vote(reading(), number=number)
    desk = desk_of(vote, find_permitted_line(vote, voter_id))
    if not desk.line.voted:
        raise Conflict("ballot_not_cast")
    code = receipts.find(number, voter_id)
    named = None if desk.secret else find_named_choices(reading(), vote_id=vote.id, voter_id=voter_id)
    return page(
        "votes/receipt.html",
        desk=desk,
        others=_others(desk),
        code=receipts.grouped(code) if code and desk.secret else None,
        choices=choices_of(desk, read_choices(named)) if named else [],
        steps=CASTING,
    )


@pages.post("/<number>/ballot/<uuid:voter_id>/receipt/kept")
@action("votes.cast")
def receipt_kept(number: str, voter_id: UUID) -> ResponseReturnValue:
    """Let this browser forget a receipt its owner has kept elsewhere."""
    authorize("votes.cast", Subject(voter_id=voter_id))
    receipts.forget(number, voter_id)
    return redirect(url_for("votes.receipt", number=number, voter_id=voter_id), 303)


def fill_in(desk: Desk, *, shown: str | None = None, present: dict[int, Answer] | None = None) -> ResponseReturnValue:
    """Return the ballot to be filled in, or what was chosen to be checked.

    ``shown`` is the receipt of the ballot that will be replaced, ``present`` what a ballot by name says now.
    """
    if "sealed" in request.form:
        return _come_back(desk, shown=shown)
    form = ballot_form(desk, answers=None if request.method == "POST" else present, shown=shown)
    if form.chosen and form.validate_on_submit():
        answers = form.answers()
        if not form.errors:
            return _check(desk, answers, seal(desk.vote.number, desk.line.voter_id, answers, shown=shown))
    return _ballot_page(desk, form)


def _ballot_page(desk: Desk, form: BallotForm) -> ResponseReturnValue:
    return page("votes/ballot.html", form=form, desk=desk, others=_others(desk), steps=_steps(desk))


def _others(desk: Desk) -> list[MyBallot]:
    ballots = ballots_of(reading(), current_actor(), now=now(), unclosed_only=True)
    same_vote = [ballot for ballot in ballots if ballot.line.vote_id == desk.vote.id and ballot.awaited]
    return [ballot for ballot in same_vote if ballot.line.voter_id != desk.line.voter_id]


def _come_back(desk: Desk, *, shown: str | None) -> ResponseReturnValue:
    """Return to the choices from the check page, or show the check page in another language."""
    text = request.form["sealed"]
    sealed = unseal(text, number=desk.vote.number, voter_id=desk.line.voter_id)
    if "again" not in request.form:
        return _check(desk, dict(sealed.answers), text)
    form = ballot_form(desk, answers=sealed.answers, shown=shown)
    return _ballot_page(desk, form)


def _check(desk: Desk, answers: dict[int, Answer], sealed: str) -> ResponseReturnValue:
    form = SealedForm(formdata=None, sealed=sealed)
    return page("votes/check.html", form=form, desk=desk, choices=choices_of(desk, answers), steps=_steps(desk))


def _steps(desk: Desk) -> tuple[str, ...]:
    return CHANGING if desk.line.voted and desk.secret else CASTING
