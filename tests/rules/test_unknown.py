"""A count nobody gave is unknown: it leaves open what depends on it, and nothing else."""

from fractions import Fraction

import pytest

from mfpl.rules import UnknownCount, Verdict, decide, parse_counts
from tests.rules.support import MAJORITY, Json, pool, preset, rule, sections

OF_ALL: Json = {"share": "yes", "of": "eligible", "comparison": "at_least", "value": "2/5"}


def verdict(requires: Json, **counts: int | None) -> Verdict:
    return decide(rule(requires), pool(**counts))


def test_what_is_unknown_leaves_the_outcome_open_and_is_named() -> None:
    unknown = verdict(MAJORITY, yes=5)
    assert unknown.outcome == "undecided"
    assert unknown.possible == ("failed", "passed")
    assert [(count.section, str(count.unit), str(count.count)) for count in unknown.unknown] == [(None, "votes", "no")]
    assert unknown.decider is None


def test_an_unknown_count_is_never_zero() -> None:
    assert verdict({"count": "no", "comparison": "exactly", "value": 0}, yes=5).outcome == "undecided"


def test_the_other_conditions_can_decide_whatever_the_unknown_is() -> None:
    assert verdict({"all": [MAJORITY, OF_ALL]}, yes=1, no=2).outcome == "failed"
    assert verdict({"any": [MAJORITY, OF_ALL]}, yes=2, no=1).outcome == "passed"
    assert verdict({"at_least": 1, "of": [MAJORITY, OF_ALL]}, yes=2, no=1).outcome == "passed"
    assert verdict({"not": OF_ALL}, yes=2, no=1).outcome == "undecided"


def test_what_is_known_can_be_enough_without_the_rest() -> None:
    """Sixty of a hundred said yes: however the others voted, that is more than half."""
    known = verdict(MAJORITY, yes=60, eligible=100)
    assert known.outcome == "passed"
    assert (known.finding.low, known.finding.high, known.finding.left) == (Fraction(3, 5), 1, None)
    assert known.finding.missing == 0
    assert verdict(MAJORITY, no=50, eligible=100).outcome == "failed"


@pytest.mark.parametrize(
    ("counts", "holds"),
    [
        ({"yes": 4, "present": 10}, None),
        ({"yes": 6, "ballots": 10}, True),
        ({"no": 6, "ballots": 10}, False),
        ({"no": 4, "abstain": 1, "present": 11}, None),
        ({"no": 5, "abstain": 1, "present": 11}, False),
        ({"no": 6, "abstain": 1, "present": 11}, False),
        ({"no": 6, "absent": 1, "eligible": 12}, False),
        ({}, None),
    ],
)
def test_what_the_known_counts_leave_over_bounds_the_unknown(counts: dict[str, int], holds: bool | None) -> None:
    assert verdict(MAJORITY, **counts).finding.holds is holds


@pytest.mark.parametrize(
    ("measured", "counts", "low", "high"),
    [
        ("ballots", {"yes": 3, "no": 2}, 5, None),
        ("ballots", {"yes": 3, "present": 9}, 3, 9),
        ("ballots", {"eligible": 9, "absent": 2}, 0, 7),
        ("present", {"ballots": 4, "invalid": 5}, 5, None),
        ("present", {"ballots": 4, "eligible": 9, "absent": 2}, 4, 7),
        ("eligible", {"present": 4, "absent": 2}, 6, None),
        ("eligible", {"signed": 8, "present": 4}, 8, None),
        ("signed", {"eligible": 8}, 0, 8),
        ("blocks", {}, 0, None),
        ("absent", {"eligible": 8, "yes": 5}, 0, 3),
        ("voting", {"yes": 2, "ballots": 8, "blank": 1}, 2, 7),
        ("blank", {"ballots": 8, "yes": 5}, 0, 3),
        ("invalid", {"present": 8, "yes": 5}, 0, 3),
    ],
)
def test_an_unknown_count_lies_between_what_the_others_allow(
    measured: str, counts: dict[str, int], low: int, high: int | None
) -> None:
    finding = verdict({"count": measured, "comparison": "at_least", "value": 1000}, **counts).finding
    assert (finding.low, finding.high) == (low, high)


