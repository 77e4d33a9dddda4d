"""The votes that are possible over a roll: how many of each class answer how, all of them or those near an edge."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement, pairwise, permutations, product
from math import comb, prod
from random import Random
from typing import Any

from mfpl.measures.power.rolls import Roll, RollSection
from mfpl.rules import CountName, Counts, Rule, Section, Unit
from mfpl.rules.contests import Contest, Option
from mfpl.rules.exact import NotAFractionError, ZeroDenominatorError, read_fraction
from mfpl.rules.ranges import GIVEN

_VOTED = frozenset({CountName.BALLOTS, CountName.PRESENT})
ANSWERS: tuple[frozenset[CountName], ...] = (
    _VOTED | {CountName.YES, CountName.VALID, CountName.VOTING},
    _VOTED | {CountName.NO, CountName.VALID, CountName.VOTING},
    _VOTED | {CountName.ABSTAIN, CountName.VOTING},
    _VOTED | {CountName.BLANK},
    _VOTED | {CountName.INVALID},
    frozenset({CountName.PRESENT}),
    frozenset({CountName.ABSENT}),
)
"""Every way in which a member can take part or not, as the counts that grow by it; the first is yes."""

MOST_TURNS = 12
"""How many of the numbers a rule names are tried as edges."""


@dataclass(frozen=True)
class Taken:
    """How many of a class give each answer, and how many of them sign and block; who signs may answer anything."""

    answers: tuple[int, ...]
    signed: int = 0
    blocks: int = 0


Vote = tuple[tuple[Taken, ...], ...]
"""For each pool of the roll, and each class of it, how its members take part."""


@dataclass(frozen=True)
class Interest:
    """What a rule looks at: the answers it can tell apart, whether signatures and blocks matter, and its numbers."""

    answers: tuple[int, ...]
    signed: bool
    blocks: bool
    turns: tuple[Fraction, ...]


def interest_of(rule: Rule) -> Interest:
    """What the rule looks at; answers that it cannot tell apart are taken as one."""
    parts = rule.model_dump(mode="json", by_alias=True, include={"requires", "definitions", "rules"})
    words = set(_words(parts))
    told: dict[frozenset[CountName], int] = {}
    for place, grown in enumerate(ANSWERS):
        told.setdefault(frozenset(name for name in grown if name in words), place)
    values = sorted(set(_values(parts)), key=lambda value: (value.denominator, value))
    return Interest(
        answers=tuple(told.values()),
        signed=CountName.SIGNED in words,
        blocks=CountName.BLOCKS in words,
        turns=tuple(values[:MOST_TURNS]),
    )


def _words(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    inside = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    for part in inside:
        yield from _words(part)


def _values(content: Any) -> Iterator[Fraction]:
    if isinstance(content, dict) and isinstance(content.get("value"), int | str):
        try:
            yield read_fraction(str(content["value"]))
        except (NotAFractionError, ZeroDenominatorError):
            return
    inside = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    for part in inside:
        yield from _values(part)


def number_of_votes(roll: Roll, interest: Interest) -> int:
    """How many different votes there are, as far as the rule can tell them apart."""
    more = len(interest.answers) - 1
    marks = interest.signed + interest.blocks
    return prod(
        comb(one.members + more, more) * (one.members + 1) ** marks for pool in roll.pools() for one in pool.classes
    )


def every_vote(roll: Roll, interest: Interest) -> Iterator[Vote]:
    """Every vote that the rule can tell from another, beginning with everyone's yes."""
    ways = [[list(_ways(one.members, interest)) for one in pool.classes] for pool in roll.pools()]
    return product(*(tuple(product(*pool)) for pool in ways))


def _ways(members: int, interest: Interest) -> Iterator[Taken]:
    signed = range(members + 1) if interest.signed else (0,)
    blocks = range(members + 1) if interest.blocks else (0,)
    more = len(interest.answers) - 1
    for cuts in combinations_with_replacement(range(members, -1, -1), more):
        edges = (members, *cuts, 0)
        numbers = [larger - smaller for larger, smaller in pairwise(edges)]
        answers = _placed(dict(zip(interest.answers, numbers[::-1], strict=True)))
        yield from (Taken(answers, *marks) for marks in product(signed, blocks))


