"""Classes scaled to fixed shares, and caps applied before counting, exact at their boundaries."""

from fractions import Fraction

import pytest

from mfpl.rules import CountsInvalid, Verdict, canonical, decide, parse_rule
from mfpl.rules.caps import Holder, capped
from mfpl.rules.metadata import Caps
from tests.rules.support import Json, document, recorded_rule, rule, sections
from tests.rules.test_rule_errors import errors_of

SOMERSET = recorded_rule("somerset_class_weight")
BY_MEMBERS: Json = {
    "class_share": "yes",
    "of": "valid",
    "classes": {"workers": "1/2", "others": "1/2"},
    "scaled_by": "members",
    "comparison": "more_than",
    "value": "1/2",
}


def decided(workers: tuple[int, int], others: tuple[int, int]) -> Verdict:
    (one, two), (three, four) = workers, others
    return decide(SOMERSET, sections(workers={"yes": one, "no": two}, others={"yes": three, "no": four}))


@pytest.mark.parametrize(
    ("workers", "others", "outcome", "share"),
    [
        ((3, 1), (26, 74), "passed", Fraction(101, 200)),
        ((3, 1), (25, 75), "failed", Fraction(1, 2)),
        ((3, 1), (24, 76), "failed", Fraction(99, 200)),
        ((0, 0), (90, 10), "passed", Fraction(9, 10)),
        ((0, 0), (0, 0), "failed", Fraction(0)),
        ((1, 0), (0, 0), "passed", Fraction(1)),
    ],
)
def test_four_workers_weigh_as_much_as_a_hundred_others(
    workers: tuple[int, int], others: tuple[int, int], outcome: str, share: Fraction
) -> None:
    verdict = decided(workers, others)
    assert (verdict.outcome, verdict.finding.left) == (outcome, share)
    assert Verdict.from_json(verdict.to_json()) == verdict


def test_each_class_says_how_many_of_its_own_would_turn_it() -> None:
    others, workers = decided((3, 1), (24, 76)).finding.children
    assert (workers.section, workers.left, workers.right, workers.needed, workers.missing) == (
        "workers",
        Fraction(3, 4),
        Fraction(1, 2),
        4,
        1,
    )
    assert (others.section, others.actual, others.whole, others.needed, others.missing) == ("others", 24, 100, 26, 2)
    assert decided((4, 0), (1, 99)).finding.children[0].spare == 0
    assert decided((0, 4), (90, 10)).finding.children[0].needed is None


def test_the_order_in_which_classes_are_written_changes_no_verdict() -> None:
    """The canonical document sorts them, and what is decided again from it must be the same to the last finding."""
    record: Json = {"workers": {"yes": 3, "no": 1}, "others": {"yes": 26, "no": 74}}
    assert decide(parse_rule(canonical(SOMERSET)), sections(**record)) == decide(SOMERSET, sections(**record))


def test_nobody_in_a_class_weighs_nothing_and_cannot_turn_it() -> None:
    _, workers = decided((0, 0), (40, 60)).finding.children
    assert (workers.left, workers.whole, workers.needed, workers.missing) == (0, 0, None, None)


def test_scaling_by_members_and_by_votes_cast_differ_where_turnout_does() -> None:
    record: Json = {"workers": {"eligible": 10, "yes": 1, "no": 0}, "others": {"eligible": 100, "yes": 40, "no": 60}}
    assert decide(SOMERSET, sections(**record)).finding.left == Fraction(7, 10)
    by_members = decide(rule(BY_MEMBERS), sections(**record))
    assert (by_members.outcome, by_members.finding.left) == ("failed", Fraction(5, 11))
    assert (by_members.finding.actual, by_members.finding.whole) == (Fraction(1, 4), Fraction(11, 20))


def test_weighing_every_class_the_same_times_more_changes_nothing() -> None:
    small = decide(SOMERSET, sections(workers={"yes": 3, "no": 1}, others={"yes": 26, "no": 74}))
    large = decide(SOMERSET, sections(workers={"yes": 9, "no": 3}, others={"yes": 78, "no": 222}))
    assert small.finding.left == large.finding.left


def test_an_unknown_count_of_a_class_leaves_it_undecided() -> None:
    verdict = decide(SOMERSET, sections(workers={"yes": 3}, others={"yes": 26, "no": 74}))
    assert (verdict.outcome, verdict.possible) == ("undecided", ("failed", "passed"))
    assert [(one.section, one.count) for one in verdict.unknown] == [("workers", "no")]
    assert [child.left for child in verdict.finding.children] == [Fraction(13, 50), None]


