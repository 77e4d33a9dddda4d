"""Says what the public record tells of a decision: how it was decided, and how its scores are counted."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from babel.numbers import format_decimal
from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.web.formatting import number
from mfpl.web.languages import language
from mfpl.web.words import lazy as _l

METHODS: Mapping[str, str] = MappingProxyType({
    "yes_no": _l("Yes or no"),
    "consensus": _l("Consensus"),
    "consensus_then_vote": _l("Consensus first, then a vote"),
    "meeting_agreement": _l("Agreement at a meeting"),
    "meeting_vote": _l("Vote at a meeting"),
    "plurality": _l("Election: the most voted win"),
    "plurality_weighted": _l("Election with weighted votes: the most voted win"),
    "plurality_at_large_weighted": _l("Election of several seats with weighted votes"),
    "rating_mean_1_5": _l("Rating from 1 to 5"),
    "weighted_points": _l("Order by points, with weighted votes"),
})  # fmt: skip

FIELDS: Mapping[str, str] = MappingProxyType({
    "counts": _l("Counts"),
    "weights": _l("Weight of each vote"),
    "by_center": _l("Results by center"),
})  # fmt: skip

HUNDREDTHS = 100


def _votes(value: Any) -> str:
    return ngettext("%(count)s vote", "%(count)s votes", int(value), count=number(int(value)))


def _points(value: Any) -> str:
    return ngettext("%(count)s point", "%(count)s points", int(value), count=number(int(value)))


def _mean(value: Any) -> str:
    hundredths = Fraction(str(value)) * HUNDREDTHS
    whole, rest = divmod(int(hundredths), HUNDREDTHS)
    written = f"{whole}.{rest:02}"
    return _("%(mean)s on average", mean=format_decimal(written, "0.00", locale=language().locale))


_SCORES: Mapping[str, Callable[[Any], str]] = MappingProxyType({"votes": _votes, "points": _points, "mean": _mean})


def score(kind: str, value: Any) -> str:
    """Return a score as published: votes, points, or a mean given as a fraction."""
    return _SCORES[kind](value)
