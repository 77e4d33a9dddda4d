"""What can be wrong with a rule over a roll: that no vote meets it, that none can open, that none can change it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mfpl.rules.errors import Param


class PossibilityCode(StrEnum):
    """The codes, with what each carries in brackets.

    never_holds (section): a condition that no vote over this roll meets; `section` is empty for the whole.
    no_vote: each condition could be met, but no vote meets all that is required together.
    section_absent (section), sections_none (kind), attribute_missing (section, attribute), weight_zero (attribute):
        the rule asks about what the roll does not have, so that no vote can be decided by it.
    sponsors_too_many (needed, sections): sponsors from more sections than have members.
    discussion_too_many (needed, section, members): more people in the discussion than the section has.
    governing_missing (rule): no rule of that id is there to amend by.
    no_rule_left: not one rule would be left by which anything could be decided or amended.
    caps_infeasible (limit): no votes of those on the roll stay under the caps.
    seats_infeasible (body, seats): no way to share out the seats of a body meets the seat rule.
    seat_rule_missing (rule): no seat rule of that id is there to share out seats by.
    """

    NEVER_HOLDS = "never_holds"
    NO_VOTE = "no_vote"
    SECTION_ABSENT = "section_absent"
    SECTIONS_NONE = "sections_none"
    ATTRIBUTE_MISSING = "attribute_missing"
    WEIGHT_ZERO = "weight_zero"
    SPONSORS_TOO_MANY = "sponsors_too_many"
    DISCUSSION_TOO_MANY = "discussion_too_many"
    GOVERNING_MISSING = "governing_missing"
    NO_RULE_LEFT = "no_rule_left"
    CAPS_INFEASIBLE = "caps_infeasible"
    SEATS_INFEASIBLE = "seats_infeasible"
    SEAT_RULE_MISSING = "seat_rule_missing"


@dataclass(frozen=True)
class Problem:
    """One thing that makes a rule impossible: its code, the rule, the JSON pointer in that rule, what a sentence needs.

    A path under `/rules/<id>` is in a rule that the document carries with it.
    """

    code: PossibilityCode
    rule: str
    path: str
    params: Mapping[str, Param] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The problem as plain JSON data."""
        return {"code": str(self.code), "rule": self.rule, "path": self.path, "params": dict(self.params)}
