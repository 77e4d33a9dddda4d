"""What must be true of every procedure: branches, petitions and stages around random conditions."""

import copy
import json
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mfpl.rules import Verdict, canonical, decide, parse_counts, parse_rule
from mfpl.rules.ranges import GIVEN
from tests.rules.strategies import conditions, records, stands
from tests.rules.support import Json, rule

COUNTS = [str(name) for name in GIVEN]
OUTCOMES = st.sampled_from(["passed", "failed", "not_quorate", "suspended", "grade-a", "grade-b"])


def asked_without_outcome() -> st.SearchStrategy[Json]:
    """Conditions that may stand where a failed quorum could not be the outcome."""
    return conditions().filter(lambda requires: "not_quorate" not in json.dumps(requires))


@st.composite
def steps(draw: st.DrawFn) -> Json:
    leaves = st.one_of(conditions(), OUTCOMES.map(lambda word: {"outcome": word}))
    requires: Json = draw(st.recursive(leaves, _around, max_leaves=4))
    assume(stands(requires))
    return requires


def _around(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    branch = st.builds(lambda when, then: {"when": when, "then": then}, asked_without_outcome(), inner)
    suspended = st.builds(
        lambda signed, requires: {"petition": signed, "suspends": {}, "requires": requires},
        asked_without_outcome(),
        inner,
    )
    switched = st.builds(
        lambda signed, other, requires: {"petition": signed, "switches_to": other, "requires": requires},
        asked_without_outcome(),
        inner,
        inner,
    )
    case = st.builds(
        lambda branches, otherwise: {"case": branches, "otherwise": otherwise},
        st.lists(branch, min_size=1, max_size=2),
        inner,
    )
    return st.one_of(case, suspended, switched)


def hidden(record: Json, data: st.DataObject) -> Json:
    changed = copy.deepcopy(record)
    for section in changed["sections"]:
        for name in data.draw(st.sets(st.sampled_from(COUNTS))):
            section[name] = None
    return changed


def verdict(requires: Json, record: Json) -> Verdict:
    return decide(rule(requires), parse_counts(record))


@settings(max_examples=150)
@given(requires=steps(), record=records(), data=st.data())
def test_unknown_counts_never_change_what_a_procedure_decides_without_them(
    requires: Json, record: Json, data: st.DataObject
) -> None:
    full = verdict(requires, record)
    assert (full.possible, full.unknown, full.facts) == ((full.outcome,), (), ())
    assert full.decided_by is not None
    assert Verdict.from_json(json.loads(json.dumps(full.to_json()))) == full
    partial = verdict(requires, hidden(record, data))
    assert full.outcome in partial.possible
    assert partial.outcome in {full.outcome, "undecided"}
    assert (partial.outcome == "undecided") is bool(partial.unknown)


@settings(max_examples=60)
@given(requires=steps(), record=records())
def test_a_procedure_comes_back_from_its_canonical_document_and_decides_the_same(requires: Json, record: Json) -> None:
    once = rule(requires)
    again = parse_rule(canonical(once))
    assert again == once
    assert decide(again, parse_counts(record)) == decide(once, parse_counts(record))


@settings(max_examples=100)
@given(first=steps(), second=steps(), leading=st.sets(OUTCOMES, min_size=1), record=records(), data=st.data())
def test_stages_not_yet_held_allow_whatever_they_then_say(
    first: Json, second: Json, leading: set[str], record: Json, data: st.DataObject
) -> None:
    stages: Any = [
        {"name": "one", "requires": first, "continue_on": sorted(leading)},
        {"name": "two", "requires": second},
    ]
    waiting = verdict({"stages": stages}, {"stages": {"one": record}})
    both = verdict({"stages": stages}, {"stages": {"one": record, "two": record}})
    assert both.outcome in waiting.possible
    assert (waiting.outcome == "undecided") is bool(waiting.facts)
    partial = verdict({"stages": stages}, {"stages": {"one": hidden(record, data), "two": record}})
    assert both.outcome in partial.possible
    assert (partial.outcome == "undecided") is bool(partial.unknown)


@given(
    yes=st.lists(st.integers(0, 9), min_size=2, max_size=2),
    no=st.lists(st.integers(0, 9), min_size=2, max_size=2),
    by=st.sampled_from(["members", "votes_cast"]),
    place=st.integers(0, 1),
)
def test_support_from_any_class_never_hurts(yes: list[int], no: list[int], by: str, place: int) -> None:
    asked: Json = {"class_share": "yes", "of": "valid", "classes": {"a": "1/3", "b": "2/3"}, "scaled_by": by,
                   "comparison": "more_than", "value": "1/2"}  # fmt: skip

    def cast(more: int) -> Json:
        moved = [more if index == place else 0 for index in range(2)]
        return {"sections": [{"id": name, "eligible": 20, "yes": yes[i] + moved[i], "no": no[i] - moved[i]}
                             for i, name in enumerate("ab")]}  # fmt: skip

    before = verdict(asked, cast(0))
    part = next(child for child in before.finding.children if child.section == "ab"[place])
    for more in range(no[place] + 1):
        after = verdict(asked, cast(more))
        assert before.outcome == "failed" or after.outcome == "passed"
        if part.missing:
            assert (after.outcome == "passed") is (more >= part.missing)
