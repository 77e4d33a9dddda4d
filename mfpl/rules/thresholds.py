"""Shares and counts: one number of a pool held against its target, with the votes missing or to spare."""

from dataclasses import replace
from fractions import Fraction
from functools import reduce

from mfpl.rules.codes import CountName, FindingKind, FindingUnit, Unit
from mfpl.rules.conditions import Count, Share
from mfpl.rules.judging import judge
from mfpl.rules.margins import count_margin, share_margin
from mfpl.rules.places import Ask, Place, Pools
from mfpl.rules.ranges import Range, Span, parts_of, range_of, share_span
from mfpl.rules.verdicts import Finding, UnknownCount


def range_over(pools: Pools, names: tuple[CountName, ...]) -> Range:
    """What these counts can add up to over several pools."""
    return reduce(Range.__add__, (range_of(tally, names) for _, tally in pools))


def unknown_in(pools: Pools, unit: Unit, names: tuple[CountName, ...]) -> tuple[UnknownCount, ...]:
    """Which of these counts the pools do not give."""
    asked = dict.fromkeys(parts_of(names))
    return tuple(UnknownCount(section, unit, name) for section, tally in pools for name in asked if name not in tally)


def share(condition: Share, place: Place, _ask: Ask) -> Finding:
    """One count as a share of others; counts of everyone are added up over the pools that make up the whole."""
    pools = place.pools(condition.unit, condition.pool)
    counted_parts, whole_parts = parts_of((condition.share,)), parts_of(condition.of)
    counted, whole = range_over(pools, counted_parts), range_over(pools, whole_parts)
    rest_parts = tuple(part for part in whole_parts if part not in counted_parts)
    apart = len(rest_parts) == len(whole_parts) - len(counted_parts)
    span = share_span(counted, whole, range_over(pools, rest_parts) if apart and rest_parts else None)
    holds = judge(span.low, span.high, condition.comparison, condition.value)
    finding = Finding(
        path=place.path,
        kind=FindingKind.SHARE,
        holds=holds,
        unit=FindingUnit(condition.unit),
        section=None if condition.pool == "everyone" else place.section_id,
        measured=condition.share,
        of=condition.of,
        comparator=condition.comparison,
        right=condition.value,
    )
    if counted.known and whole.known:
        return _with_share_numbers(finding, condition, counted.low, whole.low)
    return _with_bounds(
        finding,
        span,
        actual=counted,
        whole=whole,
        unknown=unknown_in(pools, condition.unit, (condition.share, *condition.of)),
    )


def _with_share_numbers(finding: Finding, condition: Share, actual: int, whole: int) -> Finding:
    margin = share_margin(actual, whole, of=condition.of, comparison=condition.comparison, value=condition.value)
    return replace(
        finding,
        left=Fraction(actual, whole) if whole else Fraction(0),
        whole=Fraction(whole),
        actual=Fraction(actual),
        needed=margin.needed,
        missing=margin.missing,
        spare=margin.spare,
    )


def _with_bounds(
    finding: Finding, span: Span, *, actual: Range, whole: Range, unknown: tuple[UnknownCount, ...]
) -> Finding:
    return replace(
        finding,
        low=span.low,
        high=span.high,
        left=span.low if span.known else None,
        whole=Fraction(whole.low) if whole.known else None,
        actual=Fraction(actual.low) if actual.known else None,
        missing=Fraction(0) if finding.holds else None,
        unknown=unknown,
    )


def count(condition: Count, place: Place, _ask: Ask) -> Finding:
    """One count against a fixed number."""
    pools = place.pools(condition.unit, condition.pool)
    counted = range_over(pools, parts_of((condition.count,)))
    target = Fraction(condition.value)
    high = None if counted.high is None else Fraction(counted.high)
    holds = judge(Fraction(counted.low), high, condition.comparison, target)
    finding = Finding(
        path=place.path,
        kind=FindingKind.COUNT,
        holds=holds,
        unit=FindingUnit(condition.unit),
        section=None if condition.pool == "everyone" else place.section_id,
        measured=condition.count,
        comparator=condition.comparison,
        right=target,
    )
    if counted.known:
        margin = count_margin(counted.low, comparison=condition.comparison, target=target)
        return replace(
            finding,
            left=Fraction(counted.low),
            actual=Fraction(counted.low),
            needed=margin.needed,
            missing=margin.missing,
            spare=margin.spare,
        )
    return replace(
        finding,
        low=Fraction(counted.low),
        high=high,
        missing=Fraction(0) if holds else None,
        unknown=unknown_in(pools, condition.unit, (condition.count,)),
    )
