"""What errors and findings carry besides their codes and results, down to the last parameter."""

from fractions import Fraction
from typing import Any

import pytest

from mfpl.rules import (
    Comparison,
    CountName,
    CountsInvalid,
    DocumentInvalid,
    Finding,
    FindingKind,
    RuleInvalid,
    Unit,
    UnknownCount,
    Verdict,
    canonical,
    decide,
    parse_counts,
    parse_rule,
)
from mfpl.rules.documents import LARGEST_NUMBER, MOST_CHARACTERS, MOST_LEVELS, read_document
from mfpl.rules.errors import DocumentError
from mfpl.rules.exact import ZeroDenominatorError, read_fraction, turning_point
from mfpl.rules.margins import share_margin
from mfpl.rules.references import MOST_CONDITIONS
from tests.rules.support import MAJORITY, Json, document, pool, rule, sections

Told = list[tuple[str, str, dict[str, Any]]]


def told(source: Any, **options: Any) -> Told:
    with pytest.raises(RuleInvalid) as refused:
        parse_rule(source, **options)
    return [(str(error.code), error.path, dict(error.params)) for error in refused.value.errors]


def told_of_counts(source: Any) -> Told:
    with pytest.raises(CountsInvalid) as refused:
        parse_counts(source)
    return [(str(error.code), error.path, dict(error.params)) for error in refused.value.errors]


def one(verdict: Verdict, kind: FindingKind) -> Finding:
    return next(finding for finding in verdict.findings if finding.kind is kind)


def test_keys_and_values_that_json_does_not_know_are_told_where_they_are() -> None:
    notes: Json = {"en": "A note", "es": "Una nota"}
    assert ("type_wrong", "/notes/0", {"expected": "text"}) in told(document(MAJORITY, notes=[notes | {3: "x"}]))
    assert ("type_wrong", "/clause", {"expected": "JSON"}) in told(document(MAJORITY, clause={1, 2}))


def test_a_document_that_is_too_large_or_too_deep_says_what_the_limit_is() -> None:
    assert told(" " * (MOST_CHARACTERS + 1)) == [("too_large", "", {"limit": MOST_CHARACTERS})]
    assert told("[" * (MOST_LEVELS + 1)) == [("too_deep", "", {"limit": MOST_LEVELS})]
    many = document({"all": [MAJORITY] * MOST_CONDITIONS})
    assert told(many) == [("too_many_conditions", "/requires", {"limit": MOST_CONDITIONS})]


@pytest.mark.parametrize("text", ['""', '"\\\\"', '"\\""', '"]"', '"a\\\\\\""'])
def test_levels_are_counted_after_any_text(text: str) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        read_document(f"[{text}, {'[' * MOST_LEVELS}")
    assert [str(error.code) for error in refused.value.errors] == ["too_deep"]


@pytest.mark.parametrize("text", ['"[["', '"\\"[["', '"X"', '"{"'])
def test_what_looks_like_a_level_in_a_text_is_none(text: str) -> None:
    deep = "[" * (MOST_LEVELS - 1) + text + "]" * (MOST_LEVELS - 1)
    assert read_document(deep).errors == ()


def definitions(levels: int) -> Json:
    """Each refers to the next; the last one is a majority."""
    chain: Json = {f"d{level}": {"reference": f"d{level + 1}"} for level in range(levels)}
    return chain | {f"d{levels}": MAJORITY}


def test_references_may_lead_down_so_far() -> None:
    """Two negations, so many references, and the majority: as many levels as a document may have."""
    most = MOST_LEVELS - 3
    deep = {"not": {"not": {"reference": "d0"}}}
    assert errors(document(deep, definitions=definitions(most - 1))) == []
    limit = [("too_deep", "/requires", {"limit": MOST_LEVELS})]
    assert errors(document(deep, definitions=definitions(most))) == limit
    beside = {"all": [{"reference": "d0"}, {"not": {"not": MAJORITY}}]}
    assert errors(document(beside, definitions=definitions(MOST_LEVELS))) == limit


