"""Says how much power a rule gives: to act, to each section, to each of its members, and how it was counted."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from babel.lists import format_list
from babel.numbers import format_percent
from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.measures.power import MemberPower, PowerRefusal, PowerRefused, RulePower, Sampling, SectionPower
from mfpl.web.formatting import number, percent
from mfpl.web.languages import language
from mfpl.web.wording.sections import Sections
from mfpl.web.words import lazy as _l

FINE = 1_000_000
"""Percentages of single members are cut to four decimals: among hundreds, each has little."""

HUNDRED, THOUSAND = 100, 1000
LONGEST_WHOLE = 10**9

CLASSES = MappingProxyType({
    "member": _l("each member"),
    "organization": _l("each organization"),
    "individual": _l("each individual member"),
})  # fmt: skip


def fine_percent(share: Fraction) -> str:
    """Return a share in percent, cut to four decimals."""
    cut = Decimal(share.numerator * FINE // share.denominator) / FINE
    return str(format_percent(cut, language().percent.replace(".#", ".####"), locale=language().locale))


def word_to_act(power: RulePower) -> str:
    """Return how often a decision passes when everyone votes at random."""
    return _(
        "If everyone votes yes or no at random, %(share)s of all possible votes pass.", share=percent(power.to_act)
    )


def word_section(section: SectionPower, sections: Sections | None = None) -> Iterator[str]:
    """Yield the sentences about a section: its size, its shares of power, and how few of its members can stop."""
    who = (sections or Sections()).label(section.id) if section.id else _("outside every section")
    votes = number(section.votes)
    yield ngettext(
        "%(who)s: %(members)s member with %(votes)s votes.",
        "%(who)s: %(members)s members with %(votes)s votes.",
        section.members,
        who=who,
        members=number(section.members),
        votes=votes,
    )
    if section.banzhaf is not None:
        yield _("Of all votes that can turn a result, %(share)s are theirs (Banzhaf).", share=percent(section.banzhaf))
    if section.shapley is not None:
        yield _("They bring about %(share)s of decisions (Shapley-Shubik).", share=percent(section.shapley))
    yield word_blocking(section)


def word_blocking(section: SectionPower) -> str:
    """Return how few members of a section can stop a decision that all others want."""
    if section.blocking is None:
        return _("Even all of them together cannot stop a decision that everyone else wants.")
    if section.blocking == 0:
        return _("The rule passes nothing over this roll.")
    return ngettext(
        "%(count)s of them is enough to stop a decision.",
        "%(count)s of them are enough to stop a decision.",
        section.blocking,
        count=number(section.blocking),
    )


def word_member(member: MemberPower) -> str:
    """Return the sentence about one member of a class, as far as it was measured."""
    known = member.indices
    figures = [_("decides %(share)s of the time", share=fine_percent(known.penrose))]
    if known.prevent is not None:
        figures.append(_("can prevent %(share)s of what would pass", share=fine_percent(known.prevent)))
    if known.initiate is not None:
        figures.append(_("can carry %(share)s of what would fail", share=fine_percent(known.initiate)))
    figures.append(_("gets what they voted %(share)s of the time", share=fine_percent(known.success)))
    if known.shapley is not None:
        figures.append(_("Shapley-Shubik %(share)s", share=fine_percent(known.shapley)))
    return _(
        "%(who)s (%(members)s, votes each: %(weight)s): %(figures)s.",
        who=CLASSES.get(member.id, member.id),
        members=number(member.members),
        weight=number(member.weight),
        figures="; ".join(figures),
    )


def word_sampling(sampling: Sampling | None) -> Iterator[str]:
    """Yield how the numbers came about: counted, or drawn with a seed and an error."""
    if sampling is None:
        yield _("Every possible vote was counted; the numbers are exact.")
        return
    if sampling.samples is not None and sampling.error is not None:
        yield _(
            "Not every possible vote was counted: %(samples)s were drawn (seed %(seed)s). What passes is told within "
            "%(error)s in 99 cases of 100, and what one member decides more closely.",
            samples=number(sampling.samples),
            seed=str(sampling.seed),
            error=fine_percent(sampling.error),
        )
    yield _(
        "Shapley-Shubik was estimated from %(orders)s orders of the voters (seed %(seed)s); the sum of each class is "
        "within %(error)s in 99 cases of 100.",
        orders=number(sampling.orders),
        seed=str(sampling.seed),
        error=fine_percent(sampling.orders_error),
    )


REFUSALS: Mapping[PowerRefusal, str] = MappingProxyType({
    PowerRefusal.NOBODY: _l("Nobody is on the roll, so there is no power to measure."),
    PowerRefusal.NO_SINGLE_DECISION: _l(
        "Under this rule each section decides for itself, so there is no single result to have power over."
    ),
    PowerRefusal.NOT_MONOTONE: _l(
        "Under this rule one more yes can turn a decision that passed into one that fails; "
        "the measures of power mean nothing there."
    ),
    PowerRefusal.COUNT_NOT_VOTED: _l(
        "The rule asks for “%(name)s”, which does not follow from votes of yes and no."
    ),
    PowerRefusal.NOT_MEASURED: _l("The power of a rule with “%(key)s” cannot be measured by votes of yes and no."),
    PowerRefusal.TOO_LARGE: _l("There are more voters than can be measured: the limit is %(limit)s."),
})  # fmt: skip


def word_power_refusal(refused: PowerRefused) -> str:
    """Return why the power of a rule cannot be measured."""
    return str(REFUSALS[refused.code]) % dict(refused.params)


def word_passing(power: RulePower) -> str:
    """Return of how many possible votes how many pass, in heads; with the error where votes were drawn."""
    counted = _passing(power.to_act)
    if power.sampling is None or power.sampling.error is None:
        return counted
    error = percent(_rounded_up(power.sampling.error))
    return _("%(counted)s Give or take %(error)s.", counted=counted, error=error)


def _passing(share: Fraction) -> str:
    if share in {0, 1}:
        return _("Every possible vote passes.") if share else _("No possible vote passes.")
    count, whole = _heads(share, least=1, whole=HUNDRED)
    if not count:
        return _("Of %(whole)s possible votes, not even one passes.", whole=number(whole))
    return ngettext(
        "Of %(whole)s possible votes, %(count)s passes.",
        "Of %(whole)s possible votes, %(count)s pass.",
        count,
        whole=number(whole),
        count=number(count),
    )


def word_often(share: Fraction) -> str:
    """Return how often something happens, heads first: "35 of 1,000 (3.5%)"; cut, not rounded."""
    if share in {0, 1}:
        return _("always") if share else _("never")
    count, whole = _heads(share, least=10, whole=THOUSAND)
    if not count:
        return _("less than once in %(whole)s", whole=number(whole))
    cut = fine_percent(Fraction(count, whole))
    return _("%(count)s of %(whole)s (%(share)s)", count=number(count), whole=number(whole), share=cut)


def _heads(share: Fraction, *, least: int, whole: int) -> tuple[int, int]:
    """A share as so many of a power of ten, cut, with at least so many heads; none where the whole grows too long."""
    while share * whole < least and whole < LONGEST_WHOLE:
        whole *= 10
    return share.numerator * whole // share.denominator, whole


def word_drawn(often: str, error: Fraction) -> str:
    """Return how often something happens, as far as votes that were drawn can say."""
    return _("%(often)s, give or take %(error)s", often=often, error=percent(_rounded_up(error)))


def _rounded_up(error: Fraction) -> Fraction:
    """An error in whole thousandths, never told smaller than it is."""
    return Fraction(-(-error.numerator * THOUSAND // error.denominator), THOUSAND)


def word_who_stops(sections: Sequence[SectionPower], words: Sections) -> str:
    """Return how few members of which sections stop what everyone else wants, or that none can alone."""
    able = [
        ngettext(
            "%(count)s member from %(who)s",
            "%(count)s members from %(who)s",
            one.blocking,
            count=number(one.blocking),
            who=words.label(one.id),
        )
        for one in sections
        if one.blocking
    ]
    if able:
        together = format_list(able, style="or", locale=language().locale)
        return _("It takes %(able)s to stop what everyone else wants.", able=together)
    if any(one.blocking == 0 for one in sections):
        return _("The rule passes nothing over this roll.")
    return _("No section alone can stop what everyone else wants.")


def word_size(member: MemberPower) -> str:
    """Return how many of a class there are and what each weighs: "85, 2 votes each"."""
    return ngettext(
        "%(members)s, %(weight)s vote each",
        "%(members)s, %(weight)s votes each",
        member.weight,
        members=number(member.members),
        weight=number(member.weight),
    )


def word_stopping(section: SectionPower) -> str:
    """Return how many members of a section it takes to stop a decision, of how many there are."""
    if section.blocking is None:
        return _("not even all %(members)s", members=number(section.members))
    return _("%(count)s of %(members)s", count=number(section.blocking), members=number(section.members))
