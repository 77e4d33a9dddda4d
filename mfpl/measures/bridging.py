"""What every group can live with: agreement that counts only as far as each group shares it.

Group-informed consensus as in Polis; compdemocracy.org/group-informed-consensus.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import prod


@dataclass(frozen=True)
class Reaction:
    """How many of a group agreed with a statement, disagreed, or saw it and passed."""

    agree: int
    disagree: int
    passed: int = 0

    @property
    def seen(self) -> int:
        """How many saw it."""
        return self.agree + self.disagree + self.passed


def agreed_by_all(groups: Iterable[Reaction]) -> Fraction:
    """The product over groups of (agree + 1) / (seen + 2): high only where every group agrees; 1 for no group."""
    return prod((Fraction(group.agree + 1, group.seen + 2) for group in groups), start=Fraction(1))


def refused_by_all(groups: Iterable[Reaction]) -> Fraction:
    """The same for disagreement."""
    return prod((Fraction(group.disagree + 1, group.seen + 2) for group in groups), start=Fraction(1))
