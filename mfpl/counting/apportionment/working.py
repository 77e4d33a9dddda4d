"""What an allocation of seats answers with: the seats, each step of the working, or why there are none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from mfpl.counting.apportionment.codes import ReasonCode, SeatsRefusal, StepCode, TieRule
from mfpl.rules.exact import write_fraction

Seats = Mapping[str, int]
Numbers = Mapping[str, int | Fraction]
Json = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One line of the working: a code, the section it is about (None: all of them), its exact numbers.

    `comparison` is there for limits; `sections`, `winners` and `by` for ties.
    """

    code: StepCode
    section: str | None = None
    numbers: Numbers = field(default_factory=dict)
    comparison: str | None = None
    sections: tuple[str, ...] = ()
    winners: tuple[str, ...] = ()
    by: TieRule | None = None

    def to_json(self) -> Json:
        """The step as plain JSON data; numbers are integers or fraction texts, and what is not there is left out."""
        about = {"comparison": self.comparison, "by": self.by and str(self.by)}
        lists = {"sections": list(self.sections), "winners": list(self.winners)}
        return {
            "code": str(self.code),
            "section": self.section,
            **{name: write_fraction(number) for name, number in self.numbers.items()},
            **{name: value for name, value in {**about, **lists}.items() if value},
        }


@dataclass(frozen=True)
class Reason:
    """One inequality that no allocation can meet."""

    code: ReasonCode
    section: str | None
    left: int
    right: int

    @property
    def inequality(self) -> str:
        """What fails, as it would be written: `2 < 3` where at least 3 were needed, `4 > 3` where at most 3 fit."""
        return f"{self.left} {'<' if self.left < self.right else '>'} {self.right}"

    def to_json(self) -> Json:
        """The reason as plain JSON data."""
        return {"code": str(self.code), "section": self.section, "inequality": self.inequality}


@dataclass(frozen=True)
class OpenTie:
    """Exactly equal claims that the rule's tie rules do not settle; a lot needs a seed, published beforehand."""

    sections: tuple[str, ...]
    seats: int

    def to_json(self) -> Json:
        """The tie as plain JSON data."""
        return {"sections": list(self.sections), "seats": self.seats}


@dataclass(frozen=True)
class Allocation:
    """The answer: `seats` of the body by section, of which `open` are to be filled; or why there is none.

    Exactly one of these holds: `seats` is there; `reasons` is not empty (infeasible); `tie` is there (not settled).
    """

    seats: Seats | None
    open: Seats | None
    steps: tuple[Step, ...]
    reasons: tuple[Reason, ...] = ()
    tie: OpenTie | None = None


class SeatsRefused(ValueError):  # noqa: N818 - named as the sentence says it
    """Seats cannot be computed from what was given; `section` is the one it is about."""

    def __init__(self, code: SeatsRefusal, section: str | None = None) -> None:
        self.code = code
        self.section = section
        super().__init__(f"{code} {section or ''}".strip())


class TieNotSettled(Exception):  # noqa: N818 - named as the sentence says it
    """Raised inside a count when no tie rule separates equal claims; never leaves this package."""

    def __init__(self, tie: OpenTie) -> None:
        self.tie = tie
        super().__init__(", ".join(tie.sections))
