"""Changing a ballot that was cast: on the sheet by showing its receipt, by name without."""

from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from mfpl.domain.policy import Subject
from mfpl.domain.refusals import Conflict, Invalid, NotFound, Refusal
from mfpl.domain.votes import Answer, read_choices, receipt_digest
from mfpl.services.votes import change_ballot
from mfpl.store.queries.my_votes import find_named_choices, has_receipt
from mfpl.web.access import action, authorize
from mfpl.web.actor import current_actor
from mfpl.web.clock import now
from mfpl.web.languages import keeps_content
from mfpl.web.pages import page
from mfpl.web.transaction import reading, writing
from mfpl.web.votes import receipts
from mfpl.web.votes.ballot_form import ReceiptForm
from mfpl.web.votes.casting import CHANGING, fill_in
from mfpl.web.votes.desk import Desk, open_desk
from mfpl.web.votes.sealing import unseal
from mfpl.web.votes.section import pages


@pages.route("/<number>/ballot/<uuid:voter_id>/change", methods=["GET", "POST"])
@action("votes.cast")
def change(number: str, voter_id: UUID) -> ResponseReturnValue:
    """Ask for the receipt where the ballot is secret, then fill it in and check it again."""
    desk = open_desk(number, voter_id)
    if not desk.line.voted:
        raise Conflict("ballot_not_cast")
    if not desk.secret:
        return fill_in(desk, present=_present(desk))
    shown = _receipt_sent(desk)
    if "sealed" not in request.form:
        refused = _refuse_receipt(desk, shown)
        if shown is None or refused is not None or keeps_receipt_page():
            return _ask_for_receipt(desk, refused=None if keeps_content() else refused)
    return fill_in(desk, shown=shown)


@pages.post("/<number>/ballot/<uuid:voter_id>/change/confirm")
@action("votes.cast")
def confirm_change(number: str, voter_id: UUID) -> ResponseReturnValue:
    """Put the checked ballot in the place of the earlier one; its receipt is the new one."""
    authorize("votes.cast", Subject(voter_id=voter_id))
    sealed = unseal(request.form.get("sealed", ""), number=number, voter_id=voter_id)
    change_ballot(
        writing(),
        actor=current_actor(),
        number=number,
        cast=sealed.cast,
        shown_receipt=sealed.shown,
        now=now(),
    )
    receipts.keep(number, voter_id, sealed.receipt)
    return redirect(url_for("votes.receipt", number=number, voter_id=voter_id, changed=1), 303)


def keeps_receipt_page() -> bool:
    """State whether only the language was switched while the receipt was being typed."""
    return keeps_content() and "receipt" in request.form


def _receipt_sent(desk: Desk) -> str | None:
    """Return the receipt a request brings: typed, carried along with the choices, or sealed with them."""
    if "sealed" in request.form:
        return unseal(request.form["sealed"], number=desk.vote.number, voter_id=desk.line.voter_id).shown
    return request.form.get("receipt") or request.form.get("shown") or ("" if "receipt" in request.form else None)


def _refuse_receipt(desk: Desk, shown: str | None) -> Refusal | None:
    if shown is None or desk.line.center_id is None:
        return None
    try:
        digest = receipt_digest(desk.vote.id, shown)
    except Invalid as refusal:
        return refusal
    known = has_receipt(
        reading(), vote_id=desk.vote.id, receipt=digest, center_id=desk.line.center_id, weight=desk.line.weight
    )
    return None if known else NotFound("receipt_unknown")


def _ask_for_receipt(desk: Desk, *, refused: Refusal | None) -> ResponseReturnValue:
    form = ReceiptForm()
    if request.method != "POST":
        held = receipts.find(desk.vote.number, desk.line.voter_id)
        form.receipt.data = receipts.grouped(held) if held else ""
    if refused is not None:
        form.validate_on_submit()
        form.refuse("receipt", refused)
    return page("votes/show_receipt.html", form=form, desk=desk, steps=CHANGING)


def _present(desk: Desk) -> dict[int, Answer]:
    choices = find_named_choices(reading(), vote_id=desk.vote.id, voter_id=desk.line.voter_id)
    return read_choices(choices) if choices else {}
