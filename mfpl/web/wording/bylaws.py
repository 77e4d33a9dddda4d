"""Says of a clause what it is for, from when until when it is in force, and how it stands in a center."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from flask_babel import gettext as _

from mfpl.domain.bylaws import ClauseKind, Period, Standing
from mfpl.web.formatting import day
from mfpl.web.wording.votes import Toned
from mfpl.web.words import lazy as _l

KINDS: Mapping[ClauseKind, str] = MappingProxyType({
    ClauseKind.RULE: _l("decides votes"),
    ClauseKind.SEATS: _l("shares out seats"),
    ClauseKind.TEXT: _l("text only: no program reads it"),
})  # fmt: skip

STANDINGS: Mapping[Standing, Toned] = MappingProxyType({
    Standing.IN_FORCE: Toned("good", _l("in force")),
    Standing.NOT_YET: Toned("warn", _l("not in force yet")),
    Standing.NO_LONGER: Toned("wait", _l("no longer in force")),
})  # fmt: skip


def period_words(period: Period) -> str:
    """Return the days on which a version is in force, the last one included."""
    last = period.until - timedelta(days=1) if period.until else None
    if period.from_on is not None and last is not None:
        return _("in force from %(first)s through %(last)s", first=day(period.from_on), last=day(last))
    if period.from_on is not None:
        return _("in force since %(first)s", first=day(period.from_on))
    if last is not None:
        return _("in force through %(last)s; the first day is not known", last=day(last))
    return _("in force; from which day is not written")


def own_days(first: date | None, last: date | None) -> str:
    """Return the days on which a document says of itself that it is in force."""
    return period_words(Period(0, first, last + timedelta(days=1) if last else None))


def coming_words(period: Period) -> str:
    """Return from which day a version that is not in force yet will be."""
    return _("in force from %(first)s on", first=day(period.from_on)) if period.from_on else period_words(period)


def days_words(period: Period, *, on: date) -> str:
    """Return the days of a period as seen on a day: to come, running, or over."""
    return coming_words(period) if period.from_on is not None and period.from_on > on else period_words(period)
