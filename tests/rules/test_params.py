"""What each error about the surroundings of a rule, about stages and about ranked votes carries, in full."""

from typing import Any

import pytest

from mfpl.rules import Comparison, CountName, FindingKind, Unit, UnknownCount, decide, parse_counts
from tests.rules.support import MAJORITY, Json, document, pool, rule, sections
from tests.rules.test_small_print import CLASSES, contest, told, told_of_counts

OFFICE: Json = {
    "office": "chair",
    "cycle": ["A", "B"],
    "starts": "2014-10-01",
    "term_years": 3,
    "when_unable": "vacant",
}
STEPS = [{"step": "joint_committee", "days": 5}, {"step": "second_vote", "days": 6}]
STAGE: Json = {"name": "first", "requires": MAJORITY}


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (document(MAJORITY, amended_by={"rule": "example"}),
         ("amended_by_itself", "/amended_by", {"name": "example"})),
        (document(MAJORITY, amended_by={"rule": "other", "itself": True}),
         ("amended_by_itself", "/amended_by", {"name": "other"})),
        (document(MAJORITY, supersedes={"id": "example", "version": 1}),
         ("supersedes_itself", "/supersedes/version", {"version": 1})),
        (document(MAJORITY, deadlock={"steps": STEPS, "lapses_after_days": 10}),
         ("deadlock_too_long", "/deadlock/lapses_after_days", {"days": 11, "limit": 10})),
        (document(MAJORITY, offices=[OFFICE, OFFICE]),
         ("office_duplicate", "/offices/1/office", {"name": "chair"})),
        (document(MAJORITY, offices=[OFFICE | {"differs_from": "clerk"}]),
         ("office_unknown", "/offices/0/differs_from", {"name": "clerk"})),
        (document(MAJORITY, provenance=[{"field": "/title", "mark": "stated", "source": "S9"}]),
         ("source_unknown", "/provenance/0/source", {"source": "S9"})),
        (document(MAJORITY, in_force={"from": "2019-06-18", "until": "2019-06-17"}),
         ("dates_reversed", "/in_force", {})),
        (document({"petition": MAJORITY, "requires": MAJORITY}),
         ("petition_effect", "/requires", {"keys": "suspends, switches_to"})),
        (document({"stages": [STAGE | {"continue_on": ["failed"]}, STAGE]}),
         ("stage_duplicate", "/requires/stages/1/name", {"name": "first"})),
        (document({"stages": [STAGE, STAGE | {"name": "second"}]}),
         ("stage_unreachable", "/requires/stages/1", {"name": "second"})),
        (document({"stages": [STAGE | {"continue_on": ["failed"]}, STAGE | {"name": "z", "continue_on": ["failed"]}]}),
         ("stage_endless", "/requires/stages/1/continue_on", {"name": "z"})),
        (document({"every_section": MAJORITY, "among": [3]}), ("type_wrong", "/requires/among", {"expected": "text"})),
        (document(CLASSES | {"classes": {"A": "1/2", "B": "1/4"}}),
         ("class_shares_sum", "/requires/classes", {"sum": "3/4"})),
    ],
)  # fmt: skip
def test_an_error_of_a_rule_carries_all_that_a_sentence_needs(source: Json, error: tuple[str, str, Json]) -> None:
    assert told(source) == [error]


OPTIONS = [{"n": 1}, {"n": 2, "is_default": True}]
RECORD: Json = {"totals": {"eligible": 9}, "options": OPTIONS, "pairwise": [[None, 5], [1, None]]}


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (RECORD | {"options": [{"n": 1, "ratio": "x"}, OPTIONS[1]]},
         ("fraction_invalid", "/options/0/ratio", {"value": "x"})),
        (RECORD | {"options": [OPTIONS[1], OPTIONS[1] | {"n": 3}]},
         ("default_option_count", "/options", {"count": 2})),
        (RECORD | {"pairwise": [[None, "y" * 50], [1, None]]},
         ("count_not_integer", "/pairwise/0/1", {"name": "pairwise", "value": "y" * 40})),
        (RECORD | {"pairwise": [[None, 9], [1, None]]},
         ("pairwise_contradicts", "/pairwise/0/1", {"first": 1, "second": 2, "sum": 10, "eligible": 9})),
        ({"totals": {"yes": -3}}, ("count_negative", "/totals/yes", {"name": "yes", "value": -3})),
        ({"sections": [{"id": "A", "attrs": {"w": "1/0"}}]},
         ("denominator_zero", "/sections/0/attrs/w", {"value": "1/0"})),
    ],
)  # fmt: skip
def test_an_error_of_counts_carries_all_that_a_sentence_needs(source: Json, error: tuple[str, str, Json]) -> None:
    assert told_of_counts(source) == [error]


def test_an_unknown_count_is_asked_for_in_the_unit_of_the_test() -> None:
    for unit in Unit:
        test: dict[str, Any] = {"count": "yes", "comparison": "at_least", "value": 9, "unit": str(unit)}
        assert decide(rule(test), pool(no=1)).unknown == (UnknownCount(None, unit, CountName.YES),)


def test_scaled_classes_say_what_is_missing_only_where_it_is_nothing() -> None:
    for yes, missing in ((9, 0), (1, None)):
        counts = sections(A={"yes": yes, "no": 1, "eligible": 20}, B={"yes": yes, "no": 2, "eligible": 20})
        verdict = decide(rule(CLASSES), counts)
        assert verdict.finding.missing == missing
        parts = [one for one in verdict.findings if one.kind is FindingKind.CLASS_PART]
        assert [(part.path, part.measured) for part in parts] == [
            ("/requires/classes/A", "yes"),
            ("/requires/classes/B", "yes"),
        ]


def test_a_defeat_is_more_ballots_for_than_against() -> None:
    verdict = contest([[None, 5, 8], [3, None, 8], [1, 1, None]])
    defeat = next(one for one in verdict.findings if one.kind is FindingKind.DEFEAT)
    assert (defeat.comparator, defeat.left, defeat.right) == (Comparison.MORE_THAN, 5, 3)
    assert (verdict.finding.holds, verdict.finding.name) == (True, "option_1")
    assert contest([[None, None, 8], [3, None, 8], [1, 1, None]]).finding.holds is None


def test_where_nobody_answered_the_first_yes_helps_and_of_nobody_entitled_none() -> None:
    half = {"share": "yes", "of": "present", "comparison": "at_least", "value": "1/2"}
    assert decide(rule(half), pool(yes=0, present=0)).finding.missing == 1
    assert decide(rule(half | {"of": "eligible"}), pool(yes=0, eligible=0)).finding.missing is None


def test_a_share_of_nothing_is_met_by_nothing_where_the_least_is_nothing() -> None:
    least = {"share": "yes", "of": "valid", "comparison": "at_least", "value": 0}
    nobody = {"count": "valid", "comparison": "exactly", "value": 0}
    assert decide(rule({"all": [least, nobody]}), parse_counts({"totals": {"yes": 0, "no": 0}})).outcome == "passed"
    assert told(document({"all": [least | {"value": 1}, nobody]}))[0][0] == "conditions_exclude"
