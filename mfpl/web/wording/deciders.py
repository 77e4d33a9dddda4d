"""Says which condition decided a result, and the smallest change that would have changed it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import Comparison, CountName, Finding, FindingKind, Outcome, Verdict
from mfpl.rules.codes import FindingUnit
from mfpl.rules.outcomes import possible_outcomes
from mfpl.web.wording.comparisons import mixed
from mfpl.web.wording.conditions import TURNOUT
from mfpl.web.wording.findings import Detail, Line
from mfpl.web.wording.numbers import plural_of
from mfpl.web.wording.sections import Sections, Where, placed
from mfpl.web.wording.turnout_changes import FEWER, MORE, Change

PASSED = str(Outcome.PASSED)


@dataclass(frozen=True)
class DeciderWords:
    """The condition that decided, the change that would have changed the result (or ""), and if its margin is told."""

    condition: str
    change: str
    told: bool


def decider_words(
    verdict: Verdict,
    lines: Iterable[Line],
    *,
    sections: Sections,
    detail: Detail = Detail.EVERYTHING,
    one_vote_each: bool = True,
) -> DeciderWords | None:
    """Return which condition decided; None where nothing did. Margins that `detail` keeps back are not told.

    Where some have several votes, not every number of votes can be cast: what is told in votes is "at least" so many.
    """
    finding = verdict.decided_by
    line = _line_of(finding, lines) if finding else None
    if finding is None or line is None:
        return None
    told = detail is Detail.EVERYTHING or (detail is Detail.WHOLE and finding.section is None)
    return DeciderWords(
        _condition(finding, line, sections),
        _change(verdict, finding, one_vote_each=one_vote_each) if told else "",
        told,
    )


def _line_of(finding: Finding, lines: Iterable[Line]) -> Line | None:
    return next((one for line in lines for one in line.walk() if finding in one.found), None)


def _condition(finding: Finding, line: Line, sections: Sections) -> str:
    if finding.section is None or not line.where.each:
        return line.phrase
    return placed(line.bare, Where(section=finding.section), sections)


def _change(verdict: Verdict, finding: Finding, *, one_vote_each: bool) -> str:
    if verdict.finding.results:
        return ""
    moves = finding.missing if finding.spare is None else finding.spare + 1
    otherwise = {str(one) for one in possible_outcomes(_turned(verdict.finding, finding))}
    if otherwise == {verdict.outcome} and not finding.holds:
        return _("It alone would not have been enough: another requirement was not met either.")
    if not moves or otherwise == {verdict.outcome}:
        return ""
    exact = one_vote_each or finding.unit is not FindingUnit.VOTES
    count = mixed(moves) if exact else _("at least %(what)s", what=mixed(moves))
    return _say(finding, verdict.outcome, otherwise)(plural_of(moves), count)


def _turned(tree: Finding, finding: Finding) -> Finding:
    """The tree as it would be with one finding the other way round; groups above it are judged again."""
    if tree is finding:
        return replace(tree, holds=not tree.holds)
    children = tuple(_turned(child, finding) for child in tree.children)
    if children == tree.children or tree.needed is None:
        return tree
    holding = sum(child.holds is True for child in children)
    enough = holding == tree.needed if tree.comparator is Comparison.EXACTLY else holding >= tree.needed
    return replace(tree, children=children, holds=enough)


def _say(finding: Finding, outcome: str, otherwise: set[str]) -> Change:
    about, here = _about(finding), finding.section is not None
    votes = finding.unit is FindingUnit.VOTES
    if about == "sections":
        return _sections
    if about == "taking part" and not finding.holds:
        return MORE[votes, here]
    if about == "taking part" and outcome == PASSED:
        return FEWER[votes, here, otherwise == {Outcome.NOT_QUORATE}]
    if about == "counted for" and otherwise == {PASSED}:
        return _gained_here if here else _gained
    if about == "for" and PASSED in ({outcome} if finding.holds else otherwise):
        return _FOR[here, bool(finding.holds)]
    return _another


def _about(finding: Finding) -> str:
    if finding.kind in {FindingKind.NUMBER_OF_SECTIONS, FindingKind.SHARE_OF_SECTIONS}:
        return "sections" if finding.weighing is None else "other"
    if finding.comparator not in {Comparison.MORE_THAN, Comparison.AT_LEAST}:
        return "other"
    if finding.measured in TURNOUT and finding.of in {(), (CountName.ELIGIBLE,)}:
        return "taking part"
    if finding.measured is CountName.YES and finding.unit is FindingUnit.VOTES:
        return "counted for" if finding.kind is FindingKind.COUNT and not finding.holds else "for"
    return "other"


def _lost_here(n: int, count: str) -> str:
    return ngettext(
        "Had %(count)s vote for been against there, it would not have been adopted, whatever everyone else did.",
        "Had %(count)s votes for been against there, it would not have been adopted, whatever everyone else did.",
        n,
        count=count,
    )


def _lost(n: int, count: str) -> str:
    return ngettext(
        "Had %(count)s vote for been against, it would not have been adopted.",
        "Had %(count)s votes for been against, it would not have been adopted.",
        n,
        count=count,
    )


def _won_here(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s vote there moving to the side in favor, it would have been adopted.",
        "With %(count)s votes there moving to the side in favor, it would have been adopted.",
        n,
        count=count,
    )


def _won(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s vote moving to the side in favor, it would have been adopted.",
        "With %(count)s votes moving to the side in favor, it would have been adopted.",
        n,
        count=count,
    )


def _gained_here(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s more vote for there, it would have been adopted.",
        "With %(count)s more votes for there, it would have been adopted.",
        n,
        count=count,
    )


def _gained(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s more vote for, it would have been adopted.",
        "With %(count)s more votes for, it would have been adopted.",
        n,
        count=count,
    )


def _sections(n: int, count: str) -> str:
    return ngettext(
        "One section the other way would have changed the outcome.",
        "%(count)s sections the other way would have changed the outcome.",
        n,
        count=count,
    )


def _another(_n: int, count: str) -> str:
    return _("A difference of %(count)s there would have changed the outcome.", count=count)


_FOR: Mapping[tuple[bool, bool], Change] = MappingProxyType({
    (True, True): _lost_here,
    (False, True): _lost,
    (True, False): _won_here,
    (False, False): _won,
})  # fmt: skip
