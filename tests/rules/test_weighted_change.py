"""The smallest change where some have several votes: each requirement in its unit, never more than what turns it."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mfpl.rules import CountName, Counts, Rule, Unit, decide, parse_counts
from mfpl.rules.moves import AWAY, Move, alike, has_one_vote_each, in_unit, moved
from mfpl.rules.smallest_change import smallest_change
from tests.rules.support import MAJORITY, Json, rule, sections

YES, NO, ABSTAIN = CountName.YES, CountName.NO, CountName.ABSTAIN
VOTES, MEMBERS = Unit.VOTES, Unit.MEMBERS
HALF_COME: Json = {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/2"}
TENTH_COME: Json = {**HALF_COME, "value": "1/10", "unit": "members"}
QUORUM: Json = {"quorum": HALF_COME, "otherwise": "not_quorate"}
QUORUMS: Json = {"quorum": {"every_section": TENTH_COME}, "otherwise": "not_quorate"}
OF_MEMBERS: Json = {**MAJORITY, "unit": "members"}
Voter = tuple[str, int, CountName]


def tally(eligible: int, yes: int, no: int, abstain: int = 0) -> Json:
    return {"eligible": eligible, "ballots": yes + no + abstain, "yes": yes, "no": no, "abstain": abstain}


def weighed(votes: Sequence[int], members: Sequence[int]) -> Json:
    return {"votes": tally(*votes), "members": tally(*members)}


def told(requires: object, **by_id: Json) -> tuple[Move, ...] | None:
    """The smallest change, once it is seen that as many votes turn the result where each is that of another member."""
    asked, counts = rule(requires), sections(**by_id)
    moves = smallest_change(asked, counts)
    assert moves is None or decide(asked, moved(counts, moves)).outcome != decide(asked, counts).outcome
    return moves


def test_a_quorum_of_votes_is_told_in_votes() -> None:
    """Twenty organizations have forty votes; five came with ten, and five more would be enough."""
    ten_votes = (Move(None, AWAY, ABSTAIN, 10, VOTES, at_least=True),)
    assert told({"all": [QUORUM, MAJORITY]}, A=weighed((40, 10, 0), (20, 5, 0))) == ten_votes
    came = rule({"all": [QUORUM, MAJORITY]})
    assert decide(came, sections(A=weighed((40, 20, 0), (20, 10, 0)))).outcome == "passed"
    assert decide(came, sections(A=weighed((40, 18, 0), (20, 9, 0)))).outcome == "not_quorate"


def test_a_majority_of_votes_is_told_in_votes_that_may_have_to_be_more() -> None:
    """Three organizations against five: three votes, which are not to be had, so that two of them turn it with four."""
    assert told(MAJORITY, A=weighed((40, 6, 10), (20, 3, 5))) == (Move(None, NO, YES, 3, VOTES, at_least=True),)
    assert decide(rule(MAJORITY), sections(A=weighed((40, 8, 8), (20, 4, 4)))).outcome == "failed"
    assert decide(rule(MAJORITY), sections(A=weighed((40, 10, 6), (20, 5, 3)))).outcome == "passed"


def test_what_is_counted_in_members_is_told_in_members_exactly() -> None:
    assert told(OF_MEMBERS, A=weighed((40, 6, 10), (20, 3, 5))) == (Move(None, NO, YES, 2, MEMBERS),)
    passed = {"all": [{"quorum": {**HALF_COME, "unit": "members"}, "otherwise": "not_quorate"}, MAJORITY]}
    assert told(passed, A=weighed((40, 19, 1), (20, 10, 1))) == (Move(None, YES, AWAY, 2, MEMBERS),)
    assert told(passed, A=weighed((40, 12, 10), (20, 9, 7))) == (Move(None, YES, NO, 1, VOTES, at_least=True),)


def test_each_requirement_of_one_center_is_told_in_its_own_unit() -> None:
    requires = {"all": [QUORUMS, {"every_section": MAJORITY}]}
    mx, us = weighed((200, 8, 12), (127, 4, 5)), weighed((600, 20, 41), (508, 20, 40))
    assert told(requires, MX=mx, US=us) == (
        Move("MX", AWAY, ABSTAIN, 4, MEMBERS),
        Move("MX", NO, YES, 3, VOTES, at_least=True),
        Move("US", NO, YES, 11, VOTES, at_least=True),
    )


def test_who_comes_is_told_to_be_in_favor_where_many_votes_of_theirs_could_hurt() -> None:
    quorum = {"quorum": {**HALF_COME, "unit": "members"}, "otherwise": "not_quorate"}
    of_all = {"share": "yes", "of": "voting", "comparison": "more_than", "value": "1/2"}
    counts = weighed((40, 12, 0), (20, 8, 0))
    assert told({"all": [quorum, of_all]}, A=counts) == (Move(None, AWAY, YES, 2, MEMBERS),)
    assert told({"all": [quorum, MAJORITY]}, A=counts) == (Move(None, AWAY, ABSTAIN, 2, MEMBERS),)


def test_a_test_that_asks_about_both_is_told_as_the_votes_that_are_needed_at_least() -> None:
    a, b = weighed((40, 6, 10), (20, 3, 5)), weighed((40, 10, 6), (20, 5, 3))
    assert told({"any": [MAJORITY, OF_MEMBERS]}, A=a) == (Move(None, NO, YES, 2, VOTES, at_least=True),)
    both = {"number_of_sections": {"all": [TENTH_COME, MAJORITY]}, "comparison": "at_least", "value": 1}
    assert told({"all": [both, OF_MEMBERS]}, A=a) == (Move("A", NO, YES, 3, VOTES, at_least=True),)
    assert told(both, A=b) == (Move("A", YES, NO, 2, VOTES, at_least=True),)


def test_a_test_of_every_section_that_asks_two_things_is_told_as_two() -> None:
    inner = {"all": [{"quorum": TENTH_COME, "otherwise": "failed"}, {"reference": "more"}]}
    four_and_three = Move("MX", AWAY, ABSTAIN, 4, MEMBERS), Move("MX", NO, YES, 3, VOTES, at_least=True)
    counts = sections(MX=weighed((200, 8, 12), (127, 4, 5)))
    for test in ({"every_section": inner}, {"in_section": "MX", "require": inner}):
        assert smallest_change(rule(test, definitions={"more": MAJORITY}), counts) == four_and_three
    other = {
        "language": "mfpl-rules/1",
        "id": "other",
        "version": 1,
        "title": {"en": "O", "es": "O"},
        "requires": MAJORITY,
    }
    elsewhere = rule({"every_section": {"all": [TENTH_COME, {"rule": "other"}]}}, rules={"other": other})
    at_once = Move("MX", AWAY, YES, 4, VOTES, at_least=True)
    assert smallest_change(elsewhere, counts) == (at_once, Move("MX", NO, YES, 1, VOTES, at_least=True))


def test_votes_of_those_who_have_one_each_can_be_told_exactly() -> None:
    a, b = weighed((40, 6, 8), (40, 6, 8)), weighed((40, 10, 3), (20, 5, 2))
    assert told({"every_section": MAJORITY}, A=a, B=b) == (Move("A", NO, YES, 2, VOTES),)
    counts = sections(A=a, B=b)
    assert [has_one_vote_each(counts, name, AWAY) for name in ("A", "B", None)] == [True, False, False]
    assert not alike(counts)
    assert alike(in_unit(counts, MEMBERS))


def test_nobody_is_taken_to_have_one_vote_where_members_were_not_counted() -> None:
    only = parse_counts({"totals": {"votes": tally(40, 6, 10)}})
    assert smallest_change(rule(MAJORITY), only) == (Move(None, NO, YES, 3, VOTES, at_least=True),)
    assert in_unit(only, MEMBERS).totals == {VOTES: {}, MEMBERS: {}}
    heads = parse_counts({"totals": {"members": tally(40, 6, 10)}})
    assert smallest_change(rule(OF_MEMBERS), heads) == (Move(None, NO, YES, 3, MEMBERS),)


def test_nothing_is_told_where_members_are_too_few_whoever_else_moves() -> None:
    requires = {"all": [MAJORITY, {"count": "yes", "comparison": "at_least", "value": 30, "unit": "members"}]}
    assert told(requires, A=weighed((40, 6, 10), (20, 3, 5))) is None
    both = {"number_of_sections": {"all": [HALF_COME, TENTH_COME]}, "comparison": "at_least", "value": 1}
    assert told({"all": [both, requires]}, A=weighed((40, 6, 10), (20, 3, 5))) is None
    whole = {"totals": weighed((40, 6, 10), (20, 3, 5))}
    of_three = {"count": "yes", "comparison": "at_least", "value": 20, "unit": "members"}
    least = Move(None, NO, YES, 10, VOTES, at_least=True), Move(None, AWAY, YES, 7, VOTES, at_least=True)
    assert (
        smallest_change(rule({"any": [of_three, {**of_three, "unit": "votes", "value": 99}]}), parse_counts(whole))
        == least
    )


def test_a_vote_moves_at_most_one_member() -> None:
    counts = sections(MX={"votes": tally(40, 6, 8), "members": tally(30, 5, 4)})
    after = moved(counts, [Move("MX", NO, YES, 5), Move("MX", AWAY, NO, 2)]).sections[0]
    assert after.tally(VOTES) == {**tally(40, 11, 5), "ballots": 16}
    assert after.tally(MEMBERS) == {**tally(30, 10, 2), "ballots": 12}
    left = moved(counts, [Move("MX", YES, AWAY, 6)]).sections[0]
    assert (left.tally(VOTES), left.tally(MEMBERS)) == (tally(40, 0, 8), tally(30, 0, 3))


WEIGHTS = st.integers(1, 3)
ANSWERS = st.sampled_from([YES, NO, ABSTAIN, AWAY])
ROLLS = st.lists(st.tuples(st.sampled_from("AB"), WEIGHTS, ANSWERS), min_size=1, max_size=6)
UNITS = st.sampled_from(["votes", "members"])
LEAVES = st.one_of(
    st.builds(lambda of, value, unit: {**MAJORITY, "of": of, "value": value, "unit": unit},
              st.sampled_from(["valid", "voting", "eligible"]), st.sampled_from(["1/3", "1/2", "2/3"]), UNITS),
    st.builds(lambda value, unit: {**HALF_COME, "value": value, "unit": unit},
              st.sampled_from(["1/3", "1/2", "3/4"]), UNITS),
    st.builds(lambda value, unit: {"count": "yes", "comparison": "at_least", "value": value, "unit": unit},
              st.integers(1, 5), UNITS),
)  # fmt: skip
ASKED = st.one_of(
    LEAVES,
    LEAVES.map(lambda one: {"every_section": one}),
    st.lists(LEAVES, min_size=2, max_size=2).map(lambda both: {"every_section": {"all": both}}),
    st.lists(LEAVES, min_size=2, max_size=2).map(lambda both: {"any": both}),
)
REQUIRED = st.lists(ASKED, min_size=1, max_size=3).map(lambda parts: {"all": parts})


def counted(roll: Sequence[Voter]) -> Counts:
    """What the votes of a roll come to, in both units."""
    pools: dict[str, Json] = {}
    for name in "AB":
        heads = [(weight, answer) for section, weight, answer in roll if section == name]
        for unit in Unit:
            each = [(weight if unit is VOTES else 1, answer) for weight, answer in heads]
            some = {str(answer): sum(n for n, own in each if own is answer) for answer in (YES, NO, ABSTAIN, AWAY)}
            came = some["yes"] + some["no"] + some["abstain"]
            pools.setdefault(name, {})[unit] = {**some, "eligible": came + some["absent"], "ballots": came, "blank": 0}
    return sections(**pools)


def turning(asked: Rule, roll: Sequence[Voter], *, passed: bool) -> Iterator[tuple[int, int]]:
    """How many votes, and of how many members, move in every way to turn the result."""
    others = {YES: (YES, NO, AWAY), NO: (NO, AWAY), ABSTAIN: (ABSTAIN, AWAY), AWAY: (AWAY,)}
    for answers in product(*((others[own] if passed else dict.fromkeys((own, YES))) for _, _, own in roll)):
        after = [(name, weight, answer) for (name, weight, _), answer in zip(roll, answers, strict=True)]
        if (decide(asked, counted(after)).outcome == "passed") is not passed:
            differing = [old[1] for old, new in zip(roll, after, strict=True) if old != new]
            yield sum(differing), len(differing)


THIRD_COMES: Json = {**HALF_COME, "value": "1/3"}
FEW_HEAVY = [("A", 1, YES), ("A", 1, YES), ("A", 1, YES), ("A", 1, NO), ("A", 1, NO), ("A", 2, YES)]


@settings(max_examples=80, deadline=None)
@given(requires=REQUIRED, roll=ROLLS)
@example(requires={"any": [THIRD_COMES, {**THIRD_COMES, "unit": "members"}]}, roll=FEW_HEAVY)
def test_fewer_than_told_never_turn_it(requires: Json, roll: list[Voter]) -> None:
    asked, counts = rule(requires), counted(roll)
    passed = decide(asked, counts).outcome == "passed"
    moves, ways = smallest_change(asked, counts), list(turning(asked, roll, passed=passed))
    if moves is None:
        assert not ways
        return
    votes = sum(move.number for move in moves if move.unit is not MEMBERS)
    members = sum(move.number for move in moves if move.unit is not VOTES)
    assert ways
    assert all(those >= votes for those, _ in ways)
    if not passed:
        assert all(these >= members for _, these in ways)
    if all(move.unit is not VOTES for move in moves):
        assert any(these == members for _, these in ways)


@pytest.mark.parametrize("unit", ["votes", "members"])
@settings(max_examples=30, deadline=None)
@given(value=st.sampled_from(["1/3", "1/2", "2/3"]), roll=ROLLS)
def test_as_many_as_told_turn_it_and_all_that_are_more(unit: str, value: str, roll: list[Voter]) -> None:
    asked, counts = rule({**MAJORITY, "of": "eligible", "value": value, "unit": unit}), counted(roll)
    passed = decide(asked, counts).outcome == "passed"
    moves = smallest_change(asked, counts)
    assert moves
    number, changed = sum(move.number for move in moves), (YES, NO) if passed else (None, YES)
    places = [at for at, (_, _, own) in enumerate(roll) if (own is YES) is passed]
    for chosen in product([False, True], repeat=len(places)):
        those = {at for at, taken in zip(places, chosen, strict=True) if taken}
        after = [(name, weight, changed[1] if at in those else own) for at, (name, weight, own) in enumerate(roll)]
        size = sum(roll[at][1] if unit == "votes" else 1 for at in those)
        assert ((decide(asked, counted(after)).outcome == "passed") is not passed) is (size >= number)
