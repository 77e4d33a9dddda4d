"""Voting power: of voters with weights, and of the sections and members of any rule over any roll."""

from mfpl.measures.power.formulas import all_of, any_of
from mfpl.measures.power.indices import Indices
from mfpl.measures.power.refusals import PowerRefusal, PowerRefused
from mfpl.measures.power.rolls import Roll, RollSection, VoterClass, parse_roll
from mfpl.measures.power.ruling import MemberPower, RulePower, SectionPower, power_of_rule
from mfpl.measures.power.sampling import Sampling
from mfpl.measures.power.weighted import WeightedPower, best_quota, criteria_power, weighted_power

__all__ = [
    "Indices",
    "MemberPower",
    "PowerRefusal",
    "PowerRefused",
    "Roll",
    "RollSection",
    "RulePower",
    "Sampling",
    "SectionPower",
    "VoterClass",
    "WeightedPower",
    "all_of",
    "any_of",
    "best_quota",
    "criteria_power",
    "parse_roll",
    "power_of_rule",
    "weighted_power",
]
