"""Evaluation: each kind of condition is given to the function that holds it against counts."""

from collections.abc import Callable
from typing import Any

from mfpl.rules import classes, groups, proceeding, quantifiers, ranking, roots, thresholds
from mfpl.rules.codes import FindingKind, FindingUnit, Outcome
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
from mfpl.rules.counts import Counts
from mfpl.rules.errors import CountsInvalid, DocumentError
from mfpl.rules.language import Rule
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


def held_against(rule: Rule, counts: Counts) -> Finding:
    """The finding of all that a rule requires.

    Raises `CountsInvalid` with everything that the rule names anywhere and the counts lack.
    """
    place = Place(rule=rule, counts=counts, path="/requires", rules=rule.rules)
    try:
        return evaluate(rule.requires, place)
    except CountsInvalid:
        raise CountsInvalid(_lacking(rule.requires, place)) from None


def _lacking(condition: Condition, place: Place) -> tuple[DocumentError, ...]:
    """What every condition lacks, each taken as open where it lacks something, so that the others are still asked."""
    found: dict[str, DocumentError] = {}

    def ask(condition: Condition, place: Place) -> Finding:
        try:
            return _EVALUATORS[type(condition)](condition, place, ask)
        except CountsInvalid as refused:
            found.update((str(error.to_json()), error) for error in refused.errors)
            return Finding(
                path=place.path, kind=FindingKind.ALL, holds=None, unit=FindingUnit.CONDITIONS, results=_OPEN
            )

    ask(condition, place)
    return tuple(found.values())


_OPEN = (str(Outcome.FAILED), str(Outcome.PASSED))


def evaluate(condition: Condition, place: Place) -> Finding:
    """The finding of one condition and of all below it; raises `CountsInvalid` where the counts lack what it names."""
    return _EVALUATORS[type(condition)](condition, place, evaluate)
