"""What follows where centers disagreed: the steps the pinned rule foresees, with their last days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mfpl.rules import Outcome, Rule, Verdict, deadlines
from mfpl.web.results.centers import VotedCenter
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


@dataclass(frozen=True)
class Moments:
    """When it was decided, and when it is asked what follows."""

    decided_at: datetime
    now: datetime


def way_out(
    rule: Rule, verdicts: Sequence[Verdict], *, centers: Sequence[VotedCenter], moments: Moments, detail: Detail
) -> WayOut | None:
    """Return what follows; None where the rule foresees nothing, or no question was lost by the no of some centers.

    The days run from the day of the decision on the calendar that is furthest ahead, so that no center has a day less.
    """
    lost = [one for one in verdicts if one.outcome == Outcome.FAILED]
    certain = detail is Detail.EVERYTHING
    if rule.deadlock is None or not lost or (certain and not any(_disagreed(one) for one in lost)):
        return None
    zones = [ZoneInfo(center.time_zone) for center in centers]
    began, today = (_furthest(moment, zones) for moment in (moments.decided_at, moments.now))
    days = deadlines(rule.deadlock, began)
    lapses = next(one.until for one in days if one.step == LAPSE)
    steps = [(str(STEPS[one.step]), one.until) for one in days if one.step != LAPSE]
    return WayOut(tuple(_steps(steps, today)), lapses, lapsed=today > lapses, certain=certain)


def _furthest(moment: datetime, zones: Sequence[ZoneInfo]) -> date:
    return max(moment.astimezone(zone).date() for zone in zones)


def _disagreed(verdict: Verdict) -> bool:
    results = verdict.sections.values()
    return True in results and False in results


def _steps(steps: Sequence[tuple[str, date]], today: date) -> Iterator[Step]:
    """The steps in order: the first whose last day has not passed is the one that runs."""
    running = True
    for words, until in steps:
        over = today > until
        yield Step(words, until, over=over, running=running and not over)
        running = running and over
