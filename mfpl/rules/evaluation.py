"""Evaluation: each kind of condition is given to the function that holds it against counts."""

from collections.abc import Callable
from typing import Any

from mfpl.rules import classes, groups, proceeding, quantifiers, ranking, roots, thresholds
from mfpl.rules.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    ClassShare,
    Condition,
    Count,
    EverySection,
    InSection,
    Not,
    NumberOfSections,
    PerSection,
    Quorum,
    Ranked,
    Reference,
    RootCount,
    RuleReference,
    Share,
    ShareOfSections,
)
from mfpl.rules.places import Ask, Place
from mfpl.rules.procedures import Case, Petition, Result, Stages
from mfpl.rules.verdicts import Finding

_EVALUATORS: dict[type[Condition], Callable[[Any, Place, Ask], Finding]] = {
    AllOf: groups.all_of,
    AnyOf: groups.any_of,
    Not: groups.not_of,
    AtLeast: groups.at_least_of,
    Share: thresholds.share,
    Count: thresholds.count,
    EverySection: quantifiers.every_section,
    ShareOfSections: quantifiers.share_of_sections,
    NumberOfSections: quantifiers.number_of_sections,
    InSection: quantifiers.in_section,
    Quorum: groups.quorum,
    Reference: groups.reference,
    PerSection: quantifiers.per_section,
    RootCount: roots.root_count,
    Ranked: ranking.ranked,
    RuleReference: groups.other_rule,
    ClassShare: classes.class_share,
    Case: proceeding.case,
    Stages: proceeding.stages,
    Petition: proceeding.petition,
    Result: proceeding.result,
}


def evaluate(condition: Condition, place: Place) -> Finding:
    """The finding of one condition and of all below it; raises `CountsInvalid` where the counts lack what it names."""
    return _EVALUATORS[type(condition)](condition, place, evaluate)
