"""Votes missing and votes to spare: how far a threshold is from turning."""

from dataclasses import dataclass
from fractions import Fraction

from mfpl.rules.codes import Comparison, CountName
from mfpl.rules.exact import compares, turning_point, wants_less, wants_more

ONE = Fraction(1)


@dataclass(frozen=True)
class Margin:
    """`needed` where the comparison turns, `missing` until it holds, `spare` until it no longer does; None: never."""

    needed: Fraction | None
    missing: Fraction | None
    spare: Fraction | None


def share_margin(
    actual: int, whole: int, *, of: tuple[CountName, ...], comparison: Comparison, value: Fraction
) -> Margin:
    """The margin of a share with its denominator fixed: votes that would move from the rest to the counted or back.

    Where nobody voted yet, a first vote is its own denominator: one is then needed, unless those entitled are none.
    """
    if whole == 0:
        return _margin_of_nothing(of=of, comparison=comparison, value=value)
    return count_margin(actual, comparison=comparison, target=value * whole, most=whole)


def count_margin(
    actual: Fraction | int,
    *,
    comparison: Comparison,
    target: Fraction,
    step: Fraction = ONE,
    most: Fraction | int | None = None,
) -> Margin:
    """The margin of a number counted in steps, which can be at most `most`, against a target."""
    now = Fraction(actual)
    needed = turning_point(comparison, target, step)
    if needed is None or (most is not None and wants_more(comparison) and needed > most):
        return Margin(None, None, None)
    if not compares(now, comparison, target):
        return Margin(needed, abs(needed - now), None)
    return Margin(needed, Fraction(0), _spare(now, needed, comparison, most))


def _spare(now: Fraction, needed: Fraction, comparison: Comparison, most: Fraction | int | None) -> Fraction:
    if wants_more(comparison):
        return now - needed
    if wants_less(comparison):
        return (needed if most is None else min(needed, Fraction(most))) - now
    return Fraction(0)


def _margin_of_nothing(*, of: tuple[CountName, ...], comparison: Comparison, value: Fraction) -> Margin:
    if compares(0, comparison, value):
        return Margin(Fraction(0), Fraction(0), Fraction(0))
    reachable = of != (CountName.ELIGIBLE,) and compares(1, comparison, value)
    return Margin(ONE, ONE, None) if reachable else Margin(None, None, None)
