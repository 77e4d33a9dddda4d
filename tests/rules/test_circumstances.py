"""What a rule says besides its requirement: preconditions, amendment, deadlock, offices that go round, seats."""

import json
from datetime import date

import pytest

from mfpl.rules import (
    Facts,
    FactsInvalid,
    canonical,
    deadlines,
    decide,
    holders,
    missing_preconditions,
    parse_facts,
    parse_rule,
)
from tests.rules.support import MAJORITY, Json, document, pool, rule
from tests.rules.test_rule_errors import errors_of

NEEDED: Json = {
    "notice_days": 14,
    "languages_certified": ["en", "es"],
    "sponsors_from_sections": 2,
    "people_of_each_section_in_discussion": 3,
    "resources_estimated": True,
}
ALL_THERE: Json = {
    "notice_days": 14,
    "languages_certified": ["es", "en", "fr"],
    "sponsors": {"MX": 1, "US": 4},
    "in_discussion": {"MX": 3, "US": 3},
    "resources_estimated": True,
}
ASKING = rule(MAJORITY, preconditions=NEEDED)


def test_nothing_is_missing_at_the_boundary_of_each() -> None:
    assert missing_preconditions(ASKING, parse_facts(ALL_THERE)) == ()
    assert missing_preconditions(rule(MAJORITY), Facts()) == ()
    assert missing_preconditions(rule(MAJORITY, preconditions={}), Facts()) == ()


@pytest.mark.parametrize(
    ("changed", "code", "needed", "actual", "where"),
    [
        ({"notice_days": 13}, "notice_days", 14, 13, ()),
        ({"notice_days": 0}, "notice_days", 14, 0, ()),
        ({"notice_days": None}, "notice_days", 14, None, ()),
        ({"languages_certified": ["es"]}, "languages_certified", 2, 1, ("en",)),
        ({"languages_certified": []}, "languages_certified", 2, 0, ("en", "es")),
        ({"languages_certified": None}, "languages_certified", 2, None, ("en", "es")),
        ({"sponsors": {"MX": 0, "US": 9}}, "sponsors_from_sections", 2, 1, ("MX",)),
        ({"sponsors": {}}, "sponsors_from_sections", 2, 0, ()),
        ({"sponsors": None}, "sponsors_from_sections", 2, None, ()),
        ({"in_discussion": {"MX": 2, "US": 30}}, "people_of_each_section_in_discussion", 3, 2, ("MX",)),
        ({"in_discussion": {}}, "people_of_each_section_in_discussion", 3, None, ()),
        ({"in_discussion": None}, "people_of_each_section_in_discussion", 3, None, ()),
        ({"resources_estimated": False}, "resources_estimated", 1, 0, ()),
        ({"resources_estimated": None}, "resources_estimated", 1, None, ()),
    ],
)
def test_one_below_or_not_declared_is_missing(
    changed: Json, code: str, needed: int, actual: int | None, where: tuple[str, ...]
) -> None:
    facts = parse_facts(json.dumps({**ALL_THERE, **changed}))
    (missing,) = missing_preconditions(ASKING, facts)
    assert (missing.code, missing.needed, missing.actual, missing.where) == (code, needed, actual, where)
    verdict = decide(ASKING, pool(yes=2, no=None, eligible=9), facts=facts)
    assert (verdict.outcome, verdict.possible, verdict.unknown, verdict.decider) == (
        "not_ready",
        ("not_ready",),
        (),
        None,
    )


def test_facts_that_meet_everything_change_no_verdict() -> None:
    counts = pool(yes=2, no=1)
    assert decide(ASKING, counts, facts=parse_facts(ALL_THERE)) == decide(ASKING, counts)
    assert len(missing_preconditions(ASKING, Facts())) == 5


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"notice_days": -1}, {("number_too_small", "/notice_days")}),
        ({"notice": 3}, {("key_unknown", "/notice")}),
        ({"sponsors": {"MX": -1}}, {("number_too_small", "/sponsors/MX")}),
        ({"notice_days": 1.5}, {("number_not_exact", "/notice_days")}),
        ("[", {("not_json", "")}),
        ({"languages_certified": 3}, {("type_wrong", "/languages_certified")}),
    ],
)
def test_facts_that_cannot_be_are_refused(facts: Json, errors: set[tuple[str, str]]) -> None:
    with pytest.raises(FactsInvalid) as refused:
        parse_facts(facts)
    assert {(str(error.code), error.path) for error in refused.value.errors} == errors


CHAIR: Json = {"office": "chair", "cycle": ["MX", "US"], "starts": "2020-01-01", "term_years": 1,
               "when_unable": "next_section"}  # fmt: skip
VICE: Json = {**CHAIR, "office": "vice", "cycle": ["US", "MX"], "differs_from": "chair"}


def in_year(year: int, *offices: Json, **unable: list[str]) -> dict[str, str | None]:
    return holders(rule(MAJORITY, offices=list(offices)).offices, year, unable=unable or None)