def test_a_class_that_the_counts_lack_is_refused() -> None:
    with pytest.raises(CountsInvalid) as refused:
        decide(SOMERSET, sections(workers={"yes": 3, "no": 1}))
    assert [(error.code, error.path) for error in refused.value.errors] == [
        ("section_absent", "/requires/classes/others")
    ]


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"classes": {"a": "1/2", "b": "1/3"}}, {("class_shares_sum", "/requires/classes")}),
        ({"classes": {"a": "1/2", "b": "half"}}, {("fraction_invalid", "/requires/classes/b")}),
        ({"classes": {"a": "1/2", "b": "1/0"}}, {("denominator_zero", "/requires/classes/b")}),
        ({"classes": 1}, {("type_wrong", "/requires/classes")}),
        ({"classes": {"a": 1}}, {("list_too_short", "/requires/classes")}),
        ({"of": "present", "class_share": "eligible"}, {("share_not_part", "/requires/of")}),
        ({"value": 1}, {("threshold_unreachable", "/requires/value")}),
        ({"of": None}, {("value_not_allowed", "/requires/of")}),
    ],
)
def test_classes_that_are_not_the_whole_are_refused(changed: Json, errors: set[tuple[str, str]]) -> None:
    assert errors_of(document({**BY_MEMBERS, **changed})) == errors


def test_a_class_share_without_its_denominator_is_refused() -> None:
    content = {key: value for key, value in BY_MEMBERS.items() if key != "of"}
    assert errors_of(document(content)) == {("denominator_missing", "/requires")}


def held(*votes: int, investors: int = 0) -> list[Holder]:
    users = [Holder(f"u{place}", number, "user") for place, number in enumerate(votes)]
    return [*users, *([Holder("i", investors, "investor")] if investors else [])]


def european() -> Caps:
    electorate = recorded_rule("sce_vote_caps").electorate
    assert electorate is not None
    assert electorate.caps is not None
    return electorate.caps


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ([4, 5, 6, 7, 5], [4, 5, 5, 5, 5]),
        ([1, 1, 1, 1], [1, 1, 1, 1]),
        ([3, 3, 4], None),
        ([5, 2, 2, 2], [Fraction(18, 7), 2, 2, 2]),
        ([5, 5, 1, 1, 1], [Fraction(9, 4), Fraction(9, 4), 1, 1, 1]),
        ([0, 0, 0], [0, 0, 0]),
        ([], []),
        ([3, 7], None),
    ],
)
def test_nobody_has_more_than_five_votes_or_thirty_percent(votes: list[int], expected: list[Fraction] | None) -> None:
    caps = Caps(votes_per_voter=5, share_per_voter=Fraction(30, 100))
    if expected is None:
        with pytest.raises(CountsInvalid, match="caps_infeasible"):
            capped(caps, held(*votes))
    else:
        assert list(capped(caps, held(*votes)).values()) == expected


@pytest.mark.parametrize(("investors", "expected"), [(4, 4), (5, 4), (3, 3)])
def test_investors_together_have_at_most_a_quarter(investors: int, expected: int) -> None:
    votes = capped(Caps(share_of_class={"investor": Fraction(1, 4)}), held(3, 3, 3, 3, investors=investors))
    assert votes["i"] == expected
    assert sum(votes.values()) == 12 + expected


def test_several_investors_are_reduced_in_proportion() -> None:
    holders = [*held(6), Holder("i1", 2, "investor"), Holder("i2", 4, "investor")]
    votes = capped(Caps(share_of_class={"investor": Fraction(1, 4)}), holders)
    assert votes == {"u0": 6, "i1": Fraction(2, 3), "i2": Fraction(4, 3)}


def test_caps_that_nothing_meets_or_that_break_one_another_are_refused() -> None:
    with pytest.raises(CountsInvalid):
        capped(Caps(share_per_voter=Fraction(1, 2)), held(7, 0))
    alone = Caps(share_of_class={"investor": Fraction(1, 4)})
    with pytest.raises(CountsInvalid) as refused:
        capped(alone, held(investors=2))
    assert refused.value.errors[0].params == {"limit": "investor"}
    with pytest.raises(CountsInvalid) as broken:
        capped(european(), held(5, 3, 3, investors=4))
    assert broken.value.errors[0].params == {"limit": "share_per_voter"}
    both = Caps(share_of_class={"user": Fraction(1, 2), "investor": Fraction(1, 4)})
    with pytest.raises(CountsInvalid) as crossed:
        capped(both, held(5, 5, investors=1))
    assert crossed.value.errors[0].params == {"limit": "investor"}
    assert capped(Caps(), held(9)) == {"u0": 9}


def test_a_european_cooperative_counts_what_is_left_after_its_caps() -> None:
    votes = capped(european(), held(9, 5, 5, 3, 2, investors=4))
    assert votes == {"u0": 5, "u1": 5, "u2": 5, "u3": 3, "u4": 2, "i": 4}
    yes = sum(votes[name] for name in ("u0", "u1", "i"))
    assert yes == 14
    asked = recorded_rule("sce_vote_caps")
    assert [decide(asked, sections(A={"yes": y, "no": 24 - y})).outcome for y in (12, 13, 11)] == [
        "failed",
        "passed",
        "failed",
    ]


def test_all_but_one_can_be_cut_to_one_level() -> None:
    half = Caps(share_per_voter=Fraction(1, 2))
    assert capped(half, held(7, 3)) == {"u0": 3, "u1": 3}
    assert capped(half, held(3, 3)) == {"u0": 3, "u1": 3}
    with pytest.raises(CountsInvalid) as refused:
        capped(half, held(7))
    assert [error.to_json() for error in refused.value.errors] == [
        {"code": "caps_infeasible", "path": "/electorate/caps", "params": {"limit": "share_per_voter"}}
    ]
