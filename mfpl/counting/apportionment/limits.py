"""Floors and caps in whole seats, and whether any allocation at all can meet them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from mfpl.counting.apportionment.codes import ReasonCode, StepCode
from mfpl.counting.apportionment.rule import Limit, SeatRule
from mfpl.counting.apportionment.working import Numbers, Reason, Step
from mfpl.rules.codes import Comparison

_CAPS = frozenset({Comparison.LESS_THAN, Comparison.AT_MOST, Comparison.EXACTLY})
_FLOORS = frozenset({Comparison.MORE_THAN, Comparison.AT_LEAST, Comparison.EXACTLY})


@dataclass(frozen=True)
class Bounds:
    """The fewest and the most seats of each section."""

    floors: Mapping[str, int]
    caps: Mapping[str, int]

    def clamped(self, section: str, seats: int) -> int:
        """The seats brought within the section's bounds."""
        return min(max(seats, self.floors[section]), self.caps[section])


def cap_of(limit: Limit, whole: int) -> int:
    """The most seats a limit allows: below 2/3 of 15 is 9, at most 2/3 of 15 is 10."""
    target = target_of(limit, whole)
    return ceil(target) - 1 if limit.comparison is Comparison.LESS_THAN else floor(target)


def floor_of(limit: Limit, whole: int) -> int:
    """The fewest seats a limit asks for: above 1/3 of 15 is 6, at least 1/3 of 15 is 5."""
    target = target_of(limit, whole)
    return floor(target) + 1 if limit.comparison is Comparison.MORE_THAN else ceil(target)


def target_of(limit: Limit, whole: int) -> Fraction:
    """The number of seats a limit is held against, not yet rounded."""
    return Fraction(limit.seats or 0) if limit.share is None else limit.share * whole


def bounds_of(rule: SeatRule, *, whole: int, continuing: Mapping[str, int]) -> Bounds:
    """The bounds of every section; those who continue are a floor, because nobody is sent away."""
    floors, caps = dict(continuing), dict.fromkeys(continuing, whole)
    for limit in rule.limits:
        for section in continuing if limit.section is None else (limit.section,):
            if limit.comparison in _CAPS:
                caps[section] = min(caps[section], cap_of(limit, whole))
            if limit.comparison in _FLOORS:
                floors[section] = max(floors[section], floor_of(limit, whole))
    return Bounds(floors, caps)


def limit_steps(rule: SeatRule, *, whole: int) -> list[Step]:
    """What each limit of the rule comes to in whole seats."""
    steps = []
    for limit in rule.limits:
        named: Numbers = {"number": limit.seats or 0} if limit.share is None else {"share": limit.share}
        numbers: Numbers = {**named, "whole": whole}
        if limit.comparison in _CAPS:
            cap: Numbers = {**numbers, "seats": cap_of(limit, whole)}
            steps.append(Step(StepCode.CAP, limit.section, cap, comparison=str(limit.comparison)))
        if limit.comparison in _FLOORS:
            least: Numbers = {**numbers, "seats": floor_of(limit, whole)}
            steps.append(Step(StepCode.FLOOR, limit.section, least, comparison=str(limit.comparison)))
    return steps


def infeasible(bounds: Bounds, *, whole: int, continuing: Mapping[str, int]) -> tuple[Reason, ...]:
    """Every inequality that keeps any allocation from meeting the bounds; none when one exists.

    An allocation exists exactly when no floor is above its cap and the seats lie between the sum of the floors and the
    sum of the caps.
    """
    crossed = [
        _crossed(section, bounds, continuing[section])
        for section in bounds.caps
        if bounds.floors[section] > bounds.caps[section]
    ]
    caps, floors = sum(bounds.caps.values()), sum(bounds.floors.values())
    sums = []
    if caps < whole:
        sums.append(Reason(ReasonCode.CAPS_BELOW_SEATS, None, caps, whole))
    if floors > whole:
        sums.append(Reason(ReasonCode.FLOORS_ABOVE_SEATS, None, floors, whole))
    return (*crossed, *sums)


def _crossed(section: str, bounds: Bounds, continuing: int) -> Reason:
    cap = bounds.caps[section]
    if continuing > cap:
        return Reason(ReasonCode.CONTINUING_ABOVE_CAP, section, continuing, cap)
    return Reason(ReasonCode.FLOOR_ABOVE_CAP, section, bounds.floors[section], cap)
