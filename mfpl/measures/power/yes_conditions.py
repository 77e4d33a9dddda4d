"""Conditions reduced to what they ask of yes votes, when everyone votes yes or no."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

from mfpl.measures.power.refusals import PowerRefusal, PowerRefused
from mfpl.rules.codes import Comparison, Unit

MOST_TRIED = 100_000
"""The largest pool in which a test is tried at every number of yes votes."""


@dataclass(frozen=True)
class AtLeastYes:
    """At least so many yes in a pool (None: everyone), in votes or members; or, where `up` is False, fewer."""

    pool: str | None
    unit: Unit
    least: int
    up: bool = True


@dataclass(frozen=True)
class So:
    """So many of these must hold."""

    needed: int
    of: tuple["Condition", ...]


@dataclass(frozen=True)
class InSections:
    """The sections where a condition holds weigh at least so much together; or, where `up` is False, less."""

    asked: tuple[tuple[str, "Condition", int], ...]
    least: int
    up: bool = True


@dataclass(frozen=True)
class ScaledYes:
    """The yes of sections, each times its weight, adds up to at least so much; or, where `up` is False, to less."""

    weights: tuple[tuple[str, int], ...]
    unit: Unit
    least: int
    up: bool = True


Condition: TypeAlias = bool | AtLeastYes | So | InSections | ScaledYes


def so(needed: int, of: tuple[Condition, ...]) -> Condition:
    """A group of conditions, with what is certain left out."""
    needed -= sum(one is True for one in of)
    left = tuple(one for one in of if not isinstance(one, bool))
    if needed <= 0 or needed > len(left):
        return needed <= 0
    return left[0] if len(left) == 1 else So(needed, left)


def negated(condition: Condition) -> Condition:
    """What holds exactly when the condition does not."""
    match condition:
        case bool():
            return not condition
        case AtLeastYes(pool, unit, least, up):
            return AtLeastYes(pool, unit, least, not up)
        case InSections(asked, least, up):
            return InSections(asked, least, not up)
        case ScaledYes(weights, unit, least, up):
            return ScaledYes(weights, unit, least, not up)
    return so(len(condition.of) - condition.needed + 1, tuple(negated(one) for one in condition.of))


def held_against(comparison: Comparison, target: Fraction, at_least: Callable[[int, bool], Condition]) -> Condition:
    """A whole number held against a target; `at_least` makes the condition that it is so much, or that it is less."""
    match comparison:
        case Comparison.MORE_THAN:
            return at_least(floor(target) + 1, True)
        case Comparison.AT_LEAST:
            return at_least(ceil(target), True)
        case Comparison.LESS_THAN:
            return at_least(ceil(target), False)
        case Comparison.AT_MOST:
            return at_least(floor(target) + 1, False)
    return so(2, (at_least(ceil(target), True), at_least(floor(target) + 1, False)))


def asked_of_yes(holds: Callable[[int], bool], *, pool: str | None, unit: Unit, size: int, steady: bool) -> Condition:
    """What a test of so many yes in a pool comes to: at least so many, or fewer than so many, or always, or never.

    `steady` tests turn at most once as yes votes grow, and the turn is searched for; others are tried at every number.
    Raises `PowerRefused` for a test that turns more than once, or that would take too long to try.
    """
    at_none, at_all = holds(0), holds(size)
    if steady and at_none is at_all:
        return at_none
    turn = _searched(holds, size, at_all=at_all) if steady else _tried(holds, size)
    if turn is None:
        return at_none
    return AtLeastYes(pool, unit, turn, up=at_all)


def _searched(holds: Callable[[int], bool], size: int, *, at_all: bool) -> int:
    low, high = 0, size
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) is at_all else (middle, high)
    return high


def _tried(holds: Callable[[int], bool], size: int) -> int | None:
    """The one number at which the test turns, None where it never does."""
    if size > MOST_TRIED:
        raise PowerRefused(PowerRefusal.TOO_LARGE, limit=MOST_TRIED)
    results = [holds(yes) for yes in range(size + 1)]
    turns = [yes for yes in range(1, size + 1) if results[yes] is not results[yes - 1]]
    if len(turns) > 1:
        raise PowerRefused(PowerRefusal.NOT_MONOTONE)
    return turns[0] if turns else None
