"""The published values of power, reproduced exactly."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from mfpl.measures.power import (
    Roll,
    RollSection,
    VoterClass,
    WeightedPower,
    all_of,
    any_of,
    best_quota,
    criteria_power,
    power_of_rule,
    weighted_power,
)
from tests.measures.support import REFERENCE, alike, decimals, recorded_rule, rule, single_voters

WEIGHTED = ("unsc_15", "unsc_11_pre1965", "eec_1958", "eu15_1995")
CRITERIA = (
    "eu27_nice_triple",
    "eu27_lisbon_pop2000",
    "eu27_lisbon_reinforced72",
    "eu27_jagiellonian_616",
    "eu28_lisbon_2014",
    "canada_7_50_2021",
)
LISTED = {"penrose_absolute": "penrose", "banzhaf_normalized": "banzhaf", "shapley": "shapley",
          "coleman_prevent": "prevent", "coleman_initiate": "initiate"}  # fmt: skip
TWO_SECTIONS = REFERENCE["two_section_concurrent_majority"]["values"]
MAJORITY_IN_EACH = {"every_section": {"share": "yes", "of": "eligible", "comparison": "more_than", "value": "1/2"}}


def least(whole: int, percent: Fraction) -> int:
    return -(-whole * percent // 100)


@cache
def measured(name: str) -> WeightedPower:
    """Return the power in one of the games with several criteria, or with weights too large for one."""
    criteria = list(REFERENCE[name]["criteria"].values())
    sizes = {key: least(sum(criteria[-1]), Fraction(key)) for key in ("50", "62", "65", "308/5")}
    match name:
        case "eu27_nice_triple":
            return criteria_power(criteria, quotas=[255, 14, sizes["62"]], wins=all_of(0, 1, 2))
        case "eu27_jagiellonian_616":
            return criteria_power(criteria, quotas=[sizes["308/5"]], wins=0)
        case "canada_7_50_2021":
            return criteria_power(criteria, quotas=[7, sizes["50"]], wins=all_of(0, 1))
        case "eu27_lisbon_reinforced72":
            return criteria_power(criteria, quotas=[20, sizes["65"]], wins=all_of(0, 1))
    needed, not_blocked = (16, 25) if name == "eu28_lisbon_2014" else (15, 24)
    quotas = [needed, sizes["65"], not_blocked]
    return criteria_power([*criteria, criteria[0]], quotas=quotas, wins=any_of(all_of(0, 1), 2))


@pytest.mark.parametrize("name", WEIGHTED)
def test_power_with_one_quota(name: str) -> None:
    entry = REFERENCE[name]
    power = weighted_power(entry["weights"], quota=entry["quota"])
    assert power.winning == entry["winning_coalitions"]
    assert power.to_act == Fraction(entry["coleman_power_to_act"])
    wanted = {"banzhaf_swings": "swings", "banzhaf_normalized": "banzhaf", "shapley": "shapley",
              "coleman_prevent": "prevent", "coleman_initiate": "initiate"}  # fmt: skip
    for key, measure in wanted.items():
        told = entry.get(key, {})
        values = [told[player] for player in entry["players"]] if isinstance(told, dict) and told else told
        found = [getattr(one, measure) for one in power.voters]
        assert not values or found == [Fraction(value) for value in values]


def test_the_electoral_college_of_2024() -> None:
    entry = REFERENCE["us_electoral_college_2024"]
    power = weighted_power(list(entry["weights"].values()), quota=entry["quota"])
    assert power.winning == int(entry["winning_coalitions"])
    assert decimals(power.to_act, entry["coleman_power_to_act"]) == entry["coleman_power_to_act"]
    for weight, one in zip(entry["weights"].values(), power.voters, strict=True):
        assert one.swings == int(entry["banzhaf_swings_by_votes"][str(weight)])
        for key, measure in (("banzhaf_normalized_by_votes", "banzhaf"), ("shapley_by_votes", "shapley")):
            shown = entry[key][str(weight)]
            assert decimals(getattr(one, measure), shown) == shown


@pytest.mark.parametrize("name", CRITERIA)
def test_power_with_several_criteria(name: str) -> None:
    entry, power = REFERENCE[name], measured(name)
    assert power.winning == entry["winning_coalitions"]
    assert 2 ** len(power.voters) == entry["total_coalitions"]
    assert [one.swings for one in power.voters] == entry["banzhaf_swings"]
    assert decimals(power.to_act, entry["coleman_power_to_act"]) == entry["coleman_power_to_act"]
    for key, measure in LISTED.items():
        assert [
            decimals(getattr(one, measure), shown) for one, shown in zip(power.voters, entry[key], strict=True)
        ] == entry[key]


def test_the_extra_criteria_of_nice_and_lisbon_change_almost_nothing() -> None:
    nice, lisbon = REFERENCE["eu27_nice_triple"], REFERENCE["eu27_lisbon_pop2000"]
    votes = weighted_power(nice["criteria"]["votes"], quota=255)
    assert votes.winning == nice["weights_only_winning_coalitions"]
    criteria = list(lisbon["criteria"].values())
    unblocked = criteria_power(criteria, quotas=[15, least(sum(criteria[1]), Fraction(65))], wins=all_of(0, 1))
    assert unblocked.winning == lisbon["winning_without_blocking_clause"]


def test_square_root_weights_and_their_best_quota_give_power_in_proportion() -> None:
    entry = REFERENCE["eu27_jagiellonian_616"]
    sizes = REFERENCE["eu27_nice_triple"]["criteria"]["population_thousand"]
    assert decimals(best_quota(sizes), entry["optimal_quota_formula"]) == entry["optimal_quota_formula"]
    roots = next(iter(entry["criteria"].values()))
    furthest = max(
        abs((one.banzhaf or 0) - Fraction(root, sum(roots)))
        for one, root in zip(measured("eu27_jagiellonian_616").voters, roots, strict=True)
    )
    shown = entry["max_abs_deviation_banzhaf_vs_weight"]
    assert decimals(furthest, shown) == shown


@pytest.mark.parametrize("case", TWO_SECTIONS, ids=lambda case: f"{case['n'][0]}-{case['n'][1]}")
def test_two_sections_with_a_majority_in_each(case: Mapping[str, Any]) -> None:
    power = power_of_rule(rule(MAJORITY_IN_EACH), alike(one=case["n"][0], other=case["n"][1]))
    members = [section.classes[0].indices for section in power.sections]
    found = {
        "penrose": [one.penrose for one in members],
        "success": [one.success for one in members],
        "shapley_per_member": [one.shapley for one in members],
        "shapley_section_total": [section.shapley for section in power.sections],
        "banzhaf_section_share": [section.banzhaf for section in power.sections],
    }
    assert power.to_act == Fraction(case["power_to_act"])
    assert power.sampling is None
    assert found == {key: [Fraction(value) for value in case[key]] for key in found}
    assert [section.blocking for section in power.sections] == [
        size - needed + 1 for size, needed in zip(case["n"], case["majority_needed"], strict=True)
    ]


def test_the_security_council_by_its_charter_and_by_weights() -> None:
    entry = REFERENCE["unsc_15"]
    council = Roll((RollSection("P5", (VoterClass("member", 5),)), RollSection("E10", (VoterClass("member", 10),))))
    power = power_of_rule(recorded_rule("unsc_1966"), council)
    assert power.winning == entry["winning_coalitions"]
    for section in power.sections:
        found = section.classes[0].indices
        assert found.swings == entry["banzhaf_swings"][section.id]
        assert found.shapley == Fraction(entry["shapley"][section.id])
        assert found.initiate == Fraction(entry["coleman_initiate"][section.id])
    assert [section.blocking for section in power.sections] == [1, 7]


def test_the_european_union_by_the_words_of_its_rule() -> None:
    """All 134 million ways to vote of 27 states, from a rule document and a roll, as from the weights."""
    entry = REFERENCE["eu27_lisbon_pop2000"]
    population = dict(zip(entry["players"], entry["criteria"]["population_thousand"], strict=True))
    roll = single_voters({state: {"states": 1, "pop": people} for state, people in population.items()})
    power = power_of_rule(recorded_rule("eu_qmv_2014"), roll)
    assert power.winning == entry["winning_coalitions"]
    assert [section.classes[0].indices.swings for section in power.sections] == entry["banzhaf_swings"]
    assert power.sections[0].shapley == measured("eu27_lisbon_pop2000").voters[0].shapley
    assert [section.blocking for section in power.sections] == [None] * 27


def test_the_provinces_of_canada_by_the_words_of_their_rule() -> None:
    entry = REFERENCE["canada_7_50_2021"]
    people = dict(zip(entry["players"], entry["criteria"]["population"], strict=True))
    roll = single_voters({province: {"pop": count} for province, count in people.items()}, "province")
    requires = recorded_rule("ca_7_50").model_dump(mode="json", by_alias=True, exclude_unset=True)["requires"]
    provinces = {"all": requires["all"][1:]}
    assert power_of_rule(rule(provinces), roll).winning == entry["winning_coalitions"]
