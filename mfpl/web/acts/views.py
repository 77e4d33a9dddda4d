"""Acts that need a person of each of two centers: the queue, turning the second key, taking a request back."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.domain.joint_acts import JointKind
from mfpl.domain.refusals import NotFound
from mfpl.services.joint_acts import confirm, withdraw
from mfpl.web.access import action, authorize
from mfpl.web.actor import current_actor
from mfpl.web.acts.adoption import adoption_of
from mfpl.web.acts.queue import holds_key, waiting_for
from mfpl.web.acts.section import pages
from mfpl.web.clock import now
from mfpl.web.pages import page
from mfpl.web.transaction import reading, writing


@pages.get("")
@action("acts.view")
def index() -> ResponseReturnValue:
    """List what waits for a second key, with what the reader can do about each."""
    authorize("acts.view")
    actor = current_actor()
    return page(
        "acts/index.html",
        waiting=waiting_for(reading(), actor, now=now()),
        names=holds_key(actor, JointKind.NAME),
        adopts=holds_key(actor, JointKind.ADOPT),
    )


@pages.get("/<uuid:act_id>")
@action("acts.view")
def show(act_id: UUID) -> ResponseReturnValue:
    """Show an act that waits with everything that it would change, and confirm it from there."""
    authorize("acts.view")
    found = [one for one in waiting_for(reading(), current_actor(), now=now()) if one.act.id == act_id]
    if not found:
        raise NotFound("act_not_waiting")
    adoption = adoption_of(found[0].act) if found[0].act.kind is JointKind.ADOPT else None
    return page("acts/show.html", one=found[0], adoption=adoption)


@pages.post("/<uuid:act_id>/confirm")
@action("acts.confirm")
def turn(act_id: UUID) -> ResponseReturnValue:
    """Turn the second key: the act is done at once."""
    authorize("acts.confirm")
    confirm(writing(), actor=current_actor(), act_id=act_id, now=now())
    flash(_("Both keys were used, and it is done."))
    return redirect(url_for("acts.index"), 303)


@pages.post("/<uuid:act_id>/withdraw")
@action("acts.ask")
def take_back(act_id: UUID) -> ResponseReturnValue:
    """Take a request of one's own center back."""
    authorize("acts.ask")
    withdraw(writing(), actor=current_actor(), act_id=act_id, now=now())
    flash(_("The request was taken back. Nothing was changed."))
    return redirect(url_for("acts.index"), 303)
