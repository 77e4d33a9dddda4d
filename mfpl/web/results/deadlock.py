"""What follows where centers disagreed: the steps the pinned rule foresees, with their last days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mfpl.rules import Rule, deadlines
from mfpl.store.queries.amendments import DeadlockFacts
from mfpl.web.wording.circumstances import STEPS
from mfpl.web.wording.findings import Detail

LAPSE = "lapse"


@dataclass(frozen=True)
class Step:
    """One step: what happens, its last day, and whether it is over, runs today, or is still to come."""

    words: str
    until: date
    over: bool
    running: bool


@dataclass(frozen=True)
class WayOut:
    """The steps after a disagreement, and the day on which the matter lapses.

    `certain` is False where nothing may be told by center, and so not whether the centers disagreed.
    """

    steps: tuple[Step, ...]
    lapses: date
    lapsed: bool
    certain: bool


def way_out(rule: Rule, begun: DeadlockFacts | None, *, today: date, detail: Detail) -> WayOut | None:
    """Return what follows on the days that were stored when the vote closed; None where it began no way out."""
    if rule.deadlock is None or begun is None:
        return None
    days = deadlines(rule.deadlock, begun.began_on)
    steps = [(str(STEPS[one.step]), one.until) for one in days if one.step != LAPSE]
    lapsed = today > begun.lapses_on
    return WayOut(tuple(_steps(steps, today)), begun.lapses_on, lapsed, certain=detail is Detail.EVERYTHING)


def _steps(steps: Sequence[tuple[str, date]], today: date) -> Iterator[Step]:
    """The steps in order: the first whose last day has not passed is the one that runs."""
    running = True
    for words, until in steps:
        over = today > until
        yield Step(words, until, over=over, running=running and not over)
        running = running and over
