"""Power by sampling, where a game is too large to count: a fixed seed, and an error that is stated and not estimated.

Every estimate is a mean of numbers between 0 and 1, so by Hoeffding (1963) it is off by more than the error stated in
fewer than one case in a hundred, whatever the rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from random import Random

from mfpl.measures.power.demands import Demands
from mfpl.measures.power.refusals import PowerRefusal, PowerRefused
from mfpl.measures.power.rolls import Roll, RollSection

SAMPLES = 20_000
ORDERS = 2_000
MOST_VOTERS = 20_000_000
MOST_STEPS = 6_000_000
"""The most places of voters in all orders together."""

FEWEST_ORDERS = 500
_LOG_OF_200 = Fraction(53, 10)
"""A little more than the natural logarithm of 200: two sides, one case in a hundred."""

_FINENESS = 10**6


@dataclass(frozen=True)
class Sampling:
    """How an estimate was made: so many samples from this seed, each number within `error` in 99 cases of 100.

    `samples` are votes drawn for the chances, `orders` are orders of voters drawn for Shapley-Shubik; None where the
    numbers were counted, or not estimated at all.
    """

    seed: int
    samples: int | None
    error: Fraction | None
    orders: int | None
    orders_error: Fraction | None


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


def orders_for(voters: int) -> int | None:
    """How many orders of so many voters are drawn; None where fewer than are worth drawing would be affordable."""
    orders = min(ORDERS, MOST_STEPS // voters)
    return orders if orders >= FEWEST_ORDERS else None


def sampled_orders(roll: Roll, demands: Demands, *, seed: int, orders: int) -> tuple[tuple[Fraction, ...], ...]:
    """One member's Shapley-Shubik index for each class of each pool, from random orders of all voters.

    The error stated holds for a class as a whole.
    """
    pools = tuple(roll.pools())
    places = [(place, which) for place, pool in enumerate(pools) for which in range(len(pool.classes))]
    queue = [each for each in places for _ in range(pools[each[0]].classes[each[1]].members)]
    random = Random(seed)  # noqa: S311 - a sample that anyone can draw again, not a secret
    brought = dict.fromkeys(places, 0)
    for _ in range(orders):
        random.shuffle(queue)
        pivot = _pivot(queue, pools, demands)
        if pivot is not None:
            brought[pivot] += 1
    return tuple(
        tuple(Fraction(brought[place, which], orders * max(one.members, 1)) for which, one in enumerate(pool.classes))
        for place, pool in enumerate(pools)
    )


def _pivot(
    queue: Sequence[tuple[int, int]], pools: tuple[RollSection, ...], demands: Demands
) -> tuple[int, int] | None:
    """The class of the voter whose yes brings the decision about when they say yes in this order; None if nobody's."""
    low, high = 0, len(queue)
    if demands.met(_totals(queue, 0, pools, demands)) or not demands.met(_totals(queue, high, pools, demands)):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if demands.met(_totals(queue, middle, pools, demands)) else (middle, high)
    return queue[high - 1]


def _totals(
    queue: Sequence[tuple[int, int]], first: int, pools: tuple[RollSection, ...], demands: Demands
) -> list[int]:
    yes = [[0] * len(pool.classes) for pool in pools]
    for place, which in queue[:first]:
        yes[place][which] += 1
    added = [demands.readers(pool.id)(*_of(pool, mine)) for pool, mine in zip(pools, yes, strict=True)]
    return [sum(column) for column in zip(*added, strict=True)]
