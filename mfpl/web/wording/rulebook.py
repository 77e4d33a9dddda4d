"""Says from when until when a rule is in force."""

from datetime import date

from flask_babel import gettext as _

from mfpl.web.formatting import day


def in_force(first: date | None, until: date | None) -> str:
    """Return the days on which a rule is in force; the last day named is the first on which it no longer is."""
    if first is not None and until is not None:
        return _("in force from %(first)s until %(until)s", first=day(first), until=day(until))
    if first is not None:
        return _("in force since %(first)s", first=day(first))
    if until is not None:
        return _("in force until %(until)s", until=day(until))
    return _("without dates of its own")
