"""Numbers, dates, times and amounts as people read them: months as words, zones by their city, no bare dollar sign."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit
from flask_babel import gettext as _

from mfpl.web.actor import current_account
from mfpl.web.clock import now
from mfpl.web.languages import language

TENTHS_OF_PERCENT = 1000
NOON = 12
CURRENCY = "#,##0.00\N{NO-BREAK SPACE}¤¤"


def reader_zone() -> str:
    """Return the reader's own time zone: their account's, else the one their language's readers know best."""
    account = current_account()
    return account.time_zone if account else language().zone


def city(zone: str) -> str:
    """Return the name of a time zone's city in the reader's language."""
    return _city(zone, language().locale)


@cache
def _city(zone: str, locale: str) -> str:
    return str(get_timezone_location(ZoneInfo(zone), locale, return_city=True))


def offset(instant: datetime, zone: str) -> str:
    """Return how far a zone's clock is from UTC at an instant, such as "UTC−6" or "UTC+5:30"."""
    minutes = int((instant.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = "\N{MINUS SIGN}" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def local_instant(instant: datetime, zone: str | None = None) -> str:
    """Return an instant on a zone's clock: weekday, day, month in words, year and time."""
    local = instant.astimezone(ZoneInfo(zone or reader_zone()))
    spoken = language()
    period = spoken.periods[local.hour >= NOON]
    time = f"{local.hour % NOON or NOON}:{local.minute:02}\N{NO-BREAK SPACE}{period}"
    return f"{format_date(local, spoken.date, spoken.locale)}, {time}"


def instant(moment: datetime, zone: str | None = None) -> str:
    """Return an instant with the city whose clock it is read on."""
    used = zone or reader_zone()
    return _("%(when)s (%(city)s)", when=local_instant(moment, used), city=city(used))


def day(value: date | datetime, precision: str = "day") -> str:
    """Return a day in words, as precisely as it is known: to the day, the month or the year."""
    spoken = language()
    local = value.astimezone(ZoneInfo(reader_zone())) if isinstance(value, datetime) else value
    known = {"day": spoken.date_without_weekday, "month": spoken.month, "year": "y"}
    pattern = {**known, "end_day": known["day"], "approximate": known["month"]}[precision]
    return format_date(local, pattern, spoken.locale)


def weekday(value: date | datetime) -> str:
    """Return a day in words with its weekday, for days to come."""
    local = value.astimezone(ZoneInfo(reader_zone())) if isinstance(value, datetime) else value
    return format_date(local, language().date, language().locale)


def duration(length: timedelta) -> str:
    """Return a length of time in its two largest units, in words; never longer than it is."""
    minutes = max(int(length.total_seconds()) // 60, 0)
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    units = [("day", days), ("hour", hours)] if days else [("hour", hours), ("minute", rest)]
    words = [format_unit(count, unit, locale=language().locale) for unit, count in units if count]
    return format_list(words, locale=language().locale) if words else _("less than a minute")


def time_left(end: datetime, at: datetime | None = None) -> str:
    """Return how long it is until an instant, in words."""
    return duration(end - (at or now()))


def number(value: int | Fraction) -> str:
    """Return a whole number with the language's separators, or a fraction as two of them."""
    exact = Fraction(value)
    whole = format_decimal(exact.numerator, locale=language().locale)
    return whole if exact.denominator == 1 else f"{whole}/{format_decimal(exact.denominator, locale=language().locale)}"


def percent(share: Fraction) -> str:
    """Return a share in percent, cut (not rounded) to one decimal, so that it never claims more than there is."""
    tenths = Fraction(share) * TENTHS_OF_PERCENT
    cut = Decimal(tenths.numerator // tenths.denominator) / TENTHS_OF_PERCENT
    return format_percent(cut, language().percent, locale=language().locale)


def amount(value: Decimal, currency: str) -> str:
    """Return an amount of money with the code of its currency, such as MXN or USD."""
    return format_currency(value, currency, CURRENCY, locale=language().locale)


def listed(items: list[str]) -> str:
    """Return words as a list of the language: "one, two and three"."""
    return format_list(items, locale=language().locale)


def machine_instant(moment: datetime) -> str:
    """Return an instant for the ``datetime`` attribute of a page."""
    return format_datetime(moment.astimezone(UTC), "yyyy-MM-dd'T'HH:mm:ss'Z'", locale="en")


FILTERS: Mapping[str, Callable[..., str]] = {
    "amount": amount,
    "city": city,
    "day": day,
    "duration": duration,
    "instant": instant,
    "listed": listed,
    "local_instant": local_instant,
    "machine_instant": machine_instant,
    "number": number,
    "percent": percent,
    "time_left": time_left,
    "weekday": weekday,
}