def test_what_stands_beside_a_reference_counts_as_deep_as_it_is() -> None:
    deep: Json = MAJORITY
    for _ in range(MOST_LEVELS // 2):
        deep = {"not": deep}
    last = {"all": [deep, {"reference": "d0"}]}
    chain = {f"a{level}": {"not": {"reference": f"a{level + 1}"}} for level in range(MOST_LEVELS // 4)}
    content = definitions(0) | chain | {f"a{MOST_LEVELS // 4}": last}
    limit = [("too_deep", "/requires", {"limit": MOST_LEVELS})]
    assert errors(document({"reference": "a0"}, definitions=content)) == limit


def test_rules_that_amend_or_share_out_seats_are_not_brought_along() -> None:
    other = parse_rule(document(MAJORITY, id="other"))
    seats = [{"body": "board", "seats": 5, "rule": "other"}]
    asked = parse_rule(document(MAJORITY, amended_by={"rule": "other"}, seats=seats), rules={"other": other})
    assert asked.rules == {}


def errors(source: Json) -> Told:
    try:
        parse_rule(source)
    except RuleInvalid as refused:
        return [(str(error.code), error.path, dict(error.params)) for error in refused.errors]
    return []


LONG = "x" * 100


JOINED: Json = {"statuses": ["x"], "weights": {"x": 1}, "joined": {"comparison": "before", "date": LONG}}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (document(MAJORITY | {"value": LONG}), LONG[:40]),
        (document(MAJORITY, in_force={"from": LONG}), LONG[:40]),
        (document(MAJORITY | {"unit": LONG}), LONG[:40]),
        (document(MAJORITY, id="X" * 100), "X" * 40),
        (document(MAJORITY, electorate=JOINED), LONG[:40]),
        ('{"version": 0.' + "1" * 60 + "}", "0." + "1" * 38),
    ],
)
def test_a_wrong_value_of_a_rule_is_quoted_but_not_at_length(source: Any, value: str) -> None:
    assert [params["value"] for *_, params in told(source) if "value" in params] == [value]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ({"sections": [{"id": "A", "yes": LONG}]}, LONG[:40]),
        ({"sections": [{"id": "A", "attrs": {"w": LONG}}]}, LONG[:40]),
        ({"sections": [{"id": "A", "attrs": {"w": "-" + LONG}}]}, ("-" + LONG)[:40]),
        ({"totals": {"yes": 1}, "suspension_lifted": LONG}, LONG[:40]),
        (
            {
                "totals": {"yes": 1},
                "options": [{"n": 1, "is_default": LONG}, {"n": 2, "is_default": True}],
                "pairwise": [[None, 1], [1, None]],
            },
            LONG[:40],
        ),
    ],
)
def test_a_wrong_value_of_counts_is_quoted_but_not_at_length(source: Json, value: str) -> None:
    assert [params["value"] for *_, params in told_of_counts(source) if "value" in params] == [value]


def test_a_casting_vote_for_nothing_is_quoted_but_not_at_length() -> None:
    options = [{"n": 1}, {"n": 2, "is_default": True}]
    record = {"totals": {"yes": 1}, "options": options, "pairwise": [[None, 1], [1, None]], "casting_vote": LONG}
    assert told_of_counts(record) == [("casting_vote_unknown", "/casting_vote", {"option": LONG[:40]})]


def test_a_refusal_reads_as_its_codes_and_places() -> None:
    refused = DocumentInvalid([DocumentError(code, path) for code, path in told_codes()])
    assert str(refused) == "not_json at /; type_wrong at /requires"
    with pytest.raises(ZeroDenominatorError, match="3/0"):
        read_fraction("3/0")


def told_codes() -> list[tuple[Any, str]]:
    return [("not_json", ""), ("type_wrong", "/requires")]


def test_numbers_beyond_counting_are_refused_whatever_follows_them() -> None:
    found = told_of_counts('{"totals": {"eligible": ' + "9" * 19 + "}}")
    assert found == [("number_too_large", "/totals/eligible", {"maximum": LARGEST_NUMBER})]


def test_every_mark_and_every_misplaced_condition_is_told() -> None:
    marks = [{"field": f"/nothing/{place}", "mark": "assumed"} for place in range(2)]
    assert [path for _, path, _ in told(document(MAJORITY, provenance=marks))] == [
        "/provenance/0/field",
        "/provenance/1/field",
    ]
    nested = {"every_section": {"all": [{"in_section": "A", "require": MAJORITY}] * 2}}
    assert [path for _, path, _ in told(document(nested))] == [
        "/requires/every_section/all/0",
        "/requires/every_section/all/1",
    ]


