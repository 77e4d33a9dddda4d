"""Recorded votes are decided as history decided them."""

import pytest

from mfpl.rules import Verdict, decide, parse_counts
from tests.rules.support import Json, recorded_cases, recorded_rule, top_level

CASES = recorded_cases()


def verdict_of(case: Json) -> Verdict:
    return decide(recorded_rule(case["rule_id"]), parse_counts(case))


def test_every_vote_on_record_is_here() -> None:
    assert len(CASES) == 115


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_recorded_vote_has_its_official_outcome(case: Json) -> None:
    assert verdict_of(case).outcome == case["official_outcome"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_each_condition_of_a_recorded_vote_comes_out_as_published(case: Json) -> None:
    conditions = case["computed"].get("conditions")
    if conditions is not None:
        assert [finding.holds for finding in top_level(verdict_of(case))] == conditions


SECTIONS_KNOWN = [case for case in CASES if case["official_sections_passed"] is not None]


@pytest.mark.parametrize("case", SECTIONS_KNOWN, ids=lambda case: case["id"])
def test_the_sections_that_said_yes_are_the_official_ones(case: Json) -> None:
    passed = [section for section, holds in verdict_of(case).sections.items() if holds]
    assert passed == case["official_sections_passed"]


HONG_KONG = [case for case in CASES if case["rule_id"] == "hk_split_vote"]


@pytest.mark.parametrize("case", HONG_KONG, ids=lambda case: case["id"])
def test_each_group_of_the_hong_kong_council_has_its_official_result(case: Json) -> None:
    official = {section["id"]: section["official_section_result"] == "Passed" for section in case["sections"]}
    assert verdict_of(case).sections == official


def test_swiss_half_cantons_weigh_a_half() -> None:
    tied = next(case for case in CASES if case["id"] == "ch-224" or "people_yes_sections_tie" in case["edge_tags"])
    cantons = top_level(verdict_of(tied))[1]
    assert cantons.whole in {22, 23}
    assert cantons.unit == "section_weight"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_decided_a_recorded_vote_has_the_result_of_the_vote(case: Json) -> None:
    verdict = verdict_of(case)
    if verdict.decider is None:
        assert verdict.outcome.startswith(("per_section", "option_"))
    else:
        assert verdict.decided_by is not None
        under_not = "/not" in verdict.decider.path
        assert verdict.decided_by.holds is ((verdict.outcome == "passed") is not under_not)
