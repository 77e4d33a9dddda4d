"""Which version of a clause is in force is read from dated acts, in each center and in what the centers share."""

from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfpl.domain.bylaws import (
    Enacted,
    Period,
    Standing,
    effective_day,
    number_in_force,
    number_in_force_everywhere,
    periods,
    standing,
    stands,
)

MX, US = UUID(int=1), UUID(int=2)
JUNE = date(2026, 6, 1)
DAY = timedelta(days=1)
LATER_IN_ONE = (Enacted(1, None), Enacted(2, JUNE, MX), Enacted(2, JUNE + 30 * DAY, US))


def test_a_version_is_in_force_from_its_day_on() -> None:
    acts = (Enacted(1, None), Enacted(2, JUNE))

    assert number_in_force(acts, on=JUNE - DAY, center_id=MX) == 1
    assert number_in_force(acts, on=JUNE, center_id=MX) == 2
    assert number_in_force(acts, on=JUNE + DAY, center_id=MX) == 2


def test_a_clause_that_begins_one_day_is_not_in_force_before() -> None:
    assert number_in_force((Enacted(1, JUNE),), on=JUNE - DAY, center_id=MX) is None


def test_a_retired_clause_is_not_in_force_from_that_day() -> None:
    acts = (Enacted(1, None), Enacted(None, JUNE))

    assert number_in_force(acts, on=JUNE - DAY) == 1
    assert number_in_force(acts, on=JUNE) is None


def test_a_clause_that_nobody_enacted_is_not_in_force() -> None:
    assert number_in_force((), on=JUNE) is None
    assert number_in_force_everywhere((), on=JUNE, centers=(MX, US)) is None


def test_of_two_acts_from_the_same_day_the_later_written_holds() -> None:
    assert number_in_force((Enacted(2, JUNE), Enacted(3, JUNE)), on=JUNE) == 3


def test_an_act_written_later_takes_the_place_of_what_was_to_begin_afterwards() -> None:
    """Version 2 was to begin in June; version 3, adopted since, is in force before and stays."""
    acts = (Enacted(1, None), Enacted(2, JUNE), Enacted(3, JUNE - 5 * DAY))

    assert number_in_force(acts, on=JUNE - 6 * DAY) == 1
    assert number_in_force(acts, on=JUNE - 5 * DAY) == 3
    assert number_in_force(acts, on=JUNE) == 3


def test_the_end_of_an_earlier_version_does_not_end_a_later_one() -> None:
    acts = (Enacted(1, None), Enacted(None, JUNE), Enacted(2, JUNE - 30 * DAY))

    assert number_in_force(acts, on=JUNE) == 2
    assert periods(acts) == (Period(1, None, JUNE - 30 * DAY), Period(2, JUNE - 30 * DAY, None))


def test_a_retirement_is_not_undone_by_an_older_version_that_was_to_begin_later() -> None:
    acts = (Enacted(1, None), Enacted(2, JUNE), Enacted(None, JUNE - DAY))
    assert number_in_force(acts, on=JUNE) is None


def test_what_one_center_has_decided_for_later_is_overtaken_only_there() -> None:
    acts = (Enacted(1, None), Enacted(2, JUNE, MX), Enacted(2, JUNE, US), Enacted(3, JUNE - DAY, US))

    assert number_in_force(acts, on=JUNE, center_id=MX) == 2
    assert number_in_force(acts, on=JUNE, center_id=US) == 3


def test_an_act_for_one_center_says_nothing_of_the_other() -> None:
    assert number_in_force(LATER_IN_ONE, on=JUNE, center_id=MX) == 2
    assert number_in_force(LATER_IN_ONE, on=JUNE, center_id=US) == 1


@pytest.mark.parametrize(("day", "number"), [(JUNE - DAY, 1), (JUNE, 1), (JUNE + 29 * DAY, 1), (JUNE + 30 * DAY, 2)])
def test_what_is_common_follows_a_version_once_every_center_has_it(day: date, number: int) -> None:
    assert number_in_force_everywhere(LATER_IN_ONE, on=day, centers=(MX, US)) == number


