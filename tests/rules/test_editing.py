"""Rules edited in a form: each field by its pointer, items left out or added, errors where they were typed."""

import json
from typing import Any

import pytest

from mfpl.rules import RuleInvalid, decide, parse_rule
from mfpl.rules.additions import ADDITIONS
from mfpl.rules.editing import (
    Changes,
    can_take_more,
    deciding_text,
    draft,
    edited,
    leaves,
    leaves_of_added,
    needed,
    starting_point,
    weights,
)
from tests.rules.support import DATA, MAJORITY, PRESETS, Json, document, sections

TURNOUT = {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/10", "unit": "members"}
BOTH = {
    "all": [
        {"quorum": {"every_section": TURNOUT, "among": "center"}, "otherwise": "not_quorate"},
        MAJORITY,
        {"every_section": MAJORITY, "among": "center"},
    ]
}
QUORUM_VALUE = "/requires/all/0/quorum/every_section/value"
FILES = sorted([*PRESETS.glob("*.json"), *(DATA / "rules").glob("*.json")])


def errors(asked: Json, changes: Changes) -> list[tuple[str, str]]:
    made = edited(asked, changes)
    assert (made.rule is None) is bool(made.errors)
    return [(str(error.code), error.path) for error in made.errors]


def test_leaves_come_in_reading_order_with_their_fields_as_text() -> None:
    found = leaves(document(BOTH))
    assert [(leaf.path, leaf.kind, leaf.item) for leaf in found] == [
        ("/requires/all/0", "quorum", "/requires/all/0"),
        ("/requires/all/0/quorum/every_section", "share", "/requires/all/0"),
        ("/requires/all/1", "share", "/requires/all/1"),
        ("/requires/all/2/every_section", "share", "/requires/all/2"),
    ]
    assert dict(found[0].fields) == {"/requires/all/0/otherwise": "not_quorate"}
    assert dict(found[2].fields) == {
        "/requires/all/1/comparison": "more_than",
        "/requires/all/1/value": "1/2",
        "/requires/all/1/of": "valid",
        "/requires/all/1/unit": "votes",
    }


def test_every_kind_of_condition_shows_what_can_be_edited() -> None:
    mixed = {
        "any": [
            {"number_of_sections": {"count": "yes", "comparison": "at_least", "value": 1}, "comparison": "at_least",
             "value": 255},
            {"share_of_sections": MAJORITY, "comparison": "more_than", "value": "1/2"},
            {"root_count": "signed", "comparison": "at_least", "times": 1, "square_root_of": "eligible"},
            {"at_least": 1, "of": [{"not": {"in_section": "P5", "require": {**MAJORITY, "of": ["yes", "no"]}}}]},
            {"class_share": "yes", "of": "valid", "classes": {"a": "1/2", "b": "1/2"}, "scaled_by": "members",
             "comparison": "more_than", "value": "1/2"},
        ]
    }  # fmt: skip
    found = {leaf.path.removeprefix("/requires/any"): leaf for leaf in leaves(document(mixed))}
    assert {path: leaf.kind for path, leaf in found.items()} == {
        "/0": "number_of_sections",
        "/0/number_of_sections": "count",
        "/1": "share_of_sections",
        "/1/share_of_sections": "share",
        "/2": "root_count",
        "/3": "at_least",
        "/3/of/0/not/require": "share",
        "/4": "class_share",
    }
    assert found["/3/of/0/not/require"].fields["/requires/any/3/of/0/not/require/of"] == "yes+no"
    assert found["/3/of/0/not/require"].item == "/requires/any/3/of/0"
    assert {name.rpartition("/")[2] for name in found["/2"].fields} == {
        "comparison", "times", "square_root_of", "unit"
    }  # fmt: skip


def test_definitions_are_leaves_after_what_is_required_and_other_rules_are_not() -> None:
    asked = document(
        {"all": [{"reference": "half"}, {"rule": "other"}]},
        definitions={"half": MAJORITY},
        rules={"other": {**document(MAJORITY, definitions={"theirs": MAJORITY}), "id": "other"}},
    )
    assert [leaf.path for leaf in leaves(asked)] == ["/definitions/half"]
    made = edited(asked, Changes(fields={"/definitions/half/value": "2/3", "/rules/other/requires/value": "1/3"}))
    assert made.rule is not None
    assert made.document["definitions"] == {"half": {**MAJORITY, "value": "2/3"}}
    assert made.document["rules"] == asked["rules"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_rule_with_nothing_changed_stays_what_it_was(file: Any) -> None:
    asked = json.loads(file.read_text())
    every = {at: text for leaf in leaves(asked) for at, text in leaf.fields.items()} | weights(asked)
    made = edited(asked, Changes(fields=every, removed=frozenset({"/requires/nowhere"})))
    assert (made.document, made.changed, made.errors) == (asked, False, ())
    assert made.rule == parse_rule(asked)
    assert needed(asked, Changes(fields=every)) == Changes()


def test_a_field_is_changed_where_its_pointer_says() -> None:
    made = edited(document(BOTH), Changes(fields={QUORUM_VALUE: " 1/5 ", "/requires/all/1/comparison": "at_least"}))
    assert made.changed
    assert made.rule is not None
    required: Any = made.document["requires"]
    assert required["all"][0]["quorum"]["every_section"] == {**TURNOUT, "value": "1/5"}
    assert required["all"][1] == {**MAJORITY, "comparison": "at_least"}
    assert required["all"][2] == BOTH["all"][2]


def test_the_document_given_is_left_as_it_was() -> None:
    asked = document(BOTH)
    before = json.dumps(asked)
    edited(asked, Changes(fields={QUORUM_VALUE: "1/5"}, removed=frozenset({"/requires/all/1"}), added=tuple(ADDITIONS)))
    assert json.dumps(asked) == before
    assert ADDITIONS["two_thirds"]["value"] == "2/3"


def test_numbers_are_numbers_and_lists_are_lists() -> None:
    asked = document({"all": [{"count": "yes", "comparison": "at_least", "value": 9}, MAJORITY]})
    fields = {"/requires/all/0/value": "12", "/requires/all/1/of": "yes+no+blank", "/requires/all/1/unit": "members"}
    required: Any = edited(asked, Changes(fields=fields)).document["requires"]
    assert required["all"][0]["value"] == 12
    assert required["all"][1] == {**MAJORITY, "of": ["yes", "no", "blank"], "unit": "members"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0.5", "fraction_invalid"),
        ("50 %", "fraction_invalid"),
        ("", "fraction_invalid"),
        ("3/2", "share_out_of_range"),
        ("2", "share_out_of_range"),
        ("1/0", "denominator_zero"),
        ("1", "threshold_unreachable"),
        ("9" * 5000, "fraction_invalid"),
        ("²", "fraction_invalid"),
        ("1+2", "fraction_invalid"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(typed: str, code: str) -> None:
    assert errors(document(BOTH), Changes(fields={"/requires/all/1/value": typed})) == [(code, "/requires/all/1/value")]


def test_every_error_is_told_at_once_at_the_field_it_was_typed_into() -> None:
    changes = Changes(
        fields={
            QUORUM_VALUE: "5",
            "/requires/all/2/every_section/of": "7",
            "/added/two_thirds/value": "most",
            "/added/so_many_centers/number_of_sections/comparison": "about",
        },
        removed=frozenset({"/requires/all/1"}),
        added=("two_thirds", "so_many_centers"),
    )
    assert errors(document(BOTH), changes) == [
        ("share_out_of_range", QUORUM_VALUE),
        ("value_not_allowed", "/requires/all/2/every_section/of"),
        ("fraction_invalid", "/added/two_thirds/value"),
        ("value_not_allowed", "/added/so_many_centers/number_of_sections/comparison"),
    ]


def test_an_item_left_out_takes_its_marks_along() -> None:
    marks = [
        {"field": "/requires/all/0/quorum", "mark": "assumed"},
        {"field": "/requires/all/2", "mark": "assumed"},
        {"field": "/title", "mark": "assumed"},
    ]
    made = edited(document(BOTH, provenance=marks), Changes(removed=frozenset({"/requires/all/0"})))
    assert made.rule is not None
    assert made.document["requires"] == {"all": BOTH["all"][1:]}
    assert made.document["provenance"] == marks[2:]


def test_what_is_said_of_a_changed_field_and_above_it_is_dropped() -> None:
    marks = [
        {"field": "/requires/all/1", "mark": "assumed"},
        {"field": "/requires/all/1/value", "mark": "assumed"},
        {"field": "/requires/all/1/comparison", "mark": "assumed"},
        {"field": "/requires/all/2", "mark": "assumed"},
        {"field": "/requires/all", "mark": "assumed"},
    ]
    made = edited(document(BOTH, provenance=marks), Changes(fields={"/requires/all/1/value": "2/3"}))
    assert made.document["provenance"] == [marks[2], marks[3]]


def test_leaving_everything_out_is_refused() -> None:
    everything = frozenset({"/requires/all/0", "/requires/all/1", "/requires/all/2"})
    assert errors(document(BOTH), Changes(removed=everything)) == [("list_too_short", "/requires/all")]


def test_a_requirement_is_added_beside_the_others_or_around_the_only_one() -> None:
    each = {"every_section": {**MAJORITY, "unit": "votes"}, "among": "center"}
    beside = edited(document(BOTH), Changes(added=("majority_in_each",)))
    assert beside.document["requires"] == {"all": [*BOTH["all"], each]}
    around = edited(document(MAJORITY), Changes(fields={"/requires/value": "3/5"}, added=("majority_in_each",)))
    assert around.document["requires"] == {"all": [{**MAJORITY, "value": "3/5"}, each]}
    wrong = Changes(fields={"/requires/value": "x"}, added=("majority_in_each",))
    assert errors(document(MAJORITY), wrong) == [("fraction_invalid", "/requires/value")]


def test_what_is_added_can_be_varied_and_counts() -> None:
    changes = Changes(fields={"/added/so_many_centers/value": "2"}, added=("so_many_centers", "unheard_of"))
    made = edited(document(MAJORITY), changes)
    assert made.rule is not None
    counts = sections(MX={"kind": "center", "yes": 9, "no": 1}, US={"kind": "center", "yes": 1, "no": 2})
    assert decide(parse_rule(document(MAJORITY)), counts).outcome == "passed"
    assert decide(made.rule, counts).outcome == "failed"


@pytest.mark.parametrize("name", ADDITIONS)
def test_every_addition_makes_a_rule_with_fields(name: str) -> None:
    made = edited(document(MAJORITY), Changes(added=(name,)))
    assert made.rule is not None
    fields = [at for leaf in leaves_of_added(name) for at in leaf.fields]
    assert fields
    assert all(at.startswith(f"/added/{name}/") for at in fields)


@pytest.mark.parametrize(
    ("requires", "takes"),
    [
        (MAJORITY, True),
        (BOTH, True),
        ({"per_section": MAJORITY}, False),
        ({"case": [{"when": MAJORITY, "then": {"outcome": "passed"}}], "otherwise": {"outcome": "failed"}}, False),
        ({}, False),
    ],
)
def test_a_procedure_takes_no_more_beside_it(requires: Json, takes: bool) -> None:
    assert can_take_more(document(requires)) is takes


def test_weights_are_fields_too() -> None:
    electorate = {"statuses": ["good_standing"], "weights": {"organization": 2, "a/b": 1}}
    asked = document(MAJORITY, electorate=electorate)
    assert weights(asked) == {"/electorate/weights/organization": "2", "/electorate/weights/a~1b": "1"}
    made = edited(asked, Changes(fields={"/electorate/weights/organization": "3", "/electorate/weights/a~1b": "5"}))
    assert made.document["electorate"] == {**electorate, "weights": {"organization": 3, "a/b": 5}}
    asked = document(MAJORITY, electorate={**electorate, "weights": {"organization": 2}})
    wrong = Changes(fields={"/electorate/weights/organization": "0"})
    assert errors(asked, wrong) == [("number_too_small", "/electorate/weights/organization")]
    assert weights(document(MAJORITY)) == weights(document(MAJORITY, electorate={"weights": 7})) == {}


def test_a_text_takes_the_place_of_what_decides_and_fields_change_it_further() -> None:
    asked = document(BOTH, provenance=[{"field": "/requires", "mark": "assumed"}])
    assert deciding_text(asked) == {"requires": BOTH}
    text = json.dumps({"requires": {"all": [MAJORITY, MAJORITY]}})
    made = edited(asked, Changes(fields={"/requires/all/1/value": "2/3", QUORUM_VALUE: "1/5"}, text=text))
    assert made.rule is not None
    assert made.document["requires"] == {"all": [MAJORITY, {**MAJORITY, "value": "2/3"}]}
    assert made.document["title"] == asked["title"]
    assert made.document["provenance"] == []
    assert needed(asked, Changes(text=json.dumps(deciding_text(asked)))) == Changes()
    assert needed(asked, Changes(text=text)) == Changes(text=text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", [("not_json", "/text")]),
        ("[]", [("type_wrong", "/text")]),
        ('{"requires": {}, "title": 1, "notes": 2}', [("key_unknown", "/text"), ("key_unknown", "/text")]),
        ('{"requires": {"value": 0.5}}', [("number_not_exact", "/text/requires/value")]),
        ("{}", [("key_missing", "")]),
        ('{"requires": {}}', [("condition_unknown", "/requires")]),
        ('{"requires": {"all": [{"share": "yes"}]}}',
         [("comparison_missing", "/requires/all/0"), ("denominator_missing", "/requires/all/0"),
          ("key_missing", "/requires/all/0")]),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_used_is_refused_with_all_its_errors(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(errors(document(BOTH), Changes(fields={QUORUM_VALUE: "1/5"}, text=text))) == sorted(expected)
    assert needed(document(BOTH), Changes(text=text)).text == text


def test_a_draft_is_the_next_version_without_the_old_text_and_dates() -> None:
    asked = document(MAJORITY, clause={"en": "Old.", "es": "Viejo."}, in_force={"from": "2019-06-17"}, version=3)
    made = draft(asked)
    assert made == {**document(MAJORITY), "version": 4, "supersedes": {"id": "example", "version": 3}}
    assert parse_rule(made).version == 4
    with pytest.raises(RuleInvalid):
        parse_rule(draft({"version": "x"}))


def test_a_single_requirement_cannot_be_left_out() -> None:
    (leaf,) = leaves(document(MAJORITY))
    assert leaf.item == ""
    assert needed(document(MAJORITY), Changes(removed=frozenset({""}))) == Changes()


def test_what_a_share_is_taken_of_can_be_changed_to_one_count_or_several() -> None:
    changed: Any = edited(document(MAJORITY), Changes(fields={"/requires/of": "voting"})).document
    assert changed["requires"]["of"] == "voting"


def test_the_longest_number_is_still_a_number() -> None:
    asked = document({"count": "yes", "comparison": "at_least", "value": 9})
    changed: Any = edited(asked, Changes(fields={"/requires/value": "9" * 18})).document
    assert changed["requires"]["value"] == 10**18 - 1


def test_errors_of_a_text_say_what_they_are_about_and_leave_the_rule_alone() -> None:
    made = edited(document(MAJORITY), Changes(text='{"requires": {}, "title": 1}'))
    assert [dict(error.params) for error in made.errors] == [{"key": "title"}]
    assert (made.document, made.changed) == (document(MAJORITY), True)
    assert starting_point(document(MAJORITY), Changes(text="[]")) == document(MAJORITY)
    assert starting_point(document(MAJORITY), Changes(text='{"requires": {}}'))["requires"] == {}
    made = edited(document(MAJORITY), Changes(text="[]"))
    assert [dict(error.params) for error in made.errors] == [{"expected": "object"}]


def test_a_requirement_that_is_none_can_be_added_to_without_harm() -> None:
    made = edited(document(MAJORITY), Changes(text='{"requires": 7}', added=("two_thirds",)))
    assert [(str(error.code), error.path) for error in made.errors] == [("type_wrong", "/requires")]
    assert made.changed


def test_an_item_inside_another_is_left_out_while_something_is_added() -> None:
    asked = document({"all": [{"any": [MAJORITY, {**MAJORITY, "of": "voting"}]}, MAJORITY]})
    changes = Changes(removed=frozenset({"/requires/all/0/any/0"}), added=("two_thirds",))
    required: Any = edited(asked, changes).document["requires"]
    assert required["all"][0] == {"any": [{**MAJORITY, "of": "voting"}]}
    assert len(required["all"]) == 3


def test_what_is_said_of_the_whole_requirement_is_dropped_when_something_is_added_or_written_anew() -> None:
    marks = [{"field": "/requires", "mark": "assumed"}, {"field": "/title", "mark": "assumed"}]
    asked = document(BOTH, provenance=marks)
    assert edited(asked, Changes(added=("two_thirds",))).document["provenance"] == marks[1:]
    assert edited(asked, Changes(text=json.dumps({"requires": MAJORITY}))).document["provenance"] == marks[1:]


def test_a_rule_it_refers_to_can_be_given() -> None:
    asked = document({"all": [{"rule": "other"}, MAJORITY]})
    other = parse_rule({**document(MAJORITY), "id": "other"})
    changes = Changes(fields={"/requires/all/1/value": "2/3"})
    assert edited(asked, changes, rules={"other": other}).rule is not None
    assert [str(error.code) for error in edited(asked, changes).errors] == ["rule_unknown"]


def test_pointers_are_read_with_their_escapes() -> None:
    electorate = {"statuses": ["good_standing"], "weights": {"a~b": 1}}
    made = edited(document(MAJORITY, electorate=electorate), Changes(fields={"/electorate/weights/a~0b": "4"}))
    assert made.document["electorate"] == {**electorate, "weights": {"a~b": 4}}


def test_a_draft_without_a_version_takes_the_place_of_nothing() -> None:
    assert draft({"version": "x", "supersedes": {"id": "example", "version": 1}}) == {"version": "x"}
