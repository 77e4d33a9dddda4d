"""Conditions made of thresholds: so many of these must hold, simplified as thresholds become known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Gate:
    """So many of these must hold: all of n is n of n, any is one of n."""

    needed: int
    of: tuple["bool | int | Gate", ...]


Formula: TypeAlias = bool | int | Gate
"""True, False, the number of a threshold, or a gate over such."""


def all_of(*children: Formula) -> Formula:
    """Every one must hold."""
    return gate(len(children), children)


def any_of(*children: Formula) -> Formula:
    """One is enough."""
    return gate(1, children)


def gate(needed: int, children: Iterable[Formula]) -> Formula:
    """A gate in one form only, with what is certain left out, so that equal conditions are equal values."""
    given = tuple(children)
    needed -= sum(child is True for child in given)
    left = tuple(child for child in given if not isinstance(child, bool))
    if needed <= 0:
        return True
    if needed > len(left):
        return False
    if needed in {1, len(left)}:
        distinct = tuple(dict.fromkeys(left))
        needed = 1 if needed == 1 else len(distinct)
        left = distinct
    return left[0] if len(left) == 1 else Gate(needed, tuple(sorted(left, key=repr)))


def simplified(formula: Formula, known: Mapping[int, bool]) -> Formula:
    """The formula that is left when some thresholds are known."""
    if not isinstance(formula, Gate):
        return known.get(formula, formula) if not isinstance(formula, bool) else formula
    return gate(formula.needed, (simplified(child, known) for child in formula.of))


def thresholds_in(formula: Formula) -> Iterator[int]:
    """The numbers of the thresholds in a formula that is not settled, with repetitions."""
    if not isinstance(formula, Gate):
        yield int(formula)
        return
    for child in formula.of:
        yield from thresholds_in(child)


@dataclass
class FormulaTable:
    """The formulas met while thresholds become known, each with a number: 0 is False, 1 is True."""

    formulas: list[Formula] = field(default_factory=lambda: [False, True])
    asked: list[tuple[int, ...]] = field(default_factory=lambda: [(), ()])
    _numbers: dict[Formula, int] = field(default_factory=dict)
    _steps: dict[tuple[int, tuple[bool | None, ...]], tuple[int, tuple[int, ...]]] = field(default_factory=dict)

    def number(self, formula: Formula) -> int:
        """The number of a formula."""
        if isinstance(formula, bool):
            return int(formula)
        key = formula if isinstance(formula, Gate) else Gate(1, (formula,))
        if key not in self._numbers:
            self._numbers[key] = len(self.formulas)
            self.formulas.append(formula)
            self.asked.append(tuple(sorted(set(thresholds_in(formula)))))
        return self._numbers[key]

    def step(self, number: int, truths: tuple[bool | None, ...]) -> tuple[int, tuple[int, ...]]:
        """The formula left when its thresholds, in order, are known as given; and which of them it still asks about."""
        found = self._steps.get((number, truths))
        if found is None:
            asked = self.asked[number]
            known = {name: truth for name, truth in zip(asked, truths, strict=True) if truth is not None}
            left = self.number(simplified(self.formulas[number], known))
            found = left, tuple(asked.index(name) for name in self.asked[left])
            self._steps[number, truths] = found
        return found
