"""Which version of a clause is in force in a center on a day, from the acts that put it in force or retired it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class ClauseKind(StrEnum):
    """What a clause does: decide votes, share out seats, or nothing that a program reads."""

    RULE = "rule"
    SEATS = "seats"
    TEXT = "text"


class Effect(StrEnum):
    """What an enactment does to its clause from its day on."""

    IN_FORCE = "in_force"
    RETIRED = "retired"


class Standing(StrEnum):
    """How a version of a clause stands in a center on a day."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    NO_LONGER = "no_longer"


@dataclass(frozen=True)
class Enacted:
    """One act upon a clause: version `number` is in force from a day on, or, with None, the clause is retired.

    Without a center it is for all centers; without a day it was so from the beginning.
    """

    number: int | None
    from_on: date | None
    center_id: UUID | None = None


@dataclass(frozen=True)
class Period:
    """The days on which a version is in force in one center: from the first, up to but not including `until`."""

    number: int
    from_on: date | None
    until: date | None


def number_in_force(acts: Sequence[Enacted], *, on: date, center_id: UUID | None = None) -> int | None:
    """Return the version in force in a center on a day, or None.

    `acts` are in the order they were written; each takes the place, from its own day on, of everything written before
    it. Without a center only acts for all centers are read.
    """
    begun = [act for act in _standing_acts(acts, center_id=center_id) if _first_day(act) <= on]
    return begun[-1].number if begun else None


def _standing_acts(acts: Sequence[Enacted], *, center_id: UUID | None) -> list[Enacted]:
    """The acts upon a clause in a center that no later one has overtaken, by their days."""
    found: list[Enacted] = []
    for act in acts:
        if act.center_id in {None, center_id}:
            found = [*(one for one in found if _first_day(one) < _first_day(act)), act]
    return found


def _first_day(act: Enacted) -> date:
    return act.from_on or date.min


def number_in_force_everywhere(acts: Sequence[Enacted], *, on: date, centers: Collection[UUID]) -> int | None:
    """Return the version that a matter common to all centers follows on a day, or None.

    It is the earliest of those in force in the centers: a version that one of them does not have yet binds nobody in
    what they decide together; and a clause retired in one of them is none.
    """
    numbers = [number_in_force(acts, on=on, center_id=center_id) for center_id in centers or (None,)]
    known = [number for number in numbers if number is not None]
    return min(known) if len(known) == len(numbers) else None


def periods(acts: Sequence[Enacted], *, center_id: UUID | None = None) -> tuple[Period, ...]:
    """Return when each version was and will be in force in a center, the first period first."""
    days = sorted({act.from_on for act in acts if act.from_on is not None and act.center_id in {None, center_id}})
    starts: list[date | None] = [None, *days]
    found: list[Period] = []
    for start, end in zip(starts, [*days, None], strict=True):
        number = number_in_force(acts, on=start or date.min, center_id=center_id)
        if found and found[-1].number == number and found[-1].until == start:
            found[-1] = Period(found[-1].number, found[-1].from_on, end)
        elif number is not None:
            found.append(Period(number, start, end))
    return tuple(found)


def standing(number: int, acts: Sequence[Enacted], *, on: date, center_id: UUID | None = None) -> Standing:
    """Return how a version stands in a center on a day; one that never comes into force there is not yet in force."""
    if number_in_force(acts, on=on, center_id=center_id) == number:
        return Standing.IN_FORCE
    past = any(
        period.number == number and period.until is not None and period.until <= on
        for period in periods(acts, center_id=center_id)
    )
    return Standing.NO_LONGER if past else Standing.NOT_YET


def effective_day(asked: date | None, *, adopted_on: date) -> date:
    """Return the day from which an adopted change is in force: the one it asks for, never before its adoption."""
    return max(asked, adopted_on) if asked else adopted_on


def stands(acts: Sequence[Enacted], *, centers: Collection[UUID]) -> bool:
    """Return whether a clause is in force for good in every center, now or from a day to come."""
    last = [periods(acts, center_id=center_id)[-1:] for center_id in centers or (None,)]
    return all(found and found[0].until is None for found in last)
