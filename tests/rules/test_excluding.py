"""Tests that must hold together and never can are refused; whatever some count meets is not."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfpl.rules import DocumentError, ErrorCode, Rule, RuleInvalid, decide, parse_counts
from mfpl.rules.systems import Line, can_hold_together, line
from tests.rules.strategies import COMPARISONS, COUNTED, SHARES, VALUES
from tests.rules.support import MAJORITY, Json, document, rule


def share(counted: str, of: str | list[str], comparison: str, value: str | int, **more: str) -> Json:
    return {"share": counted, "of": of, "comparison": comparison, "value": value, **more}


def count(counted: str, comparison: str, value: int, **more: str) -> Json:
    return {"count": counted, "comparison": comparison, "value": value, **more}


def quorum(condition: Json) -> Json:
    return {"quorum": condition, "otherwise": "not_quorate"}


def refused(requires: Json, **fields: Any) -> list[tuple[str, str]]:
    """Where tests exclude others, and those others."""
    found: list[DocumentError] = []
    try:
        rule(requires, **fields)
    except RuleInvalid as invalid:
        found = list(invalid.errors)
    assert {error.code for error in found} <= {ErrorCode.CONDITIONS_EXCLUDE}
    return [(error.path, str(error.params["others"])) for error in found]


MANY = share("voting", "eligible", "at_least", "60/100")
FEW = share("voting", "eligible", "less_than", "1/2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MANY, FEW),
        (share("ballots", "eligible", "more_than", "1/2"), share("ballots", "eligible", "at_most", "1/2")),
        (share("yes", "valid", "more_than", "1/2"), share("no", "valid", "at_least", "1/2")),
        (share("yes", "eligible", "more_than", "1/2"), share("ballots", "eligible", "at_most", "1/2")),
        (share("yes", "valid", "at_least", "2/3"), share("yes", "voting", "more_than", "9/10") | {"share": "no"}),
        (share("present", "eligible", "at_least", "2/3"), share("absent", "eligible", "at_least", "1/2")),
        (count("yes", "at_least", 9), count("valid", "less_than", 9)),
        (count("yes", "more_than", 8), count("ballots", "at_most", 8)),
        (count("yes", "exactly", 3), count("yes", "exactly", 4)),
        (count("signed", "at_least", 30), count("eligible", "less_than", 30)),
        (share("yes", "valid", "exactly", "1/2"), share("yes", "valid", "more_than", "1/2")),
        (share("yes", "valid", "at_least", "1/2"), count("valid", "at_most", 0)),
        ({"not": FEW}, FEW),
        ({"not": share("yes", "valid", "exactly", 0)}, count("yes", "less_than", 1)),
    ],
)
def test_two_tests_that_exclude_one_another_are_refused(one: Json, other: Json) -> None:
    [(path, others)] = refused({"all": [one, other]})
    assert path.startswith("/requires/all/1")
    assert others.startswith("/requires/all/0")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MANY, share("voting", "eligible", "less_than", "61/100")),
        (share("ballots", "eligible", "at_least", "1/2"), share("ballots", "eligible", "at_most", "1/2")),
        (share("yes", "valid", "at_least", "1/2"), share("no", "valid", "at_least", "1/2")),
        (share("yes", "valid", "more_than", "1/2"), share("yes", "eligible", "less_than", "1/100")),
        (share("yes", "valid", "less_than", "1/2"), count("valid", "exactly", 0)),
        (share("no", "valid", "at_most", "1/4"), count("valid", "exactly", 0)),
        (count("yes", "at_least", 9), count("valid", "less_than", 10)),
        (count("invalid", "more_than", 0), count("ballots", "exactly", 0)),
        (MANY, {"any": [FEW, MAJORITY]}),
        (MANY, FEW | {"unit": "members"}),
        ({"in_section": "A", "require": MANY}, {"in_section": "B", "require": FEW}),
        ({"in_section": "A", "require": MANY}, FEW),
        ({"every_section": MANY, "among": "center"}, {"in_section": "A", "require": FEW}),
        ({"every_section": MANY, "among": ["A", "B"]}, {"in_section": "C", "require": FEW}),
        ({"not": {"all": [FEW, MAJORITY]}}, FEW),
        ({"not": {"every_section": FEW}}, {"in_section": "A", "require": FEW}),
        ({"number_of_sections": MANY, "comparison": "at_least", "value": 1}, {"every_section": FEW}),
    ],
)
def test_two_tests_that_some_count_meets_are_not_refused(one: Json, other: Json) -> None:
    assert refused({"all": [one, other]}) == []


def test_contradictory_quorums_are_found_wherever_they_hide() -> None:
    assert refused({"all": [quorum(MANY), MAJORITY, quorum(FEW)]}) == [
        ("/requires/all/2/quorum", "/requires/all/0/quorum")
    ]
    assert refused({"all": [{"reference": "many"}, {"reference": "few"}]}, definitions={"many": MANY, "few": FEW}) == [
        ("/definitions/few", "/definitions/many")
    ]
    assert refused({"any": [MAJORITY, {"all": [MANY, {"all": [MAJORITY, {"any": [FEW]}, {"not": MANY}]}]}]}) == [
        ("/requires/any/1/all/1/all/2/not", "/requires/any/1/all/0")
    ]
    assert refused({"at_least": 2, "of": [MANY, FEW]}) == [("/requires/of/1", "/requires/of/0")]
    assert refused({"at_least": 1, "of": [MANY, FEW]}) == []
    inner = {"at_least": 2, "of": [MAJORITY, FEW]}
    assert refused({"all": [MANY, inner]}) == [("/requires/all/1/of/1", "/requires/all/0")]
    neither = {"not": {"any": [MAJORITY, MANY]}}
    assert refused({"all": [MANY, neither]}) == [("/requires/all/1/not/any/1", "/requires/all/0")]


def test_what_is_asked_of_each_section_is_asked_of_every_one_that_is_named() -> None:
    named = {"in_section": "A", "require": FEW}
    where = [("/requires/all/1/require", "/requires/all/0/every_section")]
    assert refused({"all": [{"every_section": MANY}, named]}) == where
    assert refused({"all": [{"every_section": MANY, "among": ["A", "B"]}, named]}) == where
    both = {"all": [{"every_section": MANY}, {"every_section": FEW, "among": "center"}]}
    assert refused(both) == [("/requires/all/1/every_section", "/requires/all/0/every_section")]
    everyone = {"every_section": {"all": [FEW | {"pool": "everyone"}, MANY | {"pool": "everyone"}]}}
    path = "/requires/every_section/all"
    assert refused(everyone) == [(f"{path}/1", f"{path}/0")]


def test_a_branch_is_held_against_its_own_condition() -> None:
    failed = {"outcome": "failed"}
    assert refused({"case": [{"when": MANY, "then": FEW}], "otherwise": failed}) == [
        ("/requires/case/0/then", "/requires/case/0/when")
    ]
    assert (
        refused({"case": [{"when": MANY, "then": MAJORITY}, {"when": FEW, "then": MAJORITY}], "otherwise": FEW}) == []
    )


def test_a_petition_is_held_against_what_follows_from_it() -> None:
    signed = count("signed", "at_least", 30)
    small = count("eligible", "less_than", 30)
    assert refused({"petition": signed, "switches_to": small, "requires": MAJORITY}) == [
        ("/requires/switches_to", "/requires/petition")
    ]
    assert refused({"petition": signed, "switches_to": MAJORITY, "requires": signed}) == [
        ("/requires/requires", "/requires/petition")
    ]
    assert refused({"petition": signed, "suspends": {"days": 3}, "requires": signed}) == []


def test_three_tests_of_which_any_two_agree_are_named_together() -> None:
    third = [share(name, "voting", "more_than", "1/3") for name in ("yes", "no", "abstain")]
    assert refused({"all": third}) == [("/requires/all/2", "/requires/all/0, /requires/all/1")]


def test_errors_of_form_and_tests_that_exclude_others_are_told_at_once() -> None:
    with pytest.raises(RuleInvalid) as found:
        rule({"all": [MANY, FEW, {"share": "yes"}, {"nothing": 1}]})
    assert {str(error.code) for error in found.value.errors} >= {"conditions_exclude", "condition_unknown"}


def every_small_count() -> Iterator[Json]:
    for yes, no, abstain, blank, invalid, there, away in product(*[range(3)] * 4, *[range(2)] * 3):
        ballots = yes + no + abstain + blank
        present = ballots + invalid + there
        yield {
            "yes": yes,
            "no": no,
            "abstain": abstain,
            "blank": blank,
            "invalid": invalid,
            "absent": away,
            "ballots": ballots,
            "present": present,
            "eligible": present + away,
            "signed": min(yes, 1),
            "blocks": min(no, 1),
        }


SMALL = [parse_counts({"totals": record}) for record in every_small_count()]
LEAVES = st.one_of(
    st.builds(lambda pair, comparison, value: share(*pair, comparison, value), SHARES, COMPARISONS, VALUES),
    st.builds(count, COUNTED, COMPARISONS, st.integers(1, 6)),
)
TESTS = st.one_of(LEAVES, LEAVES.map(lambda test: {"not": test}))


@settings(max_examples=300)
@given(st.lists(TESTS, min_size=2, max_size=3))
def test_no_count_meets_tests_that_are_refused(tests: list[Json]) -> None:
    if not refused({"all": tests}):
        return
    each: list[Rule] = [rule(test) for test in tests]
    for counts in SMALL:
        assert not all(decide(one, counts).outcome == "passed" for one in each)


def test_lines_that_cannot_hold_together() -> None:
    more, less = line({"x": 2, "y": -2}, -2), line({"x": -1, "y": 1}, 0)
    assert more == Line((("x", 1), ("y", -1)), -1)
    assert not can_hold_together([more, less])
    assert can_hold_together([more])
    assert can_hold_together([line({"x": 1}, -1), line({"x": -1}, 1)])
    assert not can_hold_together([line({"x": 1}, -1), line({"x": -1}, 1, strict=True)])
    assert not can_hold_together([line({"x": 1}, -1, strict=True), line({"x": -1}, 1)])
    assert can_hold_together([])
    assert not can_hold_together([line({}, -1)])
    assert not can_hold_together([line({}, 0, strict=True)])
    assert can_hold_together([line({}, 0), line({"x": 0}, 1)])


def test_a_document_that_asks_for_too_many_ways_is_not_guessed_at() -> None:
    either = {"not": share("yes", "valid", "exactly", "1/2")}
    assert refused({"all": [*[either] * 7, MANY, FEW]}) == []
    assert document(MANY)["requires"] == MANY
