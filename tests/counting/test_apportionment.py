"""Seats for sections: the published tables, the rules of this organization, and limits at their boundaries."""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import mfpl.presets
from mfpl.counting.apportionment import (
    ReasonCode,
    SeatRule,
    SeatsRefusal,
    SeatsRefused,
    StepCode,
    TieRule,
    apportion,
    lot,
    parse_seat_rule,
)
from tests.counting.support import METHODS, seat_rule

DATA = Path(__file__).parent / "data"
REFERENCE: Mapping[str, Any] = {entry["id"]: entry for entry in json.loads((DATA / "apportionment.json").read_text())}
MAY_FIRST = json.loads((DATA / "mayfirst_seats.json").read_text())["cases"]
PRESETS = Path(mfpl.presets.__file__).parent / "seats"
HOUSE = REFERENCE["apportion_us_house_2020"]
ALABAMA = REFERENCE["apportion_alabama_paradox_1880"]
TEXTBOOK = REFERENCE["apportion_textbook_8_seats"]
CAPPED = REFERENCE["apportion_two_sections_with_cap"]["values"]
NAMES = {"hamilton": "largest_remainder"}
BELOW_TWO_THIRDS = {"comparison": "less_than", "share": "2/3"}


def preset(name: str) -> SeatRule:
    return parse_seat_rule((PRESETS / f"{name}.json").read_bytes())


def given(rule: SeatRule, members: Mapping[str, int], seats: int) -> Mapping[str, int] | None:
    return apportion(rule, members, seats=seats).seats


@pytest.mark.parametrize("case", MAY_FIRST, ids=lambda case: f"{case['seats']}-{case['members']['US']}")
def test_the_structure_of_2015_gives_every_row_of_the_research(case: Mapping[str, Any]) -> None:
    answer = apportion(preset("structure-2015"), case["members"], seats=case["seats"])
    assert answer.seats == case["with_cap"]
    assert bool(answer.reasons) is not case["feasible"]
    cap = next(step for step in answer.steps if step.code is StepCode.CAP)
    assert cap.numbers["seats"] == case["cap_per_center"]


@pytest.mark.parametrize("case", MAY_FIRST, ids=lambda case: f"{case['seats']}-{case['members']['US']}")
def test_the_by_laws_of_2019_give_pure_proportion(case: Mapping[str, Any]) -> None:
    assert given(preset("bylaws-2019"), case["members"], case["seats"]) == case["proportional_largest_remainder"]


def test_at_eighty_to_twenty_the_limit_decides_and_not_the_proportion() -> None:
    answer = apportion(preset("structure-2015"), {"us": 508, "mx": 127}, seats=15)
    assert answer.seats == {"us": 9, "mx": 6}
    binding = [step for step in answer.steps if step.code is StepCode.CAP_BINDS]
    assert [(step.section, dict(step.numbers)) for step in binding] == [
        ("us", {"proportional": 12, "limit": 9, "difference": 3})
    ]
    assert [step.section for step in answer.steps if step.code is StepCode.MOVED_IN] == ["mx"] * 3


@pytest.mark.parametrize("case", CAPPED, ids=lambda case: f"{case['seats']}-{case['members']['US']}")
def test_two_sections_under_a_cap_and_without_one(case: Mapping[str, Any]) -> None:
    """At 450 to 50 the quotas end in exactly one half each: the reference favors the smaller section."""
    capped = seat_rule(limits=[BELOW_TWO_THIRDS])
    uncapped = seat_rule("largest_remainder", ties=["fewer_members"])
    assert given(capped, case["members"], case["seats"]) == case["sainte_lague_capped"]
    assert given(uncapped, case["members"], case["seats"]) == case["hamilton_uncapped"]


def test_the_house_of_2020_is_the_one_that_was_seated() -> None:
    rule = seat_rule("huntington_hill", limits=[{"comparison": "at_least", "seats": 1}])
    answer = apportion(rule, HOUSE["populations"], seats=HOUSE["seats"])
    assert answer.seats == HOUSE["result"]
    last = [step for step in answer.steps if step.code is StepCode.QUOTIENT_SEAT][-1]
    assert (last.section, last.numbers["number"]) == (HOUSE["last_seat_to"], 435)
    assert [s.section for s in answer.steps if s.code is StepCode.NEXT_IN_LINE] == [HOUSE["seat_436_to"]]


@pytest.mark.parametrize(("more", "seats"), [(88, 26), (89, 27)])
def test_new_york_missed_a_seat_by_89_people(more: int, seats: int) -> None:
    people = HOUSE["populations"] | {"NY": HOUSE["populations"]["NY"] + more}
    assert (given(seat_rule("huntington_hill"), people, 435) or {})["NY"] == seats


OTHERS = REFERENCE["apportion_us_house_2020_other_methods"]["result_differences_from_huntington_hill"]


