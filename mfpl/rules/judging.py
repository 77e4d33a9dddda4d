"""Comparing a number of which only the least and the most are known: yes, no, or it depends."""

from collections.abc import Callable
from fractions import Fraction

from mfpl.rules.codes import Comparison
from mfpl.rules.exact import compares


def judge(low: Fraction, high: Fraction | None, comparison: Comparison, target: Fraction) -> bool | None:
    """Whether every number from low to high compares as named (True), none does (False), or it depends (None)."""
    if high is not None and low == high:
        return compares(low, comparison, target)
    return _JUDGES[comparison](low, high, target)


def _above(low: Fraction, high: Fraction | None, edge: Callable[[Fraction], bool]) -> bool | None:
    if edge(low):
        return True
    return None if high is None or edge(high) else False


def _more_than(low: Fraction, high: Fraction | None, target: Fraction) -> bool | None:
    return _above(low, high, lambda number: number > target)


def _at_least(low: Fraction, high: Fraction | None, target: Fraction) -> bool | None:
    return _above(low, high, lambda number: number >= target)


def _negated(holds: bool | None) -> bool | None:
    return None if holds is None else not holds


def _exactly(low: Fraction, high: Fraction | None, target: Fraction) -> bool | None:
    return None if low <= target and (high is None or target <= high) else False


_JUDGES: dict[Comparison, Callable[[Fraction, Fraction | None, Fraction], bool | None]] = {
    Comparison.MORE_THAN: _more_than,
    Comparison.AT_LEAST: _at_least,
    Comparison.LESS_THAN: lambda low, high, target: _negated(_at_least(low, high, target)),
    Comparison.AT_MOST: lambda low, high, target: _negated(_more_than(low, high, target)),
    Comparison.EXACTLY: _exactly,
}
