"""Conditions about sections: in one, in every one, in so many, in so great a share, and each for itself."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import gcd, lcm

from mfpl.rules.codes import ErrorCode, FindingKind, FindingUnit
from mfpl.rules.conditions import Condition, EverySection, InSection, NumberOfSections, PerSection, ShareOfSections
from mfpl.rules.counts import Section
from mfpl.rules.errors import CountsInvalid, DocumentError, each_read, pointer
from mfpl.rules.groups import Tallied, group, with_tally
from mfpl.rules.judging import judge
from mfpl.rules.places import Ask, Place
from mfpl.rules.verdicts import Finding


def in_section(condition: InSection, place: Place, ask: Ask) -> Finding:
    """The condition must hold in the section named."""
    section = section_named(place, condition.in_section, "in_section")
    child = ask(condition.require, replace(place.below("require"), section=section))
    return replace(group(place, FindingKind.IN_SECTION, [child], needed=1), section=section.id)


def section_named(place: Place, section_id: str, *steps: str | int) -> Section:
    """The section of that id; raises `CountsInvalid` at these steps of the rule where the counts do not have it."""
    section = place.counts.section(section_id)
    if section is None:
        path = place.path + pointer(*steps)
        raise CountsInvalid([DocumentError(ErrorCode.SECTION_ABSENT, path, {"section": section_id})])
    return section


def _sections(place: Place, among: str | tuple[str, ...] | None) -> tuple[Section, ...]:
    if isinstance(among, tuple):
        return each_read(lambda named: section_named(place, named[1], "among", named[0]), enumerate(among))
    chosen = tuple(section for section in place.counts.sections if among in {None, section.kind})
    if not chosen:
        raise CountsInvalid([DocumentError(ErrorCode.SECTIONS_NONE, place.path, {"kind": among or ""})])
    return chosen


def _asked(
    condition: Condition, place: Place, ask: Ask, *, within: str, among: str | tuple[str, ...] | None
) -> tuple[tuple[Section, Finding], ...]:
    """The finding of each section asked about the condition that stands under the key `within`."""
    sections = _sections(place, among)
    below = place.below(within)
    return tuple((section, ask(condition, replace(below, section=section))) for section in sections)


def every_section(condition: EverySection, place: Place, ask: Ask) -> Finding:
    """Every section asked must meet the condition."""
    asked = _asked(condition.every_section, place, ask, within="every_section", among=condition.among)
    children = [finding for _, finding in asked]
    finding = group(place, FindingKind.EVERY_SECTION, children, needed=len(children))
    return replace(finding, unit=FindingUnit.SECTIONS, among=condition.among)


def number_of_sections(condition: NumberOfSections, place: Place, ask: Ask) -> Finding:
    """So many sections must meet the condition, or sections of so much weight."""
    asked = _asked(condition.number_of_sections, place, ask, within="number_of_sections", among=condition.among)
    return _weighed(condition, place, asked, kind=FindingKind.NUMBER_OF_SECTIONS)


def share_of_sections(condition: ShareOfSections, place: Place, ask: Ask) -> Finding:
    """The sections that meet the condition must be such a share of those asked, by number or by weight."""
    asked = _asked(condition.share_of_sections, place, ask, within="share_of_sections", among=condition.among)
    return _weighed(condition, place, asked, kind=FindingKind.SHARE_OF_SECTIONS)


def per_section(condition: PerSection, place: Place, ask: Ask) -> Finding:
    """Each section decides for itself: the finding only lists them and has no result of its own."""
    asked = _asked(condition.per_section, place, ask, within="per_section", among=condition.among)
    certain = Fraction(sum(finding.holds is True for _, finding in asked))
    open_ = Fraction(sum(finding.holds is None for _, finding in asked))
    return Finding(
        path=place.path,
        kind=FindingKind.PER_SECTION,
        holds=None,
        unit=FindingUnit.SECTIONS,
        among=condition.among,
        left=None if open_ else certain,
        low=certain if open_ else None,
        high=certain + open_ if open_ else None,
        whole=Fraction(len(asked)),
        actual=None if open_ else certain,
        children=tuple(finding for _, finding in asked),
    )


def _weighed(
    condition: NumberOfSections | ShareOfSections,
    place: Place,
    asked: Sequence[tuple[Section, Finding]],
    *,
    kind: FindingKind,
) -> Finding:
    weights = each_read(lambda one: _weight(place, one[0], condition.weighing), asked)
    whole = sum(weights, Fraction(0))
    if not whole:
        params = {"attribute": condition.weighing or ""}
        raise CountsInvalid([DocumentError(ErrorCode.WEIGHT_ZERO, place.path, params)])
    certain = _sum_where(asked, weights, {True})
    possible = _sum_where(asked, weights, {True, None})
    scale = whole if kind is FindingKind.SHARE_OF_SECTIONS else Fraction(1)
    finding = Finding(
        path=place.path,
        kind=kind,
        holds=judge(certain / scale, possible / scale, condition.comparison, condition.value),
        unit=FindingUnit.SECTION_WEIGHT if condition.weighing else FindingUnit.SECTIONS,
        among=condition.among,
        weighing=condition.weighing,
        comparator=condition.comparison,
        right=condition.value,
        whole=whole,
        children=tuple(child for _, child in asked),
    )
    tally = Tallied(certain, possible, step=_step(weights))
    target = condition.value * scale
    return _scaled(with_tally(finding, tally, comparison=condition.comparison, target=target), scale)


def _sum_where(
    asked: Sequence[tuple[Section, Finding]], weights: Sequence[Fraction], results: set[bool | None]
) -> Fraction:
    chosen = (weight for (_, finding), weight in zip(asked, weights, strict=True) if finding.holds in results)
    return sum(chosen, Fraction(0))


def _scaled(finding: Finding, scale: Fraction) -> Finding:
    """The left side as a share of the whole; the numbers needed, missing and to spare stay weights."""
    left, low, high = (None if side is None else side / scale for side in (finding.left, finding.low, finding.high))
    return replace(finding, left=left, low=low, high=high)


def _step(weights: Sequence[Fraction]) -> Fraction:
    """The largest number of which every weight is a multiple: sums of weights move in such steps."""
    denominator = lcm(*(weight.denominator for weight in weights))
    return Fraction(gcd(*((weight * denominator).numerator for weight in weights)), denominator)


def _weight(place: Place, section: Section, weighing: str | None) -> Fraction:
    if weighing is None:
        return Fraction(1)
    weight = section.attributes.get(weighing)
    if weight is None:
        params = {"section": section.id, "attribute": weighing}
        raise CountsInvalid([DocumentError(ErrorCode.ATTRIBUTE_MISSING, place.path, params)])
    return weight
