"""Branches, petitions and stages of real rules, each at its boundary, and what unknown counts leave open."""

from typing import Any

import pytest

from mfpl.rules import CountsInvalid, Verdict, canonical, decide, parse_counts, parse_rule
from tests.rules.support import MAJORITY, Json, errors_of_counts, pool, recorded_rule, rule, sections
from tests.rules.test_rule_errors import errors_in

SIGNED = {"count": "signed", "comparison": "at_least", "value": 3}


def decided(rule_id: str, record: Json) -> Verdict:
    verdict = decide(recorded_rule(rule_id), parse_counts(record))
    assert Verdict.from_json(verdict.to_json()) == verdict
    return verdict


def listed(kind: str | None = None, **by_section: Json) -> list[Json]:
    return [{"id": section, "kind": kind, **counts} for section, counts in by_section.items()]


def houses(nationalist: tuple[int, int], unionist: tuple[int, int], other: tuple[int, int] = (0, 0)) -> Json:
    groups = {"N": nationalist, "U": unionist, "O": other}
    kinds = {"N": "designated", "U": "designated", "O": "other"}
    return {"sections": [{"id": name, "kind": kinds[name], "yes": y, "no": n} for name, (y, n) in groups.items()]}


@pytest.mark.parametrize(
    ("nationalist", "unionist", "other", "outcome"),
    [
        ((30, 9), (20, 19), (5, 1), "graded:consent-8-years"),
        ((35, 0), (16, 24), (8, 0), "graded:consent-8-years"),
        ((35, 0), (15, 24), (8, 0), "graded:consent-4-years"),
        ((35, 0), (3, 37), (8, 8), "graded:consent-4-years"),
        ((35, 0), (3, 37), (7, 8), "graded:no-consent"),
        ((0, 0), (0, 0), (0, 0), "graded:no-consent"),
        ((0, 0), (0, 0), (1, 0), "graded:consent-4-years"),
    ],
)
def test_consent_is_graded_by_who_gave_it(nationalist: Any, unionist: Any, other: Any, outcome: str) -> None:
    verdict = decided("ni_windsor_consent", houses(nationalist, unionist, other))
    assert (verdict.outcome, verdict.possible) == (outcome, (outcome,))
    assert verdict.decider is not None


def test_what_decides_a_grade_is_the_condition_that_led_to_it() -> None:
    four = decided("ni_windsor_consent", houses((35, 0), (3, 37), (8, 8)))
    assert four.decider is not None
    assert (four.decider.path, four.decided_by and four.decided_by.spare) == ("/requires/case/1/when", 0)
    none = decided("ni_windsor_consent", houses((35, 0), (3, 37), (7, 8)))
    assert none.decider is not None
    assert none.decider.path == "/requires/case/1/when"
    assert none.sections == {"N": True, "U": False}


def test_another_rule_is_brought_along_and_asked_with_its_own_definitions() -> None:
    asked = recorded_rule("ni_windsor_consent")
    assert list(asked.rules) == ["ni_cross_community"]
    assert parse_rule(canonical(asked)) == asked
    verdict = decide(asked, parse_counts(houses((30, 9), (20, 19))))
    assert {"/rules/ni_cross_community/requires", "/requires/case/0/when/all/1"} <= {
        one.path for one in verdict.findings
    }


@pytest.mark.parametrize(
    ("signed", "parties", "yes", "outcome"),
    [
        (29, 2, (3, 37), "passed"),
        (30, 1, (3, 37), "passed"),
        (30, 2, (3, 37), "failed"),
        (30, 2, (20, 19), "passed"),
        (0, 0, (3, 37), "passed"),
        (29, 2, (0, 80), "failed"),
    ],
)
def test_thirty_signatures_of_two_parties_ask_for_both_communities(
    signed: int, parties: int, yes: tuple[int, int], outcome: str
) -> None:
    groups = houses((40, 0), yes)["sections"]
    signers = [{"id": f"P{n}", "kind": "party", "signed": int(n < parties)} for n in range(2)]
    totals = {"yes": 40 + yes[0], "no": yes[1], "signed": signed}
    assert decided("ni_petition_of_concern", {"sections": groups + signers, "totals": totals}).outcome == outcome


