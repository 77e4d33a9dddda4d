"""A voting game as it is counted: independent parts that add to sums, and a condition on the sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mfpl.measures.power.formulas import Formula

BITS = 8
"""Of a byte."""

Added = tuple[int, ...]
"""What a part adds to each sum."""


@dataclass(frozen=True)
class Turn:
    """One more yes inside a part: the option before, the option after, and in how many ways the others bring it about.

    `ways` are packed by the number of yes votes among the part's other voters.
    """

    before: int
    after: int
    ways: int


@dataclass(frozen=True)
class Group:
    """Voters of a part who cannot be told apart, with every turn that one of them can make."""

    members: int
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Part:
    """A voter, or a section of voters, who vote independently of all others.

    `options` are the different things the part can add to the sums; `ways` in how many ways each comes about, packed by
    the number of yes votes in it.
    """

    options: tuple[Added, ...]
    ways: tuple[int, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Game:
    """A decision by yes and no: sum k must reach `quotas[k]`, and `wins` says which of these must hold.

    Counts by number of yes votes are packed into one integer, `width` bits for each number; a width of 0 forgets them.
    """

    parts: tuple[Part, ...]
    quotas: tuple[int, ...]
    wins: Formula
    voters: int
    width: int


def width_for(voters: int) -> int:
    """Enough bits, in whole bytes, that no count of coalitions runs over into the next."""
    return (voters + BITS) // BITS * BITS


def packed(counts: Mapping[int, int], *, width: int) -> int:
    """Counts by number of yes votes as one integer; with a width of 0 their sum alone."""
    if not width:
        return sum(counts.values())
    size, least = width // BITS, min(counts, default=0)
    sizes = range(least, max(counts, default=-1) + 1)
    together = b"".join(counts.get(index, 0).to_bytes(size, "little") for index in sizes)
    return int.from_bytes(together, "little") << least * width


def unpacked(together: int, *, width: int, count: int) -> list[int]:
    """The counts of a packed integer, by number of yes votes from 0; with a width of 0 their sum alone."""
    if not width:
        return [together]
    size = width // BITS
    given = together.to_bytes(size * count, "little")
    return [int.from_bytes(given[start : start + size], "little") for start in range(0, size * count, size)]


def voter(added: Added, *, width: int) -> Part:
    """A part that is one voter, who adds this when voting yes and nothing otherwise."""
    nothing = (0,) * len(added)
    return Part((nothing, added), (1, 1 << width), (Group(1, (Turn(0, 1, 1),)),))


def weighted_game(criteria: Sequence[Sequence[int]], quotas: Sequence[int], wins: Formula) -> Game:
    """A game of voters with one weight for each criterion; the sum of criterion k must reach `quotas[k]`.

    `[quota; weights]` is one criterion with `wins` 0; the same criterion may be listed twice with two quotas.
    """
    voters = len(criteria[0])
    width = width_for(voters)
    parts = tuple(voter(added, width=width) for added in zip(*criteria, strict=True))
    return Game(parts, tuple(quotas), wins, voters, width)
