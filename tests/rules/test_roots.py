"""A number held against a square root turns exactly where its square does."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfpl.rules import Comparison, decide
from mfpl.rules.exact import compares
from mfpl.rules.ranges import Range
from mfpl.rules.roots import root_holds, root_margin
from tests.rules.support import Json, document, pool, rule, sections
from tests.rules.test_rule_errors import errors_of

QUORUM: Json = {"root_count": "voting", "comparison": "at_least", "times": "3/2", "square_root_of": "eligible"}


@pytest.mark.parametrize(
    ("comparison", "holding"),
    [
        ("more_than", {31, 32}),
        ("at_least", {30, 31, 32}),
        ("exactly", {30}),
        ("at_most", {28, 29, 30}),
        ("less_than", {28, 29}),
    ],
)
def test_thirty_is_three_halves_of_the_root_of_four_hundred(comparison: str, holding: set[int]) -> None:
    asked = rule({**QUORUM, "comparison": comparison})
    found = {yes for yes in range(28, 33) if decide(asked, pool(yes=yes, no=0, abstain=0, eligible=400)).finding.holds}
    assert found == holding


def test_between_two_whole_numbers_the_next_one_is_needed() -> None:
    finding = decide(rule(QUORUM), pool(yes=40, no=5, abstain=2, eligible=1000)).finding
    assert (finding.left, finding.right, finding.squared) == (47**2, Fraction(2250), True)
    assert (finding.actual, finding.needed, finding.missing, finding.spare, finding.whole) == (47, 48, 1, None, None)
    assert decide(rule(QUORUM), pool(yes=41, no=5, abstain=2, eligible=1000)).finding.spare == 0


@given(
    actual=st.integers(0, 60),
    square=st.fractions(min_value=0, max_value=2500, max_denominator=9),
    comparison=st.sampled_from(list(Comparison)),
)
def test_the_margin_is_where_the_comparison_of_squares_turns(
    actual: int, square: Fraction, comparison: Comparison
) -> None:
    margin = root_margin(actual, square=square, comparison=comparison)
    holding = [number for number in range(120) if compares(number * number, comparison, square)]
    if compares(actual * actual, comparison, square):
        assert margin.missing == 0
        assert margin.spare is not None
        assert {Comparison.EXACTLY: margin.needed == actual}.get(comparison, True)
    elif holding:
        nearest = min(holding, key=lambda number: abs(number - actual))
        assert (margin.needed, margin.missing, margin.spare) == (nearest, abs(nearest - actual), None)
    else:
        assert margin.missing is None


def test_an_unknown_number_leaves_it_open_only_where_it_matters() -> None:
    asked = rule(QUORUM)
    open_ = decide(asked, pool(yes=40, no=5, abstain=None, eligible=1000))
    assert (open_.outcome, [one.count for one in open_.unknown]) == ("undecided", ["abstain"])
    sure = decide(asked, pool(yes=48, no=5, abstain=None, eligible=1000)).finding
    assert (sure.holds, sure.missing, sure.actual) == (True, 0, None)
    unbounded = decide(asked, pool(yes=48, no=5, abstain=0))
    assert (unbounded.outcome, unbounded.finding.actual) == ("undecided", 53)
    assert [one.count for one in unbounded.unknown] == ["eligible"]


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 40), st.integers(0, 40), st.sampled_from(list(Comparison)))
def test_bounds_say_no_more_than_is_true(low: int, more: int, base: int, further: int, comparison: Comparison) -> None:
    said = root_holds(Range(low, low + more), Range(base, base + further), comparison=comparison, times=Fraction(3, 2))
    found = {
        compares(counted * counted, comparison, Fraction(9, 4) * number)
        for counted in range(low, low + more + 1)
        for number in range(base, base + further + 1)
    }
    assert said in {*found, None}
    assert said is None or len(found) == 1


def test_inside_a_section_it_looks_at_the_section_or_at_everyone() -> None:
    here = {**QUORUM, "root_count": "yes"}
    counts = sections(A={"yes": 3, "eligible": 4}, B={"yes": 2, "eligible": 21})
    assert decide(rule({"in_section": "A", "require": here}), counts).outcome == "passed"
    whole = decide(rule({"in_section": "A", "require": {**here, "pool": "everyone"}}), counts)
    assert whole.outcome == "failed"
    assert whole.findings[1].section is None


def test_the_counted_must_be_part_of_what_the_root_is_taken_of() -> None:
    changed = {**QUORUM, "root_count": "eligible", "square_root_of": "voting"}
    assert errors_of(document(changed)) == {("share_not_part", "/requires/square_root_of")}
