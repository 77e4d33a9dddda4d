"""Says who may vote under a rule, with how many votes, and on which day the roll is fixed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from babel.dates import format_skeleton
from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules.metadata import Caps, Electorate, Joined
from mfpl.web.formatting import listed, number
from mfpl.web.languages import language
from mfpl.web.wording.comparisons import share_in_words
from mfpl.web.wording.people import MEMBER_KINDS, STATUSES
from mfpl.web.words import lazy as _l

ANY_LEAP_YEAR = 2000


@dataclass(frozen=True)
class Clause:
    """One thing a rule says: where in the document, what it is about, what it says, and the parts it is made of."""

    path: str
    name: str
    text: str
    parts: tuple["Clause", ...] = ()


_ROLL_DATES = MappingProxyType({
    "opening": _l("the day on which the vote opens"),
    "closing": _l("the last day of the vote"),
})  # fmt: skip


def electorate_clauses(electorate: Electorate | None) -> Iterator[Clause]:
    """Yield what a rule says of its electorate; nothing where it is silent."""
    if electorate is None:
        return
    yield Clause("/electorate/statuses", _("Who votes"), _statuses(electorate))
    yield Clause("/electorate/weights", _("What a ballot weighs"), _weights(electorate))
    if electorate.joined is not None:
        yield Clause("/electorate/joined", _("Since when one must be a member"), _joined(electorate.joined))
    if electorate.roll_date is not None:
        yield Clause("/electorate/roll_date", _("Record date"), str(_ROLL_DATES[electorate.roll_date]))
    if electorate.caps is not None:
        yield Clause("/electorate/caps", _("The most votes anybody has"), "; ".join(_caps(electorate.caps)))


def _caps(caps: Caps) -> Iterator[str]:
    if caps.votes_per_voter is not None:
        yield ngettext(
            "no voter has more than %(count)s vote",
            "no voter has more than %(count)s votes",
            caps.votes_per_voter,
            count=number(caps.votes_per_voter),
        )
    if caps.share_per_voter is not None:
        share = share_in_words(caps.share_per_voter)
        yield _("no voter has more than %(share)s of all votes", share=share)
    for name, part in caps.share_of_class.items():
        share = share_in_words(part)
        yield _("the class “%(name)s” together has no more than %(share)s of all votes", name=name, share=share)


def _statuses(electorate: Electorate) -> str:
    known = {str(status): str(words) for status, words in STATUSES.items()}
    asked = listed([known.get(status, status) for status in electorate.statuses])
    return _("members whose standing on the record date is one of these: %(statuses)s", statuses=asked)


def _weights(electorate: Electorate) -> str:
    known = {str(kind): str(words) for kind, words in MEMBER_KINDS.items()}
    heavier_first = sorted(electorate.weights.items(), key=lambda item: (-item[1], item[0]))
    named = [(known.get(kind, kind), number(weight)) for kind, weight in heavier_first]
    return listed([_("%(kind)s (%(weight)s)", kind=kind, weight=weight) for kind, weight in named])


def _joined(joined: Joined) -> str:
    month, day = map(int, joined.date.split("-"))
    said = format_skeleton("MMMMd", date(ANY_LEAP_YEAR, month, day), locale=language().locale)
    if joined.comparison == "before":
        return _("before %(day)s of the year of the vote", day=said)
    return _("on %(day)s of the year of the vote, or before", day=said)
