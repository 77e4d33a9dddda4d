"""A section of many members as one part of a game: how often each number of yes votes comes about in it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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

Turns = dict[tuple[int, int], BySize]
"""By the numbers of the options before and after one more yes: in how many ways the others bring it about."""


@dataclass(frozen=True)
class Tallied:
    """A section gone through once: what it can add, in how many ways, and every turn one member of a class can make.

    Ways are by the number of members who say yes; a turn is named by the numbers of the options before and after it.
    """

    options: tuple[Added, ...]
    ways: tuple[BySize, ...]
    groups: tuple[tuple[int, Turns], ...]

    def part(self, *, width: int) -> Part:
        """The part of a game that the section is, with its ways packed."""
        groups = tuple(
            Group(members, tuple(Turn(before, after, packed(ways, width=width)) for (before, after), ways in found))
            for members, found in ((members, turns.items()) for members, turns in self.groups)
        )
        return Part(self.options, tuple(packed(ways, width=width) for ways in self.ways), groups)


def tallied(classes: Sequence[VoterClass], read: Callable[[int, int], Added]) -> Tallied:
    """A section gone through; `read` says what its yes votes and yes members add to the sums.

    Raises `TooLarge` where its classes can be combined in too many ways.
    """
    states = prod(one.members + 1 for one in classes)
    if states > MOST_STATES or states * sum(one.members for one in classes) > MOST_BITS:
        raise TooLarge
    numbers: dict[Added, int] = {}
    option: dict[tuple[int, int], int] = {}
    ways: dict[int, BySize] = defaultdict(lambda: defaultdict(int))
    for (votes, members), count in sorted(spread(classes).items()):
        found = numbers.setdefault(read(votes, members), len(numbers))
        option[votes, members] = found
        ways[found][members] += count
    groups = tuple((one.members, _turns(classes, place, option)) for place, one in enumerate(classes))
    return Tallied(tuple(numbers), tuple(ways[number] for number in numbers.values()), groups)


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


def _turns(classes: Sequence[VoterClass], place: int, option: Mapping[tuple[int, int], int]) -> Turns:
    """Every turn that one member of a class can make while the others of the section vote as they like."""
    mine = classes[place]
    turns: Turns = defaultdict(lambda: defaultdict(int))
    if not mine.members:
        return turns
    others = [*classes[:place], replace(mine, members=mine.members - 1), *classes[place + 1 :]]
    for (votes, members), count in spread(others).items():
        before, after = option[votes, members], option[votes + mine.weight, members + 1]
        if before != after:
            turns[before, after][members] += count
    return turns
