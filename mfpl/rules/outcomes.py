"""Which outcomes a tree of findings still allows, quorums before majorities."""

from collections.abc import Sequence

from mfpl.rules.codes import FindingKind, Outcome
from mfpl.rules.verdicts import Finding

Outcomes = frozenset[str]

_PASSED: Outcomes = frozenset({Outcome.PASSED})
_FAILED: Outcomes = frozenset({Outcome.FAILED})
_EITHER = _PASSED | _FAILED


def possible_outcomes(finding: Finding) -> Outcomes:
    """Every outcome that the unknown counts still allow."""
    return frozenset(finding.results) or _of_kind(finding)


def _of_kind(finding: Finding) -> Outcomes:
    match finding.kind:
        case FindingKind.ALL:
            return _combined(finding, (Outcome.NOT_QUORATE, Outcome.FAILED, Outcome.PASSED))
        case FindingKind.ANY:
            return _combined(finding, (Outcome.PASSED, Outcome.NOT_QUORATE, Outcome.FAILED))
        case FindingKind.REFERENCE | FindingKind.RULE | FindingKind.IN_SECTION:
            return possible_outcomes(finding.children[0])
        case FindingKind.PER_SECTION:
            return frozenset({Outcome.PER_SECTION})
        case FindingKind.QUORUM if finding.otherwise == "not_quorate":
            inquorate: dict[str, str] = {Outcome.FAILED: Outcome.NOT_QUORATE}
            return frozenset(inquorate.get(outcome, outcome) for outcome in _of_result(finding.holds))
    return _of_result(finding.holds)


def is_open(finding: Finding) -> bool:
    """Whether unknown counts could still make a difference to it."""
    if finding.kind is FindingKind.BRANCH:
        return any(is_open(child) for child in finding.children)
    if finding.kind is FindingKind.PER_SECTION:
        return any(child.holds is None for child in finding.children)
    return len(possible_outcomes(finding)) > 1


def _of_result(holds: bool | None) -> Outcomes:
    return _EITHER if holds is None else (_PASSED if holds else _FAILED)


def _combined(finding: Finding, first_wins: Sequence[str]) -> Outcomes:
    """The outcomes of several conditions together, where the earliest in the list wins over the later."""
    combined = possible_outcomes(finding.children[0])
    for child in finding.children[1:]:
        others = possible_outcomes(child)
        combined = frozenset(min(one, other, key=first_wins.index) for one in combined for other in others)
    return combined