@pytest.mark.parametrize("method", OTHERS)
def test_the_house_of_2020_under_another_method(method: str) -> None:
    seats = given(seat_rule(NAMES.get(method, method)), HOUSE["populations"], 435) or {}
    assert {state: n - HOUSE["result"][state] for state, n in seats.items() if n != HOUSE["result"][state]} == OTHERS[
        method
    ]


@pytest.mark.parametrize("seats", [299, 300])
def test_alabama_loses_a_seat_when_the_house_grows(seats: int) -> None:
    assert given(seat_rule("largest_remainder"), ALABAMA["populations"], seats) == ALABAMA["results"][str(seats)]


@pytest.mark.parametrize("method", TEXTBOOK["results"])
def test_the_textbook_example(method: str) -> None:
    rule = seat_rule(NAMES.get(method, method))
    assert given(rule, TEXTBOOK["populations"], TEXTBOOK["seats"]) == TEXTBOOK["results"][method]


@pytest.mark.parametrize(
    ("comparison", "seats", "cap"),
    [("less_than", 15, 9), ("less_than", 5, 3), ("less_than", 11, 7), ("less_than", 4, 2), ("at_most", 15, 10)],
)
def test_a_cap_says_whether_exactly_two_thirds_is_too_many(comparison: str, seats: int, cap: int) -> None:
    rule = seat_rule(limits=[{"comparison": comparison, "share": "2/3"}])
    assert given(rule, {"a": 1000, "b": 1}, seats) == {"a": cap, "b": seats - cap}


@pytest.mark.parametrize(("comparison", "floor"), [("more_than", 6), ("at_least", 5), ("exactly", 5)])
def test_a_floor_says_whether_exactly_a_third_is_enough(comparison: str, floor: int) -> None:
    rule = seat_rule("largest_remainder", limits=[{"section": "b", "comparison": comparison, "share": "1/3"}])
    assert given(rule, {"a": 1000, "b": 1}, 15) == {"a": 15 - floor, "b": floor}


def test_seats_above_a_cap_may_be_shared_again_or_follow_the_first_remainders() -> None:
    """Quotas 12, 2 1/4 and 3/4: three seats are over; by remainder c comes first, by sharing again b does."""
    members, limit = {"a": 80, "b": 15, "c": 5}, [BELOW_TWO_THIRDS]
    again = seat_rule("largest_remainder", limits=limit, excess="rerun")
    in_order = seat_rule("largest_remainder", limits=limit, excess="order_of_remainder")
    assert given(again, members, 15) == {"a": 9, "b": 5, "c": 1}
    assert given(in_order, members, 15) == {"a": 9, "b": 3, "c": 3}


def test_those_who_continue_count_toward_the_body() -> None:
    answer = apportion(preset("structure-2015"), {"us": 508, "mx": 127}, seats=15, continuing={"us": 6, "mx": 4})
    assert (answer.seats, answer.open) == ({"us": 9, "mx": 6}, {"us": 3, "mx": 2})


def test_terms_of_two_two_and_three_seats_meet_the_cap_of_the_body_and_not_of_each_year() -> None:
    yearly = seat_rule("largest_remainder", limits=[BELOW_TWO_THIRDS])
    members = {"us": 80, "mx": 20}
    each_year = [given(yearly, members, seats) for seats in (2, 2, 3)]
    assert each_year == [{"us": 1, "mx": 1}, {"us": 1, "mx": 1}, None]
    assert given(preset("structure-2015"), members, 7) == {"us": 4, "mx": 3}


def test_a_body_in_which_too_many_continue_cannot_be_put_right() -> None:
    answer = apportion(preset("structure-2015"), {"us": 508, "mx": 127}, seats=15, continuing={"us": 10})
    assert [(reason.code, reason.section, reason.inequality) for reason in answer.reasons] == [
        (ReasonCode.CONTINUING_ABOVE_CAP, "us", "10 > 9")
    ]


@pytest.mark.parametrize(
    ("limits", "reasons"),
    [
        ([BELOW_TWO_THIRDS], [(ReasonCode.CAPS_BELOW_SEATS, "2 < 3")]),
        ([{"comparison": "at_least", "seats": 2}], [(ReasonCode.FLOORS_ABOVE_SEATS, "4 > 3")]),
        (
            [{"comparison": "at_least", "seats": 2, "section": "a"}, {"comparison": "at_most", "seats": 1}],
            [(ReasonCode.FLOOR_ABOVE_CAP, "2 > 1"), (ReasonCode.CAPS_BELOW_SEATS, "2 < 3")],
        ),
    ],
)
@pytest.mark.parametrize("method", METHODS)
def test_what_no_allocation_meets_is_reported_with_the_inequality(
    method: str, limits: list[Any], reasons: list[Any]
) -> None:
    answer = apportion(seat_rule(method, limits=limits), {"a": 3, "b": 1}, seats=3)
    assert answer.seats is None
    assert [(reason.code, reason.inequality) for reason in answer.reasons] == reasons


