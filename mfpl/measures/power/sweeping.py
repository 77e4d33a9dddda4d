"""Counts on a diagram: in how many ways each node is reached and won from, and how often a voter turns the result."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from mfpl.measures.power.diagrams import FIRST, LOST, Diagram
from mfpl.measures.power.games import Game, Group, Part

Packed = int


@dataclass(frozen=True)
class Counted:
    """What was counted, packed by number of yes votes.

    `won` are the coalitions that win. `swings[part][group]` are, for one voter of the group, the coalitions of the
    others that lose without and win with that voter, by the number of those others.
    """

    won: Packed
    swings: tuple[tuple[Packed, ...], ...]


def counted(game: Game, diagram: Diagram) -> Counted:
    """The winning coalitions and every voter's swings, in two passes over the diagram."""
    wins = _wins(game, diagram)
    if diagram.root != FIRST:
        nobody = tuple(tuple(0 for _ in part.groups) for part in game.parts)
        return Counted(wins[0][diagram.root], nobody)
    reached: list[Packed] = [1]
    swings = []
    for level, part in enumerate(game.parts):
        nodes = diagram.levels[level]
        swings.append(tuple(_swings(group, nodes, reached, wins[level + 1]) for group in part.groups))
        reached = _reached_below(part, nodes, reached)
    return Counted(wins[0][FIRST], tuple(swings))


def _wins(game: Game, diagram: Diagram) -> list[list[Packed]]:
    """For each level, by number of node, in how many ways the parts from there on win."""
    below: list[Packed] = [0, 1]
    found = [below]
    for part, nodes in zip(reversed(game.parts), reversed(diagram.levels), strict=True):
        until = [0, *accumulate(part.ways)]
        here = [0, below[1] * until[-1]]
        here += [sum(below[child] * ways for child, ways in _by_child(node, until)) for node in nodes]
        found.append(here)
        below = here
    return found[::-1]


def _by_child(node: Sequence[int], until: Sequence[Packed]) -> Iterable[tuple[int, Packed]]:
    """The nodes below from which it can be won, with the ways that lead there.

    `until` are the ways of all options before each, so that options side by side that lead to the same node need not be
    added up.
    """
    together: dict[int, Packed] = {}
    start = 0
    for child, run in groupby(node):
        end = start + sum(1 for _ in run)
        if child != LOST:
            together[child] = together.get(child, 0) + until[end] - until[start]
        start = end
    return together.items()


def _reached_below(part: Part, nodes: Sequence[Sequence[int]], reached: Sequence[Packed]) -> list[Packed]:
    """In how many ways each node of the next level is reached, numbered without the two that are decided."""
    found: dict[int, Packed] = {}
    for node, ways_here in zip(nodes, reached, strict=True):
        leading: dict[int, Packed] = {}
        for child, ways in zip(node, part.ways, strict=True):
            if child >= FIRST:
                leading[child] = leading.get(child, 0) + ways
        for child, ways in leading.items():
            found[child] = found.get(child, 0) + ways_here * ways
    return [found[child] for child in sorted(found)]


def _swings(group: Group, nodes: Sequence[Sequence[int]], reached: Sequence[Packed], below: Sequence[Packed]) -> Packed:
    """A voter's swings over all nodes of a level; nodes at which the swings are alike are multiplied once."""
    together: dict[Packed, Packed] = {}
    for node, ways_here in zip(nodes, reached, strict=True):
        here = _swings_at(group, node, below)
        if here:
            together[here] = together.get(here, 0) + ways_here
    return sum(here * ways for here, ways in together.items())


def _swings_at(group: Group, node: Sequence[int], below: Sequence[Packed]) -> Packed:
    gained: dict[Packed, Packed] = {}
    for turn in group.turns:
        before, after = node[turn.before], node[turn.after]
        if before != after:
            gain = below[after] - below[before]
            gained[gain] = gained.get(gain, 0) + turn.ways
    return sum(gain * ways for gain, ways in gained.items())
