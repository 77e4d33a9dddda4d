"""The account page: name, language, clock, password, and every way out."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.domain.refusals import Invalid
from mfpl.services.accounts import change_password as keep_password
from mfpl.services.accounts import change_settings, knows_password
from mfpl.services.passwords import hash_password
from mfpl.services.throttling import count_sign_in
from mfpl.web.access import action, authorize
from mfpl.web.accounts.forms import ChangePasswordForm, SettingsForm
from mfpl.web.accounts.links import accepts_password
from mfpl.web.accounts.section import client, pages, secret
from mfpl.web.actor import current_actor, require_account, sign_in
from mfpl.web.clock import now
from mfpl.web.pages import page
from mfpl.web.transaction import apart, writing


@pages.route("/account", methods=["GET", "POST"])
@action("accounts.use")
def settings() -> ResponseReturnValue:
    """Show and change how the person is called, their language and their clock."""
    authorize("accounts.use")
    account = require_account()
    form = SettingsForm(called_name=account.called_name, language=account.language, time_zone=account.time_zone)
    form.offer_zones(account.time_zone)
    if form.validate_on_submit():
        change_settings(
            writing(),
            actor=current_actor(),
            called_name=form.text("called_name"),
            language=form.text("language"),
            time_zone=form.text("time_zone"),
        )
        flash(_("Your account is up to date."))
        return redirect(url_for("accounts.settings"), 303)
    return page("accounts/settings.html", form=form)


@pages.route("/account/password", methods=["GET", "POST"])
@action("accounts.use")
def change_password() -> ResponseReturnValue:
    """Change the password; every other session ends."""
    authorize("accounts.use")
    form = ChangePasswordForm()
    if form.validate_on_submit() and _may_change(form):
        account = require_account()
        hashed = hash_password(form.text("new_password"))
        sign_in(
            keep_password(
                writing(),
                account_id=account.account_id,
                checked_hash=account.password_hash,
                password_hash=hashed,
                now=now(),
            )
        )
        flash(_("Your password was changed. Every other session of yours has ended."))
        return redirect(url_for("accounts.settings"), 303)
    return page("accounts/change_password.html", form=form)


def _may_change(form: ChangePasswordForm) -> bool:
    account = require_account()
    with apart() as session:
        count_sign_in(session, email=account.email, client=client(), now=now(), secret=secret())
    if not knows_password(account, password=form.text("current_password")):
        form.refuse("current_password", Invalid("password_wrong"))
        return False
    return accepts_password(form, "new_password", account)
