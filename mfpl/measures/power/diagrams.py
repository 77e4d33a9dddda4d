"""The game as a decision diagram: part after part, votes that leave the same question open are taken together.

What is still needed of a sum matters only up to the next number that the remaining parts can add up to; rounding it up
to that number makes equal questions equal. This is how threshold functions become small decision diagrams.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mfpl.measures.power.formulas import FormulaTable
from mfpl.measures.power.games import Added, Game

LOST, WON, FIRST = 0, 1, 2
"""Numbers of nodes: decided against, decided for, and the first that is open."""

MOST_EDGES = 6_000_000
MOST_SUMS = 1 << 15
"""Beyond so many different sums of the rest, needs are not rounded up."""

State = tuple[int, ...]
"""The number of the formula that is left, then what each of its thresholds still needs."""


class TooLarge(Exception):  # noqa: N818 - named as the sentence says it
    """The diagram would have more edges than are followed."""


@dataclass(frozen=True)
class Rest:
    """What the parts that are left can still add to one sum: least, most, and every sum unless they are too many."""

    least: int
    most: int
    sums: Sequence[int] | None


@dataclass(frozen=True)
class Diagram:
    """For each part in order, the open nodes before it; a node is the numbers of the nodes its options lead to."""

    root: int
    levels: tuple[tuple[tuple[int, ...], ...], ...]


def diagram_of(game: Game, *, most_edges: int = MOST_EDGES) -> Diagram:
    """The decision diagram of a game; raises `TooLarge` beyond so many edges."""
    rests = [_rests(game, index) for index in range(len(game.quotas))]
    builder = _Builder(FormulaTable(), rests)
    start = builder.state(builder.table.number(game.wins), dict(enumerate(game.quotas)), level=0)
    nodes: dict[State, int] = {} if start[0] in {LOST, WON} else {start: FIRST}
    root = FIRST if nodes else start[0]
    levels, edges = [], 0
    for level, part in enumerate(game.parts):
        edges += len(nodes) * len(part.options)
        if edges > most_edges:
            raise TooLarge
        below: dict[State, int] = {}
        levels.append(tuple(builder.children(state, part.options, level + 1, below) for state in nodes))
        nodes = below
    return Diagram(root, tuple(levels))


def _rests(game: Game, index: int) -> list[Rest]:
    """What can still be added to one sum, before each part and after the last."""
    found = [Rest(0, 0, (0,))]
    for part in reversed(game.parts):
        added = sorted({option[index] for option in part.options})
        below = found[-1]
        sums = None
        if below.sums is not None and len(below.sums) * len(added) <= MOST_SUMS * 16:
            distinct = {one + other for one in below.sums for other in added}
            sums = sorted(distinct) if len(distinct) <= MOST_SUMS else None
        found.append(Rest(below.least + added[0], below.most + added[-1], sums))
    return found[::-1]


def _within(need: int, rest: Rest) -> int:
    """What is needed; what is certain to be met, and what cannot be met any more, each by one number."""
    if need <= rest.least:
        return rest.least
    return need if need <= rest.most else rest.most + 1


@dataclass
class _Builder:
    """Follows states from part to part."""

    table: FormulaTable
    rests: list[list[Rest]]

    def state(self, number: int, needs: dict[int, int], *, level: int) -> State:
        """The state of a formula whose thresholds need so much, before the part at this level."""
        asked = self.table.asked[number]
        return self._settled(number, [needs[name] for name in asked], level)

    def children(self, state: State, options: Sequence[Added], level: int, below: dict[State, int]) -> tuple[int, ...]:
        """The nodes that each option of a part leads to; those that are open are numbered in `below`."""
        asked = [(name, need, self.rests[name][level]) for name, need in self._needs(state)]
        known: dict[State, int] = {}
        found = []
        for added in options:
            left = tuple([_within(need - added[name], rest) for name, need, rest in asked])
            if left not in known:
                child = self._settled(state[0], list(left), level)
                known[left] = child[0] if len(child) == 1 else below.setdefault(child, len(below) + FIRST)
            found.append(known[left])
        return tuple(found)

    def _needs(self, state: State) -> Iterable[tuple[int, int]]:
        """The numbers of the thresholds a state asks for, with what each still needs."""
        return zip(self.table.asked[state[0]], state[1:], strict=True)

    def _settled(self, number: int, needs: list[int], level: int) -> State:
        """The state with every threshold that is already certain taken out."""
        truths: list[bool | None] = []
        for place, name in enumerate(self.table.asked[number]):
            rest = self.rests[name][level]
            need = needs[place]
            truth = True if need <= rest.least else (False if need > rest.most else None)
            truths.append(truth)
            if truth is None and rest.sums is not None:
                needs[place] = rest.sums[bisect_left(rest.sums, need)]
        if not any(truth is not None for truth in truths):
            return (number, *needs)
        left, kept = self.table.step(number, tuple(truths))
        return (left, *(needs[place] for place in kept))
