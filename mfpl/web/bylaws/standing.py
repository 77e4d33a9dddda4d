"""Which versions of a clause stand in which centers on a day, and from when until when, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mfpl.domain.bylaws import Enacted, Period, Standing, number_in_force, number_in_force_everywhere, periods
from mfpl.web.votes.places import Place
from mfpl.web.wording.bylaws import STANDINGS, days_words
from mfpl.web.wording.votes import Toned


@dataclass(frozen=True)
class Since:
    """From when until when a version is in force: in one center, or without one in all of them."""

    center: Place | None
    words: str


@dataclass(frozen=True)
class ClauseStanding:
    """How a clause stands on a day: `shown` are the versions to read then, the newest first.

    They are those in force in some center; where none is in force anywhere, the one that comes next or was last.
    `common` is the version that matters of all centers follow, and `apart` says that the centers have not the same.
    """

    shown: tuple[int, ...]
    state: Toned
    common: int | None
    apart: bool


def standing_of(acts: Sequence[Enacted], *, newest: int, on: date, centers: Sequence[Place]) -> ClauseStanding:
    """Return how a clause stands on a day."""
    by_center = [number_in_force(acts, on=on, center_id=center.id) for center in centers]
    there = {number for number in by_center if number is not None}
    common = number_in_force_everywhere(acts, on=on, centers=[center.id for center in centers])
    if there:
        shown = tuple(sorted(there, reverse=True))
        return ClauseStanding(shown, STANDINGS[Standing.IN_FORCE], common, apart=len(set(by_center)) > 1)
    every = [period for center in centers for period in periods(acts, center_id=center.id)]
    past = [one for one in every if one.until is not None and one.until <= on]
    if past:
        last = max(past, key=lambda one: (one.until or date.max, one.number))
        return ClauseStanding((last.number,), STANDINGS[Standing.NO_LONGER], None, apart=False)
    first = min((one.number for one in every), default=newest)
    return ClauseStanding((first,), STANDINGS[Standing.NOT_YET], None, apart=False)


def since_of(number: int, acts: Sequence[Enacted], *, on: date, centers: Sequence[Place]) -> list[Since]:
    """Return the periods of a version: once where they are the same in all centers, else center by center."""
    found = {center.code: tuple(_periods(number, acts, center)) for center in centers}
    if len(set(found.values())) == 1:
        return [Since(None, days_words(period, on=on)) for period in found[centers[0].code]]
    return [Since(center, days_words(period, on=on)) for center in centers for period in found[center.code]]


def _periods(number: int, acts: Sequence[Enacted], center: Place) -> Iterator[Period]:
    return (period for period in periods(acts, center_id=center.id) if period.number == number)
