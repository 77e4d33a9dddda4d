"""Whether a rule can be met, opened and amended over a roll is what trying every vote says."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfpl.measures.possibility import (
    Answer,
    Possibility,
    PossibilityCode,
    Problem,
    can_be_amended,
    can_be_met,
    preconditions_possible,
)
from mfpl.measures.power import Roll, RollSection, VoterClass
from mfpl.rules import CountName, Counts, Rule, Section, Unit, decide
from mfpl.rules.contradictions import contradictions
from mfpl.rules.ranges import GIVEN
from tests.measures.support import RULES, YES, alike, recorded_rule, rule
from tests.rules.strategies import conditions
from tests.rules.support import recorded_cases

Json = dict[str, Any]
AWAY = {"share": "voting", "of": "eligible", "comparison": "less_than", "value": "1/2"}
CAME = {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "60/100"}
CENTERS = alike(mx=127, us=508)
PASSED = {"outcome": "passed"}
FAILED = {"outcome": "failed"}


def answer(requires: Json, roll: Roll = CENTERS, **fields: Any) -> Possibility:
    return can_be_met(rule(requires, **fields), roll)


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(str(problem.code), problem.path) for problem in problems]


def met_by(rule: Rule, counts: Counts) -> bool:
    verdict = decide(rule, counts)
    if verdict.outcome == "per_section":
        return any(verdict.sections.values())
    return verdict.outcome == "passed" or verdict.outcome.startswith(("graded:", "option_1"))


IN_THE_BOX = {CountName.BALLOTS, CountName.PRESENT}
HOW = (
    IN_THE_BOX | {CountName.YES},
    IN_THE_BOX | {CountName.NO},
    IN_THE_BOX | {CountName.ABSTAIN},
    IN_THE_BOX | {CountName.BLANK},
    IN_THE_BOX | {CountName.INVALID},
    {CountName.PRESENT},
    {CountName.ABSENT},
)


def ways(section: RollSection) -> Iterator[dict[Unit, dict[CountName, int]]]:
    """Every way in which one section, whose members all have the same votes, can vote, sign and block."""
    [members] = section.classes
    marks = range(members.members + 1)
    for each in combinations_with_replacement(HOW, members.members):
        for signed, blocks in product(marks, marks):
            heads = {name: sum(name in grown for grown in each) for name in GIVEN}
            heads |= {CountName.ELIGIBLE: members.members, CountName.SIGNED: signed, CountName.BLOCKS: blocks}
            votes = {name: number * members.weight for name, number in heads.items()}
            yield {Unit.MEMBERS: heads, Unit.VOTES: votes}


def every_count(roll: Roll) -> Iterator[Counts]:
    for each in product(*(list(ways(section)) for section in roll.sections)):
        yield Counts(
            tuple(
                Section(section.id, tallies, None, section.kind, section.attributes)
                for section, tallies in zip(roll.sections, each, strict=True)
            )
        )


def small_roll(sizes: tuple[int, int, int], weights: tuple[int, int, int]) -> Roll:
    attributes = (Fraction(1, 2), Fraction(1), Fraction(3))
    return Roll(
        tuple(
            RollSection(name, (VoterClass("member", size, weight),), None, {"weight": attribute})
            for name, size, weight, attribute in zip("ABC", sizes, weights, attributes, strict=True)
        )
    )


SMALL = st.builds(
    small_roll,
    st.sampled_from([(1, 1, 0), (2, 0, 0), (0, 1, 1), (1, 0, 1), (0, 0, 0)]),
    st.tuples(*[st.sampled_from([1, 2, 5])] * 3),
)


@settings(max_examples=40)
@given(conditions(), SMALL)
def test_over_a_small_roll_the_answer_is_what_trying_every_count_says(requires: Json, roll: Roll) -> None:
    asked = rule(requires)
    found = can_be_met(asked, roll)
    assert found.answer is not Answer.UNKNOWN
    if found.witness is None:
        assert not any(met_by(asked, counts) for counts in every_count(roll))
        assert found.problems
    else:
        assert met_by(asked, found.witness)


@settings(max_examples=60)
@given(conditions(), st.tuples(*[st.integers(0, 300)] * 3), st.tuples(*[st.sampled_from([1, 2])] * 3))
def test_over_a_larger_roll_a_witness_meets_the_rule_and_could_be_counted(
    requires: Json, sizes: tuple[int, int, int], weights: tuple[int, int, int]
) -> None:
    asked = rule(requires)
    found = can_be_met(asked, small_roll(sizes, weights))
    if found.witness is not None:
        assert contradictions(found.witness) == []
        assert met_by(asked, found.witness)


def roll_of(case: Json) -> Roll:
    """A roll as large as the vote that was recorded, with two votes more in each section."""
    parts = case.get("sections") or [{"id": "all", **case["totals"]}]
    return Roll(
        tuple(
            RollSection(
                one["id"],
                (VoterClass("member", max(one.get(name) or 0 for name in ("eligible", "present", "yes", "no")) + 2),),
                one.get("kind"),
                {name: Fraction(str(value)) for name, value in (one.get("attrs") or {}).items() if value is not None},
            )
            for one in parts
        )
    )


CASES = {case["rule_id"]: case for case in recorded_cases()}


@pytest.mark.parametrize("name", sorted(path.stem for path in RULES.glob("*.json") if path.stem in CASES))
def test_every_rule_under_which_a_vote_was_recorded_can_be_met(name: str) -> None:
    assert can_be_met(recorded_rule(name), roll_of(CASES[name])).answer is Answer.YES


@pytest.mark.parametrize(
    "requires",
    [
        YES,
        {"all": [YES, {"not": {"count": "no", "comparison": "more_than", "value": 0}}]},
        {"not": YES},
        {"share": "yes", "of": "valid", "comparison": "exactly", "value": "1/3"},
        {"all": [AWAY, YES]},
        {"all": [CAME, {"share": "yes", "of": "eligible", "comparison": "less_than", "value": "1/10"}]},
        {"number_of_sections": YES, "comparison": "exactly", "value": 1},
        {"in_section": "mx", "require": {"share": "no", "of": "valid", "comparison": "more_than", "value": "2/3"}},
        {"count": "signed", "comparison": "at_least", "value": 30},
        {"count": "blocks", "comparison": "less_than", "value": 2},
        {"count": "yes", "comparison": "exactly", "value": 9},
        {"per_section": YES},
        {"case": [{"when": AWAY, "then": {"outcome": "consent-4-years"}}], "otherwise": FAILED},
        {"petition": AWAY, "suspends": {"days": 30}, "requires": AWAY},
        {"petition": CAME, "switches_to": FAILED, "requires": YES},
    ],
)
def test_a_rule_that_some_vote_meets_has_a_witness(requires: Json) -> None:
    found = answer(requires)
    assert found.answer is Answer.YES
    assert found.witness is not None
    assert met_by(rule(requires), found.witness)


@pytest.mark.parametrize(
    ("requires", "where"),
    [
        ({"count": "yes", "comparison": "at_least", "value": 636}, [("", "/requires")]),
        ({"in_section": "mx", "require": {"count": "yes", "comparison": "more_than", "value": 127}},
         [("mx", "/requires/require")]),
        ({"number_of_sections": YES, "comparison": "at_least", "value": 3}, [("", "/requires")]),
        ({"all": [YES, {"count": "ballots", "comparison": "at_least", "value": 700}]}, [("", "/requires/all/1")]),
        ({"any": [{"count": "no", "comparison": "more_than", "value": 635}, {"not": {"count": "absent",
          "comparison": "at_least", "value": 0}}]}, [("", "/requires/any/0"), ("", "/requires/any/1")]),
        ({"root_count": "yes", "comparison": "at_least", "times": 26, "square_root_of": "eligible"},
         [("", "/requires")]),
        ({"case": [{"when": YES, "then": FAILED}], "otherwise": {"outcome": "suspended"}},
         [("", "/requires/case/0/then"), ("", "/requires/otherwise")]),
    ],
)  # fmt: skip
def test_a_rule_that_no_vote_meets_says_which_conditions_never_hold(
    requires: Json, where: list[tuple[str, str]]
) -> None:
    found = answer(requires)
    assert found.answer is Answer.NO
    assert [(problem.params["section"], problem.path) for problem in found.problems] == where
    assert {problem.code for problem in found.problems} == {PossibilityCode.NEVER_HOLDS}


def test_the_last_vote_that_can_meet_a_rule_is_found() -> None:
    assert answer({"count": "yes", "comparison": "at_least", "value": 635}).answer is Answer.YES
    root = {"root_count": "yes", "comparison": "at_least", "times": 25, "square_root_of": "eligible"}
    assert answer(root).answer is Answer.YES


def test_a_section_without_members_can_say_nothing() -> None:
    found = answer({"every_section": YES}, alike(mx=3, us=0))
    assert found.answer is Answer.NO
    assert found.problems == (
        Problem(PossibilityCode.NEVER_HOLDS, "a-rule", "/requires/every_section", {"section": "us"}),
    )


def test_what_the_roll_lacks_makes_a_rule_impossible() -> None:
    asked = {"in_section": "ca", "require": YES}
    assert codes(answer(asked).problems) == [("section_absent", "/requires/in_section")]
    assert codes(answer({"every_section": YES, "among": "canton"}).problems) == [("sections_none", "/requires")]
    weighed = {"number_of_sections": YES, "weighing": "stand", "comparison": "at_least", "value": 1}
    assert codes(answer(weighed).problems) == [("attribute_missing", "/requires")] * len(CENTERS.sections)


def test_classes_scaled_to_shares_are_met_by_everyones_yes_or_not_at_all() -> None:
    scaled = {
        "class_share": "yes",
        "of": "valid",
        "classes": {"mx": "1/2", "us": "1/2"},
        "scaled_by": "members",
        "comparison": "at_least",
        "value": "2/3",
    }
    assert answer(scaled).answer is Answer.YES
    found = answer(scaled, alike(mx=0, us=0, others=400))
    assert found.answer is Answer.NO
    assert codes(found.problems) == [("never_holds", "/requires")]


RANKED: Json = {
    "ranked": "schwartz_sequential_dropping",
    "option_quorum": {"comparison": "at_least", "times": 2, "square_root_of": "eligible"},
    "option_ratio": {"comparison": "at_least", "majority": "more_than"},
    "tie": "default_option",
}


@pytest.mark.parametrize(("voters", "expected"), [(4, Answer.YES), (3, Answer.NO), (900, Answer.YES), (0, Answer.NO)])
def test_ranked_options_can_be_chosen_where_the_quorum_can_be_reached(voters: int, expected: Answer) -> None:
    assert answer(RANKED, alike(all=voters)).answer is expected


def stages(first: Json, second: Json, on: str = "not_quorate") -> Json:
    return {
        "stages": [
            {"name": "first", "requires": first, "continue_on": [on]},
            {"name": "second", "requires": second},
        ]
    }


def quorum(condition: Json) -> Json:
    return {"quorum": condition, "otherwise": "not_quorate"}


def test_a_later_stage_counts_where_the_one_before_can_lead_to_it() -> None:
    never = {"count": "yes", "comparison": "at_least", "value": 1000}
    found = answer(stages({"all": [quorum(CAME), never]}, YES))
    assert found.answer is Answer.YES
    assert found.witness is not None
    assert list(found.witness.stages) == ["first", "second"]
    assert met_by(rule(stages({"all": [quorum(CAME), never]}, YES)), found.witness)
    assert answer(stages({"all": [quorum(CAME), never]}, never)).answer is Answer.NO
    certain = {"count": "yes", "comparison": "at_least", "value": 0}
    assert answer(stages({"all": [quorum(certain), never]}, YES)).answer is Answer.NO


def test_a_rule_that_only_names_another_is_met_where_the_other_is() -> None:
    other = rule(stages(YES, YES, on="failed"), id="other")
    asked = {"rule": "other"}
    document = rule(asked, rules={"other": other.model_dump(mode="json", by_alias=True, exclude_unset=True)})
    assert can_be_met(document, CENTERS).answer is Answer.YES


def test_where_no_vote_is_found_and_none_is_excluded_it_is_not_known() -> None:
    odd = [{"share": "yes", "of": "valid", "comparison": "exactly", "value": f"{n}/1009"} for n in (1, 2)]
    found = answer({"not": {"any": [{"not": one} for one in odd]}}, alike(mx=3000, us=5000))
    assert found.answer in {Answer.UNKNOWN, Answer.NO}


PRECONDITIONS = {"sponsors_from_sections": 2, "people_of_each_section_in_discussion": 3}


def test_preconditions_ask_for_no_more_sections_and_people_than_there_are() -> None:
    asked = rule(YES, preconditions=PRECONDITIONS)
    assert preconditions_possible(asked, alike(mx=3, us=3)) == ()
    assert preconditions_possible(rule(YES), alike(mx=1)) == ()
    assert preconditions_possible(asked, alike(mx=2, us=3, ca=0)) == (
        Problem(
            PossibilityCode.DISCUSSION_TOO_MANY,
            "a-rule",
            "/preconditions/people_of_each_section_in_discussion",
            {"needed": 3, "section": "mx", "members": 2},
        ),
        Problem(
            PossibilityCode.DISCUSSION_TOO_MANY,
            "a-rule",
            "/preconditions/people_of_each_section_in_discussion",
            {"needed": 3, "section": "ca", "members": 0},
        ),
    )
    assert preconditions_possible(asked, alike(mx=9, us=0))[0] == Problem(
        PossibilityCode.SPONSORS_TOO_MANY,
        "a-rule",
        "/preconditions/sponsors_from_sections",
        {"needed": 2, "sections": 1},
    )


NEVER = {"count": "yes", "comparison": "at_least", "value": 1000}


def book(**rules: Rule) -> dict[str, Rule]:
    return rules


def amended(requires: Json, code: str, by: str | None = None, **fields: Any) -> Rule:
    own = {"amended_by": {"rule": by} | ({"itself": True} if by == code else {})} if by else {}
    return rule(requires, id=code, **own, **fields)


def test_a_rule_that_names_no_other_is_amended_by_itself() -> None:
    assert can_be_amended("a", book(a=amended(YES, "a")), CENTERS) == ()
    assert can_be_amended("a", book(a=amended(YES, "a", "a")), CENTERS) == ()
    assert codes(can_be_amended("a", book(a=amended(NEVER, "a")), CENTERS)) == [("never_holds", "/requires")]


def test_a_rule_that_no_vote_meets_can_be_amended_by_one_that_can() -> None:
    assert can_be_amended("a", book(a=amended(NEVER, "a", "b"), b=amended(YES, "b")), CENTERS) == ()


def test_a_circle_of_rules_is_no_problem_where_each_can_be_met() -> None:
    rules = book(a=amended(YES, "a", "b"), b=amended(YES, "b", "a"))
    assert can_be_amended("a", rules, CENTERS) == ()
    rules["a"] = amended(NEVER, "a", "b")
    assert [problem.rule for problem in can_be_amended("a", rules, CENTERS)] == ["a"]


def test_every_problem_on_the_way_up_is_named_with_its_rule() -> None:
    rules = book(a=amended(YES, "a", "b"), b=amended(NEVER, "b", "c", preconditions={"sponsors_from_sections": 3}))
    assert [(str(one.code), one.rule, one.path) for one in can_be_amended("a", rules, CENTERS)] == [
        ("sponsors_too_many", "b", "/preconditions/sponsors_from_sections"),
        ("never_holds", "b", "/requires"),
        ("governing_missing", "b", "/amended_by/rule"),
    ]


def test_a_problem_is_plain_data_too() -> None:
    [problem] = can_be_amended("a", book(a=amended(YES, "a", "gone")), CENTERS)
    assert problem.to_json() == {
        "code": "governing_missing",
        "rule": "a",
        "path": "/amended_by/rule",
        "params": {"rule": "gone"},
    }
