"""Whether linear conditions on numbers can hold together: one number after another is eliminated, exactly.

The method is Fourier's and Motzkin's (A. Schrijver, Theory of Linear and Integer Programming, 1986, section 12.2).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import gcd

Factors = tuple[tuple[str, int], ...]
"""Numbers by their names, each with what it is taken times; sorted by name, none of them times zero."""

MOST_LINES = 2_000
"""Beyond so many inequalities nothing is said any more."""


@dataclass(frozen=True)
class Line:
    """So many times each number, and a constant, make at least zero; or, where `strict`, more than zero."""

    factors: Factors
    constant: int
    strict: bool = False

    @property
    def certain(self) -> bool:
        """Whether a line without numbers holds."""
        return self.constant > 0 or (self.constant == 0 and not self.strict)


def line(factors: Mapping[str, int], constant: int, *, strict: bool = False) -> Line:
    """A line in its simplest form: no common divisor, no number times zero."""
    kept = {name: factor for name, factor in sorted(factors.items()) if factor}
    divisor = gcd(*kept.values(), constant) or 1
    return Line(tuple((name, factor // divisor) for name, factor in kept.items()), constant // divisor, strict)


def can_hold_together(lines: Iterable[Line]) -> bool:
    """Whether there are numbers, whole or not, for which all of these hold; True where it would take too long to tell.

    Where it is False there are no whole numbers either.
    """
    left = _tightest(lines)
    while left is not None and len(left) <= MOST_LINES:
        names = {name for one in left for name, _ in one.factors}
        if not names:
            return True
        costs = {name: _cost(left, name) for name in sorted(names)}
        left = _without(min(costs, key=costs.__getitem__), left)
    return left is not None


def _tightest(lines: Iterable[Line]) -> list[Line] | None:
    """Of lines with the same factors only the tightest; None where one cannot hold."""
    found: dict[Factors, Line] = {}
    for one in lines:
        if not one.factors:
            if not one.certain:
                return None
            continue
        known = found.get(one.factors)
        if known is None or (one.constant, not one.strict) < (known.constant, not known.strict):
            found[one.factors] = one
    return list(found.values())


def _cost(lines: list[Line], name: str) -> int:
    factors = [dict(one.factors).get(name, 0) for one in lines]
    return sum(factor > 0 for factor in factors) * sum(factor < 0 for factor in factors)


def _without(name: str, lines: list[Line]) -> list[Line] | None:
    """The lines that hold for the other numbers exactly where some number of this name makes all of these hold."""
    above: list[Line] = []
    below: list[Line] = []
    rest: list[Line] = []
    for one in lines:
        factor = dict(one.factors).get(name, 0)
        (above if factor > 0 else below if factor < 0 else rest).append(one)
    return _tightest([*rest, *(_added(name, one, other) for one in above for other in below)])


def _added(name: str, one: Line, other: Line) -> Line:
    """Both lines together, each taken so often that the number of this name vanishes."""
    first, second = dict(one.factors), dict(other.factors)
    up, down = -second[name], first[name]
    factors = {key: up * first.get(key, 0) + down * second.get(key, 0) for key in first | second}
    return line(factors, up * one.constant + down * other.constant, strict=one.strict or other.strict)
