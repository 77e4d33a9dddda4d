"""Counts are read as they were given, and refused where they cannot be true."""

import json
from collections.abc import Mapping

import pytest

from mfpl.rules import Counts, CountsInvalid, Unit, decide, parse_counts
from tests.rules.support import MAJORITY, Json, rule, sections


def errors_of(source: str | bytes | Mapping[str, object]) -> set[tuple[str, str]]:
    with pytest.raises(CountsInvalid) as refused:
        parse_counts(source)
    return {(str(error.code), error.path) for error in refused.value.errors}


def errors_in(**counts: object) -> set[tuple[str, str]]:
    return errors_of({"totals": counts})


def test_counts_come_from_text_bytes_or_a_mapping() -> None:
    record = {"sections": [{"id": "US", "yes": 2, "no": 1}]}
    assert parse_counts(json.dumps(record)) == parse_counts(json.dumps(record).encode()) == parse_counts(record)


def test_what_a_record_says_besides_its_counts_is_left_alone() -> None:
    record = {"title": "A vote", "date": 2019, "percent": 98.3, "totals": {"yes": 1, "no": 0}, "sections": []}
    assert decide(rule(MAJORITY), parse_counts(json.dumps(record))).outcome == "passed"


def test_a_count_that_is_absent_or_null_is_not_known() -> None:
    section = parse_counts({"sections": [{"id": "US", "yes": 2, "no": None}]}).sections[0]
    assert dict(section.tally(Unit.VOTES)) == {"yes": 2}


def test_counts_without_units_answer_for_every_unit() -> None:
    section = parse_counts({"sections": [{"id": "US", "yes": 2}]}).sections[0]
    assert section.tally(Unit.VOTES) == section.tally(Unit.MEMBERS)


def test_a_unit_that_was_not_counted_is_unknown() -> None:
    section = parse_counts({"sections": [{"id": "US", "votes": {"yes": 2}}]}).sections[0]
    assert dict(section.tally(Unit.MEMBERS)) == {}
    totals = parse_counts({"totals": {"members": {"yes": 2}}})
    assert totals.whole(Unit.VOTES) == ((None, {}),)


def test_a_section_keeps_its_name_kind_and_weights() -> None:
    given = {"id": "OW", "label": "Obwalden", "kind": "canton", "attrs": {"stand": "1/2", "seats": 3, "none": None}}
    section = parse_counts({"sections": [given]}).sections[0]
    assert (section.label, section.kind) == ("Obwalden", "canton")
    assert {name: str(value) for name, value in section.attributes.items()} == {"stand": "1/2", "seats": "3"}


def test_what_officials_said_of_a_section_may_stand_beside_its_counts() -> None:
    assert parse_counts({"sections": [{"id": "FC", "yes": 1, "official_section_result": "Passed", "notes": "x"}]})


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ("not_json", "")),
        ("[]", ("type_wrong", "")),
        ({}, ("counts_missing", "")),
        ({"sections": []}, ("counts_missing", "")),
        ({"sections": {"US": {}}}, ("type_wrong", "/sections")),
        ({"sections": [7]}, ("type_wrong", "/sections/0")),
        ({"sections": [{"yes": 1}]}, ("key_missing", "/sections/0")),
        ({"sections": [{"id": 7}]}, ("type_wrong", "/sections/0/id")),
        ({"sections": [{"id": ""}]}, ("text_empty", "/sections/0/id")),
        ({"sections": [{"id": "x" * 400}]}, ("text_too_long", "/sections/0/id")),
        ({"sections": [{"id": "US"}, {"id": "US"}]}, ("section_duplicate", "/sections/1/id")),
        ({"sections": [{"id": "US", "aye": 1}]}, ("key_unknown", "/sections/0/aye")),
        ({"sections": [{"id": "US", "attrs": 5}]}, ("type_wrong", "/sections/0/attrs")),
        ({"sections": [{"id": "US", "attrs": {"w": True}}]}, ("type_wrong", "/sections/0/attrs/w")),
        ({"sections": [{"id": "US", "attrs": {"w": "half"}}]}, ("fraction_invalid", "/sections/0/attrs/w")),
        ({"sections": [{"id": "US", "attrs": {"w": "1/0"}}]}, ("denominator_zero", "/sections/0/attrs/w")),
        ({"sections": [{"id": "US", "attrs": {"w": -1}}]}, ("attribute_negative", "/sections/0/attrs/w")),
        ({"sections": [{"id": "US", "attrs": {"w": 0.5}}]}, ("number_not_exact", "/sections/0/attrs/w")),
        ({"sections": [{"id": "US", "votes": {"yes": 1}, "no": 1}]}, ("units_mixed", "/sections/0")),
        ({"sections": [{"id": "US", "votes": 1}]}, ("type_wrong", "/sections/0/votes")),
        ({"sections": [{"id": "US", "votes": {"aye": 1}}]}, ("key_unknown", "/sections/0/votes/aye")),
        ({"sections": [{"id": "US", "valid": 3}]}, ("key_unknown", "/sections/0/valid")),
        ({"totals": []}, ("type_wrong", "/totals")),
        ('{"totals": {"yes": 1, "yes": 2}}', ("duplicate_key", "/totals")),
    ],
)
def test_a_malformed_record_is_refused(source: str | Mapping[str, object], expected: tuple[str, str]) -> None:
    assert errors_of(source) == {expected}


