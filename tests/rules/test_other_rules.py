"""Rules of which no usable vote is on record, at their boundary, below and above it, with nobody and with one."""

import pytest

from mfpl.rules import Verdict, canonical, decide, parse_rule
from tests.rules.support import DATA, Json, pool, recorded_cases, recorded_rule, sections

RULES = sorted(file.stem for file in (DATA / "rules").glob("*.json"))
IN_STEPS = (
    "ba_entity_voting",
    "ba_vital_interest",
    "be_alarm_bell",
    "ni_petition_of_concern",
    "ni_windsor_consent",
    "sce_statutes",
    "sce_vote_caps",
    "somerset_class_weight",
    "us_amendment",
)
"""Rules whose tests are with those of procedures and weights."""
WITH_CASES = {case["rule_id"] for case in recorded_cases()}


@pytest.mark.parametrize("rule_id", RULES)
def test_a_written_rule_is_named_as_its_file_and_comes_back(rule_id: str) -> None:
    rule = recorded_rule(rule_id)
    assert rule.id == rule_id
    assert rule.clause is not None
    assert parse_rule(canonical(rule)) == rule


def test_these_rules_have_no_recorded_vote() -> None:
    assert set(RULES) - WITH_CASES - set(IN_STEPS) == {
        "be_special_majority",
        "ca_7_50",
        "cardano_hard_fork",
        "cy_1960_amendment",
        "cy_1960_separate_majorities",
        "eu_nice_triple",
        "eu_qmv_reinforced",
        "eu_unanimity",
        "icann_gnso_default",
        "icann_gnso_supermajority",
        "mayfirst_lc_2013",
        "mayfirst_members_quorum_2012",
        "us_veto_override",
    }


def decided(rule_id: str, **by_section: Json) -> Verdict:
    return decide(recorded_rule(rule_id), sections(**by_section))


def outcome(rule_id: str, **by_section: Json) -> str:
    return decided(rule_id, **by_section).outcome


def group(yes: int, no: int, present: int, eligible: int) -> Json:
    return {"kind": "language_group", "yes": yes, "no": no, "present": present, "eligible": eligible}


@pytest.mark.parametrize(
    ("dutch", "french", "expected"),
    [
        (group(50, 0, 50, 88), group(30, 2, 35, 62), "passed"),
        (group(50, 0, 50, 88), group(30, 1, 31, 62), "failed"),  # 31 present are exactly half of 62
        (group(50, 0, 50, 88), group(16, 16, 35, 62), "failed"),
        (group(45, 25, 75, 88), group(31, 13, 45, 62), "passed"),  # 76 of 114 are exactly two thirds
        (group(44, 26, 75, 88), group(31, 13, 45, 62), "failed"),
        (group(0, 0, 0, 88), group(0, 0, 0, 62), "failed"),
        (group(1, 0, 1, 1), group(1, 0, 1, 1), "passed"),
    ],
)
def test_belgian_special_majority(dutch: Json, french: Json, expected: str) -> None:
    assert outcome("be_special_majority", dutch=dutch, french=french) == expected


def provinces(agreeing: int, *, people: int) -> dict[str, Json]:
    """Ten provinces; the agreeing ones share so many of a hundred people, the others the rest."""
    names = [f"p{number}" for number in range(10)]
    rest = 100 - people
    found = {}
    for index, name in enumerate(names):
        agrees = index < agreeing
        weight = (people if agrees else rest) if index in {0, agreeing} else 0
        found[name] = {"kind": "province", "yes": int(agrees), "no": int(not agrees), "attrs": {"pop": weight}}
    return found


@pytest.mark.parametrize(
    ("agreeing", "people", "house", "expected"),
    [(7, 50, 6, "passed"), (6, 90, 6, "failed"), (7, 49, 6, "failed"), (8, 51, 6, "passed"), (7, 50, 5, "failed")],
)
def test_canadian_seven_fifty(agreeing: int, people: int, house: int, expected: str) -> None:
    houses = {
        "commons": {"kind": "federal_house", "yes": house, "no": 5},
        "senate": {"kind": "federal_house", "yes": 1, "no": 0},
    }
    assert outcome("ca_7_50", **houses, **provinces(agreeing, people=people)) == expected


