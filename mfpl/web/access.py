"""Access: every page declares its action and asks the policy for it; what is not declared or not asked is refused.

To add a page::

    pages = section("votes", __name__, path="/votes")       # mfpl/web/sections.py lists it

    @pages.route("/<number>", methods=["GET", "POST"])
    @action("votes.cast")                                   # a row of mfpl/domain/policy.py
    def ballot(number: str) -> ResponseReturnValue:
        vote = get_vote(reading(), number)                  # reading() here, writing() before a service that writes
        authorize("votes.cast", Subject(voter_id=...))      # the declared action, about this very thing
        form = BallotForm()
        if form.validate_on_submit():
            cast_ballot(writing(), actor=current_actor(), now=now(), ...)
            return redirect(url_for("votes.receipt", number=number), 303)
        return page("votes/ballot.html", form=form, vote=vote)   # 422 by itself when the form has errors

A template asks ``may("votes.cast", subject)`` before it shows a button. ``page_form(form)`` of
``components/forms.html`` makes the form that the language switch can carry over.
"""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue

from mfpl.domain.policy import PERMISSIONS, Subject, permits
from mfpl.domain.refusals import Forbidden
from mfpl.web.actor import current_actor

log = logging.getLogger(__name__)
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
FOR_EVERYONE = frozenset({"static"})
FIRST_REFUSAL = 400


class SignInNeededError(Exception):
    """Nobody is signed in and the action is not for everyone; the answer leads to the sign-in page."""


def section(name: str, import_name: str, *, path: str = "") -> Blueprint:
    """Return a blueprint whose addresses begin with the language."""
    return Blueprint(name, import_name, url_prefix=f"/<language:language>{path}")


def action(name: str) -> Callable[[View], View]:
    """Declare the action of a view; written directly above the function, below its route."""

    def declare(view: View) -> View:
        view.declared_action = name  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return declare


def authorize(name: str, subject: Subject | None = None) -> None:
    """Ask the policy; raise SignInNeededError or Forbidden when it refuses, and log who was refused what."""
    g.setdefault("asked", set()).add(name)
    if permits(current_actor(), name, subject):
        return
    person_id = current_actor().person_id
    log.warning("denied action=%s person=%s endpoint=%s subject=%s", name, person_id, request.endpoint, subject)
    if person_id is None:
        raise SignInNeededError
    raise Forbidden("not_permitted", action=name)


def may(name: str, subject: Subject | None = None) -> bool:
    """Return whether the policy would permit; for buttons, which ask what their route asks."""
    return permits(current_actor(), name, subject)


def require_asked(response: Response) -> None:
    """Raise RuntimeError when a view answered without having asked for the action it declares."""
    if request.method == "OPTIONS" or request.endpoint in FOR_EVERYONE or response.status_code >= FIRST_REFUSAL:
        return
    declared = declared_action(current_app, request.endpoint)
    if declared is None or declared not in g.get("asked", ()):
        msg = f"{request.endpoint} answered without asking for {declared}"
        raise RuntimeError(msg)


def declared_action(app: Flask, endpoint: str | None) -> str | None:
    """Return the action an endpoint declares, or None."""
    view: Any = app.view_functions.get(endpoint or "")
    return getattr(view, "declared_action", None)


def require_declared(app: Flask) -> None:
    """Raise RuntimeError when any endpoint declares no action, or one the policy does not know."""
    for endpoint in sorted(app.view_functions.keys() - FOR_EVERYONE):
        declared = declared_action(app, endpoint)
        if declared not in PERMISSIONS:
            msg = f"{endpoint} declares {declared}, which the policy does not know"
            raise RuntimeError(msg)
