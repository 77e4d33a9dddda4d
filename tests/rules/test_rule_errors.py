"""A rule document that cannot be used is refused with every error, each by code and place."""

import json
from collections.abc import Mapping

import pytest

from mfpl.rules import RuleInvalid, parse_rule
from mfpl.rules.documents import LARGEST_NUMBER, MOST_CHARACTERS, MOST_LEVELS
from mfpl.rules.references import MOST_CONDITIONS
from tests.rules.support import MAJORITY, Json, document

Found = set[tuple[str, str]]


def errors_of(source: str | bytes | Mapping[str, object]) -> Found:
    with pytest.raises(RuleInvalid) as refused:
        parse_rule(source)
    return {(str(error.code), error.path) for error in refused.value.errors}


def errors_in(requires: object, **more: object) -> Found:
    return errors_of(document(requires, **more))


def without(key: str, condition: Json = MAJORITY) -> Json:
    return {name: value for name, value in condition.items() if name != key}


def test_a_document_with_only_what_is_needed_is_read() -> None:
    assert parse_rule(json.dumps(document(MAJORITY))) == parse_rule(document(MAJORITY))
    assert parse_rule(json.dumps(document(MAJORITY)).encode()).id == "example"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "not_json"),
        ("[", "not_json"),
        ('{"a": 1,}', "not_json"),
        ("NO: 12:30", "not_json"),
        (b"\xff{}", "not_utf8"),
        ("[]", "type_wrong"),
        ('"text"', "type_wrong"),
        ("[" * 100_000, "too_deep"),
        (" " * (MOST_CHARACTERS + 1), "too_large"),
    ],
)
def test_a_text_that_is_no_document_is_refused(source: str | bytes, code: str) -> None:
    assert errors_of(source) == {(code, "")}


def test_where_the_json_breaks_is_told() -> None:
    with pytest.raises(RuleInvalid) as refused:
        parse_rule('{\n"a": ]')
    assert refused.value.errors[0].params == {"line": 2, "column": 6}


def test_a_key_written_twice_is_refused() -> None:
    text = json.dumps(document(MAJORITY)).replace('"of": "valid"', '"of": "valid", "of": "eligible"')
    assert errors_of(text) == {("duplicate_key", "/requires")}


@pytest.mark.parametrize("number", ["0.5", "5e-1", "NaN", "Infinity", "-Infinity", "1e400"])
def test_a_number_that_is_not_exact_is_refused_where_it_stands(number: str) -> None:
    text = json.dumps(document(MAJORITY)).replace('"1/2"', number)
    assert errors_of(text) == {("number_not_exact", "/requires/value")}


def test_a_number_beyond_counting_is_refused() -> None:
    assert errors_in({**MAJORITY, "value": LARGEST_NUMBER + 1}) == {("number_too_large", "/requires/value")}
    text = json.dumps(document(MAJORITY)).replace('"1/2"', "9" * 5000)
    assert errors_of(text) == {("number_too_large", "/requires/value")}


@pytest.mark.parametrize("value", [0.5, float("nan")])
def test_a_float_in_a_mapping_is_refused_too(value: float) -> None:
    assert errors_in({**MAJORITY, "value": value}) == {("number_not_exact", "/requires/value")}


def test_a_mapping_that_is_not_json_is_refused() -> None:
    assert errors_in({**MAJORITY, "value": {1, 2}}) == {("type_wrong", "/requires/value")}
    assert ("type_wrong", "/requires") in errors_in({**MAJORITY, 1: "x"})
    assert errors_of(document(MAJORITY, article="\ud800")) == {("not_utf8", "/article")}
    endless: Json = {}
    endless["not"] = endless
    assert errors_in(endless) == {("too_deep", "")}


