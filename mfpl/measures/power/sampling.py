"""Power by sampling, where a game is too large to count: a fixed seed, and an error that is stated and not estimated.

Every estimate is a mean of numbers between 0 and 1, so by Hoeffding (1963) it is off by more than the error stated in
fewer than one case in a hundred, whatever the rule. Where the numbers differ little from one another, as the chances of
single members do, the bound of Maurer and Pontil (2009) is closer, and the smaller of both is stated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count, islice
from math import isqrt
from operator import add, sub
from random import Random

from mfpl.measures.power.demands import Demands
from mfpl.measures.power.refusals import PowerRefusal, PowerRefused
from mfpl.measures.power.rolls import Roll, RollSection

SAMPLES = 20_000
ORDERS = 2_000
MOST_VOTERS = 20_000_000
_LOG_OF_200 = Fraction(53, 10)
"""A little more than the natural logarithm of 200: two sides, one case in a hundred."""

_LOG_OF_400 = Fraction(6)
"""A little more than the natural logarithm of 400: two sides, one case in two hundred."""

_FINENESS = 10**6


@dataclass(frozen=True)
class Sampling:
    """How an estimate was made: so many samples from this seed, each number within `error` in 99 cases of 100.

    `samples` are votes drawn for the chances, None where those were counted; `orders` are orders of voters drawn for
    Shapley-Shubik.
    """

    seed: int
    samples: int | None
    error: Fraction | None
    orders: int
    orders_error: Fraction


@dataclass(frozen=True)
class Chance:
    """An estimate, which is within its error of the true one in 99 cases of 100."""

    mean: Fraction
    error: Fraction


@dataclass(frozen=True)
class Chances:
    """The chance that a decision passes, and the chance of one member of each class of each pool to decide it."""

    to_act: Fraction
    penrose: tuple[tuple[Chance, ...], ...]


def error_of(samples: int) -> Fraction:
    """The error of a mean of so many samples, rounded up: the root of ln(200) / (2 samples)."""
    return _root(_LOG_OF_200 / (2 * samples))


def chance_of(total: int, squares: int, *, samples: int, most: int) -> Chance:
    """The mean of samples between 0 and `most`, as a share of it, from their sum and the sum of their squares.

    Its error is the smaller of two bounds that each hold in 199 cases of 200: that of Hoeffding (1963), and that of
    Maurer and Pontil (2009, theorem 4), which uses how far the samples lie apart. Rounded up.
    """
    mean = Fraction(total, samples * most)
    hoeffding = _root(_LOG_OF_400 / (2 * samples))
    if samples == 1:
        return Chance(mean, hoeffding)
    variance = (Fraction(squares) - Fraction(total**2, samples)) / ((samples - 1) * most**2)
    apart = _root(2 * variance * _LOG_OF_400 / samples) + 7 * _LOG_OF_400 / (3 * (samples - 1))
    return Chance(mean, min(hoeffding, apart))


def _root(square: Fraction) -> Fraction:
    """The root of a number, rounded up to millionths."""
    scaled = square * _FINENESS**2
    return Fraction(isqrt(scaled.numerator // scaled.denominator) + 1, _FINENESS)


def sampled(roll: Roll, demands: Demands, *, seed: int, samples: int) -> Chances:
    """The chances, from so many votes in which everyone says yes or no at random."""
    if roll.voters > MOST_VOTERS:
        raise PowerRefused(PowerRefusal.TOO_LARGE, limit=MOST_VOTERS)
    votes = _Count(tuple(roll.pools()), demands)
    random = Random(seed)  # noqa: S311 - a sample that anyone can draw again, not a secret
    for _ in range(samples):
        votes.draw(random)
    each = iter(zip(votes.turned, votes.squares, votes.sizes, strict=True))
    penrose = tuple(
        tuple(
            chance_of(turns, squares, samples=samples, most=max(size, 1))
            for turns, squares, size in islice(each, len(pool.classes))
        )
        for pool in votes.pools
    )
    return Chances(Fraction(votes.won, samples), penrose)


class _Count:
    """What random votes came to: how many passed, and how many members of each class could have turned each.

    `turned` are these numbers added up and `squares` their squares, for the classes of all pools in their order.
    """

    def __init__(self, pools: tuple[RollSection, ...], demands: Demands) -> None:
        self.pools = pools
        self.demands = demands
        self.readers = [demands.readers(pool.id) for pool in pools]
        self.sizes = [one.members for pool in pools for one in pool.classes]
        self.won = 0
        self.turned = [0] * len(self.sizes)
        self.squares = [0] * len(self.sizes)

    def draw(self, random: Random) -> None:
        """One vote: in each class as many yes as there are heads among its members' coins."""
        yes = [[random.getrandbits(one.members).bit_count() for one in pool.classes] for pool in self.pools]
        added = [read(*_of(pool, mine)) for pool, mine, read in zip(self.pools, yes, self.readers, strict=True)]
        totals = [sum(column) for column in zip(*added, strict=True)]
        passes = self.demands.met(totals)
        self.won += passes
        number = count()
        for place, pool in enumerate(self.pools):
            others = [total - one for total, one in zip(totals, added[place], strict=True)]
            for which, _one in enumerate(pool.classes):
                turns = self._could_turn(place, which, yes[place], others=others, passes=passes)
                at = next(number)
                self.turned[at] += turns
                self.squares[at] += turns**2

    def _could_turn(self, place: int, which: int, yes: Sequence[int], *, others: Sequence[int], passes: bool) -> int:
        """How many members of one class of a pool could turn the result, each alone: all who voted for it, or none."""
        could = yes[which] if passes else self.pools[place].classes[which].members - yes[which]
        changed = [*yes[:which], yes[which] + (-1 if passes else 1), *yes[which + 1 :]]
        return could if could and self._result(place, changed, others=others) is not passes else 0

    def _result(self, place: int, yes: Sequence[int], *, others: Sequence[int]) -> bool:
        """The result when one pool votes so, and the others add so much."""
        added = self.readers[place](*_of(self.pools[place], yes))
        return self.demands.met([one + other for one, other in zip(others, added, strict=True)])


