"""How a section votes: with one voice or not, alike another or not; counts of one vote, exact fractions.

Rice 1925; Attina 1990; Hix, Noury and Roland 2005 (doi 10.1017/S0007123405000128).
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Answers:
    """How many of a section said yes, no, and that they abstain."""

    yes: int
    no: int
    abstain: int = 0

    @property
    def given(self) -> int:
        """All answers."""
        return self.yes + self.no + self.abstain

    @property
    def most(self) -> int:
        """The answers of the largest side."""
        return max(self.yes, self.no, self.abstain)


def rice(answers: Answers) -> Fraction | None:
    """|yes - no| / (yes + no): 1 is one voice, 0 an even split; None where nobody said yes or no."""
    voted = answers.yes + answers.no
    return Fraction(abs(answers.yes - answers.no), voted) if voted else None


def agreement(answers: Answers) -> Fraction | None:
    """(most - half of the others) / all, abstentions included: 1 is one voice, 0 three equal sides; None for none."""
    rest = answers.given - answers.most
    return Fraction(2 * answers.most - rest, 2 * answers.given) if answers.given else None


def attina(answers: Answers) -> Fraction | None:
    """(most - all the others) / all, abstentions included: 1 is one voice; below 0 no side has half. None for none."""
    return Fraction(2 * answers.most - answers.given, answers.given) if answers.given else None


def unlikeness(one: Answers, other: Answers) -> Fraction | None:
    """How far apart the shares of yes among yes and no are: 0 is alike, 1 opposite; None where one has neither."""
    shares = [Fraction(each.yes, each.yes + each.no) for each in (one, other) if each.yes + each.no]
    return abs(shares[0] - shares[1]) if len(shares) == 2 else None  # noqa: PLR2004 - the two that are compared


def likeness(one: Answers, other: Answers) -> Fraction | None:
    """1 less the unlikeness."""
    apart = unlikeness(one, other)
    return None if apart is None else 1 - apart