@pytest.mark.parametrize(
    ("dutch", "french", "lifted", "outcome"),
    [
        (0, 46, None, "failed"),
        (0, 47, None, "suspended"),
        (66, 0, None, "suspended"),
        (65, 0, False, "failed"),
        (0, 47, True, "failed"),
        (0, 62, False, "suspended"),
    ],
)
def test_three_quarters_of_a_language_group_ring_the_alarm(
    dutch: int, french: int, lifted: bool | None, outcome: str
) -> None:
    groups = listed("language_group", NL={"eligible": 88, "signed": dutch, "yes": 40, "no": 40},
                    FR={"eligible": 62, "signed": french, "yes": 30, "no": 30})  # fmt: skip
    assert decided("be_alarm_bell", {"sections": groups, "suspension_lifted": lifted}).outcome == outcome


def test_signatures_that_nobody_counted_leave_a_suspension_possible() -> None:
    groups = listed(
        "language_group", NL={"eligible": 88, "yes": 50, "no": 30}, FR={"eligible": 62, "yes": 30, "no": 20}
    )
    verdict = decided("be_alarm_bell", {"sections": groups})
    assert (verdict.outcome, verdict.possible) == ("undecided", ("passed", "suspended"))
    assert {one.count for one in verdict.unknown} == {"signed"}
    lifted = decided("be_alarm_bell", {"sections": groups, "suspension_lifted": True})
    assert (lifted.outcome, lifted.unknown) == ("passed", ())


def caucus(signed: int, blocks: int, yes: int, no: int) -> Json:
    return {"eligible": 5, "signed": signed, "blocks": blocks, "yes": yes, "no": no}


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        (caucus(0, 0, 1, 4), caucus(0, 0, 5, 0), "passed"),
        (caucus(2, 0, 1, 4), caucus(0, 0, 5, 0), "passed"),
        (caucus(3, 0, 1, 4), caucus(0, 0, 5, 0), "failed"),
        (caucus(3, 0, 3, 2), caucus(0, 2, 5, 0), "passed"),
        (caucus(3, 0, 3, 2), caucus(0, 3, 5, 0), "suspended"),
        (caucus(0, 0, 0, 5), caucus(0, 5, 5, 0), "failed"),
    ],
)
def test_a_vital_interest_asks_every_caucus_and_an_objection_stops_it(first: Json, second: Json, outcome: str) -> None:
    assert decided("ba_vital_interest", {"sections": listed("caucus", A=first, B=second)}).outcome == outcome


def entities(a: tuple[int, int], b: tuple[int, int]) -> Json:
    return {"sections": listed("entity", A={"eligible": 28, "yes": a[0], "no": a[1]},
                               B={"eligible": 14, "yes": b[0], "no": b[1]})}  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        (((20, 8), (4, 8)), None, "passed"),
        (((20, 8), (3, 8)), ((20, 8), (3, 9)), "passed"),
        (((20, 8), (3, 8)), ((20, 8), (3, 10)), "failed"),
        (((20, 8), (3, 8)), ((10, 18), (3, 3)), "failed"),
    ],
)
def test_entity_voting_has_a_second_vote_after_mediation(first: Any, second: Any, outcome: str) -> None:
    stages = {"first-vote": entities(*first)} | ({"second-vote": entities(*second)} if second else {})
    verdict = decided("ba_entity_voting", {"stages": stages})
    assert verdict.outcome == outcome
    assert [one.name for one in verdict.finding.children] == list(stages)
    assert set(verdict.sections) == {"A", "B"}


def test_a_stage_not_yet_held_leaves_its_outcomes_possible() -> None:
    waiting = decided("ba_entity_voting", entities((20, 8), (3, 8)))
    assert (waiting.outcome, waiting.possible, waiting.facts) == ("undecided", ("failed", "passed"), ("stage",))
    assert waiting.sections == {"A": True, "B": False}
    only_second = decided("ba_entity_voting", {**entities((20, 8), (3, 9)), "stage": "second-vote"})
    assert (only_second.outcome, only_second.decider and only_second.decider.path) == (
        "passed",
        "/requires/stages/1/requires/all/0",
    )


