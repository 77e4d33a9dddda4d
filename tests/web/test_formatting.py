"""Numbers, dates, times and amounts: in words, on a named clock, never rounded up."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from mfpl.web import formatting as f
from tests.web.conftest import Site

CLOSING = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)


@pytest.fixture(params=["es", "en"])
def spoken(request: pytest.FixtureRequest, site: Site) -> Iterator[str]:
    with site.app.test_request_context(f"/{request.param}/"):
        yield request.param


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_an_instant_names_weekday_day_month_year_time_and_city(spoken: str) -> None:
    assert (
        plain(f.instant(CLOSING))
        == {
            "es": "martes 24 de noviembre de 2026, 6:00 p. m. (Ciudad de México)",
            "en": "Tuesday, November 24, 2026, 7:00 PM (New York)",
        }[spoken]
    )


@pytest.mark.parametrize(
    ("zone", "es", "en", "away"),
    [
        ("America/Mexico_City", "6:00 p. m.", "6:00 PM", "UTC−6"),
        ("America/Tijuana", "4:00 p. m.", "4:00 PM", "UTC−8"),
        ("America/Hermosillo", "5:00 p. m.", "5:00 PM", "UTC−7"),
        ("America/Los_Angeles", "4:00 p. m.", "4:00 PM", "UTC−8"),
        ("America/New_York", "7:00 p. m.", "7:00 PM", "UTC−5"),
        ("Asia/Kolkata", "5:30 a. m.", "5:30 AM", "UTC+5:30"),
    ],
)
def test_the_same_instant_in_other_cities(spoken: str, zone: str, es: str, en: str, away: str) -> None:
    assert plain(f.local_instant(CLOSING, zone)).endswith({"es": es, "en": en}[spoken])
    assert f.offset(CLOSING, zone) == away


def test_midnight_and_noon_are_twelve(spoken: str) -> None:
    times = [plain(f.local_instant(datetime(2026, 6, 1, hour, 5, tzinfo=UTC), "UTC")) for hour in (0, 12)]
    assert [time.rpartition(", ")[2] for time in times] == {
        "es": ["12:05 a. m.", "12:05 p. m."],
        "en": ["12:05 AM", "12:05 PM"],
    }[spoken]


def test_a_day_is_as_precise_as_it_is_known(spoken: str) -> None:
    day = date(2015, 11, 1)
    assert [f.day(day), f.day(day, "month"), f.day(day, "year")] == {
        "es": ["1 de noviembre de 2015", "noviembre de 2015", "2015"],
        "en": ["November 1, 2015", "November 2015", "2015"],
    }[spoken]
    assert f.weekday(day) == {"es": "domingo 1 de noviembre de 2015", "en": "Sunday, November 1, 2015"}[spoken]


def test_an_instant_shown_as_a_day_is_the_day_of_the_reader(spoken: str) -> None:
    assert f.day(CLOSING) == {"es": "24 de noviembre de 2026", "en": "November 24, 2026"}[spoken]


@pytest.mark.parametrize(
    ("left", "es", "en"),
    [
        (timedelta(days=3, hours=4, minutes=59), "3 días y 4 horas", "3 days and 4 hours"),
        (timedelta(days=1), "1 día", "1 day"),
        (timedelta(days=2, minutes=5), "2 días", "2 days"),
        (timedelta(hours=23, minutes=59), "23 horas y 59 minutos", "23 hours and 59 minutes"),
        (timedelta(minutes=1, seconds=59), "1 minuto", "1 minute"),
        (timedelta(seconds=59), "menos de un minuto", "less than a minute"),
        (timedelta(seconds=-5), "menos de un minuto", "less than a minute"),
    ],
)
def test_time_left_is_said_in_its_two_largest_units(spoken: str, left: timedelta, es: str, en: str) -> None:
    assert plain(f.time_left(CLOSING + left, CLOSING)) == {"es": es, "en": en}[spoken]


@pytest.mark.parametrize(
    ("share", "es", "en"),
    [
        (Fraction(174, 177), "98.3 %", "98.3%"),
        (Fraction(2, 3), "66.6 %", "66.6%"),
        (Fraction(1, 2), "50 %", "50%"),
        (Fraction(49_999_999, 100_000_000), "49.9 %", "49.9%"),
        (Fraction(999_999, 1_000_000), "99.9 %", "99.9%"),
        (Fraction(1), "100 %", "100%"),
        (Fraction(0), "0 %", "0%"),
        (Fraction(29, 100), "29 %", "29%"),
    ],
)
def test_a_share_is_cut_and_never_claims_more_than_there_is(spoken: str, share: Fraction, es: str, en: str) -> None:
    assert plain(f.percent(share)) == {"es": es, "en": en}[spoken]


def test_amounts_name_their_currency(spoken: str) -> None:
    assert plain(f.amount(Decimal("1234567.5"), "MXN")) == "1,234,567.50 MXN"
    assert plain(f.amount(Decimal("12"), "USD")) == "12.00 USD"
    assert spoken in {"es", "en"}


def test_numbers_lists_and_machine_instants(spoken: str) -> None:
    assert f.number(100_000) == "100,000"
    assert f.number(Fraction(1, 2)) == "1/2"
    assert f.listed(["a", "b", "c"]) == {"es": "a, b y c", "en": "a, b, and c"}[spoken]
    assert f.machine_instant(CLOSING) == "2026-11-25T00:00:00Z"


@pytest.mark.parametrize("zone", ["America/Mexico_City", "America/Ciudad_Juarez", "UTC"])
def test_every_zone_has_a_city(spoken: str, zone: str) -> None:
    assert f.city(zone)
    assert "/" not in f.city(zone)
    assert spoken in {"es", "en"}
