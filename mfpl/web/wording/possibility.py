"""Says what makes a rule impossible over a roll: to be met, to be voted on, or ever to be amended."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.measures.possibility import PossibilityCode, Problem
from mfpl.web.formatting import number
from mfpl.web.wording.sections import Sections


def word_problem(problem: Problem, sections: Sections | None = None) -> str:
    """Return the sentence about one problem, without the place in the rule where it was found."""
    return _SENTENCES[problem.code](problem, sections or Sections())


def _where(problem: Problem, sections: Sections) -> str:
    return sections.label(str(problem.params["section"]))


def _never_holds(problem: Problem, sections: Sections) -> str:
    if problem.params["section"]:
        return _("No vote over this roll can meet this condition in %(section)s.", section=_where(problem, sections))
    return _("No vote over this roll can meet this condition.")


def _no_vote(_problem: Problem, _sections: Sections) -> str:
    return _("Each condition could be met by itself, but no vote over this roll meets all of it together.")


def _section_absent(problem: Problem, sections: Sections) -> str:
    return _(
        "The rule names the section “%(section)s”, which the roll does not have.", section=_where(problem, sections)
    )


def _sections_none(problem: Problem, _sections: Sections) -> str:
    if not problem.params["kind"]:
        return _("The rule asks about sections, and the roll has none.")
    return _("The rule asks about sections of the kind “%(kind)s”, and the roll has none.", kind=problem.params["kind"])


def _attribute_missing(problem: Problem, sections: Sections) -> str:
    return _(
        "The rule weighs sections by “%(attribute)s”, which “%(section)s” does not have on the roll.",
        attribute=problem.params["attribute"],
        section=_where(problem, sections),
    )


def _weight_zero(problem: Problem, _sections: Sections) -> str:
    return _("By “%(attribute)s” the sections of the roll weigh nothing.", attribute=problem.params["attribute"])


def _sponsors(problem: Problem, _sections: Sections) -> str:
    needed, sections = int(problem.params["needed"]), int(problem.params["sections"])
    return ngettext(
        "No vote could open: sponsors from %(needed)s section are asked for; sections with members: %(sections)s.",
        "No vote could open: sponsors from %(needed)s sections are asked for; sections with members: %(sections)s.",
        needed,
        needed=number(needed),
        sections=number(sections),
    )


def _discussion(problem: Problem, sections: Sections) -> str:
    needed, members = int(problem.params["needed"]), int(problem.params["members"])
    return ngettext(
        "No vote could open: %(needed)s person of %(section)s must take part in the discussion; it has: %(members)s.",
        "No vote could open: %(needed)s people of %(section)s must take part in the discussion; it has: %(members)s.",
        needed,
        needed=number(needed),
        section=_where(problem, sections),
        members=number(members),
    )


def _governing_missing(problem: Problem, _sections: Sections) -> str:
    return _(
        "It is amended by the rule “%(rule)s”, which does not exist or would no longer stand.",
        rule=problem.params["rule"],
    )


def _seats_infeasible(problem: Problem, _sections: Sections) -> str:
    seats = int(problem.params["seats"])
    return ngettext(
        "No way to share out the %(count)s seat of “%(body)s” meets this rule with the members there are.",
        "No way to share out the %(count)s seats of “%(body)s” meets this rule with the members there are.",
        seats,
        count=number(seats),
        body=problem.params["body"],
    )


_SENTENCES: Mapping[PossibilityCode, Callable[[Problem, Sections], str]] = MappingProxyType({
    PossibilityCode.NEVER_HOLDS: _never_holds,
    PossibilityCode.NO_VOTE: _no_vote,
    PossibilityCode.SECTION_ABSENT: _section_absent,
    PossibilityCode.SECTIONS_NONE: _sections_none,
    PossibilityCode.ATTRIBUTE_MISSING: _attribute_missing,
    PossibilityCode.WEIGHT_ZERO: _weight_zero,
    PossibilityCode.SPONSORS_TOO_MANY: _sponsors,
    PossibilityCode.DISCUSSION_TOO_MANY: _discussion,
    PossibilityCode.GOVERNING_MISSING: _governing_missing,
    PossibilityCode.NO_RULE_LEFT: lambda _one, _sections: _(
        "Not one rule would be left by which anything could be decided or changed."
    ),
    PossibilityCode.CAPS_INFEASIBLE: lambda one, _sections: _(
        "No votes of those on the roll stay under the caps; the one that cannot be met is “%(limit)s”.", **one.params
    ),
    PossibilityCode.SEATS_INFEASIBLE: _seats_infeasible,
    PossibilityCode.SEAT_RULE_MISSING: lambda one, _sections: _(
        "It shares out seats by the rule “%(rule)s”, and there is no such seat rule.", **one.params
    ),
})  # fmt: skip
