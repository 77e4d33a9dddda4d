"""Says what is counted: the pools a share is taken of, amounts of votes and members, and what a share must do."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import CountName, Unit
from mfpl.web.formatting import listed, number
from mfpl.web.words import lazy as _l

_WHOLES = MappingProxyType({
    Unit.VOTES: MappingProxyType({
        CountName.ELIGIBLE: _l("all the votes on the roll"),
        CountName.PRESENT: _l("the votes present"),
        CountName.BALLOTS: _l("the votes cast"),
        CountName.YES: _l("the votes for"),
        CountName.NO: _l("the votes against"),
        CountName.ABSTAIN: _l("the abstentions"),
        CountName.BLANK: _l("the blank votes"),
        CountName.INVALID: _l("the invalid votes"),
        CountName.ABSENT: _l("the votes of those absent"),
        CountName.SIGNED: _l("the signatures"),
        CountName.BLOCKS: _l("the reasoned blocks"),
        CountName.VALID: _l("the votes for or against"),
        CountName.VOTING: _l("the votes for, against and abstaining"),
    }),
    Unit.MEMBERS: MappingProxyType({
        CountName.ELIGIBLE: _l("the members on the roll"),
        CountName.PRESENT: _l("the members present"),
        CountName.BALLOTS: _l("the ballots cast"),
        CountName.YES: _l("the ballots for"),
        CountName.NO: _l("the ballots against"),
        CountName.ABSTAIN: _l("the abstentions"),
        CountName.BLANK: _l("the blank ballots"),
        CountName.INVALID: _l("the invalid ballots"),
        CountName.ABSENT: _l("the members who are absent"),
        CountName.SIGNED: _l("the members who sign"),
        CountName.BLOCKS: _l("the members who block with reasons"),
        CountName.VALID: _l("the ballots for or against"),
        CountName.VOTING: _l("the ballots for, against and abstaining"),
    }),
})  # fmt: skip

_Shared = Callable[[str, str], str]

_VOTES_SHARED: Mapping[CountName, _Shared] = MappingProxyType({
    CountName.ELIGIBLE: lambda t, w: _("%(threshold)s of %(whole)s are on the roll", threshold=t, whole=w),
    CountName.PRESENT: lambda t, w: _("%(threshold)s of %(whole)s are present", threshold=t, whole=w),
    CountName.BALLOTS: lambda t, w: _("%(threshold)s of %(whole)s are cast", threshold=t, whole=w),
    CountName.YES: lambda t, w: _("%(threshold)s of %(whole)s are for", threshold=t, whole=w),
    CountName.NO: lambda t, w: _("%(threshold)s of %(whole)s are against", threshold=t, whole=w),
    CountName.ABSTAIN: lambda t, w: _("%(threshold)s of %(whole)s are abstentions", threshold=t, whole=w),
    CountName.BLANK: lambda t, w: _("%(threshold)s of %(whole)s are blank", threshold=t, whole=w),
    CountName.INVALID: lambda t, w: _("%(threshold)s of %(whole)s are invalid", threshold=t, whole=w),
    CountName.ABSENT: lambda t, w: _("%(threshold)s of %(whole)s are absent", threshold=t, whole=w),
    CountName.SIGNED: lambda t, w: _("%(threshold)s of %(whole)s sign", threshold=t, whole=w),
    CountName.BLOCKS: lambda t, w: _("%(threshold)s of %(whole)s block with reasons", threshold=t, whole=w),
    CountName.VALID: lambda t, w: _("%(threshold)s of %(whole)s are for or against", threshold=t, whole=w),
    CountName.VOTING: lambda t, w: _(
        "%(threshold)s of %(whole)s are for, against or abstaining", threshold=t, whole=w
    ),
})  # fmt: skip

_PEOPLE_SHARED: Mapping[CountName, _Shared] = MappingProxyType({
    **_VOTES_SHARED,
    CountName.BALLOTS: lambda t, w: _("%(threshold)s of %(whole)s cast a ballot", threshold=t, whole=w),
    CountName.YES: lambda t, w: _("%(threshold)s of %(whole)s vote for", threshold=t, whole=w),
    CountName.NO: lambda t, w: _("%(threshold)s of %(whole)s vote against", threshold=t, whole=w),
    CountName.ABSTAIN: lambda t, w: _("%(threshold)s of %(whole)s abstain", threshold=t, whole=w),
    CountName.BLANK: lambda t, w: _("%(threshold)s of %(whole)s vote blank", threshold=t, whole=w),
    CountName.INVALID: lambda t, w: _("%(threshold)s of %(whole)s cast an invalid ballot", threshold=t, whole=w),
    CountName.VALID: lambda t, w: _("%(threshold)s of %(whole)s vote for or against", threshold=t, whole=w),
    CountName.VOTING: lambda t, w: _("%(threshold)s of %(whole)s take part", threshold=t, whole=w),
})  # fmt: skip

PEOPLE = frozenset({CountName.ELIGIBLE, CountName.PRESENT, CountName.ABSENT, CountName.SIGNED, CountName.BLOCKS})
"""Counts of members themselves; the others count their ballots."""

_Amount = Callable[[int], str]

_VOTES: Mapping[CountName, _Amount] = MappingProxyType({
    CountName.ELIGIBLE: lambda n: ngettext(
        "%(count)s vote on the roll", "%(count)s votes on the roll", n, count=number(n)
    ),
    CountName.PRESENT: lambda n: ngettext("%(count)s vote present", "%(count)s votes present", n, count=number(n)),
    CountName.BALLOTS: lambda n: ngettext("%(count)s vote cast", "%(count)s votes cast", n, count=number(n)),
    CountName.YES: lambda n: ngettext("%(count)s vote for", "%(count)s votes for", n, count=number(n)),
    CountName.NO: lambda n: ngettext("%(count)s vote against", "%(count)s votes against", n, count=number(n)),
    CountName.ABSTAIN: lambda n: ngettext("%(count)s abstention", "%(count)s abstentions", n, count=number(n)),
    CountName.BLANK: lambda n: ngettext("%(count)s blank vote", "%(count)s blank votes", n, count=number(n)),
    CountName.INVALID: lambda n: ngettext("%(count)s invalid vote", "%(count)s invalid votes", n, count=number(n)),
    CountName.ABSENT: lambda n: ngettext("%(count)s absent vote", "%(count)s absent votes", n, count=number(n)),
    CountName.SIGNED: lambda n: ngettext("%(count)s signature", "%(count)s signatures", n, count=number(n)),
    CountName.BLOCKS: lambda n: ngettext("%(count)s reasoned block", "%(count)s reasoned blocks", n, count=number(n)),
    CountName.VALID: lambda n: ngettext(
        "%(count)s vote for or against", "%(count)s votes for or against", n, count=number(n)
    ),
    CountName.VOTING: lambda n: ngettext(
        "%(count)s vote for, against or abstaining", "%(count)s votes for, against or abstaining", n, count=number(n)
    ),
})  # fmt: skip

_MEMBERS: Mapping[CountName, _Amount] = MappingProxyType({
    **_VOTES,
    CountName.ELIGIBLE: lambda n: ngettext(
        "%(count)s member on the roll", "%(count)s members on the roll", n, count=number(n)
    ),
    CountName.PRESENT: lambda n: ngettext("%(count)s member present", "%(count)s members present", n, count=number(n)),
    CountName.BALLOTS: lambda n: ngettext("%(count)s ballot", "%(count)s ballots", n, count=number(n)),
    CountName.YES: lambda n: ngettext("%(count)s ballot for", "%(count)s ballots for", n, count=number(n)),
    CountName.NO: lambda n: ngettext("%(count)s ballot against", "%(count)s ballots against", n, count=number(n)),
    CountName.BLANK: lambda n: ngettext("%(count)s blank ballot", "%(count)s blank ballots", n, count=number(n)),
    CountName.INVALID: lambda n: ngettext("%(count)s invalid ballot", "%(count)s invalid ballots", n, count=number(n)),
    CountName.ABSENT: lambda n: ngettext("%(count)s member absent", "%(count)s members absent", n, count=number(n)),
    CountName.VALID: lambda n: ngettext(
        "%(count)s ballot for or against", "%(count)s ballots for or against", n, count=number(n)
    ),
    CountName.VOTING: lambda n: ngettext(
        "%(count)s member taking part", "%(count)s members taking part", n, count=number(n)
    ),
})  # fmt: skip

_AMOUNTS = MappingProxyType({Unit.VOTES: _VOTES, Unit.MEMBERS: _MEMBERS})


def whole(names: Sequence[CountName], unit: Unit) -> str:
    """Return what a share is taken of, such as "the votes for or against"."""
    return listed([str(_WHOLES[unit][name]) for name in names])


def shared(name: CountName, unit: Unit, *, threshold: str, of: Sequence[CountName]) -> str:
    """Return what a share asks for, such as "at least one tenth of the members on the roll take part"."""
    sentences = _PEOPLE_SHARED if unit is Unit.MEMBERS and set(of) <= PEOPLE else _VOTES_SHARED
    return sentences[name](threshold, whole(of, unit))


def amount(counted: int, name: CountName, unit: Unit) -> str:
    """Return an amount of something counted, such as "9 votes for"."""
    return _AMOUNTS[unit][name](counted)
