"""Offices that go round the sections, and the days by which a deadlock must be resolved."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mfpl.rules.circumstances import Deadlock, Office

Unable = Mapping[str, Collection[str]]


def holders(offices: tuple[Office, ...], year: int, *, unable: Unable | None = None) -> dict[str, str | None]:
    """Which section holds each office in the term that runs at the end of a year; None: vacant, or not yet begun.

    `unable` names, for an office, the sections that cannot fill it. A section is also passed over where the office must
    not be of the same section as another. Being passed over does not move the cycle: the next term is as it would be.
    """
    found: dict[str, str | None] = {}
    for office in offices:
        excluded = set((unable or {}).get(office.office, ()))
        other = found.get(office.differs_from) if office.differs_from is not None else None
        found[office.office] = _holder(office, year, excluded if other is None else {*excluded, other})
    return found


def _holder(office: Office, year: int, excluded: Collection[str]) -> str | None:
    term = (year - office.starts.year) // office.term_years
    if term < 0:
        return None
    places = len(office.cycle) if office.when_unable == "next_section" else 1
    turns = (office.cycle[(term + step) % len(office.cycle)] for step in range(places))
    return next((section for section in turns if section not in excluded), None)


@dataclass(frozen=True)
class Deadline:
    """The last day of one step of a deadlock."""

    step: str
    until: date


def deadlines(deadlock: Deadlock, began: date) -> tuple[Deadline, ...]:
    """The last day of each step after the day on which sections disagreed, and at the end the day the matter lapses."""
    found = []
    until = began
    for step in deadlock.steps:
        until += timedelta(days=step.days)
        found.append(Deadline(step.step, until))
    return (*found, Deadline("lapse", began + timedelta(days=deadlock.lapses_after_days)))