def stake(yes: int) -> Json:
    return {"yes": yes, "no": 0, "eligible": 100}


@pytest.mark.parametrize(
    ("committee", "dreps", "spos", "expected"),
    [
        ({"yes": 4, "no": 2}, stake(60), stake(51), "passed"),
        ({"yes": 4, "no": 3}, stake(60), stake(51), "failed"),
        ({"yes": 4, "no": 2}, stake(59), stake(51), "failed"),
        ({"yes": 4, "no": 2}, stake(60), stake(50), "failed"),
        ({"yes": 5, "no": 2}, stake(61), stake(52), "passed"),
        ({"yes": 0, "no": 0}, stake(60), stake(51), "failed"),
    ],
)
def test_cardano_hard_fork(committee: Json, dreps: Json, spos: Json, expected: str) -> None:
    assert outcome("cardano_hard_fork", committee=committee, dreps=dreps, spos=spos) == expected


def community(yes: int, no: int, eligible: int) -> Json:
    return {"yes": yes, "no": no, "eligible": eligible}


@pytest.mark.parametrize(
    ("greek", "turkish", "expected"),
    [
        (community(35, 0, 35), community(8, 7, 15), "passed"),
        (community(35, 0, 35), community(7, 7, 15), "failed"),
        (community(35, 0, 35), community(7, 8, 15), "failed"),
        (community(0, 0, 35), community(0, 0, 15), "failed"),
        (community(1, 0, 35), community(1, 0, 15), "passed"),
    ],
)
def test_separate_majorities_of_cyprus(greek: Json, turkish: Json, expected: str) -> None:
    assert outcome("cy_1960_separate_majorities", greek=greek, turkish=turkish) == expected


@pytest.mark.parametrize(
    ("greek", "turkish", "expected"),
    [
        (community(24, 0, 35), community(10, 0, 15), "passed"),
        (community(23, 0, 35), community(10, 0, 15), "failed"),
        (community(24, 0, 35), community(9, 0, 15), "failed"),
        (community(24, 11, 35), community(11, 4, 15), "passed"),
        (community(0, 0, 35), community(0, 0, 15), "failed"),
    ],
)
def test_two_thirds_of_each_community_of_cyprus(greek: Json, turkish: Json, expected: str) -> None:
    assert outcome("cy_1960_amendment", greek=greek, turkish=turkish) == expected


def state(weight: dict[str, int], *, yes: bool) -> Json:
    return {"yes": int(yes), "no": int(not yes), "attrs": weight}


@pytest.mark.parametrize(
    ("votes", "states", "people", "expected"),
    [
        (255, 14, 62, "passed"),
        (254, 14, 62, "failed"),
        (255, 13, 62, "failed"),
        (255, 14, 61, "failed"),
        (256, 15, 63, "passed"),
    ],
)
def test_triple_majority_of_nice(votes: int, states: int, people: int, expected: str) -> None:
    """Two blocs of 27 states, 345 votes and a hundred people stand for the Union."""
    for_ = state({"votes": votes, "states": states, "pop": people}, yes=True)
    against = state({"votes": 345 - votes, "states": 27 - states, "pop": 100 - people}, yes=False)
    assert outcome("eu_nice_triple", accepting=for_, refusing=against) == expected


@pytest.mark.parametrize(
    ("states", "people", "expected"),
    [(18, 65, "passed"), (17, 65, "failed"), (18, 64, "failed"), (25, 100, "passed"), (0, 0, "failed")],
)
def test_reinforced_qualified_majority(states: int, people: int, expected: str) -> None:
    for_ = state({"states": states, "pop": people}, yes=True)
    against = state({"states": 25 - states, "pop": 100 - people}, yes=False)
    assert outcome("eu_qmv_reinforced", accepting=for_, refusing=against) == expected


