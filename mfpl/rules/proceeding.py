"""Branches, stages, petitions and plain results: which of several requirements decides, and with what outcome."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mfpl.rules.codes import ErrorCode, Fact, FindingKind, FindingUnit, Outcome
from mfpl.rules.conditions import Condition
from mfpl.rules.counts import Counts
from mfpl.rules.errors import CountsInvalid, DocumentError
from mfpl.rules.outcomes import Outcomes, possible_outcomes
from mfpl.rules.places import Ask, Place
from mfpl.rules.procedures import Branch, Case, Petition, Result, Stage, Stages, outcome_code
from mfpl.rules.verdicts import Finding

_NONE: Outcomes = frozenset()
_HOLDS: Mapping[str, bool] = {Outcome.PASSED: True, Outcome.FAILED: False, Outcome.NOT_QUORATE: False}


def _of(
    place: Place, kind: FindingKind, *, results: Outcomes, children: Sequence[Finding] = (), name: str | None = None
) -> Finding:
    """A finding with outcomes of its own; it holds where all of them are passing."""
    holds = {_HOLDS.get(outcome) for outcome in results}
    return Finding(
        path=place.path,
        kind=kind,
        holds=holds.pop() if len(holds) == 1 else None,
        unit=FindingUnit.CONDITIONS,
        name=name,
        results=tuple(sorted(results)),
        children=tuple(children),
    )


def result(condition: Result, place: Place, _ask: Ask) -> Finding:
    """The outcome named, whatever was counted."""
    return _of(place, FindingKind.OUTCOME, results=frozenset({outcome_code(condition.outcome)}), name=condition.outcome)


def case(condition: Case, place: Place, ask: Ask) -> Finding:
    """The first branch that applies; branches after one that surely applies are not asked."""
    children: list[Finding] = []
    results = _NONE
    for index, branch in enumerate(condition.case):
        found, outcomes = _branch(branch, place.below("case", index), ask)
        children.append(found)
        results |= outcomes
        if found.children[0].holds:
            return _of(place, FindingKind.CASE, results=results, children=children)
    otherwise = ask(condition.otherwise, place.below("otherwise"))
    return _of(
        place,
        FindingKind.CASE,
        results=results | possible_outcomes(otherwise),
        children=[*children, otherwise],
    )


def _branch(branch: Branch, place: Place, ask: Ask) -> tuple[Finding, Outcomes]:
    when = ask(branch.when, place.below("when"))
    children = [when] if when.holds is False else [when, ask(branch.then, place.below("then"))]
    finding = Finding(
        path=place.path,
        kind=FindingKind.BRANCH,
        holds=when.holds,
        unit=FindingUnit.CONDITIONS,
        children=tuple(children),
    )
    return finding, _NONE if when.holds is False else possible_outcomes(children[1])


def petition(condition: Petition, place: Place, ask: Ask) -> Finding:
    """Whether enough have signed, and the requirement that then applies; unknown signatures leave both open."""
    signed = ask(condition.petition, place.below("petition"))
    children, results = [signed], _NONE
    suspended = condition.suspends is not None and not place.counts.suspension_lifted
    if signed.holds is not False and suspended:
        results |= {str(Outcome.SUSPENDED)}
    if signed.holds is not False and condition.switches_to is not None:
        children.append(ask(condition.switches_to, place.below("switches_to")))
    if not signed.holds or (condition.suspends is not None and not suspended):
        children.append(ask(condition.requires, place.below("requires")))
    results = results.union(*(possible_outcomes(child) for child in children[1:]))
    return _of(place, FindingKind.PETITION, results=results, children=children)


def stages(condition: Stages, place: Place, ask: Ask) -> Finding:
    """The stages in order, from the first of which there are counts to the one that decides."""
    counted = _counts_by_stage(condition, place)
    index = next(index for index, stage in enumerate(condition.stages) if stage.name in counted)
    children: list[Finding] = []
    results = _NONE
    leading_on: Outcomes = frozenset()
    while not children or leading_on:
        found = _stage(condition, index, place, counted=counted, ask=ask)
        continuing = {outcome_code(word) for word in condition.stages[index].continue_on} if found.children else set()
        leading_on = frozenset(found.results) & continuing
        children.append(found)
        results |= frozenset(found.results) - continuing
        index += 1
    return _of(place, FindingKind.STAGES, results=results, children=children)


def _stage(condition: Stages, index: int, place: Place, *, counted: Mapping[str, Counts], ask: Ask) -> Finding:
    """What one stage came to; where it was not held, everything that it and those after it could still say."""
    stage, spot = condition.stages[index], place.below("stages", index)
    if stage.name not in counted:
        ahead = _still_possible(condition.stages[index:], place)
        return replace(_of(spot, FindingKind.STAGE, results=ahead, name=stage.name), facts=(Fact.STAGE,))
    held = counted[stage.name]
    counts = replace(held, suspension_lifted=held.suspension_lifted or place.counts.suspension_lifted)
    inner = ask(stage.requires, replace(spot.below("requires"), counts=counts))
    return _of(spot, FindingKind.STAGE, results=possible_outcomes(inner), children=[inner], name=stage.name)


def _counts_by_stage(condition: Stages, place: Place) -> Mapping[str, Counts]:
    """The counts of each stage that was held; counts that name no stage are those of the first."""
    counts = place.counts
    names = [stage.name for stage in condition.stages]
    counted = counts.stages or {counts.stage or names[0]: counts}
    unknown = [name for name in counted if name not in names]
    if unknown:
        raise CountsInvalid(DocumentError(ErrorCode.STAGE_UNKNOWN, place.path, {"stage": name}) for name in unknown)
    return counted


def _still_possible(ahead: Iterable[Stage], place: Place) -> Outcomes:
    """Every outcome that stages not yet held could have."""
    found = _NONE
    for stage in ahead:
        found |= _possible(stage.requires, place) - {outcome_code(word) for word in stage.continue_on}
    return found


def _possible(requirement: Condition, place: Place) -> Outcomes:
    match requirement:
        case Result():
            return frozenset({outcome_code(requirement.outcome)})
        case Case():
            steps = [*(branch.then for branch in requirement.case), requirement.otherwise]
            return _NONE.union(*(_possible(step, place) for step in steps))
        case Stages():
            return _still_possible(requirement.stages, place)
        case Petition():
            return _of_petition(requirement, place)
    quorate = '"not_quorate"' not in requirement.model_dump_json() + place.rule.model_dump_json(include={"definitions"})
    either = frozenset({str(Outcome.PASSED), str(Outcome.FAILED)})
    return either if quorate else either | {str(Outcome.NOT_QUORATE)}


def _of_petition(petition: Petition, place: Place) -> Outcomes:
    found = _possible(petition.requires, place)
    if petition.switches_to is None:
        return found | {str(Outcome.SUSPENDED)}
    return found | _possible(petition.switches_to, place)
