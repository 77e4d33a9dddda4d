"""Power in games of voters with weights: one quota, or several criteria at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from mfpl.measures.power.diagrams import diagram_of
from mfpl.measures.power.formulas import Formula
from mfpl.measures.power.games import Game, unpacked, weighted_game
from mfpl.measures.power.indices import Indices, indices
from mfpl.measures.power.sweeping import counted


@dataclass(frozen=True)
class WeightedPower:
    """The power of every voter, in the order given; `winning` of `2**voters` coalitions win."""

    winning: int
    to_act: Fraction
    voters: tuple[Indices, ...]


def weighted_power(weights: list[int], *, quota: int) -> WeightedPower:
    """The power in `[quota; weights]`, where the weights of those who say yes must reach the quota."""
    return criteria_power([weights], quotas=[quota], wins=0)


def criteria_power(criteria: list[list[int]], *, quotas: list[int], wins: Formula) -> WeightedPower:
    """The power where several sums count: `wins` is a formula over the numbers of the criteria.

    Voters are taken in the order of their largest weights, which keeps the diagram small. Raises `TooLarge`.
    """
    totals = [max(sum(weights), 1) for weights in criteria]
    heaviness = [
        sum(Fraction(weight, total) for weight, total in zip(mine, totals, strict=True))
        for mine in zip(*criteria, strict=True)
    ]
    order = sorted(range(len(heaviness)), key=lambda voter: -heaviness[voter])
    game = weighted_game([[weights[voter] for voter in order] for weights in criteria], quotas, wins)
    power = _power(game)
    place = {voter: index for index, voter in enumerate(order)}
    return WeightedPower(power.winning, power.to_act, tuple(power.voters[place[voter]] for voter in range(len(order))))


def _power(game: Game) -> WeightedPower:
    found = counted(game, diagram_of(game))
    won = sum(unpacked(found.won, width=game.width, count=game.voters + 1))
    by_size = [unpacked(swings[0], width=game.width, count=game.voters) for swings in found.swings]
    all_swings = sum(map(sum, by_size))
    voters = tuple(
        indices(sum(sizes), voters=game.voters, won=won, all_swings=all_swings, by_size=sizes) for sizes in by_size
    )
    return WeightedPower(won, Fraction(won, 1 << game.voters), voters)


def best_quota(sizes: Sequence[int]) -> Fraction:
    """The quota at which weights by square roots give power in proportion to them; cut to nine decimals.

    1/2 (1 + root of the sum of sizes / sum of their roots): Slomczynski and Zyczkowski 2006.
    """
    fine = 10**9
    roots = sum(isqrt(size * fine**2) for size in sizes)
    whole = isqrt(sum(sizes) * fine**2)
    return Fraction((roots + whole) * fine // (2 * roots), fine)