def _placed(numbers: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(numbers.get(place, 0) for place in range(len(ANSWERS)))


def likely_votes(roll: Roll, interest: Interest, *, seed: int = 0) -> Iterator[Vote]:
    """Votes near the edges of the rule without end: all alike, some sections one way and the rest another, at random.

    The first is everyone's yes.
    """
    pools = list(roll.pools())
    marks = _marks(interest)
    pure = [_Way((place, place), _all) for place in interest.answers]
    for way, signed, blocks in product(pure, marks[0], marks[1]):
        yield _alike(pools, way, signed, blocks)
    yield from _split(pools, pure)
    edges = _edges(interest)
    mixed = [_Way(pair, edge) for edge in edges for pair in permutations(interest.answers, 2)]
    for way, signed in product(mixed, marks[0]):
        yield _alike(pools, way, signed, _none)
        yield _filled(pools, way, signed)
    random = Random(seed)  # noqa: S311 - a sample that anyone can draw again, not a secret
    ways = [*pure, *mixed]
    while True:
        yield tuple(
            tuple(random.choice(ways).taken(one.members, *(random.choice(mark) for mark in marks)) for one in each)
            for each in (pool.classes for pool in pools)
        )


Size = Callable[[int], int]
"""How many of so many members."""


def _all(members: int) -> int:
    return members


def _none(_members: int) -> int:
    return 0


@dataclass(frozen=True)
class _Way:
    """So many of a class give the first of two answers, the others the second."""

    answers: tuple[int, int]
    first: Size

    def taken(self, members: int, signed: Size, blocks: Size) -> Taken:
        """How a class of so many members takes part."""
        some = max(0, min(members, self.first(members)))
        numbers = {self.answers[1]: members - some}
        numbers[self.answers[0]] = numbers.get(self.answers[0], 0) + some
        return Taken(_placed(numbers), *(max(0, min(members, mark(members))) for mark in (signed, blocks)))


def _edges(interest: Interest) -> list[Size]:
    turns = interest.turns or (Fraction(1, 2),)
    return [_edge(turn, step) for turn in turns for step in (0, 1, -1)]


def _edge(turn: Fraction, step: int) -> Size:
    """So great a part of the members, or so many of them where it is a number; one more or one less."""
    if turn.denominator > 1:
        return lambda members: turn.numerator * members // turn.denominator + step
    return lambda _members: int(turn) + step


def _marks(interest: Interest) -> tuple[list[Size], list[Size]]:
    some = [_all, _none, *_edges(interest)]
    return some if interest.signed else [_none], some if interest.blocks else [_none]


def _alike(pools: Sequence[RollSection], way: _Way, signed: Size, blocks: Size) -> Vote:
    return tuple(tuple(way.taken(one.members, signed, blocks) for one in pool.classes) for pool in pools)


def _split(pools: Sequence[RollSection], pure: Sequence[_Way]) -> Iterator[Vote]:
    """The first sections all one way, the others all another way."""
    for (one, other), some in product(permutations(pure, 2), range(1, len(pools))):
        yield (*_alike(pools[:some], one, _none, _none), *_alike(pools[some:], other, _none, _none))


def _filled(pools: Sequence[RollSection], way: _Way, signed: Size) -> Vote:
    """So many of everyone the first way, taken from the first sections on; the others the second way."""
    left = way.first(sum(pool.members for pool in pools))
    vote = []
    for pool in pools:
        each = []
        for one in pool.classes:
            some = max(0, min(one.members, left))
            left -= some
            each.append(_Way(way.answers, _fixed(some)).taken(one.members, signed, _none))
        vote.append(tuple(each))
    return tuple(vote)


def _fixed(number: int) -> Size:
    return lambda _members: number


def counts_of(roll: Roll, vote: Vote) -> Counts:
    """The counts of a vote, where every option but the default is ranked first by everyone."""
    pools = [_tallies(pool, taken) for pool, taken in zip(roll.pools(), vote, strict=True)]
    sections = tuple(
        Section(one.id, tallies, None, one.kind, one.attributes)
        for one, tallies in zip(roll.sections, pools, strict=False)
    )
    totals = {unit: _sum([tallies[unit] for tallies in pools]) for unit in Unit}
    everyone = sum(pool.votes for pool in roll.pools())
    contest = Contest((Option(1), Option(2, is_default=True)), ((None, everyone), (0, None)))
    whole = totals if roll.outside or not sections else None
    return Counts(sections, whole, contest)


def nothing_counted(roll: Roll) -> Counts:
    """The counts of which only the numbers of those entitled are known."""
    sizes = [{unit: {CountName.ELIGIBLE: pool.size(unit)} for unit in Unit} for pool in roll.pools()]
    sections = tuple(
        Section(one.id, size, None, one.kind, one.attributes) for one, size in zip(roll.sections, sizes, strict=False)
    )
    totals = {unit: _sum([size[unit] for size in sizes]) for unit in Unit}
    contest = Contest((Option(1), Option(2, is_default=True)), ((None, None), (None, None)))
    return Counts(sections, totals if roll.outside or not sections else None, contest, suspension_lifted=True)


def _sum(tallies: Sequence[Mapping[CountName, int]]) -> dict[CountName, int]:
    return {name: sum(tally[name] for tally in tallies) for name in (tallies[0] if tallies else {CountName.ELIGIBLE})}


def _tallies(pool: RollSection, taken: tuple[Taken, ...]) -> dict[Unit, dict[CountName, int]]:
    tallies: dict[Unit, dict[CountName, int]] = {unit: dict.fromkeys(GIVEN, 0) for unit in Unit}
    for unit, (one, part) in product(Unit, list(zip(pool.classes, taken, strict=True))):
        worth = one.weight if unit is Unit.VOTES else 1
        tally = tallies[unit]
        tally[CountName.ELIGIBLE] += one.members * worth
        tally[CountName.SIGNED] += part.signed * worth
        tally[CountName.BLOCKS] += part.blocks * worth
        for number, grown in zip(part.answers, ANSWERS, strict=True):
            for name in grown & tally.keys():
                tally[name] += number * worth
    return tallies
