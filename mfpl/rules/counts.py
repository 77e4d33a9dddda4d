"""Counts: what was counted in each section and in the whole, with what is not known left unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from mfpl.rules.codes import CountName, Unit
from mfpl.rules.contests import Contest

Tally = Mapping[CountName, int]
"""The counts that are known in one unit; a name that is not there is unknown."""

NOTHING_KNOWN: Tally = MappingProxyType({})


@dataclass(frozen=True)
class Section:
    """One section of the whole: a center, a canton, a house; `attributes` are the numbers a rule may weigh it by."""

    id: str
    tallies: Mapping[Unit, Tally]
    label: str | None = None
    kind: str | None = None
    attributes: Mapping[str, Fraction] = field(default_factory=dict)

    def tally(self, unit: Unit) -> Tally:
        """What is known of this section in the unit asked."""
        return self.tallies.get(unit, NOTHING_KNOWN)


@dataclass(frozen=True)
class Counts:
    """The counts of one vote: its sections in order, the totals where they are not their sum, and ranked options.

    `stage` is the stage they were counted at; `stages` are the counts of several, and then there are no others.
    """

    sections: tuple[Section, ...]
    totals: Mapping[Unit, Tally] | None = None
    contest: Contest | None = None
    stage: str | None = None
    stages: Mapping[str, "Counts"] = field(default_factory=dict)
    suspension_lifted: bool = False

    def section(self, section_id: str) -> Section | None:
        """The section of that id, or None."""
        return next((section for section in self.sections if section.id == section_id), None)

    def whole(self, unit: Unit) -> tuple[tuple[str | None, Tally], ...]:
        """The pools that make up everyone, with the section each one is (None for the totals)."""
        if self.totals is not None:
            return ((None, self.totals.get(unit, NOTHING_KNOWN)),)
        return tuple((section.id, section.tally(unit)) for section in self.sections)
