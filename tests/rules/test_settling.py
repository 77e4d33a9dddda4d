"""An undecided verdict names the counts that settle it; and more support never hurts under the rules on record."""

import copy
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfpl.rules import Verdict, decide, parse_counts
from mfpl.rules.ranges import GIVEN
from tests.rules.strategies import conditions, records
from tests.rules.support import Json, recorded_cases, recorded_rule, rule

COUNTS = [str(name) for name in GIVEN]
CASES = [case for case in recorded_cases() if case["count_kind"] != "pairwise"]


def verdict(requires: Json, record: Json) -> Verdict:
    return decide(rule(requires), parse_counts(record))


def told(hidden: Json, full: Json, found: Verdict) -> Json:
    """The record in which those counts are known that the verdict asks for."""
    changed = copy.deepcopy(hidden)
    for unknown in found.unknown:
        for section, known in zip(changed["sections"], full["sections"], strict=True):
            if unknown.section in {None, section["id"]}:
                section[str(unknown.count)] = known[str(unknown.count)]
    return changed


@settings(max_examples=150)
@given(requires=conditions(), record=records(), data=st.data())
def test_the_counts_that_are_asked_for_settle_it(requires: Json, record: Json, data: st.DataObject) -> None:
    hidden = copy.deepcopy(record)
    for section in hidden["sections"]:
        for name in data.draw(st.sets(st.sampled_from(COUNTS), max_size=6)):
            section[name] = None
    found = verdict(requires, hidden)
    if found.outcome == "undecided":
        assert verdict(requires, told(hidden, record, found)).outcome == verdict(requires, record).outcome


@settings(max_examples=150)
@given(requires=conditions(), record=records(), data=st.data())
def test_whatever_the_unknown_counts_turn_out_to_be_the_outcome_was_possible(
    requires: Json, record: Json, data: st.DataObject
) -> None:
    hidden, other = copy.deepcopy(record), copy.deepcopy(data.draw(records()))
    names = data.draw(st.sets(st.sampled_from(COUNTS)))
    for section, otherwise in zip(hidden["sections"], other["sections"], strict=True):
        otherwise |= {name: section[name] for name in COUNTS if name not in names}
        section.update(dict.fromkeys(names))
        otherwise["attrs"] = section["attrs"]
    try:
        filled = parse_counts(other)
    except ValueError:
        return
    assert decide(rule(requires), filled).outcome in verdict(requires, hidden).possible


def supported(case: Json, random: Random) -> Json:
    """The record in which some of those who said no or abstained say yes instead."""
    changed: Json = copy.deepcopy({"sections": case["sections"], "totals": None})
    for section in changed["sections"]:
        for name in ("no", "abstain"):
            moved = random.randint(0, section.get(name) or 0)
            if section.get("yes") is not None and moved:
                section[name] -= moved
                section["yes"] += moved
    return changed


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_more_support_never_hurts_under_a_rule_on_record(case: Json) -> None:
    decided = recorded_rule(case["rule_id"])
    record = {"sections": case["sections"], "totals": None}
    random = Random(case["id"])  # noqa: S311 - the same draws in every run, and no secret
    before = decide(decided, parse_counts(record))
    for _ in range(12):
        after = decide(decided, parse_counts(supported(case, random)))
        if before.outcome == "passed":
            assert after.outcome == "passed"
        assert all(after.sections[name] or not passed for name, passed in before.sections.items())


@given(requires=conditions(), record=records(), order=st.permutations([0, 1, 2]))
def test_the_order_of_the_sections_makes_no_difference(requires: Json, record: Json, order: list[int]) -> None:
    turned = {"sections": [record["sections"][place] for place in order]}
    one, other = verdict(requires, record), verdict(requires, turned)
    assert (one.outcome, one.sections) == (other.outcome, {name: other.sections[name] for name in one.sections})


@given(requires=conditions(), record=records(), factor=st.integers(2, 5))
def test_weights_of_sections_count_only_in_proportion_to_what_is_asked(
    requires: Json, record: Json, factor: int
) -> None:
    """Where the numbers of weight that are asked for grow with the weights, nothing changes."""
    heavier, asked = copy.deepcopy(record), grown(requires, factor)
    for section, before in zip(heavier["sections"], record["sections"], strict=True):
        section["attrs"]["weight"] = {"1/2": f"{factor}/2", "1": str(factor), "3": str(3 * factor)}[
            before["attrs"]["weight"]
        ]
    assert verdict(requires, record).outcome == verdict(asked, heavier).outcome


def grown(condition: Json, factor: int) -> Json:
    """The condition in which every number of weight is so many times as large."""
    if isinstance(condition, list):
        return [grown(part, factor) for part in condition]
    if not isinstance(condition, dict):
        return condition
    changed = {key: grown(part, factor) for key, part in condition.items()}
    if "number_of_sections" in changed and "weighing" in changed:
        numerator, _, denominator = str(changed["value"]).partition("/")
        changed["value"] = f"{int(numerator) * factor}/{denominator or 1}"
    return changed
