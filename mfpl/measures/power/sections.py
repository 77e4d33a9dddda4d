"""A section of many members as one part of a game: how often each number of yes votes comes about in it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import prod

from mfpl.measures.power.diagrams import TooLarge
from mfpl.measures.power.games import Added, Group, Part, Turn, packed
from mfpl.measures.power.rolls import VoterClass

MOST_STATES = 400_000
"""The most combinations of yes counts by class that are gone through in one section."""

MOST_BITS = 400_000_000
"""The most that the counts of these combinations may take."""

Spread = dict[tuple[int, int], int]
"""In how many ways so many yes votes from so many members come about."""


BySize = dict[int, int]
"""Counts by the number of members who say yes."""


def part_of(classes: Sequence[VoterClass], read: Callable[[int, int], Added], *, width: int) -> Part:
    """The part of a game that a section is; `read` says what its yes votes and yes members add to the sums.

    Raises `TooLarge` where its classes can be combined in too many ways.
    """
    states = prod(one.members + 1 for one in classes)
    if states > MOST_STATES or states * sum(one.members for one in classes) > MOST_BITS:
        raise TooLarge
    numbers: dict[Added, int] = {}
    ways: dict[int, BySize] = defaultdict(lambda: defaultdict(int))
    for (votes, members), count in spread(classes).items():
        ways[numbers.setdefault(read(votes, members), len(numbers))][members] += count
    groups = tuple(_group(classes, place, read, numbers, width) for place in range(len(classes)))
    return Part(tuple(numbers), tuple(packed(ways[option], width=width) for option in numbers.values()), groups)


def spread(classes: Sequence[VoterClass]) -> Spread:
    """How often each number of yes votes and yes members comes about among these members."""
    found: Spread = {(0, 0): 1}
    for one in classes:
        chosen = list(_choices(one.members))
        wider: Spread = defaultdict(int)
        for (votes, members), count in found.items():
            for yes, ways in enumerate(chosen):
                wider[votes + yes * one.weight, members + yes] += count * ways
        found = wider
    return found


def _choices(members: int) -> Iterator[int]:
    """In how many ways none, one, two … of these members can be chosen."""
    ways = 1
    for chosen in range(members + 1):
        yield ways
        ways = ways * (members - chosen) // (chosen + 1)


def _group(
    classes: Sequence[VoterClass], place: int, read: Callable[[int, int], Added], numbers: dict[Added, int], width: int
) -> Group:
    """The members of one class, with every turn that one of them can make while the others vote as they like."""
    mine = classes[place]
    if not mine.members:
        return Group(0, ())
    others = [*classes[:place], replace(mine, members=mine.members - 1), *classes[place + 1 :]]
    turns: dict[tuple[int, int], BySize] = defaultdict(lambda: defaultdict(int))
    for (votes, members), count in spread(others).items():
        before, after = numbers[read(votes, members)], numbers[read(votes + mine.weight, members + 1)]
        if before != after:
            turns[before, after][members] += count
    made = (Turn(before, after, packed(ways, width=width)) for (before, after), ways in turns.items())
    return Group(mine.members, tuple(made))