@pytest.mark.parametrize(
    ("requires", "expected"),
    [
        (without("comparison"), ("comparison_missing", "/requires")),
        (without("of"), ("denominator_missing", "/requires")),
        (without("value"), ("key_missing", "/requires")),
        ({"at_least": 1}, ("key_missing", "/requires")),
        ({**MAJORITY, "quota": 3}, ("key_unknown", "/requires/quota")),
        ({**MAJORITY, "quota": 0.5}, ("key_unknown", "/requires/quota")),
        ({**MAJORITY, "comparison": ">"}, ("value_not_allowed", "/requires/comparison")),
        ({**MAJORITY, "unit": "heads"}, ("value_not_allowed", "/requires/unit")),
        ({**MAJORITY, "pool": "all"}, ("value_not_allowed", "/requires/pool")),
        ({**MAJORITY, "share": "aye"}, ("value_not_allowed", "/requires/share")),
        ({**MAJORITY, "of": "all"}, ("value_not_allowed", "/requires/of")),
        ({**MAJORITY, "of": 7}, ("value_not_allowed", "/requires/of")),
        ({**MAJORITY, "of": ["yes", "valid"]}, ("value_not_allowed", "/requires/of")),
        ({**MAJORITY, "of": ["yes", "no", "no"]}, ("parts_overlap", "/requires/of")),
        ({**MAJORITY, "of": []}, ("list_too_short", "/requires/of")),
        ({**MAJORITY, "value": "half"}, ("fraction_invalid", "/requires/value")),
        ({**MAJORITY, "value": "-1/2"}, ("fraction_invalid", "/requires/value")),
        ({**MAJORITY, "value": "50%"}, ("fraction_invalid", "/requires/value")),
        ({**MAJORITY, "value": "1/0"}, ("denominator_zero", "/requires/value")),
        ({**MAJORITY, "value": "3/2"}, ("share_out_of_range", "/requires/value")),
        ({**MAJORITY, "value": True}, ("type_wrong", "/requires/value")),
        ({**MAJORITY, "value": None}, ("type_wrong", "/requires/value")),
        ({**MAJORITY, "value": 1}, ("threshold_unreachable", "/requires/value")),
        ({**MAJORITY, "comparison": "less_than", "value": 0}, ("threshold_unreachable", "/requires/value")),
        ({**MAJORITY, "of": "yes"}, ("share_not_part", "/requires/of")),
        ({**MAJORITY, "of": ["no", "blank"]}, ("share_not_part", "/requires/of")),
        ({**MAJORITY, "share": "valid", "of": ["yes", "no"]}, ("share_not_part", "/requires/of")),
        ({"count": "yes", "comparison": "at_least", "value": "9"}, ("type_wrong", "/requires/value")),
        ({"count": "yes", "comparison": "at_least", "value": True}, ("type_wrong", "/requires/value")),
        ({"count": "yes", "comparison": "at_least", "value": -1}, ("number_too_small", "/requires/value")),
        ({"count": "yes", "comparison": "less_than", "value": 0}, ("threshold_unreachable", "/requires/value")),
        ({"all": []}, ("list_too_short", "/requires/all")),
        ({"all": MAJORITY}, ("type_wrong", "/requires/all")),
        ({"all": [MAJORITY], "any": [MAJORITY]}, ("condition_ambiguous", "/requires")),
        ({"most": [MAJORITY]}, ("condition_unknown", "/requires")),
        ([MAJORITY], ("type_wrong", "/requires")),
        ({"not": "never"}, ("type_wrong", "/requires/not")),
        ({"at_least": 3, "of": [MAJORITY, MAJORITY]}, ("at_least_out_of_range", "/requires/at_least")),
        ({"at_least": 0, "of": [MAJORITY]}, ("number_too_small", "/requires/at_least")),
        ({"every_section": MAJORITY, "among": []}, ("list_too_short", "/requires/among")),
        ({"every_section": MAJORITY, "among": ""}, ("text_empty", "/requires/among")),
        ({"every_section": MAJORITY, "among": [3]}, ("type_wrong", "/requires/among")),
        ({"in_section": "", "require": MAJORITY}, ("text_empty", "/requires/in_section")),
        ({"quorum": MAJORITY, "otherwise": "void"}, ("value_not_allowed", "/requires/otherwise")),
        ({"quorum": MAJORITY}, ("key_missing", "/requires")),
        ({"reference": "nothing"}, ("reference_dangling", "/requires/reference")),
        ({"not": {"per_section": MAJORITY}}, ("per_section_misplaced", "/requires/not")),
    ],
)
def test_a_malformed_condition_is_refused(requires: object, expected: tuple[str, str]) -> None:
    assert expected in errors_in(requires)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"id": "Two Words"}, ("name_invalid", "/id")),
        ({"version": 0}, ("number_too_small", "/version")),
        ({"version": 10**7}, ("number_too_large", "/version")),
        ({"version": True}, ("type_wrong", "/version")),
        ({"language": "mfpl-rules/9"}, ("value_not_allowed", "/language")),
        ({"title": {"en": "Only English"}}, ("key_missing", "/title")),
        ({"title": {"en": "x" * 301, "es": "x"}}, ("text_too_long", "/title/en")),
        ({"title": {"en": "", "es": "x"}}, ("text_empty", "/title/en")),
        ({"title": "text"}, ("type_wrong", "/title")),
        ({"sources": []}, ("type_wrong", "/sources")),
        ({"sources": {"S1": {"name": "a", "url": "ftp://x"}}}, ("value_not_allowed", "/sources/S1/url")),
        ({"sources": {"S1": {"name": "a", "url": 5}}}, ("type_wrong", "/sources/S1/url")),
        ({"sources": {"S 1": {"name": "a"}}}, ("name_invalid", "/sources/S 1")),
        ({"in_force": {"from": "2019-02-30"}}, ("date_invalid", "/in_force/from")),
        ({"in_force": {"from": "20190617"}}, ("date_invalid", "/in_force/from")),
        ({"in_force": {"from": 2019}}, ("date_invalid", "/in_force/from")),
        ({"in_force": {"from": "2019-06-17", "until": "2019-06-16"}}, ("dates_reversed", "/in_force")),
        ({"electorate": {"statuses": [], "weights": {"a": 1}}}, ("list_too_short", "/electorate/statuses")),
        ({"electorate": {"statuses": ["a"], "weights": {"a": 0}}}, ("number_too_small", "/electorate/weights/a")),
        ({"provenance": [{"field": "/clause", "mark": "assumed"}]}, ("provenance_dangling", "/provenance/0/field")),
        ({"provenance": [{"field": "title", "mark": "assumed"}]}, ("provenance_dangling", "/provenance/0/field")),
        ({"provenance": [{"field": "/title/0", "mark": "assumed"}]}, ("provenance_dangling", "/provenance/0/field")),
        ({"provenance": [{"field": "/title", "mark": "stated"}]}, ("source_missing", "/provenance/0")),
        (
            {"provenance": [{"field": "/id", "mark": "stated", "source": "S"}]},
            ("source_unknown", "/provenance/0/source"),
        ),
        ({"provenance": [{"field": "/id", "mark": "sure"}]}, ("value_not_allowed", "/provenance/0/mark")),
        ({"provenance": [7]}, ("type_wrong", "/provenance/0")),
        ({"definitions": []}, ("type_wrong", "/definitions")),
        ({"definitions": {"A b": MAJORITY}}, ("name_invalid", "/definitions/A b")),
    ],
)
def test_a_malformed_field_around_the_requirement_is_refused(more: Json, expected: tuple[str, str]) -> None:
    assert expected in errors_in(MAJORITY, **more)


