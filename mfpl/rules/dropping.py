"""Schwartz sequential dropping: the weakest defeats are dropped until none is left among those nobody beats for good.

As in the constitution of Debian, appendix A.6; the method is known as cloneproof Schwartz sequential dropping.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Table = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Defeat:
    """One option ranked above another on more ballots than the other way round."""

    winner: int
    loser: int
    votes: int
    against: int

    @property
    def strength(self) -> tuple[int, int]:
        """More winning votes are stronger; of equally many, fewer losing votes."""
        return self.votes, -self.against


@dataclass(frozen=True)
class Dropping:
    """What is left: the options among which nothing is decided any more, and the defeats dropped and standing."""

    remaining: tuple[int, ...]
    dropped: tuple[Defeat, ...]
    standing: tuple[Defeat, ...]


def drop_sequentially(options: Sequence[int], prefer: Table) -> Dropping:
    """The options left of a contest after Schwartz sequential dropping; one is the winner, several are a tie."""
    defeats = defeats_between(options, prefer)
    dropped: list[Defeat] = []
    while True:
        schwartz = schwartz_set(options, defeats)
        inside = [defeat for defeat in defeats if {defeat.winner, defeat.loser} <= schwartz]
        if not inside:
            return Dropping(tuple(option for option in options if option in schwartz), tuple(dropped), tuple(defeats))
        weakest = min(defeat.strength for defeat in inside)
        weak = [defeat for defeat in inside if defeat.strength == weakest]
        dropped += weak
        defeats = [defeat for defeat in defeats if defeat not in weak]


def defeats_between(options: Sequence[int], prefer: Table) -> list[Defeat]:
    """Every defeat between these options."""
    return [
        Defeat(one, other, prefer[one][other], prefer[other][one])
        for one in options
        for other in options
        if one != other and prefer[one][other] > prefer[other][one]
    ]


def schwartz_set(options: Iterable[int], defeats: Iterable[Defeat]) -> set[int]:
    """The options that beat, directly or through others, every option that so beats them."""
    below = _beaten_by(options, defeats)
    return {one for one in below if all(other in below[one] for other in below if one in below[other])}


def _beaten_by(options: Iterable[int], defeats: Iterable[Defeat]) -> Mapping[int, set[int]]:
    """What each option beats, directly or through others."""
    below: dict[int, set[int]] = {option: set() for option in options}
    for defeat in defeats:
        below[defeat.winner].add(defeat.loser)
    for through, further in below.items():
        for beaten in below.values():
            if through in beaten:
                beaten.update(further)
    return below
