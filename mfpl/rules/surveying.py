"""What a yes or no rule asks, taken apart: thresholds of the whole, and tests of sections with what they weigh."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from mfpl.rules.codes import Comparison, CountName, Unit
from mfpl.rules.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Count,
    EverySection,
    InSection,
    Not,
    NumberOfSections,
    Quorum,
    Reference,
    RootCount,
    RuleReference,
    Share,
    ShareOfSections,
)
from mfpl.rules.counts import Section
from mfpl.rules.errors import pointer
from mfpl.rules.exact import wants_less, wants_more
from mfpl.rules.places import Place

TURNOUT = frozenset({CountName.BALLOTS, CountName.VOTING, CountName.PRESENT})
_MOVED = TURNOUT | {CountName.YES, CountName.NO}
_ONE = Fraction(1)
_OfSections: TypeAlias = EverySection | InSection | NumberOfSections | ShareOfSections


class NotYesOrNoError(Exception):
    """The rule asks something for which more support can hurt, or that is not answered by yes or no."""


@dataclass(frozen=True)
class Threshold:
    """A threshold, where it is asked, and which result of its own helps the proposal.

    `turnout`: it measures taking part; `limits`: it measures votes against.
    """

    condition: Share | Count | RootCount
    place: Place
    helps: bool
    turnout: bool
    limits: bool


@dataclass(frozen=True)
class Test:
    """A test of sections: what is asked of each, which result of that helps, and what each section weighs in it."""

    condition: Condition
    place: Place
    helps: bool
    weights: Mapping[str, Fraction]
    thresholds: tuple[Threshold, ...]


def unit_of(asked: Iterable[Threshold | Test]) -> Unit | None:
    """The one unit in which all of these thresholds, those inside tests too, are counted; None where it is not one."""
    units = {one.condition.unit for one in _thresholds(asked)}
    return units.pop() if len(units) == 1 else None


def mixes(asked: Iterable[Threshold | Test]) -> bool:
    """Whether thresholds of taking part stand beside limits of votes against: who stays away then serves both ways."""
    found = _thresholds(asked)
    return any(one.turnout for one in found) and any(one.limits for one in found)


def _thresholds(asked: Iterable[Threshold | Test]) -> list[Threshold]:
    return [one for each in asked for one in (each.thresholds if isinstance(each, Test) else (each,))]


def survey(condition: Condition, place: Place, *, helps: bool = True) -> Iterator[Threshold | Test]:
    """Every threshold of the whole and every test of sections below a condition, in the order of the document.

    `helps` is the result of the condition that helps the proposal: False inside a "not". Raises `NotYesOrNoError`
    where a condition is no question of yes or no, or more support could turn it the other way.
    """
    entered = _entered(condition, place)
    match condition:
        case Not():
            yield from survey(condition.not_, place, helps=not helps)
        case AllOf() | AnyOf() | AtLeast():
            for part in _parts(condition):
                yield from survey(part, place, helps=helps)
        case EverySection() | InSection() | NumberOfSections() | ShareOfSections():
            yield _test(condition, place, helps=helps)
        case Share() | Count() | RootCount():
            yield _threshold(condition, place, helps=helps)
        case _ if entered is not None:
            yield from survey(*entered, helps=helps)
        case _:
            raise NotYesOrNoError(condition.key)


def parted(condition: Condition, place: Place) -> Iterator[tuple[Condition, Place]]:
    """The conditions that must all hold for one to hold, each where it is asked; itself where it is no "all"."""
    entered = _entered(condition, place)
    if isinstance(condition, AllOf):
        for part in condition.all_:
            yield from parted(part, place)
    elif entered is not None:
        yield from parted(*entered)
    else:
        yield condition, place


def apart(condition: Condition, place: Place) -> Iterator[tuple[Condition, Place]]:
    """A test of every section, or of one, that asks several things, as a test of each; any other condition itself."""
    field = _FIELDS.get(type(condition))
    inner = () if field is None else tuple(parted(getattr(condition, field), place))
    if field is None or any(where.rule is not place.rule for _, where in inner):
        yield condition, place
    else:
        yield from ((condition.model_copy(update={field: one}), place) for one, _ in inner)


_FIELDS: Mapping[type[Condition], str] = MappingProxyType({EverySection: "every_section", InSection: "require"})


def _parts(group: AllOf | AnyOf | AtLeast) -> tuple[Condition, ...]:
    if isinstance(group, AllOf):
        return group.all_
    return group.any_ if isinstance(group, AnyOf) else group.of


def _entered(condition: Condition, place: Place) -> tuple[Condition, Place] | None:
    """What stands behind a quorum, a name or another rule, and where it is asked; None for anything else."""
    if isinstance(condition, Quorum):
        return condition.quorum, place
    if isinstance(condition, Reference):
        return place.rule.definitions[condition.reference], place
    if isinstance(condition, RuleReference):
        other = replace(place, rule=place.rules[condition.rule], scope=pointer("rules", condition.rule))
        return other.rule.requires, other
    return None


def _threshold(condition: Share | Count | RootCount, place: Place, *, helps: bool) -> Threshold:
    measured = _measured(condition)
    grows = measured is not CountName.NO
    asked_elsewhere = condition.pool == "everyone" and place.section is not None
    other_root = isinstance(condition, RootCount) and condition.square_root_of is not CountName.ELIGIBLE
    if measured not in _MOVED or asked_elsewhere or other_root or not _wants(condition, more=grows is helps):
        raise NotYesOrNoError(condition.key)
    return Threshold(condition, place, helps, turnout=measured in TURNOUT, limits=not grows)


def _measured(condition: Share | Count | RootCount) -> CountName:
    if isinstance(condition, Share):
        return condition.share
    return condition.count if isinstance(condition, Count) else condition.root_count


def _wants(condition: Share | Count | RootCount | NumberOfSections | ShareOfSections, *, more: bool) -> bool:
    """Whether a comparison is helped by more (or by less); exactly none is at most none, exactly all at least all."""
    comparison = condition.comparison
    if comparison is Comparison.EXACTLY and not isinstance(condition, RootCount):
        if condition.value == 0:
            return not more
        return more and isinstance(condition, Share | ShareOfSections) and condition.value == 1
    return wants_more(comparison) if more else wants_less(comparison)


def _test(condition: _OfSections, place: Place, *, helps: bool) -> Test:
    inner = _inner(condition)
    inside_helps = helps
    if isinstance(condition, NumberOfSections | ShareOfSections):
        inside_helps = _wants(condition, more=helps)
        if not inside_helps and not _wants(condition, more=not helps):
            raise NotYesOrNoError(condition.key)
    asked = _asked(condition, place)
    spot = replace(place, section=asked[0])
    thresholds = tuple(one for one in survey(inner, spot, helps=inside_helps) if isinstance(one, Threshold))
    return Test(inner, place, inside_helps, {one.id: _weight(condition, one) for one in asked}, thresholds)


def _inner(condition: _OfSections) -> Condition:
    if isinstance(condition, InSection):
        return condition.require
    inner: Condition = getattr(condition, condition.key)
    return inner


def _asked(condition: _OfSections, place: Place) -> tuple[Section, ...]:
    """The sections a condition asks, in the order of the counts."""
    among = (condition.in_section,) if isinstance(condition, InSection) else condition.among
    named = isinstance(among, tuple)
    return tuple(
        one for one in place.counts.sections if among is None or (one.id in among if named else one.kind == among)
    )


def _weight(condition: _OfSections, section: Section) -> Fraction:
    weighing = condition.weighing if isinstance(condition, NumberOfSections | ShareOfSections) else None
    return _ONE if weighing is None else section.attributes[weighing]
