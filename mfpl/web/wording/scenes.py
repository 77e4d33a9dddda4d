"""A finding in its place: the rule it points into, where it was asked, and what it was asked of."""

from dataclasses import dataclass, replace
from typing import Any

from mfpl.rules import Counts, Finding, FindingKind, Rule
from mfpl.web.wording import conditions
from mfpl.web.wording.sections import WHOLE, Sections, Where


@dataclass(frozen=True)
class Scene:
    """A finding with the rule it points into, where it was asked, and what it was asked of."""

    rule: Rule
    finding: Finding
    sections: Sections
    counts: Counts | None = None
    quorum: bool = False
    negated: bool = False

    @property
    def place(self) -> conditions.Place:
        """Where the finding was asked."""
        where = WHOLE if self.finding.section is None else Where(section=self.finding.section)
        return conditions.Place(where, self.sections, self.quorum)

    @property
    def condition(self) -> Any:
        """The condition of the rule that it is the finding of."""
        return conditions.condition_at(self.rule, self.finding.path)

    def of(self, finding: Finding) -> "Scene":
        """Return the scene of a finding below this one."""
        kind = self.finding.kind
        rule = conditions.entered(self.rule, str(self.finding.name)) if kind is FindingKind.RULE else self.rule
        return replace(
            self,
            rule=rule,
            finding=finding,
            quorum=self.quorum or kind is FindingKind.QUORUM,
            negated=self.negated is not (kind is FindingKind.NOT),
        )

    @property
    def text(self) -> str:
        """What the condition asks for, as a sentence."""
        said = conditions.text(self.condition, self.rule, self.sections)
        return f"{said[:1].upper()}{said[1:]}."