def test_unanimity_is_broken_by_one_vote_against_and_not_by_abstaining() -> None:
    unanimity = recorded_rule("eu_unanimity")
    assert decide(unanimity, pool(yes=20, no=0, abstain=7)).outcome == "passed"
    assert decide(unanimity, pool(yes=26, no=1, abstain=0)).outcome == "failed"
    assert decide(unanimity, pool(yes=27)).outcome == "undecided"


def house(yes: int, eligible: int) -> Json:
    return {"yes": yes, "no": 0, "eligible": eligible}


@pytest.mark.parametrize(
    ("contracted", "other", "expected", "super_expected"),
    [
        (house(4, 7), house(7, 13), "passed", "failed"),
        (house(3, 6), house(7, 13), "failed", "failed"),
        (house(4, 6), house(8, 12), "passed", "passed"),  # two thirds of each
        (house(4, 6), house(7, 12), "passed", "failed"),
        (house(3, 4), house(7, 12), "passed", "passed"),  # three quarters of one, more than half of the other
        (house(3, 4), house(6, 12), "failed", "failed"),
        (house(0, 4), house(0, 12), "failed", "failed"),
        (house(1, 1), house(1, 1), "passed", "passed"),
    ],
)
def test_the_two_houses_of_icann(contracted: Json, other: Json, expected: str, super_expected: str) -> None:
    assert outcome("icann_gnso_default", contracted=contracted, other=other) == expected
    assert outcome("icann_gnso_supermajority", contracted=contracted, other=other) == super_expected


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "expected"),
    [(5, 2, 1, "passed"), (4, 2, 2, "failed"), (5, 2, 0, "not_quorate"), (0, 0, 0, "not_quorate"), (1, 0, 7, "passed")],
)
def test_the_leadership_committee_of_2013(yes: int, no: int, abstain: int, expected: str) -> None:
    counts = pool(yes=yes, no=no, abstain=abstain, eligible=15)
    assert decide(recorded_rule("mayfirst_lc_2013"), counts).outcome == expected


@pytest.mark.parametrize(
    ("taking_part", "eligible", "expected"),
    [
        (63, 635, "not_quorate"),
        (64, 635, "passed"),
        (68, 687, "not_quorate"),
        (69, 687, "passed"),
        (0, 1, "not_quorate"),
        (1, 1, "passed"),
    ],
)
def test_a_tenth_of_the_membership(taking_part: int, eligible: int, expected: str) -> None:
    quorum = recorded_rule("mayfirst_members_quorum_2012")
    verdict = decide(quorum, pool(yes=taking_part, no=0, abstain=0, eligible=eligible))
    assert verdict.outcome == expected


@pytest.mark.parametrize(
    ("representatives", "senate", "expected"),
    [
        ((200, 100, 301, 435), (34, 17, 51, 100), "passed"),
        ((199, 101, 301, 435), (34, 17, 51, 100), "failed"),
        ((100, 10, 217, 435), (34, 17, 51, 100), "failed"),
        ((100, 10, 218, 435), (34, 16, 50, 100), "failed"),
        ((0, 0, 435, 435), (0, 0, 100, 100), "failed"),
        ((1, 0, 218, 435), (1, 0, 51, 100), "passed"),
    ],
)
def test_overriding_a_veto_in_the_united_states(
    representatives: tuple[int, int, int, int], senate: tuple[int, int, int, int], expected: str
) -> None:
    names = ("yes", "no", "present", "eligible")
    houses = {
        "representatives": dict(zip(names, representatives, strict=True)),
        "senate": dict(zip(names, senate, strict=True)),
    }
    assert outcome("us_veto_override", **houses) == expected


def test_the_section_that_lacks_a_vote_is_named_with_how_many() -> None:
    verdict = decided("cy_1960_amendment", greek=community(35, 0, 35), turkish=community(8, 0, 15))
    assert verdict.decided_by is not None
    assert (verdict.decided_by.section, verdict.decided_by.missing) == ("turkish", 2)
