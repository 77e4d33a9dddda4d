"""A day is read as people type it in either language, and never guessed from numbers alone."""

from datetime import date, timedelta

import pytest

from mfpl.cli.speech import speaking
from mfpl.domain.refusals import Invalid
from mfpl.web.formatting import day, weekday
from mfpl.web.members.days import read_day

JUNE = date(2026, 6, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "1 de junio de 2026",
        "1 junio 2026",
        "1o de junio de 2026",
        "1\N{MASCULINE ORDINAL INDICATOR} de junio del 2026",
        "  1  DE  JUNIO DE 2026 ",
        "lunes 1 de junio de 2026",
        "1 jun 2026",
        "June 1, 2026",
        "Jun. 1, 2026",
        "June 1st 2026",
        "1 June 2026",
        "Monday, June 1, 2026",
        "the 1st of June 2026",
        "2026-06-01",
        "2026-6-1",
    ],
)
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert read_day(typed) == JUNE


@pytest.mark.parametrize(
    "typed",
    [
        "1/6/2026",
        "6/1/2026",
        "01-06-2026",
        "31 de febrero de 2026",
        "2026-13-01",
        "1 de brumario de 2026",
        "junio de 2026",
        "0 de junio de 2026",
        "1 de junio de 0000",
        "mañana",
        "",
        "1 de junio de 2026 o 2027",
    ],
)
def test_what_is_no_day_or_two_days_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="day_unreadable"):
        read_day(typed)


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_day_reads_back_as_the_pages_write_it(language: str) -> None:
    with speaking(language):
        for offset in range(0, 1500, 7):
            written = JUNE + timedelta(days=offset)
            assert read_day(day(written)) == read_day(weekday(written)) == written
