"""Refusals about results, decisions and members in words."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

Words = Callable[[Mapping[str, Any]], str]

REGISTER: Mapping[str, Words] = {
    "decision_unknown": lambda _p: _("There is no decision with this number, or none you can see."),
    "vote_not_closed": lambda _p: _("This vote has not been closed yet, so there is no recount pack of it."),
    "member_unknown": lambda _p: _(
        "There is nothing here, or nothing you can see. Check the address or start from the home page."
    ),
    "member_name_missing": lambda _p: _("Write the name of the organization or the person."),
    "member_joined_later": lambda _p: _("The day of joining cannot be in the future. Nothing was saved yet."),
    "member_exists": lambda p: _(
        "“%(name)s” is a member of this center already. Nothing was saved; check whether it is the same one.", **p
    ),
    "day_unreadable": lambda _p: _("This is not a date. Write it as in “June 1, 2026” or “2026-06-01”."),
}  # fmt: skip
