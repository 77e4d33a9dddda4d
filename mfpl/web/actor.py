"""Who is asking: the signed-in account of a request, and the actor it stands for."""

from uuid import UUID

from flask import Flask, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from mfpl.domain.actors import NOBODY, Actor
from mfpl.store.queries.accounts import AccountRecord, find_account
from mfpl.store.queries.actors import load_actor
from mfpl.web.clock import now
from mfpl.web.transaction import reading


class SignedIn(UserMixin):
    """An account as Flask-Login knows it; its identity changes with the account's epoch."""

    def __init__(self, account: AccountRecord) -> None:
        self.account = account

    def get_id(self) -> str:
        """Return what the session keeps: the account and the epoch it was opened under."""
        return f"{self.account.account_id.hex}.{self.account.epoch}"


def current_account() -> AccountRecord | None:
    """Return the signed-in account, or None."""
    if g.get("faulted"):
        return None
    user: object = current_user._get_current_object()
    return user.account if isinstance(user, SignedIn) else None


def require_account() -> AccountRecord:
    """Return the signed-in account, for views whose action asks for one."""
    account = current_account()
    if account is None:
        msg = "this view is only for the signed in"
        raise RuntimeError(msg)
    return account


def current_actor() -> Actor:
    """Return who is asking, with the mandates and memberships in force now; read once per request."""
    if "actor" not in g:
        account = current_account()
        g.actor = load_actor(reading(), person_id=account.person_id, on=now().date()) if account else NOBODY
    actor: Actor = g.actor
    return actor


def sign_in(account: AccountRecord) -> None:
    """Open a session for an account, with nothing of an earlier one in it."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(account))
    g.pop("actor", None)


def sign_out() -> None:
    """End this session and forget everything it held."""
    logout_user()
    session.clear()
    g.pop("actor", None)


def _load(kept: str) -> SignedIn | None:
    identity, _, epoch = kept.partition(".")
    try:
        account_id = UUID(hex=identity)
    except ValueError:
        return None
    account = find_account(reading(), account_id)
    if account is None or account.epoch != epoch or account.disabled:
        return None
    return SignedIn(account)


def init_actors(app: Flask) -> None:
    """Let Flask-Login find the account of a session."""
    manager = LoginManager(app, add_context_processor=False)
    manager.session_protection = None  # type: ignore[assignment]  # the epoch, not the browser's name, decides
    manager.user_loader(_load)
