"""The limits of a document, at the limit and one beyond it."""

import json

import pytest

from mfpl.rules import CountsInvalid, RuleInvalid, parse_counts, parse_rule
from mfpl.rules.documents import LARGEST_NUMBER, MOST_CHARACTERS, MOST_LEVELS
from mfpl.rules.references import MOST_CONDITIONS
from tests.rules.support import MAJORITY, Json, document


def codes(source: str | Json) -> list[str]:
    with pytest.raises(RuleInvalid) as refused:
        parse_rule(source)
    return [str(error.code) for error in refused.value.errors]


def test_many_small_parts_are_not_deep() -> None:
    assert parse_rule(json.dumps(document({"all": [{"any": [MAJORITY]}] * (2 * MOST_LEVELS)})))


def test_brackets_and_quotes_inside_a_text_are_only_text() -> None:
    title = {"en": '\\" [' + "[{" * MOST_LEVELS, "es": "]}" * MOST_LEVELS}
    assert parse_rule(json.dumps(document(MAJORITY, title=title))).title.en == title["en"]


def nested(levels: int) -> Json:
    requires = MAJORITY
    for _ in range(levels):
        requires = {"not": requires}
    return document(requires)


def test_a_document_may_have_so_many_levels() -> None:
    assert parse_rule(json.dumps(nested(MOST_LEVELS - 2)))
    assert codes(json.dumps(nested(MOST_LEVELS - 1))) == ["too_deep"]


def test_a_document_may_have_so_many_characters() -> None:
    text = json.dumps(document(MAJORITY))
    assert parse_rule(text + " " * (MOST_CHARACTERS - len(text)))
    assert codes(text + " " * (MOST_CHARACTERS + 1 - len(text))) == ["too_large"]


def test_a_rule_may_have_so_many_conditions_with_its_references_followed() -> None:
    """One group of a reference each to as many as are in the definition: 1 + n + n conditions."""
    allowed = (MOST_CONDITIONS - 2) // 2
    definitions = {"many": {"all": [MAJORITY] * (MOST_CONDITIONS - 3)}}
    assert parse_rule(document({"all": [{"reference": "many"}]}, definitions=definitions))
    definitions = {"many": {"all": [MAJORITY] * (MOST_CONDITIONS - 2)}}
    assert codes(document({"all": [{"reference": "many"}]}, definitions=definitions)) == ["too_many_conditions"]
    assert parse_rule(document({"all": [{"reference": "one"}] * allowed}, definitions={"one": MAJORITY}))


def test_a_number_may_be_so_large() -> None:
    assert parse_counts(f'{{"totals": {{"eligible": {LARGEST_NUMBER}}}}}')
    with pytest.raises(CountsInvalid) as refused:
        parse_counts(f'{{"totals": {{"eligible": {LARGEST_NUMBER + 1}}}}}')
    assert refused.value.errors[0].code == "number_too_large"


def test_only_the_key_written_twice_is_named() -> None:
    text = json.dumps(document(MAJORITY)).replace('"version": 1', '"version": 1, "version": 2')
    with pytest.raises(RuleInvalid) as refused:
        parse_rule(text)
    assert [dict(error.params) for error in refused.value.errors] == [{"key": "version"}]


def test_a_rule_may_be_in_force_for_one_day() -> None:
    assert parse_rule(document(MAJORITY, in_force={"from": "2019-06-17", "until": "2019-06-17"}))


@pytest.mark.parametrize(("length", "accepted"), [(80, True), (81, False)])
def test_a_name_may_be_so_long(length: int, accepted: bool) -> None:
    named = document({"in_section": "x" * length, "require": MAJORITY})
    if accepted:
        assert parse_rule(named)
        assert parse_rule(document(MAJORITY, id="x" * length))
    else:
        assert codes(named) == ["text_too_long"]
        assert codes(document(MAJORITY, id="x" * length)) == ["name_invalid"]