@pytest.mark.parametrize("day", ["02-29", "13-01", "1-6", "first of June", 61])
def test_a_cutoff_must_be_a_day_of_every_year(day: object) -> None:
    electorate = {
        "statuses": ["good_standing"],
        "weights": {"individual": 1},
        "joined": {"comparison": "before", "date": day},
    }
    assert errors_in(MAJORITY, electorate=electorate) == {("date_invalid", "/electorate/joined/date")}


def test_a_cutoff_is_kept_with_its_boundary() -> None:
    joined = {"comparison": "on_or_before", "date": "06-01"}
    electorate = {"statuses": ["good_standing"], "weights": {"individual": 1}, "joined": joined}
    read = parse_rule(document(MAJORITY, electorate=electorate)).electorate
    assert read is not None
    assert read.joined is not None
    assert (read.joined.comparison, read.joined.date) == ("on_or_before", "06-01")


def test_a_missing_part_of_the_document_is_named() -> None:
    with pytest.raises(RuleInvalid) as refused:
        parse_rule({})
    assert {error.params["key"] for error in refused.value.errors} == {"language", "id", "version", "title", "requires"}


def test_definitions_that_lead_back_to_themselves_are_refused() -> None:
    circle = {"a": {"all": [{"reference": "b"}]}, "b": {"reference": "c"}, "c": {"not": {"reference": "a"}}}
    assert [code for code, _ in errors_in({"reference": "a"}, definitions=circle)] == ["reference_circular"]
    assert errors_in(MAJORITY, definitions={"a": {"reference": "a"}}) == {("reference_circular", "/definitions/a")}


