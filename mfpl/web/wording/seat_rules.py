"""Says what a rule about seats asks for, part by part, and what came of it, in a sentence."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.counting.apportionment import (
    Allocation,
    Excess,
    Limit,
    Method,
    Scope,
    SeatRule,
    Step,
    StepCode,
    TieRule,
    Weighing,
)
from mfpl.rules.codes import Comparison
from mfpl.web.formatting import listed, number
from mfpl.web.wording.comparisons import compared, share_in_words
from mfpl.web.wording.electorates import Clause
from mfpl.web.wording.sections import Sections
from mfpl.web.words import lazy as _l

METHODS: Mapping[Method, str] = MappingProxyType({
    Method.LARGEST_REMAINDER: _l(
        "Largest remainder: each center gets the whole part of its exact share, and the seats left over go one by one "
        "to the largest remainders."
    ),
    Method.DHONDT: _l(
        "D'Hondt: one seat after another goes to the highest quotient of a center's members and the seats it holds "
        "plus one."
    ),
    Method.SAINTE_LAGUE: _l(
        "Sainte-Laguë: one seat after another goes to the highest quotient of a center's members and twice the seats "
        "it holds plus one."
    ),
    Method.HUNTINGTON_HILL: _l(
        "Huntington-Hill: each center gets a first seat, and the next go to the highest quotient of its members and "
        "the root of the seats it holds times one more."
    ),
    Method.ADAMS: _l(
        "Adams: each center gets a first seat, and the next go to the highest quotient of its members and the seats it "
        "holds."
    ),
    Method.DEAN: _l(
        "Dean: each center gets a first seat, and the next go to the highest quotient of its members and the harmonic "
        "mean of the seats it holds and one more."
    ),
})  # fmt: skip

WEIGHINGS: Mapping[Weighing, str] = MappingProxyType({
    Weighing.MEMBERS: _l("The members of each center."),
    Weighing.SQUARE_ROOT: _l("The square root of the members of each center."),
    Weighing.EQUAL: _l("Nothing: all centers count alike."),
})  # fmt: skip

EXCESSES: Mapping[Excess, str] = MappingProxyType({
    Excess.RERUN: _l("The centers at their limit stay there, and the rest is shared out again in the same way."),
    Excess.ORDER_OF_REMAINDER: _l("They move one by one to the other centers, in the order of their remainders."),
})  # fmt: skip

TIES: Mapping[TieRule, str] = MappingProxyType({
    TieRule.MORE_MEMBERS: _l("the center with more members goes first"),
    TieRule.FEWER_MEMBERS: _l("the center with fewer members goes first"),
    TieRule.LOT: _l("a lot is drawn from a seed that was published before"),
})  # fmt: skip

SCOPES: Mapping[Scope, str] = MappingProxyType({
    Scope.ELECTION: _l("The seats of one election, without those who continue."),
    Scope.RESULTING_BODY: _l("The whole body as it will be, with those who continue in it."),
})  # fmt: skip


def seat_clauses(rule: SeatRule, sections: Sections) -> Iterator[Clause]:
    """Yield what a seat rule says, in the order people ask: by what, how, within which limits, and then the rest."""
    yield Clause("/by", _("In proportion to what"), str(WEIGHINGS[rule.by]))
    yield Clause("/method", _("How the seats are shared out"), str(METHODS[rule.method]))
    for place, limit in enumerate(rule.limits):
        yield Clause(f"/limits/{place}", _("Limit"), _limit(limit, sections))
    if rule.excess is not None and rule.limits:
        yield Clause("/excess", _("Seats above a limit"), str(EXCESSES[rule.excess]))
    yield Clause("/ties", _("Exact ties"), _ties(rule.ties))
    yield Clause("/scope", _("What the rule looks at"), str(SCOPES[rule.scope]))


def _limit(limit: Limit, sections: Sections) -> str:
    if limit.share is None:
        amount = ngettext("%(count)s seat", "%(count)s seats", limit.seats or 0, count=number(limit.seats or 0))
    else:
        amount = _("%(share)s of the seats", share=share_in_words(Fraction(limit.share)))
    held = compared(Comparison(limit.comparison), amount)
    if limit.section is None:
        return _("Each center has %(limit)s.", limit=held)
    return _("%(center)s has %(limit)s.", center=sections.label(limit.section), limit=held)


def _ties(rules: Sequence[TieRule]) -> str:
    first, *others = (str(TIES[rule]) for rule in rules)
    if not others:
        return _("%(first)s.", first=first[:1].upper() + first[1:])
    return _("First, %(first)s; where that does not settle it, %(then)s.", first=first, then=listed(others))


def word_shares(seats: Mapping[str, int], sections: Sections) -> str:
    """Return seats by section as a list of the language: "9 for United States and 6 for Mexico"."""
    return listed([
        _("%(count)s for %(center)s", count=number(held), center=sections.label(section))
        for section, held in seats.items()
    ])  # fmt: skip


def word_shared_out(answer: Allocation, sections: Sections) -> str:
    """Return the outcome in a sentence: who gets how many of how many seats, or that nothing can be given."""
    if answer.seats is None:
        if answer.tie is not None:
            return _("An exact tie is not settled, so no seat is given.")
        return _("No allocation meets the rule with these numbers.")
    whole = sum(answer.seats.values())
    return ngettext(
        "Of %(whole)s seat: %(shares)s.",
        "Of %(whole)s seats: %(shares)s.",
        whole,
        whole=number(whole),
        shares=word_shares(answer.seats, sections),
    )


def word_to_fill(answer: Allocation, sections: Sections) -> str:
    """Return how many seats are open in each section; nothing where nobody continues."""
    if answer.seats is None or answer.open is None or answer.seats == answer.open:
        return ""
    return _("To be filled now: %(shares)s.", shares=word_shares(answer.open, sections))


def word_what_decided(steps: Sequence[Step], *, limited: bool, proportional: Mapping[str, int], words: Sections) -> str:
    """Return whether the proportion decided or a limit did; `proportional` is what there would be without limits."""
    binding = {step.code for step in steps} & {StepCode.CAP_BINDS, StepCode.FLOOR_BINDS}
    if not binding:
        return _("The proportion decided; no limit was reached.") if limited else _("The proportion decided.")
    if len(binding) > 1:
        which = _("The limits, not the proportion, decided this.")
    elif StepCode.CAP_BINDS in binding:
        which = _("The cap, not the proportion, decided this.")
    else:
        which = _("The floor, not the proportion, decided this.")
    if not proportional:
        return which
    alone = word_shares(proportional, words)
    return _("%(which)s By proportion alone: %(shares)s.", which=which, shares=alone)


def word_nearest(nearest: Sequence[int]) -> str:
    """Return with which numbers of seats, the nearest ones, the rule can be met."""
    numbers = [number(seats) for seats in nearest]
    return ngettext(
        "With %(numbers)s seat the rule can be met.",
        "With %(numbers)s seats the rule can be met.",
        nearest[-1],
        numbers=numbers[0] if len(numbers) == 1 else _("%(fewer)s or %(more)s", fewer=numbers[0], more=numbers[-1]),
    )


def word_loosened() -> str:
    """Return that a limit that may be reached, instead of only approached, could be met."""
    return _("With a limit that may be reached exactly, the rule could be met; that would be an amendment.")