def test_a_mark_may_name_a_field_with_a_slash_or_a_tilde() -> None:
    classes: Json = {"a/b": "1/2", "c~d": "1/2"}
    requires = {"class_share": "yes", "of": "valid", "classes": classes, "scaled_by": "members",
                "comparison": "at_least", "value": "1/2"}  # fmt: skip
    marks = [{"field": f"/requires/classes/{name}", "mark": "assumed"} for name in ("a~1b", "c~0d")]
    assert parse_rule(document(requires, provenance=marks))
    marks = [{"field": "/requires/classes/a~0b", "mark": "assumed"}]
    assert told(document(requires, provenance=marks))[0][1] == "/provenance/0/field"


def test_a_step_of_another_rule_stands_in_no_test_of_sections() -> None:
    step = {"case": [{"when": MAJORITY, "then": {"outcome": "passed"}}], "otherwise": {"outcome": "failed"}}
    other = document(step, id="other")
    for around in ({"every_section": {"rule": "other"}}, {"in_section": "A", "require": {"rule": "other"}}):
        found = told(document(around, rules={"other": other}))
        assert [(code, params) for code, _, params in found] == [("procedure_misplaced", {"key": "case"})]


def test_no_sections_can_weigh_less_than_nothing() -> None:
    less = {"number_of_sections": MAJORITY, "comparison": "less_than", "value": 0}
    assert told(document(less)) == [
        ("threshold_unreachable", "/requires/value", {"comparison": "less_than", "value": "0"})
    ]


def test_a_key_that_is_not_known_is_told_beside_units_and_within_them() -> None:
    record = {"sections": [{"id": "A", "votes": {"yes": 1, "yess": 2}, "noo": 3}]}
    assert told_of_counts(record) == [
        ("key_unknown", "/sections/0/noo", {"key": "noo"}),
        ("key_unknown", "/sections/0/votes/yess", {"key": "yess"}),
    ]


def test_a_rule_that_is_written_in_gets_nothing_added() -> None:
    other = parse_rule(document(MAJORITY, id="other"))
    text = canonical(parse_rule(document({"rule": "other"}), rules={"other": other}))
    assert "null" not in text
    assert '"unit"' not in text


def test_the_largest_number_below_a_target_is_below_it() -> None:
    assert turning_point(Comparison.LESS_THAN, Fraction(5, 2), Fraction(1)) == 2
    assert turning_point(Comparison.LESS_THAN, Fraction(3), Fraction(1)) == 2


def test_more_than_all_of_a_whole_cannot_be_reached() -> None:
    margin = share_margin(4, 5, of=(CountName.VALID,), comparison=Comparison.MORE_THAN, value=Fraction(1))
    assert (margin.needed, margin.missing, margin.spare) == (None, None, None)


def test_nobody_for_is_a_share_of_nothing_however_many_answered() -> None:
    finding = decide(rule(MAJORITY), pool(yes=0)).finding
    assert (finding.left, finding.holds) == (0, False)


CLASSES: Json = {
    "class_share": "yes",
    "of": "valid",
    "classes": {"A": "1/2", "B": "1/2"},
    "scaled_by": "members",
    "comparison": "more_than",
    "value": "1/2",
    "unit": "members",
}


def test_classes_say_which_of_their_counts_are_not_known() -> None:
    verdict = decide(rule(CLASSES), sections(A={"yes": 1, "no": 2, "eligible": 5}, B={"yes": 1, "eligible": 4}))
    unknown = (UnknownCount("B", Unit.MEMBERS, CountName.NO),)
    assert verdict.outcome == "undecided"
    assert verdict.unknown == unknown
    parts = [finding for finding in verdict.findings if finding.kind is FindingKind.CLASS_PART]
    assert [part.unknown for part in parts] == [(), unknown]
    assert one(verdict, FindingKind.CLASS_SHARE).unknown == unknown
    assert verdict.sections == {}


def test_one_way_that_holds_is_enough_for_a_section_too() -> None:
    more = {"in_section": "A", "require": {"count": "yes", "comparison": "at_least", "value": 90}}
    either = {"any": [{"in_section": "A", "require": MAJORITY}, more]}
    assert decide(rule(either), sections(A={"yes": 3, "no": 1})).sections == {"A": True}


def test_a_branch_says_whether_it_applies_and_a_result_its_own_word() -> None:
    graded = {"case": [{"when": MAJORITY, "then": {"outcome": "grade-a"}}], "otherwise": {"outcome": "failed"}}
    applies, not_ = (decide(rule(graded), pool(yes=yes, no=2)) for yes in (3, 1))
    assert (one(applies, FindingKind.BRANCH).holds, one(not_, FindingKind.BRANCH).holds) == (True, False)
    assert (one(applies, FindingKind.OUTCOME).name, one(not_, FindingKind.OUTCOME).name) == ("grade-a", "failed")