def test_two_circles_are_both_told() -> None:
    circles = {"a": {"reference": "a"}, "b": {"reference": "b"}}
    expected = {("reference_circular", "/definitions/a"), ("reference_circular", "/definitions/b")}
    assert errors_in(MAJORITY, definitions=circles) == expected


def test_definitions_that_multiply_are_refused() -> None:
    twice = {f"d{number}": {"all": [{"reference": f"d{number + 1}"}] * 2} for number in range(14)}
    found = errors_in({"reference": "d0"}, definitions={**twice, "d14": MAJORITY})
    assert found == {("too_many_conditions", "/requires")}
    assert MOST_CONDITIONS < 2**14


def test_definitions_that_descend_without_end_are_refused() -> None:
    chain = {f"d{number}": {"not": {"reference": f"d{number + 1}"}} for number in range(MOST_LEVELS)}
    found = errors_in({"reference": "d0"}, definitions={**chain, f"d{MOST_LEVELS}": MAJORITY})
    assert found == {("too_deep", "/requires")}


QUORUM: Json = {"quorum": MAJORITY, "otherwise": "not_quorate"}


@pytest.mark.parametrize(
    "requires",
    [
        {"not": QUORUM},
        {"at_least": 1, "of": [QUORUM]},
        {"quorum": QUORUM, "otherwise": "failed"},
        {"every_section": QUORUM},
        {"all": [{"number_of_sections": {"all": [QUORUM]}, "comparison": "at_least", "value": 1}]},
        {"per_section": QUORUM},
    ],
)
def test_a_quorum_stands_only_where_its_failing_can_be_the_outcome(requires: Json) -> None:
    assert "quorum_misplaced" in {code for code, _ in errors_in(requires)}


def test_a_quorum_that_only_fails_may_stand_anywhere() -> None:
    assert parse_rule(document({"every_section": {**QUORUM, "otherwise": "failed"}}))
    assert parse_rule(document({"any": [{"all": [QUORUM]}, {"in_section": "MX", "require": QUORUM}]}))


def test_a_misplaced_quorum_is_found_through_a_reference() -> None:
    found = errors_in({"not": {"reference": "q"}}, definitions={"q": QUORUM})
    assert found == {("quorum_misplaced", "/definitions/q")}
    assert parse_rule(document({"all": [{"reference": "q"}, {"reference": "q"}]}, definitions={"q": QUORUM}))


def test_sections_have_no_sections() -> None:
    nested = {"every_section": {"in_section": "MX", "require": MAJORITY}}
    assert errors_in(nested) == {("section_nested", "/requires/every_section")}
    assert errors_in({"in_section": "MX", "require": {"every_section": MAJORITY}}) == {
        ("section_nested", "/requires/require")
    }


def test_every_error_of_a_document_is_told_at_once() -> None:
    broken = {
        "all": [
            {"share": "yes", "value": 0.5},
            {"reference": "nowhere"},
            {"most": 1},
            {"not": QUORUM},
        ]
    }
    assert errors_in(broken, version="1", provenance=[{"field": "/x", "mark": "assumed"}]) == {
        ("type_wrong", "/version"),
        ("comparison_missing", "/requires/all/0"),
        ("denominator_missing", "/requires/all/0"),
        ("number_not_exact", "/requires/all/0/value"),
        ("reference_dangling", "/requires/all/1/reference"),
        ("condition_unknown", "/requires/all/2"),
        ("quorum_misplaced", "/requires/all/3/not"),
        ("provenance_dangling", "/provenance/0/field"),
    }


def test_a_refusal_says_its_codes_and_goes_to_json() -> None:
    with pytest.raises(RuleInvalid) as refused:
        parse_rule(document({**MAJORITY, "value": "1/0"}))
    assert str(refused.value) == "denominator_zero at /requires/value"
    assert refused.value.errors[0].to_json() == {
        "code": "denominator_zero",
        "path": "/requires/value",
        "params": {"value": "1/0"},
    }