@pytest.mark.parametrize(("tie", "winner"), [("more_members", "a"), ("fewer_members", "b")])
def test_equal_remainders_go_where_the_tie_rule_says(tie: str, winner: str) -> None:
    answer = apportion(seat_rule("largest_remainder", ties=[tie]), {"a": 3, "b": 1}, seats=2)
    step = next(step for step in answer.steps if step.code is StepCode.TIE)
    assert (step.sections, step.winners, step.by) == (("a", "b"), (winner,), TieRule(tie))


@pytest.mark.parametrize("method", METHODS)
def test_a_lot_can_be_drawn_again_by_anyone_with_the_seed(method: str) -> None:
    rule = seat_rule(method)
    answer = apportion(rule, {"a": 5, "b": 5, "c": 5}, seats=4, seed="coin of noon")
    winner = min("abc", key=lambda section: lot("coin of noon", at=1, section=section))
    assert answer.seats == {**dict.fromkeys("abc", 1), winner: 2}
    assert next(step for step in answer.steps if step.code is StepCode.TIE).by is TieRule.LOT


@pytest.mark.parametrize("method", METHODS)
def test_a_tie_without_a_seed_is_left_open(method: str) -> None:
    answer = apportion(seat_rule(method), {"a": 5, "b": 5, "c": 5}, seats=4)
    assert answer.seats is None
    assert answer.tie is not None
    assert (set(answer.tie.sections), answer.tie.seats) == ({"a", "b", "c"}, 1)


def test_equal_claims_are_no_tie_when_there_are_seats_for_all() -> None:
    answer = apportion(seat_rule("dhondt", ties=["more_members"]), {"a": 5, "b": 5}, seats=6)
    assert answer.seats == {"a": 3, "b": 3}
    assert all(step.code is not StepCode.TIE for step in answer.steps)


@pytest.mark.parametrize("method", METHODS)
def test_a_section_without_members_gets_a_seat_only_when_the_others_are_full(method: str) -> None:
    free, capped = seat_rule(method), seat_rule(method, limits=[{"comparison": "at_most", "seats": 3}])
    assert given(free, {"a": 5, "b": 0}, 5) == {"a": 5, "b": 0}
    assert given(capped, {"a": 5, "b": 0}, 5) == {"a": 3, "b": 2}


@pytest.mark.parametrize("method", [method for method in METHODS if method != "largest_remainder"])
def test_square_roots_are_compared_exactly(method: str) -> None:
    """Sections of 400 and 100 weigh as 20 and 10."""
    rooted, plain = seat_rule(method, by="square_root"), seat_rule(method)
    assert given(rooted, {"a": 400, "b": 100}, 9) == given(plain, {"a": 20, "b": 10}, 9)


@pytest.mark.parametrize("method", METHODS)
def test_parity_gives_each_the_same(method: str) -> None:
    assert given(seat_rule(method, by="equal"), {"a": 508, "b": 127, "c": 0}, 9) == {"a": 3, "b": 3, "c": 3}


@pytest.mark.parametrize(
    ("members", "seats", "continuing", "code", "section"),
    [
        ({}, 3, {}, SeatsRefusal.SECTIONS_NONE, None),
        ({"a": 1}, -1, {}, SeatsRefusal.NUMBER_NEGATIVE, None),
        ({"a": -1}, 3, {}, SeatsRefusal.NUMBER_NEGATIVE, "a"),
        ({"a": 0, "b": 0}, 3, {}, SeatsRefusal.MEMBERS_NONE, None),
        ({"a": 1}, 3, {"b": 1}, SeatsRefusal.SECTION_UNKNOWN, "b"),
        ({"a": 1}, 3, {"a": 1}, SeatsRefusal.CONTINUING_NOT_COUNTED, None),
    ],
)
def test_numbers_that_nothing_follows_from_are_refused(
    members: Any, seats: int, continuing: Any, code: SeatsRefusal, section: str | None
) -> None:
    with pytest.raises(SeatsRefused) as refused:
        apportion(seat_rule(), members, seats=seats, continuing=continuing)
    assert (refused.value.code, refused.value.section) == (code, section)


def test_a_rule_that_names_an_absent_section_is_refused() -> None:
    rule = seat_rule(limits=[{"section": "mx", "comparison": "at_least", "seats": 1}])
    with pytest.raises(SeatsRefused, match="section_unknown mx"):
        apportion(rule, {"us": 5}, seats=3)


def test_quotas_and_claims_are_exact() -> None:
    steps = apportion(seat_rule("largest_remainder"), {"a": 2, "b": 1}, seats=4).steps
    assert steps[0].to_json() == {
        "code": "quota",
        "section": "a",
        "members": 2,
        "total": 3,
        "whole": 4,
        "quota": "8/3",
        "floor": 2,
        "remainder": "2/3",
    }
    steps = apportion(seat_rule("dhondt"), {"a": 3, "b": 1}, seats=2).steps
    assert [step.numbers["claim_squared"] for step in steps[:2]] == [Fraction(9), Fraction(9, 4)]
