"""Counts on a diagram: in how many ways each node is reached and won from, and how often a voter turns the result."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
        here = [0, below[1] * sum(part.ways)]
        here += [sum(won * ways for won, ways in _by_result(part, node, below)) for node in nodes]
        found.append(here)
        below = here
    return found[::-1]


def _by_result(part: Part, node: Sequence[int], below: Sequence[Packed]) -> Iterable[tuple[Packed, Packed]]:
    """What can be won after each option, with its ways; options after which the same is won are taken together."""
    together: dict[Packed, Packed] = {}
    for child, ways in zip(node, part.ways, strict=True):
        if child != LOST:
            together[below[child]] = together.get(below[child], 0) + ways
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
