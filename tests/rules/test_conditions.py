"""Each kind of condition, at its boundary and on either side of it, with nobody and with one."""

import pytest

from mfpl.rules import decide
from tests.rules.support import MAJORITY, Json, outcome, pool, rule, sections

NO: Json = {"share": "no", "of": "valid", "comparison": "more_than", "value": "1/2"}


def share(comparison: str, value: str | int, of: object = "valid", share: str = "yes") -> Json:
    return {"share": share, "of": of, "comparison": comparison, "value": value}


@pytest.mark.parametrize(
    ("comparison", "below", "at", "above"),
    [
        ("more_than", "failed", "failed", "passed"),
        ("at_least", "failed", "passed", "passed"),
        ("exactly", "failed", "passed", "failed"),
        ("at_most", "passed", "passed", "failed"),
        ("less_than", "passed", "failed", "failed"),
    ],
)
def test_a_comparison_says_whether_the_boundary_itself_is_enough(
    comparison: str, below: str, at: str, above: str
) -> None:
    two_thirds = share(comparison, "2/3")
    assert outcome(two_thirds, yes=5, no=4) == below
    assert outcome(two_thirds, yes=6, no=3) == at
    assert outcome(two_thirds, yes=7, no=2) == above


@pytest.mark.parametrize(
    ("comparison", "below", "at", "above"),
    [
        ("more_than", "failed", "failed", "passed"),
        ("at_least", "failed", "passed", "passed"),
        ("exactly", "failed", "passed", "failed"),
        ("at_most", "passed", "passed", "failed"),
        ("less_than", "passed", "failed", "failed"),
    ],
)
def test_a_count_is_held_against_a_fixed_number(comparison: str, below: str, at: str, above: str) -> None:
    nine = {"count": "yes", "comparison": comparison, "value": 9}
    assert outcome(nine, yes=8) == below
    assert outcome(nine, yes=9) == at
    assert outcome(nine, yes=10) == above


def test_nobody_voting_is_no_majority_not_even_of_two_thirds_or_more() -> None:
    assert outcome(share("more_than", "1/2"), yes=0, no=0) == "failed"
    assert outcome(share("at_least", "2/3"), yes=0, no=0) == "failed"


def test_one_voter_decides() -> None:
    assert outcome(MAJORITY, yes=1, no=0) == "passed"
    assert outcome(MAJORITY, yes=0, no=1) == "failed"


def test_a_tie_is_not_more_than_half() -> None:
    assert outcome(MAJORITY, yes=50, no=50) == "failed"


def test_the_denominator_decides_what_an_abstention_does() -> None:
    counts = {"yes": 5, "no": 4, "abstain": 2, "blank": 1, "ballots": 12, "present": 13, "eligible": 20}
    half = {of: outcome(share("more_than", "1/2", of), **counts) for of in ("valid", "voting", "ballots", "eligible")}
    assert half == {"valid": "passed", "voting": "failed", "ballots": "failed", "eligible": "failed"}


def test_blank_papers_can_be_counted_as_votes_against() -> None:
    with_blank = share("more_than", "1/2", of=["yes", "no", "blank"])
    assert outcome(with_blank, yes=5, no=4, blank=0) == "passed"
    assert outcome(with_blank, yes=5, no=4, blank=1) == "failed"


def test_all_any_not_and_at_least_so_many_combine_conditions() -> None:
    quorum = {"count": "voting", "comparison": "at_least", "value": 10}
    counts = {"yes": 6, "no": 3, "abstain": 0}
    assert outcome({"all": [MAJORITY, quorum]}, **counts) == "failed"
    assert outcome({"any": [MAJORITY, quorum]}, **counts) == "passed"
    assert outcome({"not": NO}, **counts) == "passed"
    assert outcome({"not": MAJORITY}, **counts) == "failed"
    assert outcome({"at_least": 2, "of": [MAJORITY, quorum, {"not": NO}]}, **counts) == "passed"
    assert outcome({"at_least": 3, "of": [MAJORITY, quorum, {"not": NO}]}, **counts) == "failed"


def test_a_group_counts_its_conditions() -> None:
    finding = decide(rule({"at_least": 2, "of": [MAJORITY, MAJORITY, NO]}), pool(yes=2, no=1)).finding
    assert (finding.left, finding.right, finding.whole, finding.needed, finding.spare) == (2, 2, 3, 2, 0)
    assert finding.unit == "conditions"


def test_every_section_means_each_one() -> None:
    each = rule({"every_section": MAJORITY})
    assert decide(each, sections(US={"yes": 2, "no": 1}, MX={"yes": 2, "no": 1})).outcome == "passed"
    assert decide(each, sections(US={"yes": 9, "no": 1}, MX={"yes": 1, "no": 1})).outcome == "failed"


def test_sections_can_be_chosen_by_kind_or_by_name() -> None:
    counts = sections(
        NSW={"kind": "state", "yes": 2, "no": 1},
        VIC={"kind": "state", "yes": 1, "no": 2},
        ACT={"kind": "territory", "yes": 0, "no": 9},
    )
    half = {"number_of_sections": MAJORITY, "comparison": "at_least", "value": 1}
    verdict = decide(rule({**half, "among": "state"}), counts)
    assert verdict.outcome == "passed"
    assert verdict.sections == {"NSW": True, "VIC": False}
    assert decide(rule({**half, "among": ["ACT", "VIC"]}), counts).outcome == "failed"
    assert decide(rule({"every_section": MAJORITY, "among": ["NSW"]}), counts).outcome == "passed"


