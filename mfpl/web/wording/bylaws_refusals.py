"""Refusals about the by-laws, changes of the rules, deadlocks and examples in words."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from mfpl.web.formatting import number

Words = Callable[[Mapping[str, Any]], str]


def _does_not_govern(p: Mapping[str, Any]) -> str:
    if p["rule"] is None:
        return _(
            "No rule governs this change, so it cannot be put to the vote. The clause must name the rule by which it "
            "is amended."
        )
    return _("This change must be voted on under the rule “%(rule)s”, which governs it. Nothing was saved.", **p)


BYLAWS: Mapping[str, Words] = {
    "clause_unknown": lambda _p: _("There is no such clause in the by-laws."),
    "clause_under_vote": lambda p: _(
        "A change of “%(rule)s” is being voted on in vote %(vote)s. Nothing else may change it until that vote closes.",
        **p,
    ),
    "article_unknown": lambda p: _("There is no article %(article)s. Choose one from the list.", **p),
    "center_unknown": lambda p: _("There is no center %(center)s. Nothing was saved.", **p),
    "proposal_amends_nothing": lambda _p: _("This proposal changes no clause, so there is no change to write."),
    "governed_already": lambda p: _(
        "The rule “%(rule)s” governs the amendment of clauses already. Nothing was changed.", **p
    ),
    "amendment_needs_membership": lambda _p: _(
        "Only the membership of all centers changes the by-laws. Choose it as the body that decides."
    ),
    "clause_code_too_long": lambda p: _(
        "The short name of a clause has at most %(limit)s characters. What you typed is still here.",
        limit=number(p["limit"]),
    ),
    "amendment_retires_nothing": lambda p: _("There is no clause “%(rule)s” that could be retired.", **p),
    "amendment_changes_nothing": lambda _p: _(
        "The clause would stay as it is. Change something of it, or leave it alone."
    ),
    "amendment_impossible": lambda _p: _(
        "This change was not saved: once in force, no vote could ever meet it or undo it. Each reason is listed here."
    ),
    "rule_does_not_govern": _does_not_govern,
    "proposal_not_in_deadlock": lambda _p: _(
        "The centers are not apart over this proposal, so its text cannot be written anew. Put a new one forward."
    ),
    "deadlock_lapsed": lambda p: _(
        "The matter lapsed on %(lapsed_on)s without an agreement. Whoever still wants it puts a new proposal forward.",
        **p,
    ),
    "second_vote_other_rule": lambda p: _(
        "The first vote on this matter was held under the rule “%(rule)s”, and the second is held under the same. "
        "Nothing was saved.",
        **p,
    ),
    "example_unknown": lambda _p: _("There is no such example."),
    "example_title": lambda p: _(
        "Give the example a name of up to %(limit)s characters. What you typed is still here.", limit=number(p["limit"])
    ),
    "example_title_taken": lambda p: _("There is an example named “%(title)s” already. Choose another name.", **p),
    "example_retired": lambda _p: _("This example has been retired already. Nothing was changed."),
}
