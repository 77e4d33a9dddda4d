"""The power that a rule gives to each section and to each of its members, over a given roll."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mfpl.measures.power.agreeing import agrees
from mfpl.measures.power.blocking import fewest_to_block
from mfpl.measures.power.compiling import compiled
from mfpl.measures.power.demands import Demands, demands_of
from mfpl.measures.power.diagrams import Diagram, TooLarge, diagram_of
from mfpl.measures.power.games import Game, unpacked, width_for
from mfpl.measures.power.indices import Indices, indices
from mfpl.measures.power.refusals import PowerRefusal, PowerRefused
from mfpl.measures.power.rolls import Roll
from mfpl.measures.power.sampling import ORDERS, SAMPLES, Sampling, error_of, sampled, sampled_orders
from mfpl.measures.power.sections import Tallied, tallied
from mfpl.measures.power.sweeping import Counted, counted
from mfpl.rules import Rule, decide

MOST_BITS = 2_000_000_000
"""The most that the counts by size may take on a whole diagram; beyond it coalitions are not counted by size."""

MOST_EDGES = 2_000_000
SEVERAL_VOTES = frozenset({"ranked", "stages", "petition"})
"""Whole requirements that are more than one vote of yes and no."""

Blocking = Mapping[str, int | None]


@dataclass(frozen=True)
class MemberPower:
    """The power of one member of a class of a section; `members` of them have `weight` votes each."""

    id: str
    members: int
    weight: int
    indices: Indices


@dataclass(frozen=True)
class SectionPower:
    """The power of a section: what its members have together, and how few of them can stop a decision.

    `banzhaf` is its members' share of all swings, `shapley` the sum of theirs. `blocking` is the fewest of its members
    who stop a decision by voting no while everyone else votes yes; None where not even all of them can. Voters outside
    every section have an empty id.
    """

    id: str
    members: int
    votes: int
    banzhaf: Fraction | None
    shapley: Fraction | None
    blocking: int | None
    classes: tuple[MemberPower, ...]


@dataclass(frozen=True)
class RulePower:
    """The power that a rule gives over a roll, if everyone votes yes or no.

    `winning` of `2**voters` ways to vote pass, `to_act` is their share. `sampling` says how what is not exact was
    estimated: everything where `winning` is None, else only Shapley-Shubik; None where all is exact.
    """

    voters: int
    winning: int | None
    to_act: Fraction
    sections: tuple[SectionPower, ...]
    sampling: Sampling | None


def power_of_rule(rule: Rule, roll: Roll, *, seed: int = 0, samples: int | None = None) -> RulePower:
    """The power of each section and member under a rule: exact where it can be counted, else sampled with an error.

    The model is the one of the literature: everyone votes, yes or no, each with probability one half. Abstaining is not
    part of it. `samples` asks for an estimate even where counting would do. Raises `CountsInvalid` where the roll lacks
    what the rule names, and `PowerRefused`.
    """
    if not roll.voters:
        raise PowerRefused(PowerRefusal.NOBODY)
    if rule.requires.key in SEVERAL_VOTES:
        raise PowerRefused(PowerRefusal.NOT_MEASURED, key=rule.requires.key)
    decide(rule, roll.everyone_says_yes())
    demands = demands_of(compiled(rule, roll))
    if not agrees(rule, roll, demands):
        raise PowerRefused(PowerRefusal.NOT_MEASURED, key=rule.requires.key)
    blocking = {pool.id: fewest_to_block(pool, roll, demands) for pool in roll.pools()}
    if samples is not None:
        return _estimated(roll, demands, blocking, seed=seed, samples=samples)
    try:
        game, diagram = _counted_game(roll, demands)
    except TooLarge:
        return _estimated(roll, demands, blocking, seed=seed, samples=SAMPLES)
    return _exact(roll, demands, game, counted(game, diagram), blocking, seed=seed)


def _counted_game(roll: Roll, demands: Demands) -> tuple[Game, Diagram]:
    """The game with counts by size where they fit, else without; raises `TooLarge`."""
    width = width_for(roll.voters)
    pools = [tallied(pool.classes, demands.readers(pool.id)) for pool in roll.pools()]
    plain = _game(pools, roll, demands, width=0)
    diagram = diagram_of(plain, most_edges=MOST_EDGES)
    nodes = sum(len(level) for level in diagram.levels) + sum(len(part.options) for part in plain.parts)
    fits = nodes * width * roll.voters <= MOST_BITS
    return (_game(pools, roll, demands, width=width) if fits else plain), diagram


def _game(pools: Sequence[Tallied], roll: Roll, demands: Demands, *, width: int) -> Game:
    parts = tuple(pool.part(width=width) for pool in pools)
    return Game(parts, tuple(one.needed for one in demands.sums), demands.wins, roll.voters, width)


def _exact(roll: Roll, demands: Demands, game: Game, found: Counted, blocking: Blocking, *, seed: int) -> RulePower:
    """Power from counts; only Shapley-Shubik is sampled, where coalitions were not counted by size."""
    by_size = [[unpacked(one, width=game.width, count=game.voters) for one in part] for part in found.swings]
    won = sum(unpacked(found.won, width=game.width, count=game.voters + 1))
    every = sum(
        sum(sizes) * group.members
        for part, mine in zip(game.parts, by_size, strict=True)
        for group, sizes in zip(part.groups, mine, strict=True)
    )

    def measured(sizes: list[int]) -> Indices:
        known = sizes if game.width else None
        return indices(sum(sizes), voters=game.voters, won=won, all_swings=every, by_size=known)

    each = [[measured(sizes) for sizes in mine] for mine in by_size]
    sampling = None
    if not game.width:
        each = _with_orders(each, roll, demands, seed=seed)
        sampling = Sampling(seed, None, None, ORDERS, error_of(ORDERS))
    sections = _sections(roll, each, blocking)
    return RulePower(game.voters, won, Fraction(won, 1 << game.voters), tuple(sections), sampling)


def _estimated(roll: Roll, demands: Demands, blocking: Blocking, *, seed: int, samples: int) -> RulePower:
    chances = sampled(roll, demands, seed=seed, samples=samples)
    each = [
        [Indices(None, one.mean, None, None, None, None, (1 + one.mean) / 2, one.error) for one in mine]
        for mine in chances.penrose
    ]
    each = _with_orders(each, roll, demands, seed=seed)
    sampling = Sampling(seed, samples, error_of(samples), ORDERS, error_of(ORDERS))
    return RulePower(roll.voters, None, chances.to_act, tuple(_sections(roll, each, blocking)), sampling)


def _with_orders(each: list[list[Indices]], roll: Roll, demands: Demands, *, seed: int) -> list[list[Indices]]:
    """The indices with Shapley-Shubik estimated."""
    found = sampled_orders(roll, demands, seed=seed, orders=ORDERS)
    return [
        [replace(one, shapley=shapley) for one, shapley in zip(mine, theirs, strict=True)]
        for mine, theirs in zip(each, found, strict=True)
    ]


def _sections(roll: Roll, each: list[list[Indices]], blocking: Blocking) -> Iterator[SectionPower]:
    for pool, mine in zip(roll.pools(), each, strict=True):
        classes = tuple(
            MemberPower(one.id, one.members, one.weight, found) for one, found in zip(pool.classes, mine, strict=True)
        )
        yield SectionPower(
            id=pool.id,
            members=pool.members,
            votes=pool.votes,
            banzhaf=_together([(one.members, one.indices.banzhaf) for one in classes]),
            shapley=_together([(one.members, one.indices.shapley) for one in classes]),
            blocking=blocking[pool.id],
            classes=classes,
        )


def _together(shares: list[tuple[int, Fraction | None]]) -> Fraction | None:
    """The shares of all members added up; None where one is not known."""
    known = [members * share for members, share in shares if share is not None]
    return sum(known, Fraction(0)) if len(known) == len(shares) else None
