"""The smallest change: applied to the counts it turns the result, and nothing smaller does."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfpl.rules import CountName, Counts, Rule, Unit, decide, parse_counts
from mfpl.rules.moves import AWAY, Move, moved
from mfpl.rules.smallest_change import smallest_change
from tests.rules.strategies import SUPPORTIVE_LEAVES
from tests.rules.support import MAJORITY, Json, pool, preset, recorded_cases, recorded_rule, rule, sections

YES, NO, ABSTAIN = CountName.YES, CountName.NO, CountName.ABSTAIN
TENTH = {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/10", "unit": "members"}
QUORUM = {"quorum": {"every_section": TENTH}, "otherwise": "not_quorate"}
BOTH = {"all": [QUORUM, MAJORITY, {"every_section": MAJORITY}]}


def center(eligible: int, yes: int, no: int, abstain: int = 0) -> Json:
    ballots = yes + no + abstain
    return {"eligible": eligible, "ballots": ballots, "yes": yes, "no": no, "abstain": abstain}


def passes(asked: Rule, counts: Counts) -> bool:
    return decide(asked, counts).outcome == "passed"


def told(requires: object, counts: Counts) -> list[tuple[str | None, str, str, int]] | None:
    """The smallest change as plain values, once it is seen to turn the result."""
    asked = rule(requires)
    moves = smallest_change(asked, counts)
    if moves is None:
        return None
    assert passes(asked, moved(counts, moves)) is not passes(asked, counts)
    return [(one.section, str(one.origin), str(one.to), one.number) for one in moves]


@pytest.mark.parametrize(
    ("mx", "us", "change"),
    [
        (center(127, 9, 12), center(508, 92, 2), [("MX", "no", "yes", 2)]),
        (center(127, 6, 5, 1), center(508, 42, 15, 3), [("MX", "absent", "abstain", 1)]),
        (center(127, 4, 5), center(508, 42, 15), [("MX", "absent", "yes", 4)]),
        (center(127, 4, 9), center(508, 20, 40), [("MX", "no", "yes", 3), ("US", "no", "yes", 11)]),
        (center(127, 13, 0), center(508, 92, 2), [("MX", "yes", "absent", 1)]),
        (center(127, 20, 1), center(508, 92, 2), [("MX", "yes", "absent", 9)]),
        (center(127, 14, 7), center(508, 48, 46), [("US", "yes", "no", 1)]),
        (center(127, 0, 0, 14), center(508, 92, 2), [("MX", "abstain", "yes", 1)]),
    ],
)
def test_it_names_the_center_the_answers_and_the_heads(mx: Json, us: Json, change: list[Any]) -> None:
    assert told(BOTH, sections(MX=mx, US=us)) == change


def test_votes_of_the_whole_may_come_from_anywhere() -> None:
    counts = sections(MX=center(50, 6, 5), US=center(50, 6, 8))
    assert told(MAJORITY, counts) == [(None, "no", "yes", 1)]
    after = moved(counts, [Move(None, NO, YES, 7)])
    assert [one.tally(Unit.VOTES)[NO] for one in after.sections] == [0, 6]
    assert told(MAJORITY, pool(yes=1, no=3, eligible=9, ballots=4)) == [(None, "no", "yes", 2)]


def test_who_is_needed_in_a_center_counts_for_the_whole_as_well() -> None:
    requires = {"all": [{**MAJORITY, "value": "3/4"}, {"in_section": "MX", "require": MAJORITY}]}
    counts = sections(MX=center(50, 3, 5), US=center(50, 6, 6))
    assert told(requires, counts) == [("MX", "no", "yes", 2), (None, "no", "yes", 5)]


def test_a_quorum_of_the_whole_is_filled_where_it_helps_most() -> None:
    quorum = {"quorum": {**TENTH, "value": "1/2"}, "otherwise": "not_quorate"}
    counts = sections(MX=center(20, 3, 6), US=center(20, 5, 2))
    requires = {"all": [quorum, {"every_section": MAJORITY}]}
    assert told(requires, counts) == [("MX", "absent", "yes", 4)]
    assert told({"all": [quorum, {**MAJORITY, "value": "1/4"}]}, counts) == [(None, "absent", "abstain", 4)]
    far = sections(MX=center(2000, 4, 6), US=center(2000, 5, 2))
    assert told(requires, far) is None
    assert told({"all": [quorum, MAJORITY]}, far) == [(None, "absent", "abstain", 1983)]


def test_it_goes_through_definitions_other_rules_and_negations() -> None:
    nobody = {"number_of_sections": {"not": {"reference": "half"}}, "comparison": "exactly", "value": 0}
    other = {"language": "mfpl-rules/1", "id": "other", "version": 1, "title": {"en": "O", "es": "O"},
             "requires": {"reference": "half"}, "definitions": {"half": MAJORITY}}  # fmt: skip
    requires = {"all": [{"rule": "other"}, nobody, {"not": {"count": "no", "comparison": "more_than", "value": 3}}]}
    asked = rule(requires, definitions={"half": MAJORITY}, rules={"other": other})
    counts = sections(A=center(20, 6, 2), B=center(20, 3, 4))
    assert smallest_change(asked, counts) == (Move("B", NO, YES, 1), Move(None, NO, YES, 2))
    sure = sections(A=center(20, 9, 1), B=center(20, 9, 1))
    assert smallest_change(asked, sure) == (Move(None, YES, NO, 2),)


@pytest.mark.parametrize(
    "requires",
    [
        {"outcome": "failed"},
        {"per_section": MAJORITY},
        {"class_share": "yes", "of": "valid", "classes": {"A": "1/2", "B": "1/2"}, "scaled_by": "votes_cast",
         "comparison": "more_than", "value": "1/2"},
        {"share": "abstain", "of": "voting", "comparison": "at_most", "value": "0"},
        {"share": "yes", "of": "valid", "comparison": "at_most", "value": "1/4"},
        {"share": "yes", "of": "valid", "comparison": "exactly", "value": "3/4"},
        {"count": "yes", "comparison": "exactly", "value": 3},
        {"every_section": {**MAJORITY, "pool": "everyone", "value": "9/10"}},
        {"root_count": "yes", "comparison": "at_least", "times": 9, "square_root_of": "ballots"},
        {"root_count": "yes", "comparison": "exactly", "times": 1, "square_root_of": "eligible"},
        {"number_of_sections": MAJORITY, "comparison": "exactly", "value": 1},
    ],
)  # fmt: skip
def test_what_is_no_question_of_support_has_no_smallest_change(requires: Json) -> None:
    assert told(requires, sections(A=center(20, 6, 2), B=center(20, 5, 2))) is None


@pytest.mark.parametrize(
    ("requires", "change"),
    [
        ({"share": "yes", "of": "valid", "comparison": "exactly", "value": 1}, [(None, "no", "yes", 5)]),
        ({"share": "no", "of": "valid", "comparison": "exactly", "value": 0}, [(None, "no", "yes", 5)]),
        ({"share_of_sections": MAJORITY, "comparison": "exactly", "value": 1}, [("B", "no", "yes", 1)]),
        ({"count": "no", "comparison": "exactly", "value": 0}, [(None, "no", "yes", 5)]),
        ({"root_count": "yes", "comparison": "more_than", "times": 2, "square_root_of": "eligible"},
         [(None, "no", "yes", 4)]),
        ({"at_least": 2, "of": [MAJORITY, {"count": "yes", "comparison": "at_least", "value": 99},
                                {"in_section": "B", "require": MAJORITY}]}, [("B", "no", "yes", 1)]),
        ({"any": [{"count": "yes", "comparison": "at_least", "value": 12},
                  {"in_section": "B", "require": MAJORITY}]}, [("B", "no", "yes", 1)]),
        ({"share_of_sections": MAJORITY, "comparison": "more_than", "value": "1/2", "weighing": "seats"},
         [("B", "no", "yes", 1)]),
    ],
)  # fmt: skip
def test_every_form_of_a_threshold_has_its_smallest_change(requires: Json, change: list[Any]) -> None:
    b = {**center(20, 3, 4), "attrs": {"seats": 5}}
    assert told(requires, sections(A={**center(20, 6, 1), "attrs": {"seats": "7/2"}}, B=b)) == change


def test_nothing_is_said_where_it_is_not_known_how_it_came_out_or_nothing_would_help() -> None:
    assert told(MAJORITY, pool(yes=None, no=3)) is None
    assert told({"any": [MAJORITY, TENTH]}, pool(yes=3, no=2)) is None
    assert told({"count": "yes", "comparison": "at_least", "value": 9}, pool(yes=1, no=1, eligible=4)) is None
    several = {"any": [TENTH, {"count": "no", "comparison": "at_most", "value": 1}]}
    assert told(several, pool(eligible=20, ballots=7, yes=5, no=1, abstain=1)) is None


def test_too_many_ways_are_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    requires = {"every_section": MAJORITY}
    counts = sections(A=center(20, 1, 4), B=center(20, 1, 4))
    assert told(requires, counts) == [("A", "no", "yes", 2), ("B", "no", "yes", 2)]
    monkeypatch.setattr("mfpl.rules.smallest_change.MOST_STATES", 1)
    assert told(requires, counts) is None


@pytest.mark.parametrize(
    ("requires", "change"),
    [
        (MAJORITY, Move(None, NO, YES, 3, Unit.VOTES, at_least=True)),
        ({**MAJORITY, "unit": "members"}, Move(None, NO, YES, 2, Unit.MEMBERS)),
        ({"any": [MAJORITY, {**MAJORITY, "unit": "members"}]}, Move(None, NO, YES, 2, Unit.VOTES, at_least=True)),
        ({"every_section": {"all": [MAJORITY, MAJORITY]}}, Move("A", NO, YES, 3, Unit.VOTES, at_least=True)),
    ],
)
def test_where_some_have_several_votes_it_is_told_in_the_unit_that_is_asked(requires: Json, change: Move) -> None:
    """More of it is tested in `test_weighted_change`."""
    counts = sections(A={"votes": center(40, 6, 10), "members": center(20, 3, 5)})
    assert smallest_change(rule(requires), counts) == (change,)
    after = moved(counts, [change])
    assert smallest_change(rule(requires), after) not in {None, ()}


def test_a_move_keeps_who_is_present_and_absent_right() -> None:
    counts = parse_counts({"totals": {"present": 6, "absent": 2, "yes": 4, "no": 2}})
    came = moved(counts, [Move(None, AWAY, YES, 2)]).whole(Unit.VOTES)[0][1]
    assert came == {"present": 8, "absent": 0, "yes": 6, "no": 2}
    left = moved(counts, [Move(None, YES, AWAY, 3)]).whole(Unit.VOTES)[0][1]
    assert left == {"present": 3, "absent": 5, "yes": 1, "no": 2}


def test_nobody_knows_how_many_could_still_come() -> None:
    assert told({"count": "yes", "comparison": "at_least", "value": 900}, pool(yes=1, no=1)) == [
        (None, "no", "yes", 1),
        (None, "absent", "yes", 898),
    ]
    assert told(MAJORITY, sections(A={"yes": 0, "no": 0}, B={"yes": 0, "no": 0})) == [(None, "absent", "yes", 1)]
    spread = moved(sections(A={"yes": 0}, B={"yes": 0}), [Move(None, AWAY, YES, 2)])
    assert [one.tally(Unit.VOTES)[YES] for one in spread.sections] == [2, 0]


def test_a_move_is_plain_data() -> None:
    plain = {"section": "MX", "from": "absent", "to": "yes", "number": 4, "unit": None, "at_least": False}
    assert Move("MX", AWAY, YES, 4).to_json() == plain
    votes = Move(None, NO, YES, 3, Unit.VOTES, at_least=True).to_json()
    assert (votes["unit"], votes["at_least"]) == ("votes", True)


CASES = [case for case in recorded_cases() if case["count_kind"] != "pairwise"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_recorded_vote_turns_by_it_and_not_by_one_voter_fewer(case: Json) -> None:
    asked, counts = recorded_rule(case["rule_id"]), parse_counts(case)
    before, moves = passes(asked, counts), smallest_change(asked, counts)
    if case["official_outcome"] == "per_section":
        assert moves is None
        return
    assert moves
    assert passes(asked, moved(counts, moves)) is not before
    for index, one in ((0, moves[0]), (len(moves) - 1, moves[-1])):
        fewer = (*moves[:index], Move(one.section, one.origin, one.to, one.number - 1), *moves[index + 1 :])
        if one.section is not None or counts.totals is not None:
            assert passes(asked, moved(counts, fewer)) is before


def test_the_concurrent_rule_that_ships_names_every_center_that_lacks_something() -> None:
    record = {"sections": [{"id": "MX", "kind": "center", **center(127, 3, 6)},
                           {"id": "US", "kind": "center", **center(508, 20, 40)}]}  # fmt: skip
    moves = smallest_change(preset("concurrent-majorities"), parse_counts(record))
    assert moves == (Move("MX", AWAY, YES, 4), Move("US", NO, YES, 11))


SOURCES = {True: ((NO, YES), (ABSTAIN, YES), (AWAY, YES)), False: ((YES, NO), (YES, AWAY), (ABSTAIN, AWAY), (NO, AWAY))}


def every_set_of_moves(counts: Counts, *, passing: bool) -> list[tuple[Move, ...]]:
    """All that could be moved in the sections, the fewest voters first."""
    by_section = [list(_in_section(counts, one.id, passing=passing)) for one in counts.sections]
    sets = [tuple(move for part in parts for move in part) for parts in product(*by_section)]
    return sorted(sets, key=lambda moves: sum(move.number for move in moves))


def _in_section(counts: Counts, name: str, *, passing: bool) -> Iterator[tuple[Move, ...]]:
    found = counts.section(name)
    assert found is not None
    tally = found.tally(Unit.VOTES)
    for voters in product(*(range(tally[origin] + 1) for origin, _ in SOURCES[passing])):
        if passing or voters[0] + voters[1] <= tally[YES]:
            yield tuple(Move(name, *kind, n) for kind, n in zip(SOURCES[passing], voters, strict=True) if n)


SMALL = st.integers(0, 2)
TURNOUTS = st.builds(
    lambda name, value: {"share": name, "of": "eligible", "comparison": "at_least", "value": value},
    st.sampled_from(["voting", "ballots"]),
    st.sampled_from(["1/3", "1/2", "3/4"]),
)
LEAVES = st.one_of(SUPPORTIVE_LEAVES, TURNOUTS)
ASKED = st.one_of(
    LEAVES,
    LEAVES.map(lambda one: {"every_section": one}),
    st.lists(LEAVES, min_size=2, max_size=2).map(lambda both: {"every_section": {"all": both}}),
    st.builds(lambda one, section: {"in_section": section, "require": one}, LEAVES, st.sampled_from("AB")),
    LEAVES.map(lambda one: {"share_of_sections": one, "weighing": "w", "comparison": "more_than", "value": "1/2"}),
    LEAVES.map(lambda one: {"number_of_sections": {"not": one}, "comparison": "exactly", "value": 0}),
)
REQUIRED = st.one_of(
    st.lists(ASKED, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
    st.lists(ASKED, min_size=1, max_size=2).map(lambda parts: {"any": parts}),
)


@settings(max_examples=40, deadline=None)
@given(requires=REQUIRED, numbers=st.lists(SMALL, min_size=8, max_size=8), weight=st.sampled_from(["1/2", "1", "3"]))
def test_no_smaller_set_of_moves_turns_the_result(requires: Json, numbers: list[int], weight: str) -> None:
    pools = {}
    for name, (yes, no, abstain, absent) in {"A": numbers[:4], "B": numbers[4:]}.items():
        came = yes + no + abstain
        pools[name] = {**center(came + absent, yes, no, abstain), "present": came, "absent": absent, "blank": 0,
                       "attrs": {"w": weight if name == "A" else 1}}  # fmt: skip
    asked, counts = rule(requires), sections(**pools)
    before, moves = passes(asked, counts), smallest_change(asked, counts)
    sets = every_set_of_moves(counts, passing=not before)
    fewest = next((each for each in sets if passes(asked, moved(counts, each)) is not before), None)
    if moves is None:
        assert fewest is None
    else:
        assert passes(asked, moved(counts, moves)) is not before
        assert sum(move.number for move in moves) == sum(move.number for move in fewest or ())
