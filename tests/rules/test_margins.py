"""Votes missing and to spare are the very numbers that turn a result."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfpl.rules import Comparison, CountName, Finding, Rule, decide, parse_counts
from mfpl.rules.exact import compares
from mfpl.rules.margins import count_margin, share_margin
from tests.rules.moving import moved
from tests.rules.support import Json, pool, recorded_cases, recorded_rule, rule

CASES = [case for case in recorded_cases() if case["count_kind"] != "pairwise"]
MORE = {Comparison.MORE_THAN, Comparison.AT_LEAST}


def holds_after(decided: Rule, record: Json, finding: Finding, votes: int) -> bool | None:
    """Whether the same condition holds once so many votes have moved its way (or away, if negative)."""
    toward = votes if finding.comparator in MORE else -votes
    again = decide(decided, parse_counts(moved(record, finding, toward) if votes else record))
    return next(
        other.holds for other in again.findings if (other.path, other.section) == (finding.path, finding.section)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_recorded_vote_turns_after_exactly_the_votes_missing_or_to_spare(case: Json) -> None:
    decided = recorded_rule(case["rule_id"])
    record = {"sections": case["sections"], "totals": case["totals"]}
    findings = decide(decided, parse_counts(record)).findings
    different = {(each.measured, each.of, each.section, each.comparator, each.right): each for each in findings}
    for finding in different.values():
        if finding.measured is None or finding.missing is None or finding.actual is None:
            continue
        if finding.missing:
            assert holds_after(decided, record, finding, int(finding.missing)) is True
            assert holds_after(decided, record, finding, int(finding.missing) - 1) is False
        elif finding.spare is not None and finding.spare < finding.actual:
            assert holds_after(decided, record, finding, -int(finding.spare)) is True
            assert holds_after(decided, record, finding, -int(finding.spare) - 1) is False


WHOLES = st.integers(min_value=0, max_value=60)
VALUES = st.fractions(min_value=0, max_value=1, max_denominator=12)
COMPARISONS = st.sampled_from(list(Comparison))


def compared(counted: int, whole: int, comparison: Comparison, value: Fraction) -> bool:
    return compares(Fraction(counted, whole) if whole else Fraction(0), comparison, value)


@given(whole=st.integers(min_value=1, max_value=60), data=st.data(), comparison=COMPARISONS, value=VALUES)
def test_a_share_turns_after_exactly_its_margin(
    whole: int, data: st.DataObject, comparison: Comparison, value: Fraction
) -> None:
    counted = data.draw(st.integers(min_value=0, max_value=whole))
    margin = share_margin(counted, whole, of=(CountName.VALID,), comparison=comparison, value=value)
    holding = [number for number in range(whole + 1) if compared(number, whole, comparison, value)]
    if not holding:
        assert (margin.needed, margin.missing, margin.spare) == (None, None, None)
        return
    distance = min(abs(number - counted) for number in holding)
    assert margin.missing == distance
    if distance == 0:
        back = -1 if comparison in MORE else 1
        steps = 0
        while counted + back * (steps + 1) in holding and comparison is not Comparison.EXACTLY:
            steps += 1
        assert margin.spare == steps
    else:
        assert margin.spare is None


@given(counted=st.integers(0, 40), target=st.integers(0, 40), comparison=COMPARISONS)
def test_a_count_turns_after_exactly_its_margin(counted: int, target: int, comparison: Comparison) -> None:
    margin = count_margin(counted, comparison=comparison, target=Fraction(target))
    holding = [number for number in range(100) if compares(number, comparison, target)]
    if not holding:
        assert margin.needed is None
        return
    assert margin.missing == min(abs(number - counted) for number in holding)
    assert (margin.spare is None) is (margin.missing > 0)


def test_with_nobody_voting_the_first_vote_is_what_is_missing() -> None:
    finding = decide(rule(majority()), pool(yes=0, no=0)).finding
    assert (finding.left, finding.needed, finding.missing, finding.holds) == (0, 1, 1, False)
    assert decide(rule(majority()), pool(yes=1, no=0)).finding.holds


def test_with_nobody_entitled_nothing_would_help() -> None:
    finding = decide(rule(majority(of="eligible")), pool(yes=0, eligible=0)).finding
    assert (finding.left, finding.needed, finding.missing, finding.holds) == (0, None, None, False)


def test_a_share_of_nothing_is_zero_so_nobody_against_is_at_most_a_quarter() -> None:
    at_most = {"share": "no", "of": "valid", "comparison": "at_most", "value": "1/4"}
    finding = decide(rule(at_most), pool(yes=0, no=0)).finding
    assert (finding.left, finding.missing, finding.spare, finding.holds) == (0, 0, 0, True)


def test_a_share_that_must_be_exact_between_two_votes_cannot_be_reached() -> None:
    exactly = {"share": "yes", "of": "valid", "comparison": "exactly", "value": "1/2"}
    assert decide(rule(exactly), pool(yes=1, no=2)).finding.missing is None
    assert decide(rule(exactly), pool(yes=1, no=3)).finding.missing == 1
    assert decide(rule(exactly), pool(yes=2, no=2)).finding.spare == 0
    assert decide(rule(exactly), pool(yes=0, no=0)).finding.missing is None


def majority(of: str = "valid") -> Json:
    return {"share": "yes", "of": of, "comparison": "more_than", "value": "1/2"}
