"""Refusals about acts that need a person of each of two centers, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from mfpl.web.formatting import number

Words = Callable[[Mapping[str, Any]], str]

ACTS: Mapping[str, Words] = {
    "key_of_one_center": lambda _p: _(
        "This takes the key of exactly one center, and your account does not hold it. Nothing was changed."
    ),
    "act_of_other_centers": lambda _p: _("This is a matter of other centers than yours. Nothing was changed."),
    "needs_second_center": lambda _p: _(
        "This needs a second person, of another center than the one that asked. It goes on waiting."
    ),
    "act_already_asked": lambda _p: _("The same has been asked for already, and waits for the other center."),
    "act_not_waiting": lambda _p: _(
        "This request waits no more: it was confirmed, taken back, or its time is over. Nothing was changed."
    ),
    "transfer_reason": lambda p: _(
        "Write the reason in up to %(limit)s characters, for whoever confirms the move.", limit=number(p["limit"])
    ),
    "transfer_in_the_past": lambda _p: _(
        "A move begins today or later: what the roll of a past day was stays as it was."
    ),
    "transfer_to_same_center": lambda _p: _("The member belongs to this center already. Choose another one."),
    "transfer_overtaken": lambda _p: _(
        "The member's center has changed since this was asked for. Nothing was moved; take the request back."
    ),
    "member_has_left": lambda _p: _("On that day the member belongs to no center any more. Nothing was changed."),
    "member_moves_already": lambda p: _("A move of this member is set for %(on)s already. Nothing was changed.", **p),
    "mandate_not_named_so": lambda _p: _("This charge is not given in this way. Choose one from the list."),
    "mandate_held_already": lambda _p: _("This person holds that charge already. Nothing was changed."),
    "account_unknown": lambda _p: _(
        "No confirmed account has this address. Whoever is to be charged opens their account first."
    ),
    "version_not_next": lambda p: _(
        "The document must be version %(number)s, the next of its clause. Nothing was asked for.", **p
    ),
}