@pytest.mark.parametrize(
    ("year", "chair", "vice"),
    [(2019, None, None), (2020, "MX", "US"), (2021, "US", "MX"), (2022, "MX", "US"), (2031, "US", "MX")],
)
def test_two_offices_change_sides_every_year(year: int, chair: str | None, vice: str | None) -> None:
    assert in_year(year, CHAIR, VICE) == {"chair": chair, "vice": vice}


def test_a_term_of_three_years_is_one_turn() -> None:
    office = {**CHAIR, "term_years": 3, "cycle": ["A", "B", "C"]}
    assert [in_year(year, office)["chair"] for year in range(2020, 2030)] == [*"AAABBBCCCA"]


def test_a_section_that_cannot_is_passed_over_and_the_next_year_is_as_it_would_be() -> None:
    assert in_year(2020, CHAIR, VICE, chair=["MX"]) == {"chair": "US", "vice": "MX"}
    assert in_year(2021, CHAIR, VICE) == {"chair": "US", "vice": "MX"}
    assert in_year(2020, CHAIR, chair=["MX", "US"]) == {"chair": None}
    assert in_year(2020, {**CHAIR, "when_unable": "vacant"}, chair=["MX"]) == {"chair": None}
    assert in_year(2020, {**CHAIR, "when_unable": "vacant"}, chair=["US"]) == {"chair": "MX"}


def test_two_offices_are_never_of_one_section() -> None:
    same = {**VICE, "cycle": ["MX", "US", "CA"]}
    assert in_year(2020, CHAIR, same) == {"chair": "MX", "vice": "US"}
    assert in_year(2020, CHAIR, {**same, "when_unable": "vacant"}) == {"chair": "MX", "vice": None}
    assert in_year(2020, CHAIR, VICE, chair=["MX", "US"]) == {"chair": None, "vice": "US"}


DEADLOCK: Json = {
    "steps": [{"step": "joint_committee", "days": 30}, {"step": "second_vote", "days": 12}],
    "lapses_after_days": 42,
}


def test_a_deadlock_has_a_last_day_for_each_step_and_an_end() -> None:
    asked = rule(MAJORITY, deadlock=DEADLOCK).deadlock
    assert asked is not None
    assert [(one.step, one.until) for one in deadlines(asked, date(2026, 1, 31))] == [
        ("joint_committee", date(2026, 3, 2)),
        ("second_vote", date(2026, 3, 14)),
        ("lapse", date(2026, 3, 14)),
    ]


@pytest.mark.parametrize(
    ("more", "errors"),
    [
        ({"amended_by": {"rule": "example"}}, {("amended_by_itself", "/amended_by")}),
        ({"amended_by": {"rule": "example", "itself": True}}, set()),
        ({"amended_by": {"rule": "other"}}, set()),
        ({"amended_by": {"rule": "other", "itself": True}}, {("amended_by_itself", "/amended_by")}),
        ({"amended_by": "other"}, {("type_wrong", "/amended_by")}),
        ({"supersedes": {"id": "example", "version": 1}}, {("supersedes_itself", "/supersedes/version")}),
        ({"supersedes": {"id": "example", "version": 1}, "version": 2}, set()),
        ({"supersedes": {"id": "other", "version": 7}}, set()),
        ({"supersedes": 1}, {("type_wrong", "/supersedes")}),
        (
            {"supersedes": {"id": "example", "version": "1"}},
            {("type_wrong", "/supersedes/version")},
        ),
        ({"deadlock": DEADLOCK}, set()),
        ({"deadlock": {**DEADLOCK, "lapses_after_days": 41}}, {("deadlock_too_long", "/deadlock/lapses_after_days")}),
        ({"deadlock": {**DEADLOCK, "steps": []}}, {("list_too_short", "/deadlock/steps")}),
        ({"deadlock": {**DEADLOCK, "steps": 1}}, {("type_wrong", "/deadlock/steps")}),
        ({"deadlock": []}, {("type_wrong", "/deadlock")}),
        ({"offices": [CHAIR, VICE]}, set()),
        ({"offices": [VICE, CHAIR]}, {("office_unknown", "/offices/0/differs_from")}),
        ({"offices": [CHAIR, CHAIR]}, {("office_duplicate", "/offices/1/office")}),
        ({"offices": 3}, {("type_wrong", "/offices")}),
        ({"offices": [{**CHAIR, "cycle": []}]}, {("list_too_short", "/offices/0/cycle")}),
        ({"seats": [{"body": "lc", "seats": 15, "rule": "structure-2015"}]}, set()),
        ({"seats": [{"body": "lc", "seats": 0, "rule": "x"}]}, {("number_too_small", "/seats/0/seats")}),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_place(more: Json, errors: set[tuple[str, str]]) -> None:
    content = {**document(MAJORITY), **more}
    if errors:
        assert errors_of(content) == errors
    else:
        assert parse_rule(canonical(parse_rule(content))) == parse_rule(content)
