"""Ranked options are decided against the default option, exactly as Debian's constitution says, in both wordings."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfpl.rules import CountsInvalid, Finding, FindingKind, Verdict, decide, parse_counts
from mfpl.rules.dropping import drop_sequentially
from tests.rules.support import Json, document, errors_of_counts, recorded_cases, recorded_rule, rule

STRICT, INCLUSIVE = recorded_rule("debian_a6_v1_1"), recorded_rule("debian_a6_v1_6")
RECORDED = [case for case in recorded_cases() if case["count_kind"] == "pairwise"]


def record(table: Any, *, eligible: int | None = 400, ratios: tuple[str | None, ...] = (), **more: Any) -> Json:
    """A ranked vote of which the last option is the default."""
    size = len(table)
    options = [
        {"n": place + 1, "is_default": place == size - 1, "ratio": ratios[place] if place < len(ratios) else None}
        for place in range(size)
    ]
    return {"totals": {"eligible": eligible}, "options": options, "pairwise": table, **more}


def decided(*table: Any, inclusive: bool = True, **more: Any) -> Verdict:
    return decide(INCLUSIVE if inclusive else STRICT, parse_counts(record(table, **more)))


def of_kind(verdict: Verdict, kind: str) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.kind == kind]


@pytest.mark.parametrize("case", RECORDED, ids=lambda case: case["id"])
def test_the_options_eliminated_are_the_official_ones(case: Json) -> None:
    verdict = decide(recorded_rule(case["rule_id"]), parse_counts(case))
    eliminated = {f"option_{option.name}" for option in of_kind(verdict, "option") if not option.holds}
    assert eliminated == set(case["computed"]["dropped"])
    assert verdict.finding.name == case["official_outcome"]
    assert verdict.decider is None
    assert Verdict.from_json(verdict.to_json()) == verdict


@pytest.mark.parametrize("case", RECORDED, ids=lambda case: case["id"])
def test_an_option_leaves_or_stays_after_exactly_the_ballots_missing_or_to_spare(case: Json) -> None:
    """Ballots that rank the option above the default are moved, and the finding asked again."""
    asked = recorded_rule(case["rule_id"])
    default = next(place for place, option in enumerate(case["options"]) if option["is_default"])
    for option in decide(asked, parse_counts(case)).finding.children:
        for test in option.children:
            moves = test.missing if test.spare is None else -test.spare
            assert moves is not None
            place = next(place for place, one in enumerate(case["options"]) if str(one["n"]) == test.name)
            edge = case["pairwise"][place][default] + int(moves)
            if edge + case["pairwise"][default][place] > case["sections"][0]["eligible"]:
                continue
            assert [asked_again(case, test, (place, default), votes) for votes in (edge - 1, edge)] == [False, True]


def asked_again(case: Json, test: Finding, cell: tuple[int, int], votes: int) -> bool | None:
    table = [list(row) for row in case["pairwise"]]
    table[cell[0]][cell[1]] = votes
    again = decide(recorded_rule(case["rule_id"]), parse_counts({**case, "pairwise": table}))
    return next(one.holds for one in again.findings if (one.kind, one.name) == (test.kind, test.name))


@pytest.mark.parametrize(("above", "stays"), [(29, False), (30, True), (31, True), (0, False)])
def test_the_quorum_is_three_halves_of_the_root_of_those_entitled(above: int, stays: bool) -> None:
    verdict = decided([None, above], [0, None])
    quorum = of_kind(verdict, "option_quorum")[0]
    assert (quorum.holds, quorum.left, quorum.right, quorum.needed) == (stays, above**2, 900, 30)
    assert quorum.squared
    assert verdict.outcome == ("option_1" if stays else "option_2")


@pytest.mark.parametrize(("above", "strict", "inclusive"), [(89, 2, 2), (90, 2, 1), (91, 1, 1)])
def test_three_to_one_exactly_is_where_the_two_wordings_differ(above: int, strict: int, inclusive: int) -> None:
    table = ([None, above], [30, None])
    assert decided(*table, inclusive=False, ratios=("3",)).outcome == f"option_{strict}"
    assert decided(*table, inclusive=True, ratios=("3",)).outcome == f"option_{inclusive}"


@pytest.mark.parametrize(("above", "chosen"), [(39, 2), (40, 2), (41, 1)])
def test_as_many_above_as_below_is_never_enough(above: int, chosen: int) -> None:
    for inclusive in (True, False):
        assert decided([None, above], [40, None], inclusive=inclusive).outcome == f"option_{chosen}"


def test_an_option_without_its_supermajority_is_gone_before_the_options_are_compared() -> None:
    table = ([None, 200, 100], [10, None, 90], [60, 30, None])
    verdict = decided(*table, ratios=("3",))
    assert verdict.outcome == "option_2"
    assert {one.name: one.holds for one in of_kind(verdict, "option")} == {"1": False, "2": True}
    assert [(one.name, one.against) for one in of_kind(verdict, "defeat")] == [("2", "3")]


def test_in_a_circle_the_weakest_defeat_is_dropped() -> None:
    circle = ([None, 60, 40, 90], [40, None, 70, 90], [55, 30, None, 90], [1, 1, 1, None])
    verdict = decided(*circle)
    assert verdict.outcome == "option_1"
    weakest, *others = of_kind(verdict, "defeat")
    assert (weakest.name, weakest.against, weakest.left, weakest.right, weakest.holds) == ("3", "1", 55, 40, False)
    assert all(one.holds for one in others)
    assert len(others) == 5


def test_of_equally_many_winning_votes_the_defeat_with_more_losing_votes_is_weaker() -> None:
    circle = ([None, 60, 39], [40, None, 60], [60, 38, None])
    assert drop_sequentially([0, 1, 2], [[cell or 0 for cell in row] for row in circle]).remaining == (1,)


def test_defeats_that_are_equally_weak_are_dropped_together_and_leave_a_tie() -> None:
    circle = ([None, 60, 40, 90], [40, None, 60, 90], [60, 40, None, 90], [1, 1, 1, None])
    open_ = decided(*circle)
    assert (open_.outcome, open_.possible) == ("undecided", ("option_1", "option_2", "option_3"))
    assert (open_.facts, open_.unknown) == (("casting_vote",), ())
    assert open_.to_json()["facts"] == ["casting_vote"]
    assert Verdict.from_json(open_.to_json()) == open_
    assert decided(*circle, casting_vote=3).outcome == "option_3"
    assert decided(*circle, casting_vote=4).outcome == "undecided", "the default is not among those tied"


def test_a_tie_can_leave_everything_as_it_is() -> None:
    asked = rule({"ranked": "schwartz_sequential_dropping", "option_ratio": {"comparison": "more_than"},
                  "tie": "default_option"})  # fmt: skip
    tie = record([[None, 50, 60], [50, None, 60], [10, 10, None]])
    assert decide(asked, parse_counts(tie)).outcome == "option_3"
    assert of_kind(decide(asked, parse_counts(tie)), "option_quorum") == []


def test_options_are_told_by_their_numbers_and_not_by_their_places() -> None:
    options = [{"n": 7, "is_default": True}, {"n": 3}]
    counts = parse_counts({"totals": {"eligible": 4}, "options": options, "pairwise": [[None, 0], [3, None]]})
    verdict = decide(INCLUSIVE, counts)
    assert verdict.outcome == "option_3"
    assert of_kind(verdict, "option_ratio")[0].against == "7"


@pytest.mark.parametrize(
    ("eligible", "table", "possible", "facts", "unknown"),
    [
        (None, ([None, 50], [10, None]), ["option_1", "option_2"], [], ["eligible"]),
        (None, ([None, 10], [50, None]), ["option_2"], [], []),
        (400, ([None, None], [10, None]), ["option_1", "option_2"], ["pairwise"], []),
        (400, ([None, 50], [None, None]), ["option_1", "option_2"], ["pairwise"], []),
        (400, ([None, 5], [None, None]), ["option_2"], [], []),
        (400, ([None, None, 50], [40, None, 50], [1, 1, None]), ["option_1", "option_2"], ["pairwise"], []),
    ],
)
def test_an_unknown_number_leaves_open_what_it_could_change(
    eligible: int | None, table: Any, possible: list[str], facts: list[str], unknown: list[str]
) -> None:
    verdict = decided(*table, eligible=eligible)
    if facts == ["pairwise"] and len(table) > 2:
        possible = [*possible, "option_3"]
    assert list(verdict.possible) == possible
    assert verdict.outcome == (possible[0] if len(possible) == 1 else "undecided")
    assert (list(verdict.facts), [one.count for one in verdict.unknown]) == (facts, unknown)


def test_with_too_many_options_in_doubt_all_of_them_stay_possible() -> None:
    size = 12
    table = [[None if row == column else 30 for column in range(size)] for row in range(size)]
    for row in table[:-1]:
        row[-1] = 40
    verdict = decided(*table, eligible=None)
    assert len(verdict.possible) == size
    assert verdict.facts == ()
    assert [one.count for one in verdict.unknown] == ["eligible"]


def test_a_rule_that_ranks_needs_a_table() -> None:
    with pytest.raises(CountsInvalid) as refused:
        decide(INCLUSIVE, parse_counts({"totals": {"eligible": 3}}))
    assert [(error.code, error.path) for error in refused.value.errors] == [("contest_missing", "/requires")]


TABLE = [[None, 5], [3, None]]
OPTIONS = [{"n": 1}, {"n": 2, "is_default": True}]


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"options": None}, {("type_wrong", "/options"), ("pairwise_size", "/pairwise"), ("default_option_count", "")}),
        ({"options": [1, OPTIONS[1]]}, {("type_wrong", "/options/0")}),
        ({"options": [{"n": "1"}, OPTIONS[1]]}, {("type_wrong", "/options/0/n")}),
        ({"options": [{"n": True}, OPTIONS[1]]}, {("type_wrong", "/options/0/n")}),
        ({"options": [{"n": -1}, OPTIONS[1]]}, {("type_wrong", "/options/0/n")}),
        ({"options": [{"n": 2}, OPTIONS[1]]}, {("option_duplicate", "/options")}),
        ({"options": [{"n": 1}, {"n": 2}]}, {("default_option_count", "/options")}),
        ({"options": [{"n": 1, "is_default": True}, OPTIONS[1]]}, {("default_option_count", "/options")}),
        ({"options": [{"n": 1, "is_default": "no"}, OPTIONS[1]]}, {("value_not_allowed", "/options/0/is_default")}),
        ({"options": [{"n": 1, "ratio": "three"}, OPTIONS[1]]}, {("fraction_invalid", "/options/0/ratio")}),
        ({"options": [{"n": 1, "ratio": "3/0"}, OPTIONS[1]]}, {("denominator_zero", "/options/0/ratio")}),
        ({"options": [{"n": 1, "ratio": 2.5}, OPTIONS[1]]}, {("number_not_exact", "/options/0/ratio")}),
        ({"options": [{"n": n} for n in range(201)]}, {("too_large", "/options")}),
        ({"pairwise": 3}, {("pairwise_size", "/pairwise")}),
        ({"pairwise": [[None, 5]]}, {("pairwise_size", "/pairwise")}),
        ({"pairwise": [[None, 5], [3]]}, {("pairwise_size", "/pairwise")}),
        ({"pairwise": [[None, "5"], [3, None]]}, {("count_not_integer", "/pairwise/0/1")}),
        ({"pairwise": [[None, True], [3, None]]}, {("count_not_integer", "/pairwise/0/1")}),
        ({"pairwise": [[None, -5], [3, None]]}, {("count_negative", "/pairwise/0/1")}),
        ({"pairwise": [[None, 7], [4, None]]}, {("pairwise_contradicts", "/pairwise/0/1")}),
        ({"casting_vote": 9}, {("casting_vote_unknown", "/casting_vote")}),
        ({"casting_vote": True}, {("casting_vote_unknown", "/casting_vote")}),
        ({"casting_vote": "1"}, {("casting_vote_unknown", "/casting_vote")}),
    ],
)
def test_a_table_that_cannot_be_is_refused_with_code_and_place(changed: Json, errors: set[tuple[str, str]]) -> None:
    content = {"totals": {"eligible": 10}, "options": OPTIONS, "pairwise": TABLE, **changed}
    found = errors_of_counts(content)
    assert {(code, path) for code, path in found if code in {code for code, _ in errors}} >= {
        (code, path) for code, path in errors if path
    }


def test_exactly_as_many_ballots_as_people_entitled_are_believed() -> None:
    content = {"totals": {"eligible": 8}, "options": OPTIONS, "pairwise": TABLE}
    counts = parse_counts(content)
    assert counts.contest is not None
    assert counts.contest.options[0].ratio == Fraction(1)
    assert parse_counts({**content, "totals": {"eligible": None}}).contest is not None


def test_options_without_a_table_are_left_alone() -> None:
    assert parse_counts({"totals": {"yes": 1}, "options": "whatever"}).contest is None


@given(st.integers(2, 5).flatmap(lambda size: st.lists(st.lists(st.integers(0, 9), min_size=size, max_size=size),
                                                       min_size=size, max_size=size)))  # fmt: skip
def test_an_option_that_beats_every_other_is_chosen_and_one_beaten_by_all_never(table: list[list[int]]) -> None:
    options = range(len(table))
    left = drop_sequentially(options, table).remaining
    beats = {one: [other for other in options if table[one][other] > table[other][one]] for one in options}
    champions = [one for one in options if len(beats[one]) == len(table) - 1]
    losers = [one for one in options if all(one in beats[other] for other in options if other != one)]
    assert left
    assert not champions or list(left) == champions
    assert not set(losers) & set(left)


@pytest.mark.parametrize("part", ["tie", "option_ratio"])
def test_what_a_ranked_rule_must_say(part: str) -> None:
    from mfpl.rules import RuleInvalid, parse_rule

    content = document({"ranked": "schwartz_sequential_dropping", "option_ratio": {"comparison": "more_than"},
                        "tie": "casting_vote"})  # fmt: skip
    del content["requires"][part]
    with pytest.raises(RuleInvalid) as refused:
        parse_rule(content)
    assert [(error.code, error.path) for error in refused.value.errors] == [("key_missing", "/requires")]
    assert FindingKind.RANKED == "ranked"
