"""Proposes a change of the by-laws: of a clause that stands, of one that does not stand yet, and of a draft again."""

import json

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.policy import Subject
from mfpl.domain.proposals import ProposalKind
from mfpl.domain.refusals import Conflict
from mfpl.services.amendments import AmendmentDraft, propose_amendment, save_amendment
from mfpl.services.amendments.drafting import MEMBERSHIP
from mfpl.services.proposals import ProposalState
from mfpl.store.queries.amendments import AmendmentFacts, find_amendment, find_vote_amending
from mfpl.store.queries.bodies import BodyFacts, list_bodies
from mfpl.store.queries.bylaws import find_clause_text, get_clause_text
from mfpl.store.queries.proposals import ProposalFacts
from mfpl.web.access import action, authorize, may
from mfpl.web.actor import current_actor
from mfpl.web.bylaws.section import anchor, kind_named
from mfpl.web.clock import now
from mfpl.web.languages import keeps_content
from mfpl.web.pages import page
from mfpl.web.proposals.change_form import (
    CHANGE,
    RETIRE,
    ChangeForm,
    NewChangeForm,
    NewClauseForm,
    default_language,
    with_days,
)
from mfpl.web.proposals.changing import Desk, desk_for, read_change, show_fields, values_of
from mfpl.web.proposals.section import find_permitted, pages
from mfpl.web.proposals.starting import starting_document
from mfpl.web.transaction import reading, writing
from mfpl.web.votes.bilingual import said
from mfpl.web.votes.places import places
from mfpl.web.wording.bylaws import KINDS
from mfpl.web.wording.refusals import sentence


@pages.route("/new/change/<kind>/<code>", methods=["GET", "POST"])
@action("proposals.write")
def amend(kind: str, code: str) -> ResponseReturnValue:
    """Put a change of a clause forward, or its retirement."""
    bodies = _writable_bodies()
    desk = desk_for(kind_named(kind), code)
    get_clause_text(reading(), kind=desk.kind, code=code)
    form = with_days(NewChangeForm, places())(source_language=default_language(), **values_of(desk))
    return _put_forward(form, desk, bodies)


@pages.route("/new/clause/<kind>", methods=["GET", "POST"])
@action("proposals.write")
def amend_new(kind: str) -> ResponseReturnValue:
    """Put a clause forward that does not stand yet."""
    bodies, named = _writable_bodies(), kind_named(kind)
    desk = Desk(named, "", None, starting_document(named), {})
    form = with_days(NewClauseForm, places())(source_language=default_language(), **values_of(desk))
    return _put_forward(form, desk, bodies)


@pages.route("/<number>/change", methods=["GET", "POST"])
@action("proposals.write")
def change(number: str) -> ResponseReturnValue:
    """Write the change that a draft proposal carries again."""
    proposal = find_permitted(number, action="proposals.write")
    carried = _carried(proposal)
    desk = _desk_of(carried)
    act = CHANGE if carried.document else RETIRE
    form = with_days(ChangeForm, places())(act=act, expected=carried.fingerprint, **values_of(desk))
    if form.validate_on_submit():
        draft = read_change(form, desk, code=desk.code, article=carried.article_code, on=now().date())
        if not form.errors and _saved(form, number, draft):
            flash(_("The change was saved."))
            return redirect(url_for("proposals.show", number=number), 303)
    show_unless_shown(form, desk)
    return page("proposals/amend.html", form=form, proposal=proposal, **_about(desk, carried))


def show_unless_shown(form: ChangeForm, desk: Desk) -> None:
    """Lay out the fields over the numbers, unless reading what was typed has done so."""
    if form.edit is None:
        show_fields(form, desk)


def _put_forward(form: NewChangeForm, desk: Desk, bodies: list[BodyFacts]) -> ResponseReturnValue:
    form.offer(bodies)
    complete = form.validate_on_submit()
    if request.method == "POST" and not keeps_content():
        code, article = _named(form, desk)
        draft = read_change(form, desk, code=code, article=article, on=now().date())
        if complete and not form.errors:
            chosen = {str(body.id): body.id for body in bodies}[form.for_body.data]
            number = propose_amendment(
                writing(),
                actor=current_actor(),
                body_id=chosen,
                source_language=form.source_language.data,
                text=form.written,
                draft=draft,
                now=now(),
            )
            flash(_("Your proposal was put forward. What is still missing for its vote is listed here."))
            return redirect(url_for("proposals.show", number=number), 303)
    show_unless_shown(form, desk)
    return page("proposals/amend.html", form=form, proposal=None, **_about(desk, None))


def _named(form: NewChangeForm, desk: Desk) -> tuple[str, str | None]:
    if not isinstance(form, NewClauseForm):
        return desk.code, None
    code = form.text("code").lower()
    if code and find_clause_text(reading(), kind=desk.kind, code=code) is not None:
        form.mark(
            "code", _("There is a clause with this name already. Choose another, or propose a change of that one.")
        )
    return code, form.text("article") or None


def _writable_bodies() -> list[BodyFacts]:
    """Return the memberships of all centers this reader may write for: no other body changes the by-laws."""
    common = [body for body in list_bodies(reading()) if body.kind == MEMBERSHIP and body.center_id is None]
    bodies = [body for body in common if may("proposals.write", Subject(body_id=body.id))]
    authorize("proposals.write", Subject(body_id=bodies[0].id if bodies else None))
    return bodies


def _carried(proposal: ProposalFacts) -> AmendmentFacts:
    if proposal.kind is not ProposalKind.AMEND_RULES:
        raise Conflict("proposal_amends_nothing")
    if proposal.state != ProposalState.DRAFT:
        raise Conflict("proposal_not_draft")
    carried = find_amendment(reading(), version_id=proposal.version_id)
    if carried is None:
        raise Conflict("proposal_amends_nothing")
    return carried


def _desk_of(carried: AmendmentFacts) -> Desk:
    base = find_clause_text(reading(), kind=carried.kind, code=carried.code)
    document = carried.document or (base.document if base else "{}")
    return Desk(carried.kind, carried.code, base, json.loads(document), carried.days, carried.article_code)


def _saved(form: ChangeForm, number: str, draft: AmendmentDraft) -> bool:
    """Save the change; False, with the sentence in the form, where somebody else saved one meanwhile."""
    expected = form.text("expected")
    try:
        save_amendment(writing(), actor=current_actor(), number=number, draft=draft, now=now(), expected=expected)
    except Conflict as refusal:
        if refusal.code != "text_changed_meanwhile":
            raise
        form.mark("whole", sentence(refusal))
        return False
    return True


def _about(desk: Desk, carried: AmendmentFacts | None) -> dict[str, object]:
    outdated = carried is not None and str(carried.base_number or "") != desk.base_number
    return {
        "kind": desk.kind,
        "kind_words": KINDS[desk.kind],
        "kinds": [(kind.value, str(KINDS[kind])) for kind in ClauseKind],
        "clause_title": said(json.loads(desk.base.document)["title"]) if desk.base else None,
        "base_number": desk.base_number,
        "outdated": outdated,
        "under_vote": find_vote_amending(reading(), kind=desk.kind, code=desk.code) if desk.base else None,
        "back": url_for("bylaws.index") + (f"#{anchor(desk.kind, desk.code)}" if desk.base else ""),
        "open_data": request.method == "POST" or desk.kind is ClauseKind.SEATS,
    }
