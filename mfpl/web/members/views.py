"""The members of one's own center: a list of them on any day, one of them whole, entering one, inviting a person."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.domain.members import MemberKind
from mfpl.domain.policy import Subject
from mfpl.domain.refusals import Conflict, Forbidden, Invalid, NotFound
from mfpl.services.members import add_member, invite_person
from mfpl.store.queries.members import (
    MOST_COUNTED,
    MemberFacts,
    count_members,
    find_member,
    list_members,
    list_speakers,
    list_spokespeople,
)
from mfpl.web.access import action, authorize
from mfpl.web.accounts.section import secret
from mfpl.web.actor import current_actor
from mfpl.web.clock import now
from mfpl.web.formatting import day
from mfpl.web.members.forms import InvitationForm, MemberForm
from mfpl.web.members.person_file import file_of
from mfpl.web.members.search import asked, own_centers
from mfpl.web.members.section import pages
from mfpl.web.pages import page
from mfpl.web.transaction import reading, writing
from mfpl.web.wording.members import reason, standing_since
from mfpl.web.wording.people import MEMBER_KINDS, STATUSES

PER_PAGE = 25
FIELDS = {"member_joined_later": "joined", "member_name_missing": "name", "member_exists": "name"}


@pages.get("")
@action("members.list")
def index() -> ResponseReturnValue:
    """List the members of one's own center as they stood on a day."""
    authorize("members.list")
    centers = own_centers(current_actor())
    search = asked(centers, today=now().date())
    wanted = search.wanted()
    found = list_members(reading(), wanted=wanted, limit=PER_PAGE)
    return page(
        "members/index.html",
        centers=centers,
        search=search,
        found=found,
        total=count_members(reading(), wanted=wanted),
        most=MOST_COUNTED,
        speakers=list_speakers(reading(), member_ids=[one.id for one in found.lines], on=search.on),
        standing=standing_since,
        kinds=MEMBER_KINDS,
        statuses=STATUSES,
    )


@pages.get("/<uuid:member_id>")
@action("members.view")
def show(member_id: UUID) -> ResponseReturnValue:
    """Show one member; one of another center is not there, exactly as one that does not exist."""
    facts = _own(member_id)
    return page("members/show.html", file=file_of(facts, today=now().date()), reason=reason)


@pages.route("/new", methods=["GET", "POST"])
@action("members.list")
def new() -> ResponseReturnValue:
    """Enter a member into one's own center."""
    authorize("members.list")
    centers = own_centers(current_actor())
    form = MemberForm()
    form.offer(centers)
    if request.method == "GET":
        form.joined.data = day(now().date())
    draft = form.draft() if form.validate_on_submit() else None
    if draft is not None:
        center = next(one for one in centers if one.code == form.text("center"))
        try:
            member_id = add_member(writing(), actor=current_actor(), center_id=center.id, draft=draft, now=now())
        except (Conflict, Invalid) as refusal:
            form.refuse(FIELDS[refusal.code], refusal)
        else:
            flash(_("The member was entered. You can invite its people now."))
            return redirect(url_for("members.show", member_id=member_id), 303)
    return page("members/new.html", form=form, kinds=MemberKind, single=len(centers) == 1)


@pages.route("/<uuid:member_id>/people/<uuid:person_id>/invite", methods=["GET", "POST"])
@action("members.view")
def invite(member_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Send somebody who speaks for a member the invitation to open their account."""
    facts = _own(member_id)
    people = {one.person_id: one for one in list_spokespeople(reading(), member=facts)}
    if person_id not in people:
        raise NotFound("member_unknown")
    form = InvitationForm()
    if form.validate_on_submit() and _invited(form, member_id=member_id, person_id=person_id):
        flash(_("The invitation is on its way."))
        return redirect(url_for("members.show", member_id=member_id), 303)
    return page("members/invite.html", form=form, facts=facts, person=people[person_id])


def _invited(form: InvitationForm, *, member_id: UUID, person_id: UUID) -> bool:
    """Send an invitation; False, with the reason at the field, where it cannot be sent."""
    given = {"member_id": member_id, "person_id": person_id}
    try:
        invite_person(writing(), actor=current_actor(), email=form.text("email"), now=now(), secret=secret(), **given)
    except (Conflict, Invalid) as refusal:
        form.refuse("email", refusal)
        return False
    return True


def _own(member_id: UUID) -> MemberFacts:
    """Return a member of one's own center; raise NotFound for any other, whether it exists or not."""
    authorize("members.list")
    facts = find_member(reading(), member_id=member_id, on=now().date())
    if facts is None:
        raise NotFound("member_unknown")
    try:
        authorize("members.view", Subject(center_id=facts.center_id))
    except Forbidden:
        raise NotFound("member_unknown") from None
    return facts