def test_what_is_common_follows_no_clause_that_one_center_retired() -> None:
    acts = (Enacted(1, None), Enacted(None, JUNE, US))

    assert number_in_force_everywhere(acts, on=JUNE - DAY, centers=(MX, US)) == 1
    assert number_in_force_everywhere(acts, on=JUNE, centers=(MX, US)) is None


def test_without_centers_only_what_is_for_all_counts() -> None:
    assert number_in_force_everywhere((Enacted(1, None), Enacted(2, JUNE, MX)), on=JUNE, centers=()) == 1


def test_periods_follow_one_another_in_each_center() -> None:
    assert periods(LATER_IN_ONE, center_id=MX) == (Period(1, None, JUNE), Period(2, JUNE, None))
    assert periods(LATER_IN_ONE, center_id=US) == (Period(1, None, JUNE + 30 * DAY), Period(2, JUNE + 30 * DAY, None))


def test_a_period_ends_where_its_clause_is_retired() -> None:
    acts = (Enacted(1, JUNE), Enacted(None, JUNE + DAY), Enacted(2, JUNE + 3 * DAY))

    assert periods(acts) == (Period(1, JUNE, JUNE + DAY), Period(2, JUNE + 3 * DAY, None))


def test_a_version_enacted_again_goes_on() -> None:
    assert periods((Enacted(1, None), Enacted(1, JUNE))) == (Period(1, None, None),)


@pytest.mark.parametrize(
    ("number", "on", "expected"),
    [
        (1, JUNE - DAY, Standing.IN_FORCE),
        (1, JUNE, Standing.NO_LONGER),
        (2, JUNE - DAY, Standing.NOT_YET),
        (2, JUNE, Standing.IN_FORCE),
        (3, JUNE, Standing.NOT_YET),
    ],
)
def test_a_version_is_not_yet_now_or_no_longer_in_force(number: int, on: date, expected: Standing) -> None:
    assert standing(number, (Enacted(1, None), Enacted(2, JUNE)), on=on) is expected


def test_a_change_is_never_in_force_before_it_is_adopted() -> None:
    assert effective_day(JUNE, adopted_on=JUNE - DAY) == JUNE
    assert effective_day(JUNE, adopted_on=JUNE + DAY) == JUNE + DAY
    assert effective_day(None, adopted_on=JUNE) == JUNE


ACTS = st.lists(
    st.builds(
        Enacted,
        st.none() | st.integers(1, 3),
        st.none() | st.integers(0, 9).map(lambda days: JUNE + days * DAY),
        st.sampled_from([None, MX, US]),
    ),
    max_size=6,
)


@given(ACTS, st.integers(-1, 10))
def test_the_periods_and_the_day_agree(acts: list[Enacted], days: int) -> None:
    on = JUNE + days * DAY
    covering = [
        period.number
        for period in periods(acts, center_id=MX)
        if (period.from_on is None or period.from_on <= on) and (period.until is None or on < period.until)
    ]
    assert covering == [number for number in [number_in_force(acts, on=on, center_id=MX)] if number is not None]


@given(ACTS)
def test_no_two_periods_overlap(acts: list[Enacted]) -> None:
    for earlier, later in pairwise(periods(acts, center_id=US)):
        assert earlier.until is not None
        assert later.from_on is not None
        assert earlier.until <= later.from_on


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ((), False),
        ((Enacted(1, None),), True),
        ((Enacted(1, JUNE),), True),
        ((Enacted(1, JUNE, MX),), False),
        ((Enacted(1, None), Enacted(None, JUNE, US)), False),
        ((Enacted(1, None), Enacted(None, JUNE), Enacted(2, JUNE + DAY)), True),
    ],
)
def test_a_clause_stands_that_is_in_force_for_good_in_every_center(acts: tuple[Enacted, ...], expected: bool) -> None:
    assert stands(acts, centers=(MX, US)) is expected


def test_without_centers_a_clause_stands_that_is_in_force_for_all() -> None:
    assert stands((Enacted(1, None),), centers=())
    assert not stands((Enacted(1, None, MX),), centers=())
