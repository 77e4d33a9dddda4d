"""Says how seats were shared out, one sentence for each step, and why they could not be."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import isqrt
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.counting.apportionment import OpenTie, Reason, ReasonCode, SeatsRefusal, SeatsRefused, Step, StepCode, TieRule
from mfpl.rules.codes import Comparison
from mfpl.web.formatting import listed, number
from mfpl.web.wording.comparisons import compared, mixed, share_in_words
from mfpl.web.wording.sections import CENTER, Sections
from mfpl.web.words import lazy as _l

Words = Callable[[Step, Sections], str]
HUNDREDTHS = 100


def word_step(step: Step, sections: Sections | None = None) -> str:
    """Return the sentence for one step of the working; sections are called by the names given, else by their ids."""
    return STEPS[step.code](step, sections or Sections())


def word_reason(reason: Reason, sections: Sections | None = None) -> str:
    """Return why no allocation meets the rule, with the inequality that fails."""
    return REASONS[reason.code](reason, (sections or Sections()).label(reason.section))


def word_tie(tie: OpenTie, sections: Sections | None = None) -> str:
    """Return the sentence for equal claims that no tie rule settles."""
    who = listed([(sections or Sections()).label(section) for section in tie.sections])
    return ngettext(
        "The claims of %(who)s to %(count)s seat are exactly equal, and the tie rules do not settle it without a lot. "
        "Publish a seed first, then give it.",
        "The claims of %(who)s to %(count)s seats are exactly equal, and the tie rules do not settle it without a lot. "
        "Publish a seed first, then give it.",
        tie.seats,
        who=who,
        count=number(tie.seats),
    )


def word_seats_refusal(refused: SeatsRefused) -> str:
    """Return why seats cannot be computed from what was given."""
    return str(REFUSALS[refused.code]) % {"section": refused.section or ""}


def _seats(count: int | Fraction) -> str:
    return ngettext("%(count)s seat", "%(count)s seats", int(count), count=number(count))


def _limit(step: Step, _sections: Sections) -> tuple[str, str]:
    share, comparison = step.numbers.get("share"), Comparison(step.comparison or Comparison.EXACTLY)
    if share is None:
        amount = _seats(step.numbers["number"])
    else:
        whole = number(step.numbers["whole"])
        amount = _("%(share)s of %(whole)s seats", share=share_in_words(Fraction(share)), whole=whole)
    return compared(comparison, amount), _seats(step.numbers["seats"])


def _cap(step: Step, sections: Sections) -> str:
    limit, seats = _limit(step, sections)
    if step.section is None and sections.kind == CENTER:
        return _("Each center may have %(limit)s: at most %(seats)s.", limit=limit, seats=seats)
    if step.section is None:
        return _("Each section may have %(limit)s: at most %(seats)s.", limit=limit, seats=seats)
    section = sections.label(step.section)
    return _("%(section)s may have %(limit)s: at most %(seats)s.", section=section, limit=limit, seats=seats)


def _floor(step: Step, sections: Sections) -> str:
    limit, seats = _limit(step, sections)
    if step.section is None and sections.kind == CENTER:
        return _("Each center must have %(limit)s: no fewer than %(seats)s.", limit=limit, seats=seats)
    if step.section is None:
        return _("Each section must have %(limit)s: no fewer than %(seats)s.", limit=limit, seats=seats)
    section = sections.label(step.section)
    return _("%(section)s must have %(limit)s: no fewer than %(seats)s.", section=section, limit=limit, seats=seats)


def _quota(step: Step, sections: Sections) -> str:
    return _(
        "%(section)s: %(members)s of %(total)s members, times %(whole)s seats, is %(quota)s; "
        "whole seats %(floor)s, remainder %(remainder)s.",
        section=sections.label(step.section),
        **{name: mixed(Fraction(value)) for name, value in step.numbers.items()},
    )


def _remainder_seat(step: Step, sections: Sections) -> str:
    remainder = mixed(Fraction(step.numbers["remainder"]))
    section = sections.label(step.section)
    return _(
        "%(section)s has one of the largest remainders, %(remainder)s, and gets one seat more.",
        section=section,
        remainder=remainder,
    )


def _quotient_seat(step: Step, sections: Sections) -> str:
    place = {"section": sections.label(step.section), "number": number(step.numbers["number"])}
    if not step.numbers["claim_squared"]:
        return _("Seat %(number)s goes to %(section)s, which comes before the quotients.", **place)
    quotient = _quotient(Fraction(step.numbers["claim_squared"]))
    return _(
        "Seat %(number)s goes to %(section)s, with the highest quotient: %(quotient)s.", **place, quotient=quotient
    )


def _quotient(squared: Fraction) -> str:
    """Return a quotient from its square: as it is where it is exact, else cut to hundredths and said to be so."""
    numerator, denominator = isqrt(squared.numerator), isqrt(squared.denominator)
    if numerator**2 == squared.numerator and denominator**2 == squared.denominator:
        return mixed(Fraction(numerator, denominator))
    cut = isqrt(squared.numerator * HUNDREDTHS**2 // squared.denominator)
    return _("about %(whole)s.%(hundredths)s", whole=number(cut // HUNDREDTHS), hundredths=f"{cut % HUNDREDTHS:02}")


def _bound(step: Step) -> Mapping[str, str]:
    return {name: number(value) for name, value in step.numbers.items()}


def _tie(step: Step, sections: Sections) -> str:
    return ngettext(
        "%(who)s have exactly equal claims to %(count)s seat; %(by)s: it goes to %(winners)s.",
        "%(who)s have exactly equal claims to %(count)s seats; %(by)s: they go to %(winners)s.",
        int(step.numbers["seats"]),
        who=listed([sections.label(section) for section in step.sections]),
        count=number(step.numbers["seats"]),
        by=TIE_RULES[step.by or TieRule.LOT],
        winners=listed([sections.label(section) for section in step.winners]),
    )


def _final(step: Step, sections: Sections) -> str:
    section = sections.label(step.section)
    if not step.numbers["continuing"]:
        return _("%(section)s: %(seats)s.", section=section, seats=_seats(step.numbers["seats"]))
    return _(
        "%(section)s: %(seats)s, of which %(continuing)s continue and %(open)s are to be filled.",
        section=section,
        seats=_seats(step.numbers["seats"]),
        continuing=number(step.numbers["continuing"]),
        open=number(step.numbers["open"]),
    )


STEPS: Mapping[StepCode, Words] = MappingProxyType({
    StepCode.CAP: _cap,
    StepCode.FLOOR: _floor,
    StepCode.CONTINUING: lambda step, sections: _(
        "%(section)s: %(seats)s continue.",
        section=sections.label(step.section), seats=_seats(step.numbers["seats"]),
    ),
    StepCode.QUOTA: _quota,
    StepCode.REMAINDER_SEAT: _remainder_seat,
    StepCode.QUOTIENT_SEAT: _quotient_seat,
    StepCode.NEXT_IN_LINE: lambda step, sections: _(
        "%(section)s would have been next.", section=sections.label(step.section)
    ),
    StepCode.PROPORTIONAL: lambda step, sections: _(
        "By proportion alone, %(section)s would have %(seats)s.",
        section=sections.label(step.section), seats=_seats(step.numbers["seats"]),
    ),
    StepCode.CAP_BINDS: lambda step, sections: _(
        "The limit decides: %(section)s would have %(proportional)s and may have %(limit)s; %(difference)s too many.",
        section=sections.label(step.section), **_bound(step),
    ),
    StepCode.FLOOR_BINDS: lambda step, sections: _(
        "The floor decides: %(section)s would have %(proportional)s and must have %(limit)s; %(difference)s short.",
        section=sections.label(step.section), **_bound(step),
    ),
    StepCode.MOVED_IN: lambda step, sections: _(
        "One seat moves to %(section)s, which now has %(seats)s.",
        section=sections.label(step.section), seats=number(step.numbers["seats"]),
    ),
    StepCode.MOVED_OUT: lambda step, sections: _(
        "One seat is taken from %(section)s, which now has %(seats)s.",
        section=sections.label(step.section), seats=number(step.numbers["seats"]),
    ),
    StepCode.FIXED: lambda step, sections: _(
        "%(section)s stays at %(seats)s; the rest is shared again.",
        section=sections.label(step.section), seats=_seats(step.numbers["seats"]),
    ),
    StepCode.TIE: _tie,
    StepCode.FINAL: _final,
})  # fmt: skip

TIE_RULES: Mapping[TieRule, str] = MappingProxyType({
    TieRule.MORE_MEMBERS: _l("the section with more members goes first"),
    TieRule.FEWER_MEMBERS: _l("the section with fewer members goes first"),
    TieRule.LOT: _l("a lot was drawn from the published seed"),
})  # fmt: skip

REASONS: Mapping[ReasonCode, Callable[[Reason, str], str]] = MappingProxyType({
    ReasonCode.CAPS_BELOW_SEATS: lambda reason, _section: _(
        "With every section at its limit only %(left)s of %(right)s seats can be filled (%(inequality)s).",
        left=number(reason.left), right=number(reason.right), inequality=reason.inequality,
    ),
    ReasonCode.FLOORS_ABOVE_SEATS: lambda reason, _section: _(
        "The sections must have %(left)s seats together, and there are %(right)s (%(inequality)s).",
        left=number(reason.left), right=number(reason.right), inequality=reason.inequality,
    ),
    ReasonCode.FLOOR_ABOVE_CAP: lambda reason, section: _(
        "%(section)s must have at least %(left)s and at most %(right)s (%(inequality)s).",
        section=section, left=number(reason.left), right=number(reason.right), inequality=reason.inequality,
    ),
    ReasonCode.CONTINUING_ABOVE_CAP: lambda reason, section: _(
        "%(left)s continue in %(section)s, which may have at most %(right)s (%(inequality)s).",
        section=section, left=number(reason.left), right=number(reason.right), inequality=reason.inequality,
    ),
})  # fmt: skip

REFUSALS: Mapping[SeatsRefusal, str] = MappingProxyType({
    SeatsRefusal.SECTIONS_NONE: _l("No section was given."),
    SeatsRefusal.NUMBER_NEGATIVE: _l("Seats and members cannot be fewer than none."),
    SeatsRefusal.MEMBERS_NONE: _l("No section has any members, so there is nothing to be in proportion to."),
    SeatsRefusal.SECTION_UNKNOWN: _l("No members were given for “%(section)s”."),
    SeatsRefusal.CONTINUING_NOT_COUNTED: _l(
        "This rule looks at the seats of one election only; those who continue have no place in it."
    ),
})  # fmt: skip
