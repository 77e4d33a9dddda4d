"""Reads a day and an hour as an officer types them: day, month in words, year and time, on the clock of a center."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import get_month_names
from wtforms import Field, IntegerField
from wtforms.validators import InputRequired, NumberRange

from mfpl.web.forms import BaseForm, Line
from mfpl.web.languages import language
from mfpl.web.votes.fields import Choice, offered
from mfpl.web.words import lazy as _l

NO_DAY = _l("Write the day of the month, from 1 to 31.")
NO_YEAR = _l("Write the year with four digits.")
FIRST_YEAR, LAST_YEAR = 1994, 2100
NO_TIME = _l("Write a time such as 18:00 or 6:00 p. m.")
NO_SUCH_DAY = _l("This day does not exist in that month.")
SKIPPED = _l("The clocks skip this hour on that day. Choose another.")
TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?\s*(?:m\.?)?(?:\s*h(?:rs?)?\.?)?", re.IGNORECASE)
NOON = 12


@dataclass(frozen=True)
class Clock:
    """A time of day."""

    hour: int
    minute: int


def read_time(text: str) -> Clock | None:
    """Return the time of day a person wrote, in twelve or twenty-four hours; None for what is no time."""
    found = TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= NOON:
        return None
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    return Clock(hour, minute) if hour < 2 * NOON and minute < 60 else None  # noqa: PLR2004 - minutes of an hour


def day_fields(prefix: str) -> dict[str, Field]:
    """Return the fields of a day: its number, its month in words, its year; their names begin with the prefix."""
    return {
        f"{prefix}_day": IntegerField(
            _l("Day"), [InputRequired(NO_DAY), NumberRange(1, 31, NO_DAY)], render_kw={"inputmode": "numeric"}
        ),
        f"{prefix}_month": Choice(_l("Month"), coerce=int, choices=_months),
        f"{prefix}_year": IntegerField(
            _l("Year"),
            [InputRequired(NO_YEAR), NumberRange(FIRST_YEAR, LAST_YEAR, NO_YEAR)],
            render_kw={"inputmode": "numeric"},
        ),
    }


def moment_fields(prefix: str) -> dict[str, Field]:
    """Return the fields of a day and of a time on it."""
    return {**day_fields(prefix), f"{prefix}_time": Line(_l("Time"), [InputRequired(NO_TIME)])}


def read_day(form: BaseForm, prefix: str) -> date | None:
    """Return the day of a form's fields; None, with the error at the field, where there is no such day."""
    day, month, year = (form[f"{prefix}_{part}"].data for part in ("day", "month", "year"))
    try:
        return date(year, month, day)
    except (ValueError, TypeError):
        _mark(form[f"{prefix}_day"], NO_SUCH_DAY)
        return None


def read_moment(form: BaseForm, prefix: str, zone: str) -> datetime | None:
    """Return the instant of a form's fields on a zone's clock, in UTC; None, with the error at the field, for none."""
    day, clock = read_day(form, prefix), read_time(form.text(f"{prefix}_time"))
    if clock is None:
        _mark(form[f"{prefix}_time"], NO_TIME)
    if day is None or clock is None:
        return None
    moment = datetime(day.year, day.month, day.day, clock.hour, clock.minute, tzinfo=ZoneInfo(zone))
    instant = moment.astimezone(UTC)
    if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != moment.replace(tzinfo=None):
        _mark(form[f"{prefix}_time"], SKIPPED)
        return None
    return instant


def moment_values(prefix: str, moment: datetime, zone: str) -> dict[str, object]:
    """Return an instant as the values of its fields, on a zone's clock."""
    local = moment.astimezone(ZoneInfo(zone))
    return {**day_values(prefix, local.date()), f"{prefix}_time": f"{local:%H:%M}"}


def day_values(prefix: str, day: date) -> dict[str, object]:
    """Return a day as the values of its fields."""
    return {f"{prefix}_day": day.day, f"{prefix}_month": day.month, f"{prefix}_year": day.year}


def _months() -> list[Any]:
    return offered(get_month_names("wide", locale=language().locale).items())


def _mark(field: Field, message: str) -> None:
    if not field.errors:
        field.errors = [str(message)]
