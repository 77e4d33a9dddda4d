"""The front door, the home page, the organization at a glance, and what the site says about itself."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mfpl.store.queries.charges import list_body_overviews, list_charges_outside_bodies
from mfpl.store.queries.overview import list_center_overviews, list_recent_decisions
from mfpl.web.access import action, authorize, section
from mfpl.web.actor import current_account, current_actor
from mfpl.web.clock import now
from mfpl.web.languages import LANGUAGES, language, preferred_language
from mfpl.web.overview.cards import decision_cards
from mfpl.web.overview.tasks import tasks_for
from mfpl.web.pages import page
from mfpl.web.transaction import reading
from mfpl.web.wording.people import BODY_KINDS, MANDATES

MOST_CARDS = 6

front = Blueprint("front", __name__)
pages = section("overview", __name__)


@front.get("/")
@action("home.view")
def door() -> ResponseReturnValue:
    """Lead to the home page in the visitor's language: the saved one, else the cookie's, else the browser's."""
    authorize("home.view")
    account = current_account()
    saved = account.language if account and account.language in LANGUAGES else preferred_language(request)
    return redirect(url_for("overview.home", language=saved), 302)


@pages.get("/")
@action("home.view")
def home() -> ResponseReturnValue:
    """Show what waits for the reader, the centers today and what was decided lately."""
    authorize("home.view")
    session, actor, instant = reading(), current_actor(), now()
    return page(
        "overview/home.html" if actor.signed_in else "overview/welcome.html",
        tasks=tasks_for(session, actor, now=instant) if actor.signed_in else [],
        centers=list_center_overviews(session, language=language().code, now=instant),
        decisions=decision_cards(list_recent_decisions(session, language=language().code, limit=MOST_CARDS)),
    )


@pages.get("/organization")
@action("overview.view")
def organization() -> ResponseReturnValue:
    """Show the centers, the bodies and who holds which mandate, for everyone."""
    authorize("overview.view")
    session, code, today = reading(), language().code, now().date()
    return page(
        "overview/organization.html",
        centers=list_center_overviews(session, language=code, now=now()),
        bodies=list_body_overviews(session, language=code, today=today),
        charges=list_charges_outside_bodies(session, today=today),
        body_kinds=BODY_KINDS,
        mandates=MANDATES,
    )


@pages.get("/help")
@action("overview.view")
def help_page() -> ResponseReturnValue:
    """Say how to do the common things, and whom to ask."""
    authorize("overview.view")
    return page("overview/help.html")


@pages.get("/privacy")
@action("overview.view")
def privacy() -> ResponseReturnValue:
    """Say which personal data is kept, why, and for how long."""
    authorize("overview.view")
    return page("overview/privacy.html")


@pages.get("/protection")
@action("overview.view")
def protection() -> ResponseReturnValue:
    """Say what a ballot and an account are protected against, and what not."""
    authorize("overview.view")
    return page("overview/protection.html")
