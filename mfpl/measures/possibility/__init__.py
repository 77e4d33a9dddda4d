"""Whether a rule can be met, opened and amended at all over a given roll."""

from mfpl.measures.possibility.amending import can_be_amended, preconditions_possible
from mfpl.measures.possibility.meeting import Answer, Possibility, can_be_met
from mfpl.measures.possibility.problems import PossibilityCode, Problem

__all__ = [
    "Answer",
    "Possibility",
    "PossibilityCode",
    "Problem",
    "can_be_amended",
    "can_be_met",
    "preconditions_possible",
]