@pytest.mark.parametrize("value", ["12", True, [], {}])
def test_a_count_that_is_no_whole_number_is_refused(value: object) -> None:
    assert errors_in(yes=value) == {("count_not_integer", "/totals/yes")}


def test_a_negative_or_inexact_count_is_refused() -> None:
    assert errors_in(yes=-1) == {("count_negative", "/totals/yes")}
    assert errors_in(yes=1.0) == {("number_not_exact", "/totals/yes")}
    assert errors_in(yes=10**20) == {("number_too_large", "/totals/yes")}


@pytest.mark.parametrize(
    ("counts", "smaller", "larger"),
    [
        ({"yes": 6, "no": 5, "eligible": 10}, "yes+no", "eligible"),
        ({"yes": 6, "no": 4, "abstain": 1, "ballots": 10}, "yes+no+abstain", "ballots"),
        ({"yes": 6, "blank": 5, "ballots": 10}, "yes+blank", "ballots"),
        ({"yes": 6, "invalid": 5, "present": 10}, "yes+invalid", "present"),
        ({"yes": 6, "absent": 5, "eligible": 10}, "yes+absent", "eligible"),
        ({"ballots": 11, "eligible": 10}, "ballots", "eligible"),
        ({"ballots": 11, "present": 10}, "ballots", "present"),
        ({"present": 11, "eligible": 10}, "present", "eligible"),
        ({"present": 9, "absent": 2, "eligible": 10}, "present+absent", "eligible"),
        ({"signed": 11, "eligible": 10}, "signed", "eligible"),
        ({"blocks": 11, "eligible": 10}, "blocks", "eligible"),
    ],
)
def test_counts_that_cannot_be_true_together_are_refused(counts: Json, smaller: str, larger: str) -> None:
    with pytest.raises(CountsInvalid) as refused:
        parse_counts({"sections": [{"id": "US", **counts}]})
    error = refused.value.errors[0]
    assert (error.code, error.path) == ("counts_contradict", "/sections/0")
    assert (error.params["section"], error.params["smaller"], error.params["larger"]) == ("US", smaller, larger)
    assert error.params["smaller_value"] > error.params["larger_value"]  # type: ignore[operator]
    with pytest.raises(CountsInvalid):
        parse_counts({"totals": {"votes": counts}})


def test_counts_up_to_the_limit_are_accepted() -> None:
    full = {"yes": 5, "no": 3, "abstain": 1, "blank": 1, "ballots": 10, "present": 10, "absent": 2, "eligible": 12}
    assert parse_counts({"totals": full})


def test_invalid_papers_may_be_outside_the_ballots() -> None:
    assert parse_counts({"totals": {"yes": 6, "no": 4, "ballots": 10, "invalid": 3, "eligible": 20}})


def test_sections_cannot_have_more_than_the_whole() -> None:
    together: Json = {"sections": [{"id": "US", "yes": 6}, {"id": "MX", "yes": 5}], "totals": {"yes": 10}}
    assert errors_of(together) == {("totals_contradict", "/totals/yes")}
    together["sections"][1]["kind"] = "house"
    assert parse_counts(together), "sections of different kinds may be the same people"


def test_published_totals_may_differ_by_a_few_votes() -> None:
    near: Json = {"sections": [{"id": "all", "yes": 1_000_900}], "totals": {"yes": 1_000_000}}
    assert parse_counts(near)
    near["sections"][0]["yes"] = 1_001_001
    assert errors_of(near) == {("totals_contradict", "/totals/yes")}


def test_people_outside_every_section_may_be_in_the_whole() -> None:
    assert parse_counts({"sections": [{"id": "US", "yes": 1}], "totals": {"yes": 10}})


def against(requires: Json, counts: Counts) -> tuple[str, str]:
    with pytest.raises(CountsInvalid) as refused:
        decide(rule(requires), counts)
    error = refused.value.errors[0]
    return str(error.code), error.path


def test_a_section_the_rule_names_must_be_there() -> None:
    counts = sections(US={"yes": 1, "no": 0})
    assert against({"in_section": "MX", "require": MAJORITY}, counts) == ("section_absent", "/requires/in_section")
    listed = {"every_section": MAJORITY, "among": ["US", "MX"]}
    assert against(listed, counts) == ("section_absent", "/requires/among/1")


def test_sections_the_rule_asks_about_must_be_some() -> None:
    counts = sections(US={"kind": "center"})
    assert against({"every_section": MAJORITY, "among": "state"}, counts) == ("sections_none", "/requires")
    assert against({"every_section": MAJORITY}, parse_counts({"totals": {"yes": 1}})) == ("sections_none", "/requires")


def test_weights_the_rule_asks_for_must_be_there_and_weigh_something() -> None:
    weighed = {"share_of_sections": MAJORITY, "weighing": "pop", "comparison": "at_least", "value": "1/2"}
    assert against(weighed, sections(US={})) == ("attribute_missing", "/requires")
    assert against(weighed, sections(US={"attrs": {"pop": 0}})) == ("weight_zero", "/requires")