def staged(*stages: Json, **fields: Any) -> Any:
    listed = [{"name": f"s{place}", **stage} for place, stage in enumerate(stages)]
    return rule({"stages": listed}, **fields)


def test_a_third_stage_follows_the_second() -> None:
    on = {"requires": MAJORITY, "continue_on": ["failed"]}
    three = staged(on, on, {"requires": MAJORITY})
    lost, won = {"totals": {"yes": 1, "no": 2}}, {"totals": {"yes": 2, "no": 1}}
    assert decide(three, parse_counts({"stages": {"s0": lost, "s1": lost, "s2": won}})).outcome == "passed"
    assert decide(three, parse_counts({"stages": {"s0": lost, "s1": lost, "s2": lost}})).outcome == "failed"
    assert decide(three, parse_counts({"stages": {"s0": lost, "s1": lost}})).possible == ("failed", "passed")


def test_a_stage_not_held_may_lack_a_quorum_that_is_defined_elsewhere() -> None:
    quorum = {"quorum": MAJORITY, "otherwise": "not_quorate"}
    second = {"requires": {"all": [{"reference": "enough"}, MAJORITY]}}
    both = staged({"requires": MAJORITY, "continue_on": ["failed"]}, second, definitions={"enough": quorum})
    verdict = decide(both, pool(yes=1, no=2))
    assert verdict.possible == ("failed", "not_quorate", "passed")


RANKED: Json = {
    "ranked": "schwartz_sequential_dropping",
    "option_quorum": {"comparison": "at_least", "times": 1, "square_root_of": "eligible"},
    "option_ratio": {"comparison": "at_least"},
    "tie": "casting_vote",
}


def contest(table: list[list[int | None]], casting: int | None = None) -> Verdict:
    options = [{"n": place} for place in range(1, len(table))] + [{"n": len(table), "is_default": True}]
    record = {"totals": {"eligible": 9}, "options": options, "pairwise": table, "casting_vote": casting}
    return decide(rule(RANKED), parse_counts(record))


def test_a_cell_that_is_not_known_is_asked_for_by_the_quorum_as_well() -> None:
    verdict = contest([[None, None], [1, None]])
    assert [str(fact) for fact in one(verdict, FindingKind.OPTION_QUORUM).facts] == ["pairwise"]
    assert one(contest([[None, 5], [1, None]]), FindingKind.OPTION_QUORUM).facts == ()


def test_two_options_that_tie_wait_for_the_casting_vote_and_then_obey_it() -> None:
    table: list[list[int | None]] = [[None, 4, 8], [4, None, 8], [1, 1, None]]
    assert contest(table).possible == ("option_1", "option_2")
    assert [str(fact) for fact in contest(table).facts] == ["casting_vote"]
    assert contest(table, casting=2).outcome == "option_2"


def test_an_option_may_have_the_number_zero_and_nobody_for_it() -> None:
    options = [{"n": 0}, {"n": 1, "is_default": True}]
    record = {"totals": {"eligible": 9}, "options": options, "pairwise": [[None, 9], [0, None]]}
    assert decide(rule(RANKED), parse_counts(record)).outcome == "option_0"


def test_a_stage_that_is_no_object_is_told_by_its_name() -> None:
    wrong = [("type_wrong", f"/stages/{name}", {"expected": "object"}) for name in ("first", "second")]
    assert told_of_counts({"stages": {"first": 3, "second": []}}) == wrong


def test_each_for_itself_says_which_sections_are_asked() -> None:
    counts = parse_counts({"sections": [{"id": "A", "kind": "center", "yes": 2, "no": 1}, {"id": "B", "yes": 1}]})
    finding = decide(rule({"per_section": MAJORITY, "among": "center"}), counts).finding
    assert (finding.among, finding.whole, finding.actual) == ("center", 1, 1)


def test_a_section_passes_where_so_many_of_its_parts_hold() -> None:
    parts = [{"in_section": "A", "require": {"count": "yes", "comparison": "at_least", "value": n}} for n in (3, 4, 5)]
    asked = rule({"at_least": 2, "of": parts})
    passed = {yes: decide(asked, sections(A={"yes": yes, "no": 0})).sections["A"] for yes in (3, 4, 5)}
    assert passed == {3: False, 4: True, 5: True}