def test_an_unknown_count_of_the_first_stage_keeps_both_ways_open() -> None:
    first = {"totals": {"yes": 6, "no": 2, "eligible": 20, "present": None}}
    asked = recorded_rule("sce_statutes")
    open_ = decide(asked, parse_counts({"stages": {"first-call": first}}))
    assert open_.possible == ("failed", "passed")
    assert {one.count for one in open_.unknown} == {"present"}
    settled = decide(asked, parse_counts({"stages": {"first-call": first, "second-call": first}}))
    assert (settled.outcome, settled.unknown) == ("passed", ())


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ((10, 4, 2), None, "passed"),
        ((10, 4, 3), None, "failed"),
        ((9, 4, 2), None, "undecided"),
        ((9, 4, 2), (3, 2, 1), "passed"),
        ((9, 4, 2), (3, 1, 1), "failed"),
        ((9, 9, 0), (1, 1, 0), "passed"),
    ],
)
def test_a_second_call_needs_no_quorum(first: Any, second: Any, outcome: str) -> None:
    calls = {"first-call": first} | ({"second-call": second} if second else {})
    stages = {
        name: {"totals": {"eligible": 20, "present": present, "yes": yes, "no": no}}
        for name, (present, yes, no) in calls.items()
    }
    assert decided("sce_statutes", {"stages": stages}).outcome == outcome


def congress(senate: tuple[int, int], present: int = 60) -> Json:
    house = {"eligible": 435, "present": 400, "yes": 290, "no": 100}
    return {"sections": listed("house", H=house, S={"eligible": 100, "present": present, "yes": senate[0],
                                                   "no": senate[1]})}  # fmt: skip


def states(ratified: int) -> Json:
    return {"sections": [{"id": f"s{n}", "kind": "state", "yes": int(n < ratified), "no": 0} for n in range(50)]}


@pytest.mark.parametrize(
    ("senate", "present", "ratified", "outcome"),
    [
        ((40, 20), 60, 38, "passed"),
        ((40, 20), 60, 37, "failed"),
        ((39, 20), 60, 38, "failed"),
        ((34, 16), 50, 38, "failed"),
        ((34, 17), 51, 50, "passed"),
        ((40, 20), 60, 0, "failed"),
        ((40, 20), 60, 1, "failed"),
    ],
)
def test_thirty_eight_states_ratify_what_congress_proposed(
    senate: tuple[int, int], present: int, ratified: int, outcome: str
) -> None:
    stages = {"congress": congress(senate, present), "states": states(ratified)}
    assert decided("us_amendment", {"stages": stages}).outcome == outcome