def _of(pool: RollSection, yes: Sequence[int]) -> tuple[int, int]:
    """The yes votes and yes members of a pool."""
    return sum(many * one.weight for many, one in zip(yes, pool.classes, strict=True)), sum(yes)


def sampled_orders(roll: Roll, demands: Demands, *, seed: int, orders: int) -> tuple[tuple[Fraction, ...], ...]:
    """One member's Shapley-Shubik index for each class of each pool, from random orders of all voters.

    The error stated holds for a class as a whole.
    """
    line = _Line(tuple(roll.pools()), demands)
    random = Random(seed)  # noqa: S311 - a sample that anyone can draw again, not a secret
    brought = [0] * len(line.sizes)
    if line.is_turned():
        for _ in range(orders):
            brought[line.pivot(random)] += 1
    each = iter(zip(brought, line.sizes, strict=True))
    return tuple(
        tuple(Fraction(turns, orders * max(size, 1)) for turns, size in islice(each, len(pool.classes)))
        for pool in line.pools
    )


class _Line:
    """All voters in a row that says yes one after another, of which only the number of each class is ever drawn.

    Everyone comes at a time drawn evenly from one span. Of those who come within a span, each comes in its first half
    with chance one half; so the spans are halved until only the one voter is left who brings the decision about.
    """

    def __init__(self, pools: tuple[RollSection, ...], demands: Demands) -> None:
        self.pools = pools
        self.demands = demands
        self.readers = [demands.readers(pool.id) for pool in pools]
        self.sizes = [one.members for pool in pools for one in pool.classes]

    def is_turned(self) -> bool:
        """Whether the decision fails when nobody says yes and passes when everyone does."""
        return not self._met([0] * len(self.sizes)) and self._met(self.sizes)

    def pivot(self, random: Random) -> int:
        """The number of the class, among all of all pools, whose voter brings the decision about in one order."""
        before, within = [0] * len(self.sizes), self.sizes
        while sum(within) > 1:
            first = [random.getrandbits(size).bit_count() for size in within]
            by_then = list(map(add, before, first))
            if self._met(by_then):
                within = first
            else:
                before, within = by_then, list(map(sub, within, first))
        return within.index(1)

    def _met(self, yes: Sequence[int]) -> bool:
        each = iter(yes)
        added = [
            read(*_of(pool, tuple(islice(each, len(pool.classes)))))
            for pool, read in zip(self.pools, self.readers, strict=True)
        ]
        return self.demands.met([sum(column) for column in zip(*added, strict=True)])
