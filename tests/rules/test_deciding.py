"""The verdict: its outcome, the sections that pass, and the one condition that decided."""

import json

import pytest

from mfpl.rules import Counts, Decider, Verdict, decide, fingerprint
from tests.rules.support import MAJORITY, Json, pool, preset, rule, sections

QUORUM: Json = {
    "quorum": {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/2"},
    "otherwise": "not_quorate",
}


def verdict(requires: Json, **counts: int) -> Verdict:
    return decide(rule(requires), pool(**counts))


@pytest.mark.parametrize(
    ("yes", "no", "expected"), [(4, 1, "not_quorate"), (1, 4, "not_quorate"), (5, 1, "passed"), (1, 5, "failed")]
)
def test_a_missing_quorum_comes_before_a_missing_majority(yes: int, no: int, expected: str) -> None:
    assert verdict({"all": [MAJORITY, QUORUM]}, yes=yes, no=no, abstain=0, eligible=12).outcome == expected


def test_a_quorum_can_mean_plain_failure() -> None:
    plain = {"all": [MAJORITY, {**QUORUM, "otherwise": "failed"}]}
    assert verdict(plain, yes=4, no=1, abstain=0, eligible=12).outcome == "failed"


def test_another_way_that_needs_no_quorum_can_still_pass() -> None:
    of_all = {"share": "yes", "of": "eligible", "comparison": "at_least", "value": "1/3"}
    either = {"any": [of_all, {"all": [QUORUM, MAJORITY]}]}
    assert verdict(either, yes=4, no=1, abstain=0, eligible=12).outcome == "passed"
    assert verdict(either, yes=3, no=1, abstain=0, eligible=12).outcome == "not_quorate"
    assert verdict(either, yes=3, no=4, abstain=0, eligible=12).outcome == "failed"


def test_a_quorum_found_through_a_reference_and_in_a_section_counts_the_same() -> None:
    requires = {"all": [{"in_section": "MX", "require": {"reference": "q"}}, MAJORITY]}
    counts = sections(MX={"yes": 1, "no": 0, "abstain": 0, "eligible": 9})
    assert decide(rule(requires, definitions={"q": QUORUM}), counts).outcome == "not_quorate"


def test_the_decider_of_a_passed_vote_has_the_least_to_spare_for_its_need() -> None:
    two = {"all": [{"count": "yes", "comparison": "at_least", "value": 9}, MAJORITY]}
    assert verdict(two, yes=30, no=25).decider == Decider("/requires/all/1", None)
    assert verdict(two, yes=10, no=1).decider == Decider("/requires/all/0", None)


def test_the_decider_of_a_failed_vote_is_the_condition_that_failed() -> None:
    two = {"all": [{"count": "yes", "comparison": "at_least", "value": 9}, MAJORITY]}
    assert verdict(two, yes=8, no=1).decider == Decider("/requires/all/0", None)
    assert verdict(two, yes=9, no=9).decider == Decider("/requires/all/1", None)


def test_of_several_that_fail_the_furthest_decides_and_of_equal_ones_the_first() -> None:
    two = {"all": [{"count": "yes", "comparison": "at_least", "value": 9}, MAJORITY]}
    assert verdict(two, yes=1, no=2).decider == Decider("/requires/all/0", None)
    assert verdict({"all": [MAJORITY, MAJORITY]}, yes=1, no=2).decider == Decider("/requires/all/0", None)


def test_of_several_ways_the_nearest_decides_when_none_is_met_and_the_safest_when_some_are() -> None:
    ways = {"any": [{"count": "yes", "comparison": "at_least", "value": 9}, MAJORITY]}
    assert verdict(ways, yes=8, no=20).decider == Decider("/requires/any/0", None)
    assert verdict(ways, yes=10, no=0).decider == Decider("/requires/any/1", None)


def test_of_so_many_the_one_that_makes_up_the_number_decides() -> None:
    def least(value: int) -> Json:
        return {"count": "yes", "comparison": "at_least", "value": value}

    two_of_three = {"at_least": 2, "of": [least(2), least(10), least(20)]}
    assert verdict(two_of_three, yes=12).decider == Decider("/requires/of/1", None)
    assert verdict(two_of_three, yes=9).decider == Decider("/requires/of/1", None)
    assert verdict(two_of_three, yes=30).decider == Decider("/requires/of/1", None)


def test_a_missing_quorum_is_what_decided() -> None:
    decided = verdict({"all": [MAJORITY, QUORUM]}, yes=1, no=4, abstain=0, eligible=12)
    assert decided.decider == Decider("/requires/all/1/quorum", None)
    assert decided.decided_by is not None
    assert decided.decided_by.missing == 1


def test_what_is_forbidden_can_decide() -> None:
    veto = {"not": {"in_section": "P5", "require": {"count": "no", "comparison": "more_than", "value": 0}}}
    nine = {"count": "yes", "comparison": "at_least", "value": 9}
    counts = sections(P5={"yes": 4, "no": 1}, E={"yes": 9, "no": 1})
    decided = decide(rule({"all": [nine, veto]}), counts)
    assert decided.decider == Decider("/requires/all/1/not/require", "P5")
    assert decided.sections == {"P5": False}


def test_the_section_that_decided_is_named() -> None:
    each = {"every_section": MAJORITY}
    counts = sections(US={"yes": 9, "no": 1}, MX={"yes": 4, "no": 5})
    assert decide(rule(each), counts).decider == Decider("/requires/every_section", "MX")


def test_a_number_of_sections_decides_as_a_whole() -> None:
    most = {"number_of_sections": MAJORITY, "comparison": "at_least", "value": 2}
    counts = sections(US={"yes": 9, "no": 1}, MX={"yes": 4, "no": 5})
    assert decide(rule(most), counts).decider == Decider("/requires", None)


def test_what_unknown_counts_cannot_change_still_has_a_decider() -> None:
    assert verdict(MAJORITY, yes=60, eligible=100).decider == Decider("/requires", None)
    three = {"at_least": 3, "of": [MAJORITY, MAJORITY, {"count": "no", "comparison": "at_least", "value": 1}]}
    assert verdict({"all": [three, QUORUM]}, yes=1, no=60, eligible=100).decider == Decider(
        "/requires/all/0/of/0", None
    )


CENTERS: Json = {"US": {"kind": "center"}, "MX": {"kind": "center"}}


def center(yes: int, no: int, *, members: int = 100, abstain: int = 0) -> Json:
    return {"kind": "center", "yes": yes, "no": no, "abstain": abstain, "eligible": members}


@pytest.mark.parametrize(
    ("us", "mx", "expected", "passed"),
    [
        (center(60, 20), center(11, 10), "passed", {"US": True, "MX": True}),
        (center(60, 20), center(10, 10), "failed", {"US": True, "MX": False}),
        (center(60, 20), center(5, 4), "not_quorate", {"US": True, "MX": False}),
        (center(60, 20), center(5, 4, abstain=1), "passed", {"US": True, "MX": True}),
        (center(10, 20), center(90, 0), "failed", {"US": False, "MX": True}),
        (center(0, 0), center(0, 0), "not_quorate", {"US": False, "MX": False}),
        (center(1, 0, members=1), center(1, 0, members=1), "passed", {"US": True, "MX": True}),
    ],
)
def test_majorities_in_each_center(us: Json, mx: Json, expected: str, passed: dict[str, bool]) -> None:
    decided = decide(preset("concurrent-majorities"), sections(US=us, MX=mx))
    assert decided.outcome == expected
    assert decided.sections == passed


def test_a_section_passes_by_the_parts_that_speak_of_it() -> None:
    either = {"any": [{"every_section": MAJORITY}, {"in_section": "US", "require": MAJORITY}]}
    counts = sections(US={"yes": 2, "no": 1}, MX={"yes": 1, "no": 2})
    assert decide(rule(either), counts).sections == {"US": True, "MX": False}
    two = {"at_least": 2, "of": [{"every_section": MAJORITY}, {"every_section": MAJORITY}, MAJORITY]}
    assert decide(rule(two), counts).sections == {"US": True, "MX": False}


def test_a_section_nothing_is_asked_of_is_not_listed() -> None:
    assert decide(rule(MAJORITY), sections(US={"yes": 2, "no": 1})).sections == {}


def test_a_forbidden_section_result_that_is_open_stays_open() -> None:
    veto = {"not": {"in_section": "MX", "require": {"count": "no", "comparison": "more_than", "value": 0}}}
    assert decide(rule(veto), sections(MX={})).sections == {"MX": None}


def test_a_verdict_names_the_rule_it_was_reached_under() -> None:
    simple = preset("simple-majority")
    stamp = decide(simple, pool(yes=1, no=0)).rule
    assert (stamp.id, stamp.version, stamp.fingerprint) == ("simple-majority", 1, fingerprint(simple))


def test_the_json_of_a_verdict_has_only_whole_numbers_and_fractions() -> None:
    counts = sections(US={"yes": 2, "no": 1, "abstain": 0, "eligible": 9, "kind": "center"})
    verdict_json = json.dumps(decide(preset("concurrent-majorities"), counts).to_json())
    plain = json.loads(verdict_json, parse_float=pytest.fail)
    first = plain["findings"][0]
    assert {"path", "left", "comparator", "right", "holds", "missing", "depth"} <= first.keys()
    share = plain["findings"][3]
    assert (share["left"], share["comparator"], share["right"], share["holds"]) == ("1/3", "at_least", "1/10", True)


def test_a_verdict_without_decision_comes_back_from_json() -> None:
    weighed = {"share_of_sections": MAJORITY, "weighing": "w", "comparison": "at_least", "value": "1/2"}
    counts: Counts = sections(A={"yes": 1, "attrs": {"w": 1}}, B={"yes": 1, "no": 0, "attrs": {"w": "1/2"}})
    for requires in (
        {"all": [weighed, QUORUM]},
        {"per_section": MAJORITY},
        {"every_section": MAJORITY, "among": ["B"]},
    ):
        decided = decide(rule(requires), counts)
        assert Verdict.from_json(json.loads(json.dumps(decided.to_json()))) == decided
