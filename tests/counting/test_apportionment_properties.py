"""What every allocation of seats owes to any numbers: sums, limits, quotas, growth, and an answer when there is one."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfpl.counting.apportionment import Allocation, SeatRule, apportion
from mfpl.counting.apportionment.divisors import DIVISORS_SQUARED
from mfpl.counting.apportionment.limits import bounds_of
from tests.counting.support import DIVISORS, METHODS, every_allocation, seat_rule

SECTIONS = ("a", "b", "c", "d")
MEMBERS = st.dictionaries(st.sampled_from(SECTIONS), st.integers(0, 40), min_size=1).filter(lambda m: any(m.values()))
SEATS = st.integers(0, 12)
SHARES = ("0", "1/4", "1/3", "2/5", "1/2", "2/3", "1")
LIMIT = st.builds(
    lambda section, comparison, amount: {"section": section, "comparison": comparison, **amount},
    st.sampled_from((None, "a")),
    st.sampled_from(("less_than", "at_most", "at_least", "more_than", "exactly")),
    st.sampled_from([*({"share": share} for share in SHARES), *({"seats": seats} for seats in range(5))]),
).filter(
    lambda limit: not (limit["comparison"] == "less_than" and "0" in {str(limit.get("share")), str(limit.get("seats"))})
)
LIMITS = st.lists(
    LIMIT.filter(lambda limit: (limit["comparison"], limit.get("share")) != ("more_than", "1")), max_size=2
)
VARIANTS = [(method, {}) for method in METHODS] + [("largest_remainder", {"excess": "order_of_remainder"})]


def answered(rule: SeatRule, members: Mapping[str, int], seats: int) -> Allocation:
    return apportion(rule, {"a": 1, **members}, seats=seats, seed="noon")


def meets(rule: SeatRule, allocation: Mapping[str, int], seats: int) -> bool:
    """State whether an allocation is within every limit, read from the fractions and not from whole seats."""
    holds = {
        "less_than": Fraction.__lt__,
        "at_most": Fraction.__le__,
        "at_least": Fraction.__ge__,
        "more_than": Fraction.__gt__,
        "exactly": Fraction.__eq__,
    }
    return all(
        holds[limit.comparison](
            Fraction(allocation[section]), Fraction(limit.seats or 0) if limit.share is None else limit.share * seats
        )
        for limit in rule.limits
        for section in (allocation if limit.section is None else (limit.section,))
    )


@pytest.mark.parametrize(("method", "fields"), VARIANTS)
@given(members=MEMBERS, seats=SEATS, limits=LIMITS)
def test_an_answer_meets_the_rule_and_there_is_one_whenever_there_can_be(
    method: str, fields: Any, members: Mapping[str, int], seats: int, limits: list[Any]
) -> None:
    rule = seat_rule(method, **fields, limits=limits)
    answer = answered(rule, members, seats)
    exists = any(meets(rule, one, seats) for one in every_allocation(tuple({"a": 1, **members}), seats))
    assert (answer.seats is not None) is exists
    assert bool(answer.reasons) is not exists
    if answer.seats is not None:
        assert sum(answer.seats.values()) == seats
        assert meets(rule, answer.seats, seats)


@given(members=MEMBERS, seats=SEATS)
def test_the_largest_remainder_stays_within_the_quota(members: Mapping[str, int], seats: int) -> None:
    total = sum(members.values())
    allocation = apportion(seat_rule("largest_remainder"), members, seats=seats, seed="noon").seats or {}
    assert all(abs(held - Fraction(members[section] * seats, total)) < 1 for section, held in allocation.items())


@pytest.mark.parametrize("method", DIVISORS)
@given(members=MEMBERS, seats=SEATS, floor=st.integers(0, 2), cap=st.integers(2, 9))
def test_nobody_loses_a_seat_when_the_house_grows(
    method: str, members: Mapping[str, int], seats: int, floor: int, cap: int
) -> None:
    limits = [{"comparison": "at_least", "seats": floor}, {"comparison": "at_most", "seats": cap}]
    rule = seat_rule(method, limits=limits)
    smaller, larger = (apportion(rule, members, seats=size, seed="noon").seats for size in (seats, seats + 1))
    if smaller is not None and larger is not None:
        assert all(larger[section] >= smaller[section] for section in members)


@pytest.mark.parametrize("method", DIVISORS)
@given(members=MEMBERS, seats=SEATS, limits=LIMITS)
def test_no_transfer_within_the_limits_would_serve_a_stronger_claim(
    method: str, members: Mapping[str, int], seats: int, limits: list[Any]
) -> None:
    """The test by which Balinsky and Young define each divisor method."""
    rule, people = seat_rule(method, limits=limits), {"a": 1, **members}
    allocation = apportion(rule, people, seats=seats, seed="noon").seats
    if allocation is None:
        return
    bounds = bounds_of(rule, whole=seats, continuing=dict.fromkeys(people, 0))
    divisor = DIVISORS_SQUARED[rule.method]
    for giver in (one for one in allocation if people[one] and allocation[one] > bounds.floors[one]):
        for taker in (one for one in allocation if people[one] and allocation[one] < bounds.caps[one]):
            held, wanted = divisor(allocation[giver] - 1), divisor(allocation[taker])
            assert people[giver] ** 2 * wanted >= people[taker] ** 2 * held or not held


@given(one=st.integers(0, 300), other=st.integers(0, 300), seats=st.integers(0, 40))
def test_for_two_sections_the_largest_remainder_is_sainte_lague(one: int, other: int, seats: int) -> None:
    if not one + other:
        return
    people = {"a": one, "b": other}
    quotas = apportion(seat_rule("largest_remainder"), people, seats=seats, seed="noon").seats
    assert quotas == apportion(seat_rule("sainte_lague"), people, seats=seats, seed="noon").seats


@given(members=MEMBERS, seats=SEATS, limits=LIMITS)
@pytest.mark.parametrize(("method", "fields"), VARIANTS)
def test_the_last_lines_of_the_working_are_the_answer(
    method: str, fields: Any, members: Mapping[str, int], seats: int, limits: list[Any]
) -> None:
    answer = answered(seat_rule(method, **fields, limits=limits), members, seats)
    if answer.seats is not None:
        final = answer.steps[-len(answer.seats) :]
        assert {step.section: step.numbers["seats"] for step in final} == answer.seats