def test_a_count_that_follows_from_the_others_is_known() -> None:
    """Five entitled, none absent, all five answered: five were present, although nobody wrote it down."""
    present = {"count": "present", "comparison": "exactly", "value": 5}
    assert verdict(present, eligible=5, absent=0, yes=2, no=0, abstain=3).outcome == "passed"
    following = {"share": "yes", "of": "present", "comparison": "more_than", "value": "1/3"}
    finding = verdict(following, eligible=5, absent=0, yes=2, no=0, abstain=3).finding
    assert (finding.left, finding.needed) == (Fraction(2, 5), 2)


def test_a_count_can_be_reached_whatever_else_was_counted() -> None:
    enough = {"count": "voting", "comparison": "at_least", "value": 5}
    assert (verdict(enough, yes=3, no=2).outcome, verdict(enough, yes=3, no=2).finding.missing) == ("passed", 0)
    assert verdict(enough, yes=3, no=1).finding.missing is None


def test_comparisons_that_want_few_are_bounded_the_other_way() -> None:
    few = {"share": "no", "of": "valid", "comparison": "at_most", "value": "1/4"}
    assert verdict(few, yes=90, eligible=100).outcome == "passed"
    assert verdict(few, no=26, eligible=100).outcome == "failed"
    less = {**few, "comparison": "less_than"}
    assert verdict(less, yes=90, eligible=100).outcome == "passed"
    exactly = {**few, "comparison": "exactly"}
    assert verdict(exactly, no=26, eligible=100).outcome == "failed"
    assert verdict(exactly, no=20, eligible=100).outcome == "undecided"


def test_a_section_nobody_counted_leaves_open_only_what_needs_it() -> None:
    most = rule({"number_of_sections": MAJORITY, "comparison": "at_least", "value": 1})
    open_ = decide(most, sections(US={"yes": 1, "no": 2}, MX={}))
    assert (open_.outcome, open_.finding.low, open_.finding.high) == ("undecided", 0, 1)
    assert open_.sections == {"US": False, "MX": None}
    assert {count.section for count in open_.unknown} == {"MX"}
    decided = decide(most, sections(US={"yes": 2, "no": 1}, MX={}))
    assert (decided.outcome, decided.finding.missing) == ("passed", 0)


def test_an_unknown_section_of_the_whole_is_named() -> None:
    unknown = decide(rule(MAJORITY), sections(US={"yes": 2, "no": 1}, MX={"no": 1}))
    assert [(count.section, str(count.count)) for count in unknown.unknown] == [("MX", "yes")]


def test_totals_that_lack_a_count_leave_it_unknown_although_the_sections_have_it() -> None:
    counts = parse_counts({"sections": [{"id": "A", "yes": 2, "no": 1, "eligible": 4}], "totals": {"yes": 2, "no": 1}})
    assert decide(rule(OF_ALL), counts).unknown == (
        UnknownCount(None, decide(rule(OF_ALL), counts).unknown[0].unit, decide(rule(OF_ALL), counts).unknown[0].count),
    )
    assert decide(rule(OF_ALL), counts).outcome == "undecided"


def test_a_vote_that_surely_failed_can_still_lack_a_quorum() -> None:
    """Nobody knows how many were entitled: it did not pass, but whether it may be presented again is open."""
    open_ = decide(preset("lc-2012"), pool(yes=1, no=5, abstain=0))
    assert open_.outcome == "undecided"
    assert open_.possible == ("failed", "not_quorate")
    assert [str(count.count) for count in open_.unknown] == ["eligible"]


def test_sections_that_decide_for_themselves_stay_open_one_by_one() -> None:
    open_ = decide(rule({"per_section": MAJORITY}), sections(Yap={"yes": 2, "no": 1}, Palau={"yes": 2}))
    assert (open_.outcome, open_.possible) == ("undecided", ("per_section",))
    assert open_.sections == {"Yap": True, "Palau": None}
    assert (open_.finding.left, open_.finding.low, open_.finding.high) == (None, 1, 2)
    assert [(count.section, str(count.count)) for count in open_.unknown] == [("Palau", "no")]


def test_a_group_with_an_open_condition_is_bounded() -> None:
    finding = verdict({"all": [MAJORITY, OF_ALL]}, yes=2, no=1).finding
    assert (finding.low, finding.high, finding.left, finding.missing) == (1, 2, None, None)
    assert verdict({"any": [MAJORITY, OF_ALL]}, yes=2, no=1).finding.missing == 0
