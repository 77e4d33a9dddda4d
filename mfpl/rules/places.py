"""Where a condition is asked: at which place of the rule, and over which pool of the counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from mfpl.rules.codes import Unit
from mfpl.rules.conditions import Condition
from mfpl.rules.counts import Counts, Section, Tally
from mfpl.rules.errors import pointer
from mfpl.rules.language import OtherRule
from mfpl.rules.verdicts import Finding

Pools = tuple[tuple[str | None, Tally], ...]


@dataclass(frozen=True)
class Place:
    """Where in the rule and over which pool a condition is being asked; inside another rule, `scope` leads to it."""

    rule: OtherRule
    counts: Counts
    path: str
    section: Section | None = None
    rules: Mapping[str, OtherRule] = field(default_factory=dict)
    scope: str = ""

    def below(self, *steps: str | int) -> "Place":
        """The same pool, further down in the document."""
        return replace(self, path=self.path + pointer(*steps))

    def pools(self, unit: Unit, pool: str | None) -> Pools:
        """The pools to add up: the section at hand, or everyone."""
        if self.section is None or pool == "everyone":
            return self.counts.whole(unit)
        return ((self.section.id, self.section.tally(unit)),)

    @property
    def section_id(self) -> str | None:
        """The id of the section at hand, None for the whole."""
        return None if self.section is None else self.section.id


Ask = Callable[[Condition, Place], Finding]
"""Evaluates a condition at a place; handed down so that conditions inside conditions can be asked."""
