"""The small print of a result: who held the vote, when, and with what weights."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from mfpl.domain.members import MemberKind
from mfpl.store.queries.votes import VoteFacts
from mfpl.web.formatting import number
from mfpl.web.results.centers import VotedCenter
from mfpl.web.votes.facts import ShownRule
from mfpl.web.wording.dates import span
from mfpl.web.words import lazy as _l

HELD_BY: Mapping[str, str] = {
    "membership": _l("vote of the membership"),
    "committee": _l("vote of the committee"),
    "assembly": _l("vote of the assembly of a center"),
}


def held_by(vote: VoteFacts) -> str:
    """Return whose vote it was."""
    return str(HELD_BY[vote.body_kind])


def held(vote: VoteFacts, centers: Sequence[VotedCenter]) -> str:
    """Return from which day to which it was open in every center, each on its own calendar."""
    zones = [ZoneInfo(center.time_zone) for center in centers]
    first = max(vote.times.opens_at.astimezone(zone).date() for zone in zones)
    last = min(vote.times.ends_at.astimezone(zone).date() for zone in zones)
    return span(min(first, last), last)


def weights(rule: ShownRule, *, by_members: bool) -> str:
    """Return how much a vote weighs; empty for bodies whose rolls are not of members, and where a rule says nothing."""
    given = dict(rule.weights)
    if not by_members or set(given) != set(MemberKind):
        return ""
    return _(
        "Each organization votes with weight %(organization)s, each individual with weight %(individual)s.",
        organization=number(given[MemberKind.ORGANIZATION]),
        individual=number(given[MemberKind.INDIVIDUAL]),
    )
