"""Counts held against a square root, by squares: nothing is rounded, and no root is ever taken."""

from dataclasses import replace
from fractions import Fraction
from math import isqrt

from mfpl.rules.codes import Comparison, FindingKind, FindingUnit
from mfpl.rules.conditions import RootCount
from mfpl.rules.judging import judge
from mfpl.rules.margins import Margin, count_margin
from mfpl.rules.places import Ask, Place
from mfpl.rules.ranges import Range
from mfpl.rules.thresholds import range_over, unknown_in
from mfpl.rules.verdicts import Finding

_NOTHING = Fraction(0)


def root_holds(counted: Range, base: Range, *, comparison: Comparison, times: Fraction) -> bool | None:
    """Whether every number of `counted` compares as named with `times` the root of every number of `base`."""
    if base.high is None:
        return None
    square = times * times
    low = counted.low**2 - square * base.high
    high = None if counted.high is None else counted.high**2 - square * base.low
    return judge(low, high, comparison, _NOTHING)


def root_margin(actual: int, *, square: Fraction, comparison: Comparison) -> Margin:
    """The margin of a whole number against the root of `square`: where its own square turns the comparison."""
    below = isqrt(square.numerator // square.denominator)
    reached = below if below * below == square else below + 1
    match comparison:
        case Comparison.MORE_THAN:
            return count_margin(actual, comparison=Comparison.AT_LEAST, target=Fraction(below + 1))
        case Comparison.AT_LEAST:
            return count_margin(actual, comparison=comparison, target=Fraction(reached))
        case Comparison.AT_MOST:
            return count_margin(actual, comparison=comparison, target=Fraction(below))
        case Comparison.LESS_THAN:
            return count_margin(actual, comparison=comparison, target=Fraction(reached))
    if reached != below:
        return Margin(None, None, None)
    return count_margin(actual, comparison=comparison, target=Fraction(below))


def root_count(condition: RootCount, place: Place, _ask: Ask) -> Finding:
    """One count against so many times the square root of another; both sides of the finding are squares."""
    pools = place.pools(condition.unit, condition.pool)
    counted, base = range_over(pools, (condition.root_count,)), range_over(pools, (condition.square_root_of,))
    holds = root_holds(counted, base, comparison=condition.comparison, times=condition.times)
    finding = Finding(
        path=place.path,
        kind=FindingKind.ROOT_COUNT,
        holds=holds,
        unit=FindingUnit(condition.unit),
        section=None if condition.pool == "everyone" else place.section_id,
        measured=condition.root_count,
        of=(condition.square_root_of,),
        comparator=condition.comparison,
        squared=True,
    )
    if counted.known and base.known:
        return with_root_numbers(finding, counted.low, square=condition.times**2 * base.low)
    names = (condition.root_count, condition.square_root_of)
    actual = Fraction(counted.low) if counted.known else None
    missing = _NOTHING if holds else None
    return replace(finding, actual=actual, missing=missing, unknown=unknown_in(pools, condition.unit, names))


def with_root_numbers(finding: Finding, actual: int, *, square: Fraction) -> Finding:
    """A finding about a root with its numbers: the sides squared, the rest in votes."""
    comparison = finding.comparator or Comparison.AT_LEAST
    margin = root_margin(actual, square=square, comparison=comparison)
    return replace(
        finding,
        left=Fraction(actual) ** 2,
        right=square,
        actual=Fraction(actual),
        needed=margin.needed,
        missing=margin.missing,
        spare=margin.spare,
    )
