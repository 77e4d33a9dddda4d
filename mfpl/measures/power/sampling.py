"""Power by sampling, where a game is too large to count: a fixed seed, and an error that is stated and not estimated.

Every estimate is a mean of numbers between 0 and 1, so by Hoeffding (1963) it is off by more than the error stated in
fewer than one case in a hundred, whatever the rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
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
class Chances:
    """The chance that a decision passes, and the chance of one member of each class of each pool to decide it."""

    to_act: Fraction
    penrose: tuple[tuple[Fraction, ...], ...]


def error_of(samples: int) -> Fraction:
    """The error of a mean of so many samples, rounded up: the root of ln(200) / (2 samples)."""
    squared = _LOG_OF_200 / (2 * samples) * _FINENESS**2
    return Fraction(isqrt(squared.numerator // squared.denominator) + 1, _FINENESS)


def sampled(roll: Roll, demands: Demands, *, seed: int, samples: int) -> Chances:
    """The chances, from so many votes in which everyone says yes or no at random."""
    if roll.voters > MOST_VOTERS:
        raise PowerRefused(PowerRefusal.TOO_LARGE, limit=MOST_VOTERS)
    count = _Count(tuple(roll.pools()), demands)
    random = Random(seed)  # noqa: S311 - a sample that anyone can draw again, not a secret
    for _ in range(samples):
        count.draw(random)
    won, turned = count.won, count.turned
    return Chances(
        Fraction(won, samples),
        tuple(
            tuple(Fraction(turns, samples * max(one.members, 1)) for turns, one in zip(mine, pool.classes, strict=True))
            for mine, pool in zip(turned, count.pools, strict=True)
        ),
    )


class _Count:
    """What random votes came to: how many passed, and how many members of each class could have turned each."""

    def __init__(self, pools: tuple[RollSection, ...], demands: Demands) -> None:
        self.pools = pools
        self.demands = demands
        self.readers = [demands.readers(pool.id) for pool in pools]
        self.won = 0
        self.turned = [[0] * len(pool.classes) for pool in pools]

    def draw(self, random: Random) -> None:
        """One vote: in each class as many yes as there are heads among its members' coins."""
        yes = [[random.getrandbits(one.members).bit_count() for one in pool.classes] for pool in self.pools]
        added = [read(*_of(pool, mine)) for pool, mine, read in zip(self.pools, yes, self.readers, strict=True)]
        totals = [sum(column) for column in zip(*added, strict=True)]
        passes = self.demands.met(totals)
        self.won += passes
        step = -1 if passes else 1
        for place, pool in enumerate(self.pools):
            others = [total - one for total, one in zip(totals, added[place], strict=True)]
            for which, one in enumerate(pool.classes):
                mine = yes[place]
                could_turn = mine[which] if passes else one.members - mine[which]
                changed = [*mine[:which], mine[which] + step, *mine[which + 1 :]]
                if could_turn and self._result(place, changed, others=others) is not passes:
                    self.turned[place][which] += could_turn

    def _result(self, place: int, yes: Sequence[int], *, others: Sequence[int]) -> bool:
        """The result when one pool votes so, and the others add so much."""
        added = self.readers[place](*_of(self.pools[place], yes))
        return self.demands.met([one + other for one, other in zip(others, added, strict=True)])


def _of(pool: RollSection, yes: Sequence[int]) -> tuple[int, int]:
    """The yes votes and yes members of a pool."""
    return sum(count * one.weight for count, one in zip(yes, pool.classes, strict=True)), sum(yes)


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
