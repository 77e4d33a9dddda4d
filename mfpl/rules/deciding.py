"""From findings to a verdict: the outcome, the sections that pass, and the one condition that decided."""

from collections.abc import Callable, Iterable, Sequence

from mfpl.rules.codes import Fact, FindingKind, Outcome
from mfpl.rules.counts import Counts
from mfpl.rules.decisive import decider
from mfpl.rules.evaluation import held_against
from mfpl.rules.language import Rule
from mfpl.rules.outcomes import is_open, possible_outcomes
from mfpl.rules.parsing import fingerprint
from mfpl.rules.preconditions import Facts, missing_preconditions
from mfpl.rules.verdicts import Finding, RuleStamp, UnknownCount, Verdict

Result = bool | None
_NOBODY_DECIDES = {Outcome.UNDECIDED, Outcome.PER_SECTION, Outcome.NOT_READY}
_OPTION = "option_"


def decide(rule: Rule, counts: Counts, *, facts: Facts | None = None) -> Verdict:
    """What the rule says of these counts, in exact arithmetic.

    Unknown counts leave the outcome `undecided` unless it is the same whatever they are. A quorum that fails comes
    before a majority that fails. Where `facts` are given and miss a precondition, the outcome is `not_ready`.
    Raises `CountsInvalid` with all that the rule names and the counts lack: sections, attributes, a table, a stage.
    """
    finding = held_against(rule, counts)
    possible = possible_outcomes(finding)
    if facts is not None and missing_preconditions(rule, facts):
        possible = frozenset({str(Outcome.NOT_READY)})
    not_ready = Outcome.NOT_READY in possible
    outcome = Outcome.UNDECIDED if is_open(finding) and not not_ready else next(iter(possible))
    return Verdict(
        outcome=str(outcome),
        possible=tuple(sorted(str(each) for each in possible)),
        rule=RuleStamp(id=rule.id, version=rule.version, fingerprint=fingerprint(rule)),
        sections=section_results(finding),
        decider=None if outcome in _NOBODY_DECIDES or outcome.startswith(_OPTION) else decider(finding),
        unknown=() if not_ready else tuple(dict.fromkeys(_open_counts(finding))),
        finding=finding,
        facts=() if not_ready else tuple(dict.fromkeys(_open_facts(finding))),
    )


def section_results(finding: Finding) -> dict[str, Result]:
    """Of each section that the rule asks about, whether the parts of the requirement about it hold.

    Those parts are read with the same all, any and not as the whole; a section nothing is asked of is not listed.
    """
    if finding.kind in _ASK_SECTIONS:
        return {child.section: child.holds for child in finding.children if child.section is not None}
    if finding.kind is FindingKind.IN_SECTION and finding.section is not None:
        return {finding.section: finding.holds}
    if finding.kind in _PROCEDURES:
        return next((found for child in reversed(finding.children) if (found := section_results(child))), {})
    parts = [section_results(child) for child in finding.children]
    sections = dict.fromkeys(section for part in parts for section in part)
    combine = _COMBINERS.get(finding.kind, _all_hold)
    return {section: combine([part[section] for part in parts if section in part], finding) for section in sections}


_ASK_SECTIONS = {
    FindingKind.EVERY_SECTION,
    FindingKind.SHARE_OF_SECTIONS,
    FindingKind.NUMBER_OF_SECTIONS,
    FindingKind.PER_SECTION,
}


_PROCEDURES = {
    FindingKind.CASE,
    FindingKind.BRANCH,
    FindingKind.STAGES,
    FindingKind.STAGE,
    FindingKind.PETITION,
}


def _at_least(results: Sequence[Result], needed: int) -> Result:
    certain = sum(result is True for result in results)
    if certain >= needed:
        return True
    return None if certain + sum(result is None for result in results) >= needed else False


def _all_hold(results: Sequence[Result], _finding: Finding) -> Result:
    return _at_least(results, len(results))


def _one_holds(results: Sequence[Result], _finding: Finding) -> Result:
    return _at_least(results, 1)


def _so_many_hold(results: Sequence[Result], finding: Finding) -> Result:
    return _at_least(results, min(int(finding.needed or 1), len(results)))


def _does_not_hold(results: Sequence[Result], _finding: Finding) -> Result:
    return None if results[0] is None else not results[0]


_COMBINERS: dict[FindingKind, Callable[[Sequence[Result], Finding], Result]] = {
    FindingKind.ANY: _one_holds,
    FindingKind.AT_LEAST: _so_many_hold,
    FindingKind.NOT: _does_not_hold,
}


def _open_counts(finding: Finding) -> Iterable[UnknownCount]:
    """The counts that would settle it: those of conditions that are open, under conditions that are open."""
    if not is_open(finding):
        return
    yield from finding.unknown
    for child in finding.children:
        yield from _open_counts(child)


def _open_facts(finding: Finding) -> Iterable[Fact]:
    """What is not a count and would settle it, looked for in the same way."""
    if is_open(finding):
        yield from finding.facts
        for child in finding.children:
            yield from _open_facts(child)
