"""One vote after another, one section after another: the outcome of every recorded vote turns when it is said to."""

import copy
from collections.abc import Iterator
from fractions import Fraction

import pytest

from mfpl.rules import Finding, FindingKind, Rule, Verdict, decide, parse_counts
from tests.rules.moving import moved
from tests.rules.support import Json, recorded_cases, recorded_rule
from tests.rules.test_margins import CASES, MORE

RANKED = [case for case in recorded_cases() if case["count_kind"] == "pairwise"]
LEAVES = {FindingKind.SHARE, FindingKind.COUNT, FindingKind.ROOT_COUNT}
FEW = 40
"""How many votes are moved one by one; where more are needed, the last so many are."""


def record_of(case: Json) -> Json:
    return {"sections": case["sections"], "totals": case["totals"]}


def outcome_after(decided: Rule, record: Json, finding: Finding, votes: int) -> str:
    toward = votes if finding.comparator in MORE else -votes
    return decide(decided, parse_counts(moved(record, finding, toward) if votes else record)).outcome


def alone(verdict: Verdict) -> Finding | None:
    """The condition that decided, where nothing else has to turn and the number of votes is known."""
    found = verdict.decided_by
    if found is None or found.kind not in LEAVES or found.actual is None or "/not" in found.path:
        return None
    others = [leaf for leaf in verdict.findings if leaf.kind in LEAVES and not leaf.holds and leaf is not found]
    everything = {finding.kind for finding in verdict.findings} - LEAVES <= {FindingKind.ALL, FindingKind.EVERY_SECTION}
    own = found.section is None or everything
    return found if everything and own and (verdict.outcome == "passed" or not others) else None


def decided_alone() -> Iterator[Json]:
    for case in CASES:
        verdict = decide(recorded_rule(case["rule_id"]), parse_counts(record_of(case)))
        if alone(verdict) is not None:
            yield case


ALONE = list(decided_alone())


def test_many_recorded_votes_were_decided_by_one_condition_alone() -> None:
    assert len(ALONE) >= 15
    assert {case["official_outcome"] for case in ALONE} == {"passed", "failed"}


@pytest.mark.parametrize("case", ALONE, ids=lambda case: case["id"])
def test_the_outcome_turns_with_the_very_vote_that_was_missing_or_the_first_that_was_not_to_spare(case: Json) -> None:
    decided, record = recorded_rule(case["rule_id"]), record_of(case)
    verdict = decide(decided, parse_counts(record))
    finding = alone(verdict)
    assert finding is not None
    passed = verdict.outcome == "passed"
    turning = int((finding.spare or 0) + 1 if passed else finding.missing or 0)
    if passed and turning > finding.actual:
        return
    way = -1 if passed else 1
    for votes in range(max(1, turning - FEW), turning):
        assert outcome_after(decided, record, finding, way * votes) == verdict.outcome
    assert outcome_after(decided, record, finding, way * turning) != verdict.outcome


OF_SECTIONS = {FindingKind.SHARE_OF_SECTIONS, FindingKind.NUMBER_OF_SECTIONS, FindingKind.EVERY_SECTION}


def with_answer(record: Json, section_id: str, *, yes: bool) -> Json:
    """The record in which everybody in one section answered the same."""
    changed = copy.deepcopy(record)
    section = next(one for one in changed["sections"] if one["id"] == section_id)
    answered = max(1, sum(section.get(name) or 0 for name in ("yes", "no", "abstain", "blank")))
    section |= {"yes": answered if yes else 0, "no": 0 if yes else answered}
    section |= dict.fromkeys(("abstain", "blank", "invalid", "absent"), 0)
    section |= dict.fromkeys(("ballots", "present", "eligible"), answered)
    return changed


def again(verdict: Verdict, finding: Finding) -> Finding:
    return next(one for one in verdict.findings if (one.path, one.kind) == (finding.path, finding.kind))


def weights_of(case: Json, finding: Finding) -> dict[str, Fraction]:
    weighing = finding.weighing
    return {
        one["id"]: Fraction(str(one["attrs"][weighing])) if weighing else Fraction(1)
        for one in case["sections"]
        if finding.among in {None, one.get("kind")} or one["id"] in (finding.among or ())
    }


def of_sections(case: Json) -> list[Finding]:
    verdict = decide(recorded_rule(case["rule_id"]), parse_counts(case))
    return [
        one
        for one in verdict.findings
        if one.kind in OF_SECTIONS and one.missing is not None and one.actual is not None
    ]


WITH_SECTIONS = [case for case in CASES if of_sections(case)]


@pytest.mark.parametrize("case", WITH_SECTIONS, ids=lambda case: case["id"])
def test_sections_that_change_sides_one_by_one_turn_it_when_their_weight_is_what_was_missing(case: Json) -> None:
    decided = recorded_rule(case["rule_id"])
    for finding in of_sections(case):
        if finding.comparator not in MORE:
            continue
        weights = weights_of(case, finding)
        sides = {child.section: child.holds for child in finding.children if child.section}
        losing = bool(finding.holds)
        need = finding.spare if losing else finding.missing
        assert need is not None
        record, shifted, holds = {"sections": case["sections"], "totals": None}, Fraction(0), finding.holds
        for section in sorted((name for name, side in sides.items() if side is losing), key=weights.__getitem__):
            record = with_answer(record, section, yes=not losing)
            shifted += weights[section]
            holds = again(decide(decided, parse_counts(record)), finding).holds
            assert holds is (shifted <= need if losing else shifted >= need), (section, shifted, need)
        assert holds is not losing or not sides


def contest_with(case: Json, finding: Finding, votes: int) -> Json:
    """The record in which so many more ballots rank an option above the default; what else there is gives way."""
    changed = copy.deepcopy(case)
    numbers = [str(option["n"]) for option in changed["options"]]
    row, column = numbers.index(str(finding.name)), numbers.index(str(finding.against))
    changed["pairwise"][row][column] += votes
    if finding.kind is FindingKind.OPTION_QUORUM:
        changed["pairwise"][column][row] = 0
    else:
        for pool in (*changed["sections"], changed["totals"] or {}):
            pool["eligible"] = None
    return changed


def same_option(case: Json, finding: Finding) -> Finding:
    findings = decide(recorded_rule(case["rule_id"]), parse_counts(case)).findings
    return next(one for one in findings if (one.kind, one.name) == (finding.kind, finding.name))


@pytest.mark.parametrize("case", RANKED, ids=lambda case: case["id"])
def test_an_option_stays_or_goes_with_the_very_ballot_that_was_missing_or_to_spare(case: Json) -> None:
    tests = {FindingKind.OPTION_QUORUM, FindingKind.OPTION_RATIO, FindingKind.OPTION_MAJORITY}
    found = [one for one in decide(recorded_rule(case["rule_id"]), parse_counts(case)).findings if one.kind in tests]
    assert found
    for finding in found:
        way = -1 if finding.holds else 1
        turning = int((finding.spare or 0) + 1 if finding.holds else finding.missing or 0)
        assert turning > 0
        if way * turning + (finding.actual or 0) >= 0:
            assert same_option(contest_with(case, finding, way * turning), finding).holds is not finding.holds
        assert same_option(contest_with(case, finding, way * (turning - 1)), finding).holds is finding.holds
