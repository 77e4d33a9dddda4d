"""The section of accounts: its blueprint, and where to go after signing in."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mfpl.store.queries.accounts import AccountRecord
from mfpl.web.access import section
from mfpl.web.actor import sign_in
from mfpl.web.languages import LANGUAGES, language, language_in

pages: Blueprint = section("accounts", __name__)


def secret() -> str:
    """Return the secret that mailed links and counters are keyed with."""
    key: str = current_app.config["SECRET_KEY"]
    return key


def client() -> str:
    """Return the network address the request came from."""
    return request.remote_addr or "unknown"


def safe_next(target: str) -> str | None:
    """Return a page of this site to go on to, or None when the target is anywhere else."""
    parts = urlsplit(target)
    inside = not parts.scheme and not parts.netloc and target.startswith("/") and not target.startswith("//")
    if not inside or "\\" in target or language_in(parts.path) is None:
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def go_on(account: AccountRecord, *, target: str = "") -> ResponseReturnValue:
    """Sign in and lead to the page that was asked for, or home in the person's language."""
    sign_in(account)
    home = url_for("overview.home", language=account.language if account.language in LANGUAGES else language().code)
    return redirect(safe_next(target) or home, 303)
