"""What a seat rule gives at other shares and other numbers of seats: examples that are computed, never typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from mfpl.counting.apportionment import SeatRule, apportion
from mfpl.web.seats.asking import Question
from mfpl.web.seats.sharing import without_limits

PAIR = 2
EXAMPLES = (
    (15, (80, 20)),
    (15, (67, 33)),
    (15, (60, 40)),
    (5, (80, 20)),
    (6, (80, 20)),
    (9, (80, 20)),
    (20, (80, 20)),
    (25, (80, 20)),
    (3, (80, 20)),
    (3, (50, 50)),
    (1, (80, 20)),
    (1, (50, 50)),
)
"""Seats, and the shares of the larger and the smaller of two centers in percent."""


@dataclass(frozen=True)
class Example:
    """A row: seats, share of members by center, what there would be without limits, and with them; None for none."""

    seats: int
    shares: Mapping[str, Fraction]
    proportional: Mapping[str, int]
    given: Mapping[str, int] | None

    @property
    def limited(self) -> bool:
        """Return whether a limit, and not the proportion, decides."""
        return self.given != self.proportional


def other_shares(rule: SeatRule, asked: Question) -> list[Example]:
    """Return what the rule gives for the examples, the larger center today in the larger role; none but for two."""
    if len(asked.members) != PAIR:
        return []
    return list(examples(rule, larger_first=sorted(asked.members, key=lambda code: -asked.members[code])))


def examples(rule: SeatRule, *, larger_first: list[str]) -> Iterator[Example]:
    """Yield what a rule gives two centers for each of the examples."""
    for seats, shares in EXAMPLES:
        members = dict(zip(larger_first, shares, strict=True))
        alone = without_limits(rule, members, seats=seats)
        parts = {code: Fraction(number, sum(shares)) for code, number in members.items()}
        yield Example(seats, parts, alone, apportion(rule, members, seats=seats).seats)
