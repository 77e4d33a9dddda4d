"""Rules that refer to other rules bring them along, and circles among them are refused."""

import json

import pytest

from mfpl.rules import Rule, RuleInvalid, canonical, decide, fingerprint, parse_rule
from tests.rules.support import MAJORITY, Json, document, pool, sections
from tests.rules.test_rule_errors import errors_of

HALF = parse_rule(document(MAJORITY, id="half"))
NAMED = parse_rule(document({"reference": "m"}, id="named", definitions={"m": MAJORITY}))


def nested() -> Rule:
    content = document({"all": [{"rule": "half"}, {"rule": "named"}]}, id="nested")
    return parse_rule(content, rules={"half": HALF, "named": NAMED})


def test_the_rules_referred_to_become_part_of_the_document() -> None:
    both = nested()
    assert sorted(both.rules) == ["half", "named"]
    again = parse_rule(canonical(both))
    assert (again, fingerprint(again)) == (both, fingerprint(both))
    assert decide(both, pool(yes=2, no=1)).outcome == "passed"
    assert decide(both, pool(yes=1, no=1)).outcome == "failed"


def test_what_they_refer_to_comes_along_too_and_once() -> None:
    outer = parse_rule(document({"any": [{"rule": "nested"}, {"rule": "half"}]}, id="outer"),
                       rules={"nested": nested(), "half": HALF})  # fmt: skip
    assert sorted(outer.rules) == ["half", "named", "nested"]
    verdict = decide(outer, pool(yes=2, no=1))
    assert "/rules/named/definitions/m" in {finding.path for finding in verdict.findings}
    assert [finding.name for finding in verdict.findings if finding.kind == "rule"] == [
        "nested",
        "half",
        "named",
        "half",
    ]


def test_a_rule_written_into_the_document_is_kept_as_it_is() -> None:
    content = document({"rule": "half"}, rules={"half": document({"not": MAJORITY}, id="half")})
    assert decide(parse_rule(content, rules={"half": HALF}), pool(yes=2, no=1)).outcome == "failed"


def test_another_rule_is_asked_of_the_section_at_hand() -> None:
    each = parse_rule(document({"every_section": {"rule": "half"}}), rules={"half": HALF})
    assert decide(each, sections(A={"yes": 2, "no": 1}, B={"yes": 1, "no": 1})).sections == {"A": True, "B": False}


def around(requires: object, **rules: object) -> Json:
    return document(requires, rules=rules)


def other(name: str, requires: object, **more: object) -> Json:
    return document(requires, id=name, **more)


GRADED = {"case": [{"when": MAJORITY, "then": {"outcome": "a"}}], "otherwise": {"outcome": "b"}}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (around({"rule": "x"}), {("rule_unknown", "/requires/rule")}),
        (around({"rule": "x"}, x=3), {("type_wrong", "/rules/x"), ("rule_unknown", "/requires/rule")}),
        (around({"rule": 3}), {("type_wrong", "/requires/rule")}),
        (around(MAJORITY, example=other("example", MAJORITY)), {("rule_circular", "/rules/example")}),
        (around({"rule": "x"}, x=other("y", MAJORITY)), {("value_not_allowed", "/rules/x/id")}),
        (around({"rule": "x"}, x=other("x", {"rule": "x"})), {("rule_circular", "/rules/x")}),
        (
            around({"rule": "x"}, x=other("x", {"rule": "y"}), y=other("y", {"rule": "x"})),
            {("rule_circular", "/rules/x")},
        ),
        (
            around({"rule": "x"}, x=other("x", {"reference": "d"}, definitions={"d": {"reference": "d"}})),
            {("reference_circular", "/rules/x/definitions/d")},
        ),
        (
            around({"rule": "x"}, x=other("x", {"reference": "d"})),
            {("reference_dangling", "/rules/x/requires/reference")},
        ),
        (around({"all": [{"rule": "x"}]}, x=other("x", GRADED)), {("procedure_misplaced", "/requires/all/0")}),
        (around({"rule": "x"}, x=other("x", {"per_section": MAJORITY})), {("procedure_misplaced", "/requires")}),
        (
            around({"every_section": {"rule": "x"}}, x=other("x", {"every_section": MAJORITY})),
            {("section_nested", "/rules/x/requires")},
        ),
        (
            around({"rule": "x"}, x=other("x", MAJORITY, rules={"y": other("y", MAJORITY)})),
            {("key_unknown", "/rules/x/rules")},
        ),
    ],
)
def test_other_rules_that_cannot_be_used_are_refused(source: Json, expected: set[tuple[str, str]]) -> None:
    assert errors_of(source) == expected


def test_a_circle_of_rules_names_them() -> None:
    content = document({"rule": "x"}, rules={"x": other("x", {"rule": "y"}), "y": other("y", {"rule": "x"})})
    with pytest.raises(RuleInvalid) as refused:
        parse_rule(content)
    assert refused.value.errors[0].params == {"names": "x → y → x"}
    with pytest.raises(RuleInvalid) as unknown:
        parse_rule(document({"rule": "x"}), rules={"half": HALF})
    assert unknown.value.errors[0].params == {"name": "x"}


def test_a_graded_rule_can_be_the_whole_of_another() -> None:
    graded = parse_rule(other("graded", GRADED))
    asked = parse_rule(document({"rule": "graded"}), rules={"graded": graded})
    assert decide(asked, pool(yes=2, no=1)).outcome == "graded:a"
    with pytest.raises(RuleInvalid):
        parse_rule(json.dumps([]), rules={"graded": graded})
    with pytest.raises(RuleInvalid):
        parse_rule(document({"rule": "graded"}, rules=[]), rules={"graded": graded})
