"""Asking for acts that need a person of another center: moving a membership, giving a charge, changing a clause."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.domain.joint_acts import JointKind, key_of
from mfpl.domain.policy import Subject
from mfpl.domain.refusals import Conflict, Forbidden, Invalid, NotFound, Refusal
from mfpl.rules import RuleInvalid
from mfpl.services.joint_acts import ask_adoption, ask_naming, ask_transfer
from mfpl.store.queries.members import MemberFacts, find_member
from mfpl.web.access import action, authorize
from mfpl.web.actor import current_actor
from mfpl.web.acts.forms import AdoptionForm, NamingForm, TransferForm
from mfpl.web.acts.section import pages
from mfpl.web.clock import now
from mfpl.web.formatting import day
from mfpl.web.forms import BaseForm
from mfpl.web.pages import page
from mfpl.web.transaction import reading, writing
from mfpl.web.votes.places import places
from mfpl.web.wording.possibility import word_problem
from mfpl.web.wording.rule_errors import word_rule_error

TRANSFER_FIELDS = {"transfer_in_the_past": "from_on", "transfer_reason": "reason"}
NAMING_FIELDS = {"mandate_not_named_so": "mandate", "center_unknown": "center"}


@pages.route("/transfer/<uuid:member_id>", methods=["GET", "POST"])
@action("acts.ask")
def transfer(member_id: UUID) -> ResponseReturnValue:
    """Ask that a membership move to another center."""
    facts = _own(member_id)
    form = TransferForm()
    form.offer([center for center in places() if center.id != facts.center_id])
    if request.method == "GET":
        form.from_on.data = day(now().date())
    from_on = form.day() if form.validate_on_submit() else None
    if from_on is not None:
        try:
            ask_transfer(
                writing(),
                actor=current_actor(),
                member_id=member_id,
                to_center=form.text("center"),
                from_on=from_on,
                reason=form.text("reason"),
                now=now(),
            )
        except (Conflict, Invalid) as refusal:
            form.refuse(TRANSFER_FIELDS.get(refusal.code, "center"), refusal)
        else:
            return _asked()
    return page("acts/transfer.html", form=form, facts=facts)


@pages.route("/naming", methods=["GET", "POST"])
@action("acts.ask")
def naming() -> ResponseReturnValue:
    """Ask that somebody be charged as an election officer or an administrator."""
    authorize("acts.ask")
    key_of(current_actor(), JointKind.NAME)
    form = NamingForm()
    form.offer(places())
    if form.validate_on_submit():
        charge = {"email": form.text("email"), "center": form.text("center")}
        try:
            ask_naming(writing(), actor=current_actor(), mandate=form.charge(), now=now(), **charge)
        except (Conflict, Invalid) as refusal:
            form.refuse(NAMING_FIELDS.get(refusal.code, "email"), refusal)
        else:
            return _asked()
    return page("acts/naming.html", form=form)


@pages.route("/clause", methods=["GET", "POST"])
@action("acts.ask")
def clause() -> ResponseReturnValue:
    """Ask that a document become the next version of its clause, outside of a vote."""
    authorize("acts.ask")
    key_of(current_actor(), JointKind.ADOPT)
    form = AdoptionForm()
    reasons: list[str] = []
    if form.validate_on_submit():
        try:
            ask_adoption(writing(), actor=current_actor(), document=form.text("document"), now=now())
        except RuleInvalid as refused:
            reasons = [f"{error.path or '/'}: {word_rule_error(error)}" for error in refused.errors]
            _refuse_all(form, reasons)
        except (Conflict, Invalid) as refusal:
            _refuse_all(form, _reasons(refusal.params), refusal)
        else:
            return _asked()
    return page("acts/clause.html", form=form)


def _refuse_all(form: BaseForm, reasons: list[str], refusal: Refusal | None = None) -> None:
    """Show every reason at the field of the document."""
    if refusal is not None:
        form.refuse("document", refusal)
    field = form["document"]
    field.errors = [*field.errors, *reasons]


def _reasons(params: Mapping[str, object]) -> list[str]:
    problems = params.get("problems", ())
    return [f"{one.path}: {word_problem(one)}" for one in problems]  # type: ignore[attr-defined]  # problems of a guard


def _asked() -> ResponseReturnValue:
    flash(_("You used your key. It waits for a person of the other center."))
    return redirect(url_for("acts.index"), 303)


def _own(member_id: UUID) -> MemberFacts:
    """Return a member of one's own center; raise NotFound for any other, whether it exists or not."""
    authorize("acts.ask")
    facts = find_member(reading(), member_id=member_id, on=now().date())
    if facts is None:
        raise NotFound("member_unknown")
    try:
        authorize("members.view", Subject(center_id=facts.center_id))
    except Forbidden:
        raise NotFound("member_unknown") from None
    return facts
