"""Reads a day as people type it in either language, with the month as a word, or as year, month and day."""

import re
from datetime import date
from functools import cache

from babel.dates import get_day_names, get_month_names

from mfpl.domain.names import search_key
from mfpl.domain.refusals import Invalid

LOCALES = ("es", "en")
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:o|ro|er|st|nd|rd|th|\N{MASCULINE ORDINAL INDICATOR})? (?P<word>[a-z]+) (?P<year>\d{4})"
)
MONTH_FIRST = re.compile(r"(?P<word>[a-z]+) (?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<year>\d{4})")
UNSAID = frozenset({"de", "del", "of", "the", "el", "dia"})


@cache
def month_numbers() -> dict[str, int]:
    """Return every name and abbreviation of a month in either language, without accents, with its number."""
    return {
        search_key(word).strip("."): number
        for locale in LOCALES
        for width in ("wide", "abbreviated")
        for number, word in get_month_names(width, locale=locale).items()
    } | {"setiembre": 9, "sept": 9}


def read_day(text: str) -> date:
    """Return the day a person wrote, such as "1 de junio de 2026", "June 1, 2026" or "2026-06-01"; raise Invalid.

    Days in numbers alone, such as 1/6/2026, are refused: they are two different days in this organization.
    """
    plain = _plain(text)
    for pattern in (ISO, DAY_FIRST, MONTH_FIRST):
        found = pattern.fullmatch(plain)
        if found:
            return _day(found.groupdict())
    raise Invalid("day_unreadable")


def _plain(text: str) -> str:
    words = search_key(text).replace(",", " ").replace(".", " ").split()
    kept = [word for word in words if word not in UNSAID]
    return " ".join(kept[1:] if kept and kept[0] in weekday_names() else kept)


@cache
def weekday_names() -> frozenset[str]:
    """Return the names of the days of the week in either language, without accents."""
    return frozenset(search_key(name) for locale in LOCALES for name in get_day_names("wide", locale=locale).values())


def _day(parts: dict[str, str]) -> date:
    month = int(parts["month"]) if "month" in parts else month_numbers().get(parts["word"], 0)
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        raise Invalid("day_unreadable") from None
