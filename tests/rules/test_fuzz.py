"""Whatever is handed in, it is read or refused: nothing else happens."""

import json
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mfpl.rules import CountsInvalid, RuleInvalid, decide, parse_counts, parse_rule
from mfpl.rules.documents import MOST_LEVELS
from tests.rules.strategies import conditions, records
from tests.rules.support import document, rule

WORDS = st.sampled_from(
    [
        "all",
        "any",
        "not",
        "share",
        "of",
        "count",
        "value",
        "comparison",
        "every_section",
        "among",
        "quorum",
        "otherwise",
        "reference",
        "in_section",
        "require",
        "per_section",
        "at_least",
        "definitions",
        "requires",
        "title",
        "en",
        "es",
        "yes",
        "valid",
        "votes",
        "members",
        "sections",
        "totals",
        "id",
        "attrs",
        "eligible",
        "mfpl-rules/1",
        "1/2",
        "case",
        "when",
        "then",
        "outcome",
        "stages",
        "stage",
        "continue_on",
        "petition",
        "suspends",
        "switches_to",
        "rule",
        "rules",
        "ranked",
        "option_ratio",
        "root_count",
        "class_share",
        "classes",
        "offices",
        "office",
        "differs_from",
        "deadlock",
        "steps",
        "amended_by",
        "supersedes",
        "options",
        "pairwise",
        "casting_vote",
        "x",
    ]
)
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), WORDS, st.text(max_size=4))
ANYTHING = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(WORDS, st.text(max_size=3)), inner, max_size=5)
    ),
    max_leaves=25,
)


def read_everything(source: Any) -> None:
    with suppress(RuleInvalid):
        parse_rule(source)
    with suppress(CountsInvalid):
        parse_counts(source)


@given(source=st.one_of(st.text(), st.binary()))
def test_any_text_is_read_or_refused(source: str | bytes) -> None:
    read_everything(source)


@settings(max_examples=200)
@given(content=ANYTHING)
def test_any_json_is_read_or_refused(content: Any) -> None:
    read_everything(json.dumps(content))


@settings(max_examples=200)
@given(content=st.dictionaries(WORDS, ANYTHING, max_size=5))
def test_any_mapping_is_read_or_refused(content: dict[str, Any]) -> None:
    read_everything(content)
    read_everything(document(content, definitions={"x": content}))


@settings(max_examples=200)
@given(requires=conditions(), data=st.data())
def test_a_rule_with_one_thing_changed_is_read_or_refused(requires: dict[str, Any], data: st.DataObject) -> None:
    text = json.dumps(document(requires))
    at = data.draw(st.integers(0, len(text)))
    read_everything(text[:at] + data.draw(st.text(max_size=3)) + text[at + data.draw(st.integers(0, 3)) :])


@given(requires=conditions(), record=records(), field=WORDS, value=ANYTHING)
def test_counts_with_one_thing_changed_are_decided_or_refused(
    requires: dict[str, Any], record: dict[str, Any], field: str, value: Any
) -> None:
    record["sections"][0][field] = value
    with suppress(CountsInvalid):
        decide(rule(requires), parse_counts(record))


def test_a_rule_as_deep_as_allowed_is_decided() -> None:
    requires: dict[str, Any] = {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"}
    for _ in range(MOST_LEVELS - 3):
        requires = {"not": requires}
    deepest = rule(requires)
    assert decide(deepest, parse_counts({"totals": {"yes": 1, "no": 2}})).outcome in {"passed", "failed"}
