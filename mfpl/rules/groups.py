"""Conditions made of conditions: all, any, not, at least so many, quorum, reference."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mfpl.rules.codes import Comparison, FindingKind, FindingUnit
from mfpl.rules.conditions import AllOf, AnyOf, AtLeast, Not, Quorum, Reference, RuleReference
from mfpl.rules.errors import pointer
from mfpl.rules.judging import judge
from mfpl.rules.margins import count_margin
from mfpl.rules.places import Ask, Place
from mfpl.rules.verdicts import Finding


@dataclass(frozen=True)
class Tallied:
    """How many, or how much weight, certainly holds and may hold, and in what steps it moves."""

    certain: Fraction
    possible: Fraction
    step: Fraction


def group(
    place: Place,
    kind: FindingKind,
    children: Sequence[Finding],
    *,
    needed: int,
    comparison: Comparison = Comparison.AT_LEAST,
) -> Finding:
    """A finding over conditions: how many of them hold, against how many must."""
    certain = sum(child.holds is True for child in children)
    possible = certain + sum(child.holds is None for child in children)
    target = Fraction(needed)
    holds = judge(Fraction(certain), Fraction(possible), comparison, target)
    finding = Finding(
        path=place.path,
        kind=kind,
        holds=holds,
        unit=FindingUnit.CONDITIONS,
        section=place.section_id,
        comparator=comparison,
        right=target,
        whole=Fraction(len(children)),
        needed=target,
        children=tuple(children),
    )
    tally = Tallied(Fraction(certain), Fraction(possible), step=Fraction(1))
    return with_tally(finding, tally, comparison=comparison, target=target)


def with_tally(finding: Finding, tally: Tallied, *, comparison: Comparison, target: Fraction) -> Finding:
    """The numbers of a finding over conditions or sections, exact or, where some are open, bounded."""
    if tally.certain != tally.possible:
        missing = Fraction(0) if finding.holds else None
        return replace(finding, low=tally.certain, high=tally.possible, missing=missing)
    margin = count_margin(tally.certain, comparison=comparison, target=target, step=tally.step, most=finding.whole)
    return replace(
        finding,
        left=tally.certain,
        actual=tally.certain,
        needed=margin.needed,
        missing=margin.missing,
        spare=margin.spare,
    )


def all_of(condition: AllOf, place: Place, ask: Ask) -> Finding:
    """Every one of the conditions must hold."""
    children = [ask(child, place.below("all", index)) for index, child in enumerate(condition.all_)]
    return group(place, FindingKind.ALL, children, needed=len(children))


def any_of(condition: AnyOf, place: Place, ask: Ask) -> Finding:
    """One of the conditions is enough."""
    children = [ask(child, place.below("any", index)) for index, child in enumerate(condition.any_)]
    return group(place, FindingKind.ANY, children, needed=1)


def not_of(condition: Not, place: Place, ask: Ask) -> Finding:
    """The condition inside must not hold."""
    child = ask(condition.not_, place.below("not"))
    return group(place, FindingKind.NOT, [child], needed=0, comparison=Comparison.EXACTLY)


def at_least_of(condition: AtLeast, place: Place, ask: Ask) -> Finding:
    """So many of the conditions must hold."""
    children = [ask(child, place.below("of", index)) for index, child in enumerate(condition.of)]
    return group(place, FindingKind.AT_LEAST, children, needed=condition.at_least)


def quorum(condition: Quorum, place: Place, ask: Ask) -> Finding:
    """Enough must take part; what its failing means is read from the finding."""
    child = ask(condition.quorum, place.below("quorum"))
    return replace(group(place, FindingKind.QUORUM, [child], needed=1), otherwise=condition.otherwise)


def reference(condition: Reference, place: Place, ask: Ask) -> Finding:
    """The condition defined under that name, asked of the pool at hand."""
    defined = replace(place, path=place.scope + pointer("definitions", condition.reference))
    child = ask(place.rule.definitions[condition.reference], defined)
    return replace(group(place, FindingKind.REFERENCE, [child], needed=1), name=condition.reference)


def other_rule(condition: RuleReference, place: Place, ask: Ask) -> Finding:
    """What another rule requires, with that rule's own definitions."""
    rule, scope = place.rules[condition.rule], pointer("rules", condition.rule)
    child = ask(rule.requires, replace(place, rule=rule, scope=scope, path=f"{scope}/requires"))
    return replace(group(place, FindingKind.RULE, [child], needed=1), name=condition.rule)
