"""Says when something was decided, as precisely as it is known, and from which day to which."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from babel.dates import format_skeleton
from flask_babel import gettext as _

from mfpl.web.formatting import day
from mfpl.web.languages import language


def span(first: date, last: date) -> str:
    """Return two days as a stretch of time; one day where both are the same."""
    if first == last:
        return day(last)
    opening = day(first) if first.year != last.year else format_skeleton("MMMMd", first, locale=language().locale)
    return _("%(first)s to %(last)s", first=opening, last=day(last))


_AS_KNOWN: Mapping[str, Callable[[date], str]] = MappingProxyType({
    "day": day,
    "month": lambda on: day(on, "month"),
    "year": lambda on: day(on, "year"),
    "end_day": lambda on: _("until %(day)s", day=day(on)),
    "approximate": lambda on: _("around %(month)s", month=day(on, "month")),
})  # fmt: skip


def as_known(on: date, precision: str) -> str:
    """Return a day of the record: a day, a month, a year, the end of a stretch, or about when."""
    return _AS_KNOWN[precision](on)
