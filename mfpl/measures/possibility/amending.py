"""What a change of the rules makes impossible: to open a vote under them, to approve one, to change them again."""

from collections.abc import Iterator, Mapping

from mfpl.measures.possibility.meeting import can_be_met
from mfpl.measures.possibility.problems import PossibilityCode, Problem
from mfpl.measures.power.rolls import Roll
from mfpl.rules import Rule
from mfpl.rules.errors import Param


def preconditions_possible(rule: Rule, roll: Roll) -> tuple[Problem, ...]:
    """What keeps every vote under the rule from opening over this roll; nothing: one can open.

    Sponsors from more sections than have members, and in each section, listed with its own problem, more people in the
    discussion than it has members.
    """
    return tuple(_preconditions(rule, roll))


def _preconditions(rule: Rule, roll: Roll) -> Iterator[Problem]:
    needed = rule.preconditions
    if needed is None:
        return
    with_members = sum(section.members > 0 for section in roll.sections)
    sponsors, people = needed.sponsors_from_sections, needed.people_of_each_section_in_discussion
    if sponsors is not None and sponsors > with_members:
        path = "/preconditions/sponsors_from_sections"
        params = {"needed": sponsors, "sections": with_members}
        yield Problem(PossibilityCode.SPONSORS_TOO_MANY, rule.id, path, params)
    for section in roll.sections:
        if people is not None and people > section.members:
            path = "/preconditions/people_of_each_section_in_discussion"
            asked: dict[str, Param] = {"needed": people, "section": section.id, "members": section.members}
            yield Problem(PossibilityCode.DISCUSSION_TOO_MANY, rule.id, path, asked)


def can_be_amended(code: str, rulebook: Mapping[str, Rule], roll: Roll) -> tuple[Problem, ...]:
    """Everything that keeps the rule of this code, or one by which it is amended, from ever being amended.

    No problem: it can be amended. `amended_by` is followed from rule to rule, each once; a rule that names none is
    amended by itself, and a circle is no problem by itself. Every governing rule must be in the rulebook, and a vote
    under it be able to open and to be met over this roll; where that could be neither shown nor disproved, it is no
    problem. Each problem names its rule. Raises `KeyError` where the rulebook does not have the code.
    """
    found: list[Problem] = []
    for rule in _governing(rulebook[code], rulebook, found):
        found += preconditions_possible(rule, roll)
        found += can_be_met(rule, roll).problems
    return tuple(found)


def _governing(rule: Rule, rulebook: Mapping[str, Rule], found: list[Problem]) -> Iterator[Rule]:
    """The rules by which a rule, and then those themselves, are amended; notes one that is missing."""
    seen: set[str] = set()
    while True:
        code = rule.id if rule.amended_by is None else rule.amended_by.rule
        if code in seen:
            return
        seen.add(code)
        if code not in rulebook:
            found.append(Problem(PossibilityCode.GOVERNING_MISSING, rule.id, "/amended_by/rule", {"rule": code}))
            return
        rule = rulebook[code]
        yield rule
