"""What a rule demands, as sums over the sections: what each section adds to each sum, and how much is needed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mfpl.measures.power.formulas import Formula, gate
from mfpl.measures.power.games import Added
from mfpl.measures.power.yes_conditions import AtLeastYes, Condition, InSections, ScaledYes, So
from mfpl.rules.codes import Unit

Reader = Callable[[int, int], int]
"""What a section adds to a sum, from its yes votes and its yes members."""


@dataclass(frozen=True)
class Sum:
    """A number that votes add up to, and how much of it is needed.

    Either the yes of everyone in a unit, each section's times its weight where there are weights; or the weight of the
    sections where a condition holds.
    """

    needed: int
    unit: Unit | None = None
    weights: Mapping[str, int] | None = None
    asked: Mapping[str, tuple[Condition, int]] = field(default_factory=dict)

    def reader(self, section: str) -> Reader:
        """What a section adds to it."""
        weight = 1 if self.weights is None else self.weights.get(section, 0)
        if self.unit is Unit.VOTES:
            return lambda votes, _members: weight * votes
        if self.unit is Unit.MEMBERS:
            return lambda _votes, members: weight * members
        if section not in self.asked:
            return lambda _votes, _members: 0
        condition, worth = self.asked[section]
        holds = _test(condition)
        return lambda votes, members: worth if holds(votes, members) else 0


@dataclass(frozen=True)
class Demands:
    """Sums, and the formula over their numbers that says which of them must be reached."""

    sums: tuple[Sum, ...]
    wins: Formula

    def readers(self, section: str) -> Callable[[int, int], Added]:
        """What a section adds to every sum."""
        each = [one.reader(section) for one in self.sums]
        return lambda votes, members: tuple(read(votes, members) for read in each)

    def met(self, totals: Sequence[int]) -> bool:
        """Whether these totals satisfy the rule."""
        return _met(self.wins, self.sums, totals)


Numbered = dict[AtLeastYes | ScaledYes | InSections, int]
"""The sums of a condition, each with its number."""


def demands_of(condition: Condition) -> Demands:
    """The sums that a condition asks about; every part of it must be helped by more yes."""
    numbered: Numbered = {}
    wins = _formula(condition, numbered)
    return Demands(tuple(_sum(one) for one in numbered), wins)


def _formula(condition: Condition, numbered: Numbered) -> Formula:
    if isinstance(condition, bool):
        return condition
    if isinstance(condition, So):
        return gate(condition.needed, [_formula(one, numbered) for one in condition.of])
    return numbered.setdefault(condition, len(numbered))


def _sum(condition: AtLeastYes | ScaledYes | InSections) -> Sum:
    if isinstance(condition, AtLeastYes):
        return Sum(condition.least, condition.unit)
    if isinstance(condition, ScaledYes):
        return Sum(condition.least, condition.unit, dict(condition.weights))
    return Sum(condition.least, asked={section: (inner, weight) for section, inner, weight in condition.asked})


def _test(condition: Condition) -> Callable[[int, int], bool]:
    """The condition as a test of a section's yes votes and yes members."""
    if isinstance(condition, AtLeastYes):
        least = condition.least
        if condition.unit is Unit.VOTES:
            return lambda votes, _members: votes >= least
        return lambda _votes, members: members >= least
    if isinstance(condition, So):
        needed, tests = condition.needed, [_test(one) for one in condition.of]
        return lambda votes, members: sum(test(votes, members) for test in tests) >= needed
    raise TypeError(condition)


def _met(formula: Formula, sums: Sequence[Sum], totals: Sequence[int]) -> bool:
    if isinstance(formula, bool):
        return formula
    if isinstance(formula, int):
        return totals[formula] >= sums[formula].needed
    return sum(_met(child, sums, totals) for child in formula.of) >= formula.needed
