"""The day that it is in the centers at an instant, which need not be the same day in each."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from mfpl.store.queries.bodies import list_centers


def civil_days(session: Session, instant: datetime) -> list[date]:
    """Return the day that each center has at an instant; the day in UTC where there are no centers."""
    return [instant.astimezone(ZoneInfo(center.time_zone)).date() for center in list_centers(session)] or [
        instant.date()
    ]


def civil_day(session: Session, instant: datetime) -> date:
    """Return the day of an instant in the center that is furthest behind."""
    return min(civil_days(session, instant))
