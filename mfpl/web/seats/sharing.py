"""What a seat rule answers: the seats as a sentence, a picture, a table and lines, or why there are none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from mfpl.counting.apportionment import Allocation, SeatRule, SeatsRefused, StepCode, apportion
from mfpl.rules.codes import Comparison
from mfpl.store.queries.overview import CenterOverview
from mfpl.web.seats.asking import Question
from mfpl.web.wording.comparisons import mixed
from mfpl.web.wording.seat_rules import (
    word_loosened,
    word_nearest,
    word_shared_out,
    word_to_fill,
    word_what_decided,
)
from mfpl.web.wording.seats import word_reason, word_seats_refusal, word_step, word_tie
from mfpl.web.wording.sections import CENTER, Sections

MOST_DRAWN = 120
"""Squares; beyond them the table says it better."""

FARTHEST = 12
"""How many seats more or fewer are tried for a number that can be met."""

LOOSER = {Comparison.LESS_THAN: Comparison.AT_MOST, Comparison.MORE_THAN: Comparison.AT_LEAST}


@dataclass(frozen=True)
class Square:
    """One seat of the picture: its center, and whether it is still to be filled while others continue."""

    code: str
    empty: bool


@dataclass(frozen=True)
class CenterSeats:
    """A row of the table: members, quota where the method has one, by proportion alone, and by the rule."""

    center: CenterOverview
    members: int
    quota: str
    proportional: int | None
    seats: int
    continuing: int
    open: int


@dataclass(frozen=True)
class Shared:
    """The answer in words: tone, outcome, what decided, rows and squares, each step, and what could be changed."""

    tone: str
    outcome: str
    reasons: tuple[str, ...]
    rows: tuple[CenterSeats, ...] = ()
    squares: tuple[Square, ...] = ()
    steps: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


def sections_of(centers: list[CenterOverview]) -> Sections:
    """Return what centers are called in the sentences about seats."""
    return Sections({one.code: one.short_name for one in centers}, kind=CENTER)


def shared(rule: SeatRule, asked: Question) -> Shared:
    """Return what a seat rule gives for the numbers asked."""
    words = sections_of(asked.centers)
    try:
        answer = _apportioned(rule, asked)
    except SeatsRefused as refused:
        return Shared("no", word_seats_refusal(refused), ())
    steps = tuple(word_step(step, words) for step in answer.steps)
    outcome = word_shared_out(answer, words)
    if answer.tie is not None:
        return Shared("wait", outcome, (word_tie(answer.tie, words),), steps=steps)
    if answer.seats is None:
        reasons = tuple(word_reason(reason, words) for reason in answer.reasons)
        return Shared("no", outcome, reasons, steps=steps, changes=tuple(_changes(rule, asked)))
    alone = without_limits(rule, asked.members, seats=asked.seats, seed=asked.seed)
    reasons = tuple(_why(rule, answer, alone, words))
    return Shared("good", outcome, reasons, tuple(_rows(asked, answer, alone)), _squares(answer), steps)


def without_limits(
    rule: SeatRule, members: Mapping[str, int], *, seats: int, seed: str | None = None
) -> Mapping[str, int]:
    """Return what the method of a rule gives by proportion alone; nothing where a tie leaves that open."""
    free = rule.model_copy(update={"limits": ()})
    return apportion(free, members, seats=seats, seed=seed).seats or {}


def _apportioned(rule: SeatRule, asked: Question, *, seats: int | None = None) -> Allocation:
    whole = asked.seats if seats is None else seats
    return apportion(rule, asked.members, seats=whole, continuing=asked.continuing, seed=asked.seed)


def _why(rule: SeatRule, answer: Allocation, alone: Mapping[str, int], words: Sections) -> Iterator[str]:
    yield word_what_decided(answer.steps, limited=bool(rule.limits), proportional=alone, words=words)
    yield from (word_step(step, words) for step in answer.steps if step.code is StepCode.TIE)
    to_fill = word_to_fill(answer, words)
    if to_fill:
        yield to_fill


def _rows(asked: Question, answer: Allocation, alone: Mapping[str, int]) -> Iterator[CenterSeats]:
    quotas: dict[str | None, str] = {}
    for step in answer.steps:
        if step.code is StepCode.QUOTA:
            quotas.setdefault(step.section, mixed(Fraction(step.numbers["quota"])))
    for center in asked.centers:
        held, to_fill = (answer.seats or {})[center.code], (answer.open or {})[center.code]
        yield CenterSeats(
            center=center,
            members=asked.members[center.code],
            quota=quotas.get(center.code, ""),
            proportional=alone.get(center.code),
            seats=held,
            continuing=held - to_fill,
            open=to_fill,
        )


def _squares(answer: Allocation) -> tuple[Square, ...]:
    """Return a square for each seat, those who continue first; without any who continue all are drawn full."""
    seats, to_fill = answer.seats or {}, answer.open or {}
    if sum(seats.values()) > MOST_DRAWN:
        return ()
    staying = seats != to_fill
    return tuple(
        Square(code, staying and place >= held - to_fill[code]) for code, held in seats.items() for place in range(held)
    )


def _changes(rule: SeatRule, asked: Question) -> Iterator[str]:
    """Yield what could be changed so that the rule can be met, each tried and found to be enough."""
    near = [
        next((n for n in tried if n > 0 and not _apportioned(rule, asked, seats=n).reasons), None)
        for tried in (
            range(asked.seats - 1, asked.seats - FARTHEST, -1),
            range(asked.seats + 1, asked.seats + FARTHEST),
        )
    ]
    found = [seats for seats in near if seats is not None]
    if found:
        yield word_nearest(found)
    limits = tuple(
        limit.model_copy(update={"comparison": LOOSER.get(limit.comparison, limit.comparison)}) for limit in rule.limits
    )
    looser = rule.model_copy(update={"limits": limits})
    if not _apportioned(looser, asked).reasons:
        yield word_loosened()