@pytest.mark.parametrize(("half_cantons", "expected"), [(0, "failed"), (1, "failed"), (2, "passed")])
def test_half_of_the_sections_by_weight_is_not_more_than_half(half_cantons: int, expected: str) -> None:
    """Twenty cantons and two half-cantons weigh 21: ten and a half of them are exactly half."""
    weighed = {"share_of_sections": MAJORITY, "weighing": "stand", "comparison": "more_than", "value": "1/2"}
    yes, no = {"yes": 2, "no": 1}, {"yes": 1, "no": 2}
    cantons = {f"c{number}": {**(yes if number < 10 else no), "attrs": {"stand": "1"}} for number in range(20)}
    halves = {f"h{number}": {**(yes if number < half_cantons else no), "attrs": {"stand": "1/2"}} for number in (0, 1)}
    verdict = decide(rule(weighed), sections(**cantons, **halves))
    assert verdict.outcome == expected
    assert (verdict.finding.unit, verdict.finding.weighing, verdict.finding.whole) == ("section_weight", "stand", 21)


def test_the_margin_of_a_weighed_test_moves_in_steps_of_the_weights() -> None:
    weighed = rule({"share_of_sections": MAJORITY, "weighing": "w", "comparison": "more_than", "value": "1/2"})
    counts = sections(A={"yes": 1, "no": 0, "attrs": {"w": "3/2"}}, B={"yes": 0, "no": 1, "attrs": {"w": "5/2"}})
    finding = decide(weighed, counts).finding
    assert (finding.left, finding.right) == (finding.actual / 4, finding.needed / 5)  # type: ignore[operator]
    assert (str(finding.actual), str(finding.needed), str(finding.missing)) == ("3/2", "5/2", "1")


def test_a_number_of_sections_can_be_asked_by_weight() -> None:
    votes = {"number_of_sections": MAJORITY, "weighing": "votes", "comparison": "at_least", "value": 255}
    fr, de = {"yes": 1, "no": 0, "attrs": {"votes": 200}}, {"yes": 1, "no": 0, "attrs": {"votes": "54"}}
    assert decide(rule(votes), sections(FR=fr, DE=de)).outcome == "failed"
    assert decide(rule(votes), sections(FR=fr, DE={**de, "attrs": {"votes": 55}})).outcome == "passed"


def test_inside_a_section_everyone_can_still_be_asked() -> None:
    spread = rule({"in_section": "MX", "require": {"all": [MAJORITY, {**MAJORITY, "pool": "everyone"}]}})
    verdict = decide(spread, sections(MX={"yes": 2, "no": 1}, US={"yes": 1, "no": 9}))
    here, everyone = verdict.finding.children[0].children
    assert (here.section, here.holds) == ("MX", True)
    assert (everyone.section, everyone.holds) == (None, False)
    count = {"count": "yes", "comparison": "at_least", "value": 3, "pool": "everyone"}
    assert (
        decide(rule({"in_section": "MX", "require": count}), sections(MX={"yes": 2}, US={"yes": 1})).outcome == "passed"
    )


def test_the_whole_is_the_sum_of_the_sections_unless_totals_are_given() -> None:
    both = {"US": {"yes": 3, "no": 1}, "MX": {"yes": 1, "no": 2}}
    assert decide(rule(MAJORITY), sections(**both)).finding.whole == 7


def test_a_definition_is_asked_where_it_is_referred_to() -> None:
    named = rule({"every_section": {"reference": "majority"}}, definitions={"majority": MAJORITY})
    verdict = decide(named, sections(US={"yes": 2, "no": 1}))
    reference = verdict.finding.children[0]
    assert (reference.kind, reference.name, reference.section) == ("reference", "majority", "US")
    assert reference.children[0].path == "/definitions/majority"


def test_members_and_votes_can_both_be_asked_in_one_rule() -> None:
    quorum = {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/2", "unit": "members"}
    both = rule({"all": [MAJORITY, quorum]})
    votes = {"eligible": 15, "yes": 8, "no": 2, "abstain": 0}
    few, enough = {"eligible": 10, "yes": 3, "no": 1, "abstain": 0}, {"eligible": 10, "yes": 4, "no": 1, "abstain": 0}
    assert decide(both, sections(all={"votes": votes, "members": few})).outcome == "failed"
    assert decide(both, sections(all={"votes": votes, "members": enough})).outcome == "passed"


def test_each_section_can_decide_for_itself() -> None:
    verdict = decide(rule({"per_section": MAJORITY}), sections(Yap={"yes": 2, "no": 1}, Palau={"yes": 1, "no": 2}))
    assert verdict.outcome == "per_section"
    assert verdict.sections == {"Yap": True, "Palau": False}
    assert (verdict.finding.left, verdict.finding.whole, verdict.finding.holds) == (1, 2, None)
    assert verdict.decider is None
    assert verdict.decided_by is None
