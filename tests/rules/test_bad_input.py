"""Everything wrong with a rule, or between a rule and its counts, is told at once, each with its place."""

from collections.abc import Mapping
from typing import Any

import pytest

from mfpl.rules import Counts, CountsInvalid, Rule, RuleInvalid, decide, parse_rule
from tests.rules.support import MAJORITY, Json, document, errors_of_counts, rule, sections

Found = set[tuple[str, str]]
MANY = {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "60/100"}
FEW = MANY | {"comparison": "less_than", "value": "1/2"}


def errors_of_rule(requires: object, **fields: Any) -> Found:
    try:
        parse_rule(document(requires, **fields))
    except RuleInvalid as refused:
        return {(str(error.code), error.path) for error in refused.errors}
    return set()


def lacking(asked: Rule, counts: Counts) -> list[tuple[str, str, Mapping[str, str | int]]]:
    with pytest.raises(CountsInvalid) as refused:
        decide(asked, counts)
    return [(str(error.code), error.path, error.params) for error in refused.value.errors]


ELECTORATE = {"statuses": ["good_standing"], "weights": {"organization": 2, "individual": 1}}


@pytest.mark.parametrize(
    ("requires", "fields", "found"),
    [
        (MAJORITY | {"treshold": 1}, {}, ("key_unknown", "/requires/treshold")),
        (MAJORITY | {"value": 0.5}, {}, ("number_not_exact", "/requires/value")),
        (MAJORITY | {"value": "50%"}, {}, ("fraction_invalid", "/requires/value")),
        (MAJORITY | {"value": "3/2"}, {}, ("share_out_of_range", "/requires/value")),
        (MAJORITY | {"value": 1}, {}, ("threshold_unreachable", "/requires/value")),
        (MAJORITY | {"unit": "heads"}, {}, ("value_not_allowed", "/requires/unit")),
        ({"every_section": MAJORITY, "among": []}, {}, ("list_too_short", "/requires/among")),
        ({"reference": "a"}, {"definitions": {"a": {"reference": "b"}, "b": {"reference": "a"}}},
         ("reference_circular", "/definitions/a")),
        ({"all": [{"quorum": MANY, "otherwise": "not_quorate"}, {"quorum": FEW, "otherwise": "failed"}]}, {},
         ("conditions_exclude", "/requires/all/1/quorum")),
        (MAJORITY, {"electorate": ELECTORATE | {"caps": {"share_per_voter": 0}}},
         ("caps_infeasible", "/electorate/caps/share_per_voter")),
        (MAJORITY, {"electorate": ELECTORATE | {"caps": {"share_of_class": {"organization": "1/4",
         "individual": "1/2"}}}}, ("caps_infeasible", "/electorate/caps/share_of_class")),
    ],
)  # fmt: skip
def test_a_document_that_could_mean_nothing_is_refused_where_it_is_written(
    requires: Json, fields: Json, found: tuple[str, str]
) -> None:
    assert found in errors_of_rule(requires, **fields)


@pytest.mark.parametrize(
    "caps",
    [
        {"share_per_voter": "1/1000"},
        {"share_of_class": {"organization": "1/2", "individual": "1/2"}},
        {"share_of_class": {"organization": "1/4"}},
        {"share_of_class": {"investor": "1/4"}},
        {"votes_per_voter": 5},
    ],
)
def test_caps_that_some_roll_meets_are_taken(caps: Json) -> None:
    assert errors_of_rule(MAJORITY, electorate=ELECTORATE | {"caps": caps}) == set()


def test_caps_that_are_malformed_are_told_as_that() -> None:
    caps = {"share_of_class": {"organization": "half", "individual": "1/4"}, "share_per_voter": "0/0"}
    assert errors_of_rule(MAJORITY, electorate=ELECTORATE | {"caps": caps}) == {
        ("fraction_invalid", "/electorate/caps/share_of_class/organization"),
        ("denominator_zero", "/electorate/caps/share_per_voter"),
    }
    assert ("type_wrong", "/electorate/caps") in errors_of_rule(MAJORITY, electorate=ELECTORATE | {"caps": [1]})
    assert ("type_wrong", "/electorate") in errors_of_rule(MAJORITY, electorate=3)


