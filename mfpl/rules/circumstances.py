"""What a rule says besides its requirement: what must be so at opening, who amends it, deadlocks, offices and seats."""

from typing import Annotated, Literal

from pydantic import Field

from mfpl.rules.metadata import Strict
from mfpl.rules.values import Day, Name, Positive, SectionName


class Preconditions(Strict):
    """What must be true before a vote may open."""

    notice_days: Positive | None = None
    languages_certified: tuple[Name, ...] = ()
    sponsors_from_sections: Positive | None = None
    people_of_each_section_in_discussion: Positive | None = None
    resources_estimated: Literal[True] | None = None


class AmendedBy(Strict):
    """The rule by which this one is amended; `itself` must be written where it is this very one."""

    rule: Name
    itself: Literal[True] | None = None


class Supersedes(Strict):
    """The rule that this one takes the place of."""

    id: Name
    version: Positive


class DeadlockStep(Strict):
    """One step where some sections said yes and others no, and how many days it may take."""

    step: Literal["joint_committee", "revised_text", "second_vote"]
    days: Positive


class Deadlock(Strict):
    """What happens where sections disagree: steps in order, and after how many days the matter lapses."""

    steps: Annotated[tuple[DeadlockStep, ...], Field(min_length=1)]
    lapses_after_days: Positive


class Office(Strict):
    """An office that goes round the sections: in which order, since when, for how long, and not with which other."""

    office: Name
    cycle: Annotated[tuple[SectionName, ...], Field(min_length=1)]
    starts: Day
    term_years: Positive
    when_unable: Literal["next_section", "vacant"]
    differs_from: Name | None = None


class SeatsOf(Strict):
    """The seats of a body, and the seat rule by which they are shared out."""

    body: Name
    seats: Positive
    rule: Name