def test_what_later_stages_could_still_say_is_read_from_the_rule() -> None:
    first = {"name": "one", "requires": {"not": MAJORITY}, "continue_on": ["failed"]}
    graded = {"case": [{"when": MAJORITY, "then": {"outcome": "grade-a"}}], "otherwise": {"outcome": "failed"}}
    quorum = {"quorum": {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/2"}}
    later: list[tuple[Any, tuple[str, ...]]] = [
        (graded, ("failed", "graded:grade-a")),
        ({**quorum, "otherwise": "not_quorate"}, ("failed", "not_quorate", "passed")),
        ({"petition": SIGNED, "suspends": {}, "requires": MAJORITY}, ("failed", "passed", "suspended")),
        ({"petition": SIGNED, "switches_to": {"outcome": "x"}, "requires": MAJORITY}, ("failed", "graded:x", "passed")),
        ({"stages": [{**first, "name": "two"}, {"name": "three", "requires": MAJORITY}]}, ("failed", "passed")),
    ]
    for requirement, possible in later:
        asked = rule({"stages": [first, {"name": "last", "requires": requirement}]})
        verdict = decide(asked, pool(yes=3, no=1))
        assert (verdict.outcome, verdict.possible) == ("undecided", possible)


def test_a_threshold_can_be_switched_by_turnout() -> None:
    half = {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/2"}
    reject = {"share": "no", "of": "valid", "comparison": "at_least", "value": "2/3"}
    asked = rule({"case": [{"when": half, "then": MAJORITY}], "otherwise": {"not": reject}})
    found = [
        decide(asked, pool(yes=y, no=n, abstain=0, eligible=20)).outcome for y, n in ((4, 6), (4, 5), (3, 6), (0, 0))
    ]
    assert found == ["failed", "passed", "failed", "passed"]
    paths = [decide(asked, pool(yes=y, no=n, abstain=0, eligible=20)).decider for y, n in ((4, 6), (4, 5))]
    assert [one and one.path for one in paths] == ["/requires/case/0/then", "/requires/otherwise/not"]
    open_ = decide(asked, pool(yes=4, no=5, eligible=20))
    assert (open_.possible, {one.count for one in open_.unknown}) == (("failed", "passed"), {"abstain"})
    same = decide(asked, pool(yes=9, no=0, eligible=20))
    assert (same.outcome, same.unknown) == ("passed", ())


def test_a_branch_that_surely_applies_hides_the_rest_and_an_open_one_does_not() -> None:
    asked = rule({"case": [{"when": SIGNED, "then": MAJORITY}], "otherwise": {"outcome": "not_quorate"}})
    sure = decide(asked, pool(signed=3, yes=2, no=None, eligible=9))
    assert (sure.possible, {one.count for one in sure.unknown}) == (("failed", "passed"), {"no"})
    open_ = decide(asked, pool(signed=None, yes=2, no=1, eligible=9))
    assert (open_.possible, {one.count for one in open_.unknown}) == (("not_quorate", "passed"), {"signed"})
    assert open_.finding.holds is None


def test_an_option_can_be_chosen_in_a_branch() -> None:
    ranked = {"ranked": "schwartz_sequential_dropping", "option_ratio": {"comparison": "more_than"},
              "tie": "default_option"}  # fmt: skip
    asked = rule({"case": [{"when": SIGNED, "then": ranked}], "otherwise": {"outcome": "failed"}})
    table = {"options": [{"n": 1}, {"n": 2, "is_default": True}], "pairwise": [[None, 3], [1, None]]}
    verdict = decide(asked, parse_counts({"totals": {"signed": 3, "eligible": 9}, **table}))
    assert (verdict.outcome, verdict.decider) == ("option_1", None)


def test_counts_of_a_stage_that_the_rule_does_not_have_are_refused() -> None:
    with pytest.raises(CountsInvalid) as refused:
        decide(recorded_rule("sce_statutes"), parse_counts({"totals": {"yes": 1}, "stage": "third-call"}))
    assert [(error.code, dict(error.params)) for error in refused.value.errors] == [
        ("stage_unknown", {"stage": "third-call"})
    ]


@pytest.mark.parametrize(
    ("record", "errors"),
    [
        ({"stages": {}}, {("counts_missing", "")}),
        ({"stages": []}, {("type_wrong", "/stages"), ("counts_missing", "")}),
        ({"stages": {"one": {}}}, {("counts_missing", "/stages/one")}),
        ({"stages": {"one": {"sections": 1}}}, {("type_wrong", "/stages/one/sections")}),
        ({"stages": {"one": {"totals": {"yes": -1}}}}, {("count_negative", "/stages/one/totals/yes")}),
        ({"stages": {"one": {"totals": {"yes": 3, "eligible": 2}}}}, {("counts_contradict", "/stages/one/totals")}),
        (
            {"stages": {"one": {"sections": [{"id": "A"}, {"id": "A"}]}}},
            {("section_duplicate", "/stages/one/sections/1/id")},
        ),
        ({"stages": {"one": {"sections": [{}]}}}, {("key_missing", "/stages/one/sections/0")}),
        ({"stages": {"one": {"totals": {"yes": 1}, "pairwise": 1}}}, {
            ("type_wrong", "/stages/one/options")}),
        ({"totals": {"yes": 1}, "stage": 3}, {("type_wrong", "/stage")}),
        ({"totals": {"yes": 1}, "suspension_lifted": "no"}, {("value_not_allowed", "/suspension_lifted")}),
    ],
)  # fmt: skip
def test_counts_of_stages_are_refused_with_code_and_place(record: Json, errors: set[tuple[str, str]]) -> None:
    assert errors <= errors_of_counts(record)


ONE: Json = {"name": "one", "requires": MAJORITY, "continue_on": ["failed"]}
TWO: Json = {"name": "two", "requires": MAJORITY}


@pytest.mark.parametrize(
    ("requires", "errors"),
    [
        ({"stages": [TWO]}, {("list_too_short", "/requires/stages")}),
        ({"stages": [ONE, {**TWO, "name": "one"}]}, {("stage_duplicate", "/requires/stages/1/name")}),
        ({"stages": [TWO, {**TWO, "name": "three"}]}, {("stage_unreachable", "/requires/stages/1")}),
        ({"stages": [ONE, {**TWO, "continue_on": ["failed"]}]}, {("stage_endless", "/requires/stages/1/continue_on")}),
        (
            {"stages": [ONE, {**TWO, "earliest_after_days": 3, "latest_after_days": 2}]},
            {("window_reversed", "/requires/stages/1")},
        ),
        ({"stages": "none"}, {("type_wrong", "/requires/stages")}),
        ({"petition": SIGNED, "requires": MAJORITY}, {("petition_effect", "/requires")}),
        (
            {"petition": SIGNED, "suspends": {}, "switches_to": MAJORITY, "requires": MAJORITY},
            {("petition_effect", "/requires")},
        ),
        ({"all": [{"outcome": "failed"}]}, {("procedure_misplaced", "/requires/all/0")}),
        ({"not": {"stages": [ONE, TWO]}}, {("procedure_misplaced", "/requires/not")}),
        (
            {"case": [{"when": {"per_section": MAJORITY}, "then": MAJORITY}], "otherwise": MAJORITY},
            {("per_section_misplaced", "/requires/case/0/when")},
        ),
        (
            {
                "case": [{"when": {"quorum": MAJORITY, "otherwise": "not_quorate"}, "then": MAJORITY}],
                "otherwise": {"reference": "nothing"},
            },
            {("quorum_misplaced", "/requires/case/0/when"), ("reference_dangling", "/requires/otherwise/reference")},
        ),
        ({"case": [3], "otherwise": MAJORITY}, {("type_wrong", "/requires/case/0")}),
    ],
)
def test_steps_that_could_not_work_are_refused(requires: Json, errors: set[tuple[str, str]]) -> None:
    assert errors_in(requires) == errors


def test_stages_of_equal_days_and_sections_of_one_stage_are_fine() -> None:
    late = {**TWO, "earliest_after_days": 2, "latest_after_days": 2}
    asked = rule({"stages": [{**ONE, "requires": {"every_section": MAJORITY}}, late]})
    assert decide(asked, sections(A={"yes": 2, "no": 1})).outcome == "passed"


def graded(name: str) -> Json:
    return {"case": [{"when": MAJORITY, "then": {"outcome": name}}], "otherwise": {"outcome": "failed"}}


def test_every_stage_still_ahead_adds_what_it_could_say_and_not_what_leads_on() -> None:
    stages = [
        {**ONE, "requires": graded("a")},
        {"name": "two", "requires": graded("b"), "continue_on": ["failed", "b"]},
        {"name": "three", "requires": graded("c")},
    ]
    waiting = decide(rule({"stages": stages}), pool(yes=1, no=2))
    assert waiting.possible == ("failed", "graded:c")
    assert waiting.finding.children[-1].name == "two"
    stages[1]["continue_on"] = ["failed"]
    assert decide(rule({"stages": stages}), pool(yes=1, no=2)).possible == ("failed", "graded:b", "graded:c")


def test_a_record_with_a_key_written_twice_is_refused() -> None:
    with pytest.raises(CountsInvalid) as refused:
        parse_counts('{"totals": {"yes": 1}, "totals": {"yes": 2}}')
    assert [(error.code, error.path) for error in refused.value.errors] == [("duplicate_key", "")]


def test_a_suspension_that_was_lifted_is_lifted_at_every_stage() -> None:
    signed = {"share": "signed", "of": "eligible", "comparison": "at_least", "value": "1/2"}
    petition = {"petition": signed, "suspends": {"days": 3}, "requires": MAJORITY}
    stages = rule(
        {
            "stages": [
                {"name": "first", "requires": petition, "continue_on": ["failed"]},
                {"name": "second", "requires": MAJORITY},
            ]
        }
    )
    held = {"first": {"totals": {"eligible": 5, "yes": 3, "no": 1, "signed": 4}}}
    outcomes = {
        lifted: decide(stages, parse_counts({"stages": held, "suspension_lifted": lifted})).outcome
        for lifted in (False, True)
    }
    assert outcomes == {False: "suspended", True: "passed"}
