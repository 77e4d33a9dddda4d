"""Mailed links: opening one shows a page, and only its button acts."""

from flask.typing import ResponseReturnValue

from mfpl.domain.accounts import Purpose, require_password
from mfpl.domain.refusals import Invalid
from mfpl.services.accounts import accept_invitation, set_password_by_link, sign_in_by_link
from mfpl.services.links import check_link
from mfpl.services.passwords import hash_password
from mfpl.store.queries.accounts import AccountRecord
from mfpl.web.access import action, authorize
from mfpl.web.accounts.forms import ButtonForm, InvitationForm, NewPasswordForm
from mfpl.web.accounts.section import go_on, pages
from mfpl.web.clock import now
from mfpl.web.forms import BaseForm
from mfpl.web.pages import page
from mfpl.web.transaction import aside, writing


@pages.route("/sign-in/link/<token>", methods=["GET", "POST"])
@action("accounts.sign_in")
def open_link(token: str) -> ResponseReturnValue:
    """Show whose link it is; sign in when the button is pressed."""
    authorize("accounts.sign_in")
    form = ButtonForm()
    if form.validate_on_submit():
        return go_on(sign_in_by_link(writing(), token=token, now=now()))
    return page("accounts/open_link.html", form=form, owner=_owner(token, Purpose.SIGN_IN))


@pages.route("/invitation/<token>", methods=["GET", "POST"])
@action("accounts.sign_in")
def invitation(token: str) -> ResponseReturnValue:
    """Ask for a name to be called by and a password, and open the account with them."""
    authorize("accounts.sign_in")
    owner = _owner(token, Purpose.INVITATION)
    form = InvitationForm(called_name=owner.called_name)
    if form.validate_on_submit() and accepts_password(form, "password", owner):
        hashed = hash_password(form.text("password"))
        name = form.text("called_name")
        return go_on(accept_invitation(writing(), token=token, password_hash=hashed, called_name=name, now=now()))
    return page("accounts/invitation.html", form=form, owner=owner)


@pages.route("/new-password/<token>", methods=["GET", "POST"])
@action("accounts.sign_in")
def new_password(token: str) -> ResponseReturnValue:
    """Ask for a new password and sign in with it."""
    authorize("accounts.sign_in")
    owner = _owner(token, Purpose.NEW_PASSWORD)
    form = NewPasswordForm()
    if form.validate_on_submit() and accepts_password(form, "password", owner):
        hashed = hash_password(form.text("password"))
        return go_on(set_password_by_link(writing(), token=token, password_hash=hashed, now=now()))
    return page("accounts/new_password.html", form=form, owner=owner)


def _owner(token: str, purpose: Purpose) -> AccountRecord:
    with aside() as session:
        return check_link(session, token=token, purpose=purpose, now=now())


def accepts_password(form: BaseForm, field_name: str, owner: AccountRecord) -> bool:
    """Return whether a new password may be this person's; when not, the form says why."""
    try:
        require_password(form.text(field_name), email=owner.email, name=owner.full_name)
    except Invalid as refusal:
        form.refuse(field_name, refusal)
        return False
    return True
