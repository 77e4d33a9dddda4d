"""What must be true of every rule and every count."""

import copy
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from mfpl.rules import Verdict, canonical, decide, fingerprint, parse_counts, parse_rule
from mfpl.rules.ranges import GIVEN
from tests.rules.strategies import Json, conditions, records, supportive
from tests.rules.support import rule

COUNTS = [str(name) for name in GIVEN]


def verdict(requires: Json, record: Json) -> Verdict:
    return decide(rule(requires), parse_counts(record))


def scaled(record: Json, factor: int) -> Json:
    changed = copy.deepcopy(record)
    for section in changed["sections"]:
        section.update({name: section[name] * factor for name in COUNTS})
    return changed


@given(requires=conditions())
def test_a_rule_comes_back_from_its_canonical_document(requires: Json) -> None:
    once = rule(requires)
    again = parse_rule(canonical(once))
    assert again == once
    assert fingerprint(again) == fingerprint(once)


@given(requires=conditions(), record=records())
def test_full_counts_are_always_decided_and_the_verdict_comes_back_from_json(requires: Json, record: Json) -> None:
    full = verdict(requires, record)
    assert full.outcome in {"passed", "failed", "not_quorate"}
    assert full.possible == (full.outcome,)
    assert full.unknown == ()
    assert full.decided_by is not None
    assert Verdict.from_json(json.loads(json.dumps(full.to_json()))) == full


@settings(max_examples=150)
@given(requires=conditions(), record=records(), data=st.data())
def test_a_count_nobody_gave_never_changes_what_is_decided_without_it(
    requires: Json, record: Json, data: st.DataObject
) -> None:
    full = verdict(requires, record)
    hidden = copy.deepcopy(record)
    for section in hidden["sections"]:
        for name in data.draw(st.sets(st.sampled_from(COUNTS))):
            section[name] = None
    partial = verdict(requires, hidden)
    assert full.outcome in partial.possible
    assert partial.outcome in {full.outcome, "undecided"}
    assert (partial.outcome == "undecided") is bool(partial.unknown)
    for known, left_open in zip(full.findings, partial.findings, strict=True):
        assert left_open.holds in {known.holds, None}
        if left_open.low is not None:
            assert left_open.low <= (known.left or 0)
            assert left_open.high is None or (known.left or 0) <= left_open.high
    for section, passed in partial.sections.items():
        assert passed in {full.sections[section], None}


@given(requires=supportive(), record=records(), section=st.integers(0, 2), from_=st.sampled_from(["no", "abstain"]))
def test_more_support_never_hurts(requires: Json, record: Json, section: int, from_: str) -> None:
    supported = copy.deepcopy(record)
    pool = supported["sections"][section]
    moved = min(pool[from_], 2)
    pool["yes"] += moved
    pool[from_] -= moved
    if verdict(requires, record).outcome == "passed":
        assert verdict(requires, supported).outcome == "passed"


@given(requires=conditions().filter(lambda requires: "in_section" not in json.dumps(requires)), record=records())
def test_sections_of_equal_weight_can_change_places(requires: Json, record: Json) -> None:
    for section in record["sections"]:
        section["attrs"] = {"weight": 1}
    exchanged = copy.deepcopy(record)
    first, second, third = exchanged["sections"]
    first["id"], second["id"], third["id"] = second["id"], third["id"], first["id"]
    assert verdict(requires, record).outcome == verdict(requires, exchanged).outcome


ONLY_SHARES = conditions().filter(lambda requires: not {"count", "number_of_sections"} & words(requires))


def words(requires: Json) -> set[str]:
    return set(json.dumps(requires).replace('"', " ").split())


@given(requires=ONLY_SHARES, record=records(), factor=st.integers(2, 5))
def test_a_rule_of_shares_sees_no_difference_when_every_vote_weighs_more(
    requires: Json, record: Json, factor: int
) -> None:
    assert verdict(requires, record).outcome == verdict(requires, scaled(record, factor)).outcome


@given(requires=ONLY_SHARES, record=records(), factor=st.integers(2, 5))
def test_a_rule_of_shares_sees_no_difference_when_every_section_weighs_more(
    requires: Json, record: Json, factor: int
) -> None:
    heavier = copy.deepcopy(record)
    for section, given_ in zip(heavier["sections"], record["sections"], strict=True):
        weight = given_["attrs"]["weight"]
        section["attrs"]["weight"] = f"{factor}/2" if weight == "1/2" else str(int(weight) * factor)
    assert verdict(requires, record).outcome == verdict(requires, heavier).outcome
