"""Refusals in words: what happened, what was kept, what to do; one sentence or two per code."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.domain.refusals import Refusal
from mfpl.web.formatting import day, instant
from mfpl.web.wording.acts_refusals import ACTS
from mfpl.web.wording.bylaws_refusals import BYLAWS
from mfpl.web.wording.register_refusals import REGISTER
from mfpl.web.wording.vote_refusals import VOTES

Words = Callable[[Mapping[str, Any]], str]


def _minutes(p: Mapping[str, Any]) -> str:
    return ngettext(
        "There were too many attempts. Nothing was changed. You can try again in %(num)s minute.",
        "There were too many attempts. Nothing was changed. You can try again in %(num)s minutes.",
        p["minutes"],
    )


def _short(p: Mapping[str, Any]) -> str:
    return _(
        "This password is too short. Use at least %(least)s characters; a few words in a row are easy to remember.",
        **p,
    )


SHELL: Mapping[str, Words] = {
    "not_permitted": lambda _p: _(
        "Your account may not do this. Nothing was changed. "
        "If you think it should, ask an administrator of your center."
    ),
    "not_signed_in": lambda _p: _("Sign in first. Nothing was changed."),
    "demonstration_not_empty": lambda _p: _("There is an organization here already. Nothing was changed."),
    "rule_version_taken": lambda p: _(
        "Version %(number)s of the rule “%(rule)s” exists already with another text. A version is never edited: "
        "give the changed text the next number.",
        **p,
    ),
    "changed_meanwhile": lambda _p: _(
        "Somebody else changed the same thing at the same moment, so nothing of yours was saved. Open the page again, "
        "see how things stand now, and decide whether to send it once more."
    ),
    "unreadable_text": lambda _p: _(
        "Part of what arrived is not readable text, so nothing was saved. Go back, type that part again and send it."
    ),
    "not_found": lambda _p: _(
        "There is nothing here, or nothing you can see. Check the address or start from the home page."
    ),
}

ACCOUNTS: Mapping[str, Words] = {
    "too_many_attempts": _minutes,
    "link_unknown": lambda _p: _(
        "This link is not complete or is not one of ours. Copy the whole link from the message, or ask for a new one."
    ),
    "link_used": lambda _p: _(
        "This link has already been used. Nothing was changed now. Ask for a new one if you need it."
    ),
    "link_expired": lambda _p: _(
        "This link has expired. Nothing was changed. Ask for a new one; it arrives in a moment."
    ),
    "link_replaced": lambda _p: _("A newer link took the place of this one. Use the last message you received."),
    "link_foreign": lambda _p: _(
        "This link serves another purpose. Nothing was changed. Follow it from the message it came in."
    ),
    "link_account_open": lambda _p: _(
        "This account is open already, so its invitation has done its work. Nothing was changed. "
        "Sign in with your password, or ask for a link to sign in."
    ),
    "account_disabled": lambda _p: _(
        "This account is closed. Write to an administrator of your center to open it again."
    ),
    "password_too_short": _short,
    "password_too_long": lambda p: _("This password is too long. Use at most %(most)s characters.", **p),
    "password_is_address": lambda _p: _("Your password cannot be your email address or your name. Choose another."),
    "password_changed_meanwhile": lambda _p: _(
        "Your password was changed elsewhere in the meantime. It stays as it is now; "
        "sign in with it to change it again."
    ),
    "password_wrong": lambda _p: _("The current password is not correct. Your password stays as it was."),
    "email_taken": lambda _p: _("Somebody already signs in with this address. One person has one account."),
    "sign_in_failed": lambda _p: _(
        "The address or the password is not correct. You can also sign in with a link by mail."
    ),
    "email_invalid": lambda _p: _("This does not look like an email address. Write it like name@example.org."),
    "account_exists": lambda _p: _("This person already has a confirmed account, so no invitation was sent."),
    "invitation_needs_both_centers": lambda _p: _(
        "This person also belongs to another center, so the administrator of one center alone cannot choose their "
        "address. Nothing was sent. An invitation can go again to the address on record; another address needs the "
        "administrators of both centers."
    ),
    "name_missing": lambda _p: _("Write the name you want to be called by."),
    "zone_unknown": lambda _p: _("This time zone is not known. Choose one from the list."),
    "language_unknown": lambda _p: _("This language is not available. Choose one from the list."),
}

SENTENCES: dict[str, Words] = {**SHELL, **ACCOUNTS, **VOTES, **BYLAWS, **ACTS, **REGISTER}


def sentence(refusal: Refusal) -> str:
    """Return a refusal in the language being spoken; raise KeyError for a code that has no words."""
    return SENTENCES[refusal.code]({name: _worded(value) for name, value in refusal.params.items()})


def _worded(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    return day(value) if isinstance(value, date) else value
