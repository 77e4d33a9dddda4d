"""The classical measures of power, as exact fractions, from winning coalitions and swings.

Penrose 1946 (JRSS 109); Shapley and Shubik 1954 (APSR 48); Banzhaf 1965; Coleman 1971; for success Laruelle and
Valenciano 2008. Every voter says yes or no, each with probability one half and independently of the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial


@dataclass(frozen=True)
class Indices:
    """The power of one voter.

    `swings`: coalitions of the others that lose without and win with this voter; None where they were sampled.
    `penrose`: the chance to decide (absolute Banzhaf). `banzhaf`: the share of all swings. `shapley`: the share of all
    orders in which this voter brings the decision about. `prevent`, `initiate`: Coleman's chances to turn a decision
    that wins into one that loses, and the other way; None where nothing wins, or nothing loses. `success`: the chance
    that the result is what this voter voted. What was sampled has neither `banzhaf` nor `prevent` nor `initiate`: their
    errors could not be bounded; `error` is that of `penrose`, and twice that of `success`. It is None for what was
    counted.
    """

    swings: int | None
    penrose: Fraction
    banzhaf: Fraction | None
    shapley: Fraction | None
    prevent: Fraction | None
    initiate: Fraction | None
    success: Fraction
    error: Fraction | None = None


def indices(swings: int, *, voters: int, won: int, all_swings: int, by_size: Sequence[int] | None) -> Indices:
    """The indices of one voter; `all_swings` are those of every voter together, `by_size` this voter's by size."""
    lost = (1 << voters) - won
    penrose = Fraction(swings, 1 << (voters - 1))
    return Indices(
        swings=swings,
        penrose=penrose,
        banzhaf=Fraction(swings, all_swings) if all_swings else Fraction(0),
        shapley=None if by_size is None else shapley(by_size, voters=voters),
        prevent=Fraction(swings, won) if won else None,
        initiate=Fraction(swings, lost) if lost else None,
        success=(1 + penrose) / 2,
    )


def shapley(by_size: Sequence[int], *, voters: int) -> Fraction:
    """The Shapley-Shubik index from swings by the number of others who say yes: sum of k!(n-1-k)!/n! over them."""
    orders, arranged = 0, factorial(voters - 1)
    for size, swings in enumerate(by_size):
        orders += swings * arranged
        arranged = arranged * (size + 1) // max(voters - 1 - size, 1)
    return Fraction(orders, factorial(voters))
