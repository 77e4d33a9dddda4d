"""Holds what a rule was reduced to against the rule itself, so that no other rule than the one asked is measured."""

from collections.abc import Iterator, Sequence
from random import Random

from mfpl.measures.power.demands import Demands
from mfpl.measures.power.rolls import Roll, voted
from mfpl.rules import Counts, Outcome, Rule, Section, Unit, decide

TRIED = 24
Yes = Sequence[Sequence[int]]
"""How many say yes in each class of each pool."""


def agrees(rule: Rule, roll: Roll, demands: Demands) -> bool:
    """Whether the rule decides a few votes of this roll as the sums say: all yes, all no, and some at random.

    The language may say things that the reduction does not know of; then they differ, and nothing is measured.
    """
    return all(_met(roll, demands, yes) is (_outcome(rule, roll, yes) == Outcome.PASSED) for yes in _votes(roll))


def _votes(roll: Roll) -> Iterator[Yes]:
    sizes = [[one.members for one in pool.classes] for pool in roll.pools()]
    yield sizes
    yield [[0] * len(mine) for mine in sizes]
    random = Random(0)  # noqa: S311 - a sample that anyone can draw again, not a secret
    for _ in range(TRIED):
        yield [[random.randint(0, size) for size in mine] for mine in sizes]


def _met(roll: Roll, demands: Demands, yes: Yes) -> bool:
    totals = [0] * len(demands.sums)
    for pool, mine in zip(roll.pools(), yes, strict=True):
        votes = sum(count * one.weight for count, one in zip(mine, pool.classes, strict=True))
        added = demands.readers(pool.id)(votes, sum(mine))
        totals = [one + other for one, other in zip(totals, added, strict=True)]
    return demands.met(totals)


def _outcome(rule: Rule, roll: Roll, yes: Yes) -> str:
    tallies = []
    for pool, mine in zip(roll.pools(), yes, strict=True):
        votes = sum(count * one.weight for count, one in zip(mine, pool.classes, strict=True))
        tallies.append({Unit.VOTES: (votes, pool.votes), Unit.MEMBERS: (sum(mine), pool.members)})
    sections = tuple(
        Section(one.id, {unit: voted(*tally[unit]) for unit in Unit}, None, one.kind, one.attributes)
        for one, tally in zip(roll.sections, tallies, strict=False)
    )
    whole = {unit: voted(*(sum(tally[unit][part] for tally in tallies) for part in (0, 1))) for unit in Unit}
    return decide(rule, Counts(sections, whole if roll.outside else None)).outcome
