"""Ballots of one weight in one center are a cell, and a cell may be too small to be told."""

from typing import Any

import pytest

from mfpl.domain.cells import has_small_cell, has_small_whole, smallest_cells

LEAST = 5


def counts(*piles: tuple[str, int, int]) -> list[dict[str, Any]]:
    return [{"sections": [], "smallest": smallest_cells(piles)}]


def old(*ballots: int) -> list[dict[str, Any]]:
    return [{"sections": [{"id": str(number), "members": {"ballots": cast}} for number, cast in enumerate(ballots)]}]


def test_one_organization_among_many_individuals_of_its_center_is_a_small_cell() -> None:
    assert has_small_cell(counts(("MX", 1, 40), ("MX", 2, 1), ("US", 1, 40), ("US", 2, 40)), least=LEAST)


@pytest.mark.parametrize(("organizations", "small"), [(0, False), (1, True), (4, True), (5, False), (6, False)])
def test_a_cell_is_small_below_the_least_and_no_cell_where_nobody_voted(organizations: int, *, small: bool) -> None:
    piles = [("MX", 1, LEAST), *([("MX", 2, organizations)] if organizations else [])]
    assert has_small_cell(counts(*piles), least=LEAST) is small
    assert has_small_whole(counts(*piles), least=LEAST) is small


def test_ballots_of_one_weight_are_one_cell_whatever_they_say() -> None:
    assert smallest_cells([("MX", 1, 2), ("MX", 1, 3), ("US", 1, 6)]) == {"by_center": 5, "whole": 11}


def test_small_cells_of_two_centers_may_be_told_together_but_not_where_they_are_still_few() -> None:
    together = counts(("MX", 2, 3), ("US", 2, 2), ("US", 1, 9))
    assert has_small_cell(together, least=LEAST)
    assert not has_small_whole(together, least=LEAST)
    assert has_small_whole(counts(("MX", 2, 3), ("US", 2, 1), ("US", 1, 9)), least=LEAST)


def test_where_nobody_voted_there_is_nothing_to_read() -> None:
    assert not has_small_cell(counts(), least=LEAST)
    assert not has_small_whole(counts(), least=LEAST)


@pytest.mark.parametrize(
    ("ballots", "by_center", "whole"),
    [((5, 5), False, False), ((4, 9), True, False), ((0, 9), True, False), ((4,), True, True), ((5,), False, False)],
)
def test_counts_stored_without_it_are_judged_by_the_ballots_of_each_center(
    ballots: tuple[int, ...], *, by_center: bool, whole: bool
) -> None:
    assert has_small_cell(old(*ballots), least=LEAST) is by_center
    assert has_small_whole(old(*ballots), least=LEAST) is whole
