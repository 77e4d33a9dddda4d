"""Signing in and out: by password, or by asking for a link; the same answer for known and unknown addresses."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from mfpl.domain.accounts import Purpose
from mfpl.domain.refusals import Invalid
from mfpl.services.accounts import end_sessions, find_signing_in, knows_password
from mfpl.services.links import request_link as post_link
from mfpl.services.throttling import count_link_request, count_sign_in, forget_attempts
from mfpl.store.queries.accounts import AccountRecord
from mfpl.web import actor
from mfpl.web.access import action, authorize
from mfpl.web.accounts.forms import LinkForm, SignInForm
from mfpl.web.accounts.section import client, go_on, pages, secret
from mfpl.web.clock import now
from mfpl.web.pages import page
from mfpl.web.transaction import apart, aside, writing


@pages.route("/sign-in", methods=["GET", "POST"])
@action("accounts.sign_in")
def sign_in() -> ResponseReturnValue:
    """Sign in with address and password."""
    authorize("accounts.sign_in")
    form = SignInForm()
    if form.validate_on_submit():
        account = _recognize(form.text("email"), form.text("password"))
        if account is not None:
            forget_attempts(writing(), email=account.email, client=client(), secret=secret())
            return go_on(account, target=request.args.get("next", ""))
        form.refuse("email", Invalid("sign_in_failed"))
    return page("accounts/sign_in.html", form=form)


def _recognize(email: str, password: str) -> AccountRecord | None:
    with apart() as session:
        count_sign_in(session, email=email, client=client(), now=now(), secret=secret())
    with aside() as session:
        account = find_signing_in(session, email=email)
    return account if knows_password(account, password=password) else None


@pages.route("/sign-in/link", methods=["GET", "POST"])
@action("accounts.sign_in")
def request_link() -> ResponseReturnValue:
    """Ask for a link that signs in."""
    authorize("accounts.sign_in")
    return _ask_for("accounts/request_link.html", Purpose.SIGN_IN)


@pages.route("/sign-in/forgotten", methods=["GET", "POST"])
@action("accounts.sign_in")
def request_password() -> ResponseReturnValue:
    """Ask for a link that lets one set a new password."""
    authorize("accounts.sign_in")
    return _ask_for("accounts/request_password.html", Purpose.NEW_PASSWORD)


def _ask_for(template: str, purpose: Purpose) -> ResponseReturnValue:
    form = LinkForm()
    if not form.validate_on_submit():
        return page(template, form=form)
    email, session = form.text("email"), writing()
    count_link_request(session, email=email, client=client(), now=now(), secret=secret())
    post_link(session, email=email, purpose=purpose, now=now(), secret=secret())
    return redirect(url_for("accounts.link_sent"), 303)


@pages.get("/sign-in/sent")
@action("accounts.sign_in")
def link_sent() -> ResponseReturnValue:
    """Say that a link is on its way if there is an account."""
    authorize("accounts.sign_in")
    return page("accounts/link_sent.html")


@pages.post("/sign-out")
@action("accounts.sign_in")
def sign_out() -> ResponseReturnValue:
    """End this session."""
    authorize("accounts.sign_in")
    actor.sign_out()
    return redirect(url_for("overview.home"), 303)


@pages.post("/account/sign-out-everywhere")
@action("accounts.use")
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of the account."""
    authorize("accounts.use")
    account = actor.require_account()
    end_sessions(writing(), account_id=account.account_id, now=now())
    actor.sign_out()
    return redirect(url_for("accounts.sign_in"), 303)