def test_a_document_tells_all_of_its_errors_at_once() -> None:
    requires = {
        "all": [
            MAJORITY | {"value": 0.5, "extra": 1},
            {"quorum": MANY, "otherwise": "not_quorate"},
            {"quorum": FEW, "otherwise": "not_quorate"},
            {"every_section": {"reference": "round"}, "among": []},
            MAJORITY | {"value": "3/2"},
        ]
    }
    caps = {"share_per_voter": 0}
    fields = {"definitions": {"round": {"reference": "round"}}, "electorate": ELECTORATE | {"caps": caps}}
    assert errors_of_rule(requires, **fields) == {
        ("number_not_exact", "/requires/all/0/value"),
        ("key_unknown", "/requires/all/0/extra"),
        ("conditions_exclude", "/requires/all/2/quorum"),
        ("list_too_short", "/requires/all/3/among"),
        ("reference_circular", "/definitions/round"),
        ("share_out_of_range", "/requires/all/4/value"),
        ("caps_infeasible", "/electorate/caps/share_per_voter"),
    }


def test_counts_tell_all_of_their_errors_at_once() -> None:
    record = {
        "sections": [
            {"id": "A", "yes": 1, "votes": {"yes": 1}},
            {"id": "B", "yes": -1, "no": 1.5, "yess": 3},
            {"id": "B", "eligible": "many"},
        ]
    }
    assert errors_of_counts(record) == {
        ("units_mixed", "/sections/0"),
        ("count_negative", "/sections/1/yes"),
        ("number_not_exact", "/sections/1/no"),
        ("key_unknown", "/sections/1/yess"),
        ("section_duplicate", "/sections/2/id"),
        ("count_not_integer", "/sections/2/eligible"),
    }


TWO = {"A": {"yes": 3, "no": 1}, "B": {"yes": 1, "no": 0}}


def test_everything_that_a_rule_names_and_the_counts_lack_is_told_at_once() -> None:
    asked = rule(
        {
            "all": [
                {"in_section": "X", "require": MAJORITY},
                {"every_section": MAJORITY, "among": ["A", "Y", "Z"]},
                {"any": [MAJORITY, {"every_section": MAJORITY, "among": "canton"}]},
                {"number_of_sections": MAJORITY, "weighing": "stand", "comparison": "at_least", "value": 1},
                {"reference": "classes"},
            ]
        },
        definitions={
            "classes": {
                "class_share": "yes",
                "of": "valid",
                "classes": {"workers": "1/4", "A": "1/2", "others": "1/4"},
                "scaled_by": "members",
                "comparison": "more_than",
                "value": "1/2",
            }
        },
    )
    assert lacking(asked, sections(**TWO)) == [
        ("section_absent", "/requires/all/0/in_section", {"section": "X"}),
        ("section_absent", "/requires/all/1/among/1", {"section": "Y"}),
        ("section_absent", "/requires/all/1/among/2", {"section": "Z"}),
        ("sections_none", "/requires/all/2/any/1", {"kind": "canton"}),
        ("attribute_missing", "/requires/all/3", {"section": "A", "attribute": "stand"}),
        ("attribute_missing", "/requires/all/3", {"section": "B", "attribute": "stand"}),
        ("section_absent", "/definitions/classes/classes/others", {"section": "others"}),
        ("section_absent", "/definitions/classes/classes/workers", {"section": "workers"}),
    ]


def test_what_is_lacking_in_two_places_is_told_of_both_and_of_each_once() -> None:
    absent = {"in_section": "X", "require": MAJORITY}
    asked = rule({"all": [absent, absent, {"reference": "x"}, {"reference": "x"}]}, definitions={"x": absent})
    assert [path for _, path, _ in lacking(asked, sections(**TWO))] == [
        "/requires/all/0/in_section",
        "/requires/all/1/in_section",
        "/definitions/x/in_section",
    ]


def test_what_only_another_branch_would_ask_for_is_told_with_the_rest() -> None:
    absent = [{"in_section": name, "require": MAJORITY} for name in "XYZ"]
    asked = rule({"case": [{"when": absent[0], "then": absent[1]}], "otherwise": absent[2]})
    assert [params for _, _, params in lacking(asked, sections(**TWO))] == [
        {"section": "X"},
        {"section": "Y"},
        {"section": "Z"},
    ]
    staged = {"stages": [{"name": "one", "requires": absent[0], "continue_on": ["failed"]}, {"name": "two",
              "requires": absent[1]}]}  # fmt: skip
    assert [path for _, path, _ in lacking(rule(staged), sections(**TWO))] == ["/requires/stages/0/requires/in_section"]
