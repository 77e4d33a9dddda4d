"""What an unknown count can still be, given the counts that are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from mfpl.rules.codes import CountName
from mfpl.rules.counts import Tally

VOTED = (CountName.YES, CountName.NO, CountName.ABSTAIN, CountName.BLANK)
"""The answers on the ballots in the box; invalid papers are outside, because sources differ on them."""

CAME = (*VOTED, CountName.INVALID)
ENTITLED = (*CAME, CountName.ABSENT)
COMPOSED = {
    CountName.VALID: (CountName.YES, CountName.NO),
    CountName.VOTING: (CountName.YES, CountName.NO, CountName.ABSTAIN),
}
GIVEN = tuple(name for name in CountName if name not in COMPOSED)
"""The counts a record can give; the others follow from them."""


@dataclass(frozen=True)
class Range:
    """The least and the most a number can be; `high` is None where nothing limits it."""

    low: int
    high: int | None

    @property
    def known(self) -> bool:
        """Whether only one number is possible."""
        return self.low == self.high

    def __add__(self, other: "Range") -> "Range":
        high = None if self.high is None or other.high is None else self.high + other.high
        return Range(self.low + other.low, high)


@dataclass(frozen=True)
class Span:
    """The least and the most a share can be."""

    low: Fraction
    high: Fraction

    @property
    def known(self) -> bool:
        """Whether only one share is possible."""
        return self.low == self.high


def parts_of(names: Iterable[CountName]) -> tuple[CountName, ...]:
    """The counts with `valid` and `voting` taken apart into what they are made of."""
    return tuple(part for name in names for part in COMPOSED.get(name, (name,)))


def range_of(tally: Tally, names: tuple[CountName, ...]) -> Range:
    """What the sum of these counts can be in one pool: exact if all are known, else within what the others leave."""
    parts = parts_of(names)
    if all(part in tally for part in parts):
        total = sum(tally[part] for part in parts)
        return Range(total, total)
    if set(parts) <= set(ENTITLED):
        return _range_of_answers(tally, parts)
    return _range_of_people(tally, parts[0])


def _sum(tally: Tally, names: Iterable[CountName]) -> int:
    return sum(tally.get(name, 0) for name in names)


def _least(limits: Iterable[int | None]) -> int | None:
    return min((limit for limit in limits if limit is not None), default=None)


def _limit(tally: Tally, whole: CountName, members: tuple[CountName, ...], parts: tuple[CountName, ...]) -> int | None:
    if whole not in tally or not set(parts) <= set(members):
        return None
    return tally[whole] - _sum(tally, (name for name in members if name not in parts))


def _range_of_answers(tally: Tally, parts: tuple[CountName, ...]) -> Range:
    high = _least(
        (
            _limit(tally, CountName.BALLOTS, VOTED, parts),
            _limit(tally, CountName.PRESENT, CAME, parts),
            _limit(tally, CountName.ELIGIBLE, ENTITLED, parts),
        )
    )
    return Range(_sum(tally, parts), high)


def _range_of_people(tally: Tally, name: CountName) -> Range:
    answered = _sum(tally, VOTED)
    came = max(tally.get(CountName.PRESENT, 0), tally.get(CountName.BALLOTS, 0), _sum(tally, CAME))
    eligible = tally.get(CountName.ELIGIBLE)
    not_absent = None if eligible is None else eligible - tally.get(CountName.ABSENT, 0)
    match name:
        case CountName.BALLOTS:
            return Range(answered, _least((tally.get(CountName.PRESENT), not_absent)))
        case CountName.PRESENT:
            return Range(came, not_absent)
        case CountName.ELIGIBLE:
            named = max(tally.get(CountName.SIGNED, 0), tally.get(CountName.BLOCKS, 0))
            return Range(max(came + tally.get(CountName.ABSENT, 0), named), None)
    return Range(0, eligible)


def share_span(counted: Range, whole: Range, rest: Range | None) -> Span:
    """What `counted` divided by `whole` can be; a share of nothing is 0.

    The counted are part of the whole. `rest` is the whole without the counted where that can be told apart, which
    narrows the span: with 60 yes and at most 40 no, yes is at least 60/100.
    """
    low = _ratio(counted.low, whole.high) if whole.high is not None else Fraction(0)
    high = _ratio(counted.high, whole.low) if counted.high is not None and whole.low else Fraction(counted.high != 0)
    if rest is not None:
        low = max(low, _part(counted.low, rest.high))
        high = min(high, _part_at_most(counted.high, rest.low))
    return Span(low, min(high, Fraction(1)))


def _ratio(counted: int, whole: int) -> Fraction:
    return Fraction(counted, whole) if whole else Fraction(0)


def _part(counted: int, rest: int | None) -> Fraction:
    return Fraction(0) if rest is None else _ratio(counted, counted + rest)


def _part_at_most(counted: int | None, rest: int) -> Fraction:
    return Fraction(1) if counted is None else _ratio(counted, counted + rest)
