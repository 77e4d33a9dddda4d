"""The one condition that decided: the nearest to turning of those whose turning would turn the whole."""

from collections.abc import Sequence
from fractions import Fraction

from mfpl.rules.codes import FindingKind, Outcome
from mfpl.rules.outcomes import possible_outcomes
from mfpl.rules.verdicts import Decider, Finding

Distance = tuple[bool, Fraction]
"""How far a condition is from turning, relative to its need; True: it cannot turn, or how far is not known."""

_OUT_OF_REACH: Distance = (True, Fraction(0))
_WRAPPERS = {FindingKind.NOT, FindingKind.QUORUM, FindingKind.REFERENCE, FindingKind.RULE, FindingKind.IN_SECTION}
_PROCEDURES = {FindingKind.CASE, FindingKind.BRANCH, FindingKind.STAGES, FindingKind.STAGE, FindingKind.PETITION}
_GROUPS = {FindingKind.ALL, FindingKind.ANY, FindingKind.AT_LEAST, FindingKind.EVERY_SECTION}


def decider(finding: Finding) -> Decider:
    """The condition that decided a result that is known.

    Where it holds, the one with least to spare relative to its need; where it fails, the failing one. Of several that
    fail together it is the one furthest from holding; of several ways of which one is enough, the nearest.
    """
    decisive = _decisive(finding)[1]
    return Decider(path=decisive.path, section=decisive.section)


def _decisive(finding: Finding) -> tuple[Distance, Finding]:
    if finding.kind in _PROCEDURES and finding.children:
        return _of_procedure(finding)
    if finding.kind in _WRAPPERS:
        return _decisive(finding.children[0])
    if finding.kind in _GROUPS:
        return _of_group(finding)
    return _distance(finding), finding


def _of_procedure(finding: Finding) -> tuple[Distance, Finding]:
    """What decided is in the last part asked; where that is a plain result, the nearest condition that led to it."""
    last = finding.children[-1]
    if last.kind is not FindingKind.OUTCOME:
        return _decisive(last)
    led = [part.children[0] if part.kind is FindingKind.BRANCH else part for part in finding.children[:-1]]
    known = [condition for condition in led if condition.holds is not None]
    return _ranked(known, 0) if known else (_OUT_OF_REACH, finding)


def _of_group(finding: Finding) -> tuple[Distance, Finding]:
    needed = int(finding.needed or 0)
    holding = [child for child in finding.children if child.holds is True]
    if finding.holds:
        return _ranked(holding, len(holding) - needed)
    failing = [child for child in finding.children if child.holds is False]
    inquorate = [child for child in failing if Outcome.NOT_QUORATE in possible_outcomes(child)]
    return _ranked(inquorate or failing, needed - len(holding) - 1)


def _ranked(children: Sequence[Finding], rank: int) -> tuple[Distance, Finding]:
    """The child of that rank by distance; of equally distant ones, the first of the document."""
    candidates = [_decisive(child) for child in children]
    distances = sorted(distance for distance, _ in candidates)
    chosen = distances[min(rank, len(distances) - 1)]
    return next(candidate for candidate in candidates if candidate[0] == chosen)


def _distance(finding: Finding) -> Distance:
    moves = finding.missing if finding.spare is None else finding.spare + 1
    if moves is None or finding.needed is None:
        return _OUT_OF_REACH
    return False, moves / max(finding.needed, Fraction(1))
