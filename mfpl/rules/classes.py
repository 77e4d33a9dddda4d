"""Classes of voters scaled to fixed shares of the whole, by those entitled or by the votes they cast."""

from dataclasses import dataclass, replace
from fractions import Fraction

from mfpl.rules.codes import CountName, FindingKind, FindingUnit
from mfpl.rules.conditions import ClassShare
from mfpl.rules.errors import each_read
from mfpl.rules.judging import judge
from mfpl.rules.margins import Margin, count_margin
from mfpl.rules.places import Ask, Place, Pools
from mfpl.rules.quantifiers import section_named
from mfpl.rules.ranges import Range
from mfpl.rules.thresholds import range_over, unknown_in
from mfpl.rules.verdicts import Finding, UnknownCount

_NOTHING = Fraction(0)


@dataclass(frozen=True)
class ClassCount:
    """What one class counts: its fixed share, the counted, the denominator, and what its votes are scaled by."""

    name: str
    share: Fraction
    counted: Range
    of: Range
    base: Range
    unknown: tuple[UnknownCount, ...]

    @property
    def known(self) -> bool:
        """Whether all of it is known."""
        return self.counted.known and self.of.known and self.base.known

    @property
    def vote(self) -> Fraction:
        """What one vote of this class weighs; nothing where the class has none."""
        return self.share / self.base.low if self.base.low else _NOTHING


def class_share(condition: ClassShare, place: Place, _ask: Ask) -> Finding:
    """The scaled votes counted, as a share of the scaled votes cast; each class says how far it alone could turn it."""
    classes = each_read(lambda one: _class(condition, place, *one), sorted(condition.classes.items()))
    finding = Finding(
        path=place.path,
        kind=FindingKind.CLASS_SHARE,
        holds=None,
        unit=FindingUnit.CLASS_WEIGHT,
        measured=condition.class_share,
        of=condition.of,
        comparator=condition.comparison,
        right=condition.value,
        unknown=tuple(count for one in classes for count in one.unknown),
    )
    if not all(one.known for one in classes):
        return replace(finding, children=tuple(_part(condition, place, one, None) for one in classes))
    actual, whole = _scaled(classes)
    left = actual / whole if whole else _NOTHING
    margins = [_margin(condition, one, actual, whole) for one in classes]
    parts = tuple(_part(condition, place, one, margin) for one, margin in zip(classes, margins, strict=True))
    holds = judge(left, left, condition.comparison, condition.value)
    missing = _NOTHING if holds else None
    return replace(finding, holds=holds, left=left, actual=actual, whole=whole, missing=missing, children=parts)


def _class(condition: ClassShare, place: Place, name: str, share: Fraction) -> ClassCount:
    section = section_named(place, name, "classes", name)
    pools: Pools = ((section.id, section.tally(condition.unit)),)
    base = condition.of if condition.scaled_by == "votes_cast" else (CountName.ELIGIBLE,)
    names = (condition.class_share, *condition.of, *base)
    return ClassCount(
        name=name,
        share=share,
        counted=range_over(pools, (condition.class_share,)),
        of=range_over(pools, condition.of),
        base=range_over(pools, base),
        unknown=unknown_in(pools, condition.unit, names),
    )


def _scaled(classes: tuple[ClassCount, ...]) -> tuple[Fraction, Fraction]:
    actual = sum((one.vote * one.counted.low for one in classes), _NOTHING)
    return actual, sum((one.vote * one.of.low for one in classes), _NOTHING)


def _margin(condition: ClassShare, one: ClassCount, actual: Fraction, whole: Fraction) -> Margin | None:
    """How many of this class alone would have to answer otherwise; None where even all of them would not turn it."""
    if not one.vote:
        return None
    rest = actual - one.vote * one.counted.low
    target = (condition.value * whole - rest) / one.vote
    if not _NOTHING <= target <= one.of.low:
        return None
    return count_margin(one.counted.low, comparison=condition.comparison, target=target, most=one.of.low)


def _part(condition: ClassShare, place: Place, one: ClassCount, margin: Margin | None) -> Finding:
    finding = Finding(
        path=place.below("classes", one.name).path,
        kind=FindingKind.CLASS_PART,
        holds=None,
        unit=FindingUnit(condition.unit),
        section=one.name,
        measured=condition.class_share,
        of=condition.of,
        right=one.share,
    )
    if not one.known:
        return replace(finding, unknown=one.unknown)
    left = Fraction(one.counted.low, one.of.low) if one.of.low else _NOTHING
    known = replace(finding, left=left, actual=Fraction(one.counted.low), whole=Fraction(one.of.low))
    if margin is None:
        return known
    return replace(known, needed=margin.needed, missing=margin.missing, spare=margin.spare)
