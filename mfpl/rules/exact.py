"""Exact numbers: fractions as they are written, how they compare, and the integers around them."""

import operator
import re
from collections.abc import Callable
from fractions import Fraction

from mfpl.rules.codes import Comparison

_FRACTION = re.compile(r"(0|[1-9][0-9]{0,17})/(0|[1-9][0-9]{0,17})", re.ASCII)
_INTEGER = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)

Number = int | str


class NotAFractionError(ValueError):
    """The text is neither an integer nor numerator/denominator."""


class ZeroDenominatorError(ValueError):
    """The text is a fraction with nothing below the line."""


def read_fraction(text: str) -> Fraction:
    """A fraction from `"2/3"` or `"9"`; refuses with `NotAFractionError` or `ZeroDenominatorError`, never rounds."""
    if _INTEGER.fullmatch(text):
        return Fraction(int(text))
    match = _FRACTION.fullmatch(text)
    if match is None:
        raise NotAFractionError(text)
    numerator, denominator = int(match[1]), int(match[2])
    if denominator == 0:
        raise ZeroDenominatorError(text)
    return Fraction(numerator, denominator)


def read_or_none(value: object) -> Fraction | None:
    """The fraction that a value is written as, None where it is none."""
    try:
        return read_fraction(str(value))
    except (NotAFractionError, ZeroDenominatorError):
        return None


def write_fraction(value: Fraction | int) -> Number:
    """An integer where the value is whole, else `"numerator/denominator"` in lowest terms."""
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else f"{exact.numerator}/{exact.denominator}"


_HOLDS: dict[Comparison, Callable[[Fraction | int, Fraction | int], bool]] = {
    Comparison.MORE_THAN: operator.gt,
    Comparison.AT_LEAST: operator.ge,
    Comparison.LESS_THAN: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.EXACTLY: operator.eq,
}


def compares(left: Fraction | int, comparison: Comparison, right: Fraction | int) -> bool:
    """Whether `left` stands in the named relation to `right`."""
    return _HOLDS[comparison](left, right)


def wants_more(comparison: Comparison) -> bool:
    """Whether the condition is helped by a larger count."""
    return comparison in {Comparison.MORE_THAN, Comparison.AT_LEAST}


def wants_less(comparison: Comparison) -> bool:
    """Whether the condition is helped by a smaller count."""
    return comparison in {Comparison.LESS_THAN, Comparison.AT_MOST}


def turning_point(comparison: Comparison, target: Fraction, step: Fraction) -> Fraction | None:
    """The multiple of `step` nearest to the edge on the side where the comparison with `target` holds.

    The smallest one for `more_than` and `at_least`, the largest for `less_than` and `at_most`, the target itself for
    `exactly`; None where no multiple satisfies it (`exactly` between two steps, `less_than` nothing).
    """
    steps = target / step
    below = steps.numerator // steps.denominator
    whole = steps.denominator == 1
    if comparison is Comparison.EXACTLY:
        return target if whole else None
    if comparison is Comparison.LESS_THAN and target <= 0:
        return None
    edges = {
        Comparison.MORE_THAN: below + 1,
        Comparison.AT_LEAST: below if whole else below + 1,
        Comparison.AT_MOST: below,
        Comparison.LESS_THAN: below - 1 if whole else below,
    }
    return edges[comparison] * step
