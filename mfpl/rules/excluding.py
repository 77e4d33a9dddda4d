"""Conditions that must hold together and never can, whatever is counted: quorums that contradict one another."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product

from pydantic import ValidationError

from mfpl.rules.bodies import Body, Node, Path, conditions_in, head_of, inside, target_of
from mfpl.rules.codes import Comparison, ErrorCode
from mfpl.rules.conditions import Count, Share
from mfpl.rules.contradictions import NEVER_MORE
from mfpl.rules.documents import Json
from mfpl.rules.errors import DocumentError, pointer
from mfpl.rules.ranges import parts_of
from mfpl.rules.systems import Line, can_hold_together, line

Who = tuple[str, ...]
"""The sections by their ids, or the kind of them; none: all there are."""

Pool = tuple[str, Who, str]
"""Whose counts: of those at hand, of everyone, of one section, of each of some sections; which; and in which unit."""

Ways = tuple[tuple[Line, ...], ...]
"""The lines of a condition; where it can be met in several ways, those of each."""

MOST_WAYS = 64
"""How many ways of meeting some conditions together are tried before nothing is said about them."""

_KIND = "kind of "
_HERE, _EVERYONE, _SECTION, _EACH = "here", "everyone", "section", "each"
_GATHERING: Mapping[str, tuple[bool, ...]] = {
    "all": (True,),
    "any": (False,),
    "not": (True, False),
    "quorum": (True, False),
    "in_section": (True, False),
    "every_section": (True,),
}
"""Whether all the conditions inside must hold where this one must (True), or must not where it must not (False)."""


@dataclass(frozen=True)
class Spot:
    """A condition that must hold, or, where `up` is False, must not; and of whose counts."""

    node: Node
    path: Path
    scope: str
    up: bool = True
    pool: tuple[str, Who] = (_HERE, ())


@dataclass(frozen=True)
class Demand:
    """A test that must hold of the counts of one pool."""

    path: Path
    pool: Pool
    ways: Ways


def excluding_errors(bodies: list[Body]) -> list[DocumentError]:
    """Every test that excludes another although both must hold; only where that is certain.

    What stands under one `all`, a branch with its condition, and a petition with the requirement that follows are taken
    together, through quorums, references and tests of one or of every section. What stands under `any` is not.
    """
    by_name: dict[str | None, Body] = {body.name: body for body in bodies}
    found: dict[str, DocumentError] = {}
    for body in bodies:
        for node, path in conditions_in(body):
            for group in _groups(node, path, body.scope):
                for error in _conflicts(list(_demands(group, by_name))):
                    found.setdefault(error.path, error)
    return list(found.values())


def _groups(node: Node, path: Path, scope: str) -> Iterator[list[Spot]]:
    """The conditions that must hold at once where a node gathers some."""
    held = {where[len(path) :]: Spot(child, where, scope) for child, where in inside(node, path)}
    head = head_of(node)
    if head == "all" or (head == "at_least" and node["at_least"] == len(held)):
        yield list(held.values())
    for where, spot in held.items():
        if where[-1] == "when" and (*where[:-1], "then") in held:
            yield [spot, held[*where[:-1], "then"]]
    if head == "petition":
        signed = held.get(("petition",))
        for key, up in (("switches_to", True), ("requires", False)):
            if signed is not None and (key,) in held and (up or node.get("switches_to") is not None):
                yield [replace(signed, up=up), held[key,]]


def _demands(group: list[Spot], by_name: Mapping[str | None, Body]) -> Iterator[Demand]:
    """Every test of one pool that must hold for all of the group to hold."""
    waiting = list(group)
    followed: set[tuple[str, str, bool]] = set()
    while waiting:
        spot = waiting.pop(0)
        test = _test(spot)
        if test is not None:
            yield test
        name = target_of(spot.node, spot.scope)
        target = by_name.get(name) if name is not None else None
        mark = (str(name), repr(spot.pool), spot.up)
        if target is not None and isinstance(target.content, dict) and mark not in followed:
            followed.add(mark)
            waiting.insert(0, replace(spot, node=target.content, path=target.path, scope=target.scope))
        waiting[:0] = _below(spot)


def _below(spot: Spot) -> Iterator[Spot]:
    """The conditions inside one that must hold, or must not, because it must."""
    head, node, pool = head_of(spot.node) or "", spot.node, spot.pool
    everything = head == "at_least" and spot.up and node["at_least"] == len(inside(node, spot.path))
    if spot.up not in _GATHERING.get(head, ()) and not everything:
        return
    if head == "in_section":
        pool = (_SECTION, (str(node["in_section"]),))
    if head == "every_section":
        pool = (_EACH, _who(node.get("among")))
    for child, where in inside(node, spot.path):
        yield Spot(child, where, spot.scope, spot.up is not (head == "not"), pool)


def _who(among: Json) -> Who:
    if among is None:
        return ()
    return tuple(str(one) for one in among) if isinstance(among, list) else (f"{_KIND}{among}",)


def _test(spot: Spot) -> Demand | None:
    """A share or a count as lines over the counts of its pool; None for any other condition, or a malformed one."""
    form = _TESTS.get(head_of(spot.node) or "")
    if form is None:
        return None
    try:
        test = form.model_validate_json(json.dumps(spot.node))
    except ValidationError:
        return None
    pool = (_EVERYONE, ()) if test.pool == "everyone" else spot.pool
    comparisons = (test.comparison,) if spot.up else _OPPOSITES[test.comparison]
    ways = tuple(way for comparison in comparisons for way in _ways(test, comparison))
    return Demand(spot.path, (*pool, str(test.unit)), ways)


_TESTS: Mapping[str, type[Share] | type[Count]] = {"share": Share, "count": Count}
_OPPOSITES: Mapping[Comparison, tuple[Comparison, ...]] = {
    Comparison.MORE_THAN: (Comparison.AT_MOST,),
    Comparison.AT_LEAST: (Comparison.LESS_THAN,),
    Comparison.LESS_THAN: (Comparison.AT_LEAST,),
    Comparison.AT_MOST: (Comparison.MORE_THAN,),
    Comparison.EXACTLY: (Comparison.LESS_THAN, Comparison.MORE_THAN),
}


def _ways(test: Share | Count, comparison: Comparison) -> Iterator[tuple[Line, ...]]:
    """In which ways a test can hold; a share of nothing is 0."""
    if isinstance(test, Count):
        yield tuple(_compared(_each(parts_of((test.count,)), 1), comparison, test.value, whole=True))
        return
    counted, of = parts_of((test.share,)), parts_of(test.of)
    value = test.value
    scaled: dict[str, int] = {
        name: value.denominator * counted.count(name) - value.numerator * of.count(name) for name in counted + of
    }
    something = line(_each(of, 1), -1)
    yield (something, *_compared(scaled, comparison, 0, whole=False))
    if _holds_of_nothing(comparison, value):
        yield (line(_each(of, -1), 0),)


def _each(names: Iterable[str], factor: int) -> dict[str, int]:
    return dict.fromkeys(names, factor)


def _holds_of_nothing(comparison: Comparison, value: Fraction) -> bool:
    if comparison is Comparison.LESS_THAN:
        return value > 0
    return comparison is Comparison.AT_MOST or (value == 0 and comparison is not Comparison.MORE_THAN)


def _compared(factors: Mapping[str, int], comparison: Comparison, value: int, *, whole: bool) -> Iterator[Line]:
    """The lines of a sum held against a number; whole numbers that are more are at least one more."""
    turned = {name: -factor for name, factor in factors.items()}
    step, strict = (1, False) if whole else (0, True)
    if comparison is Comparison.MORE_THAN:
        yield line(factors, -value - step, strict=strict)
    if comparison is Comparison.LESS_THAN:
        yield line(turned, value - step, strict=strict)
    if comparison in {Comparison.AT_LEAST, Comparison.EXACTLY}:
        yield line(factors, -value)
    if comparison in {Comparison.AT_MOST, Comparison.EXACTLY}:
        yield line(turned, value)


def _conflicts(demands: list[Demand]) -> Iterator[DocumentError]:
    """For each pool, the last of the tests that exclude one another, with where the others stand."""
    for pool in dict.fromkeys(demand.pool for demand in demands):
        asked = [demand for demand in demands if _covers(demand.pool, pool)]
        if _possible(asked):
            continue
        needed = list(asked)
        for demand in asked:
            without = [one for one in needed if one is not demand]
            if not _possible(without):
                needed = without
        if len(needed) > 1:
            *others, last = (pointer(*demand.path) for demand in needed)
            yield DocumentError(ErrorCode.CONDITIONS_EXCLUDE, last, {"others": ", ".join(others)})


def _covers(asked: Pool, pool: Pool) -> bool:
    """Whether what is asked of one pool is asked of the other as well."""
    kind, who, unit = asked
    if asked == pool or unit != pool[2] or kind != _EACH:
        return asked == pool
    return pool[0] in {_SECTION, _EACH} and (not who or (pool[0] == _SECTION and pool[1][0] in who))


def _possible(demands: list[Demand]) -> bool:
    ways = list(islice(product(*(demand.ways for demand in demands)), MOST_WAYS + 1))
    if len(ways) > MOST_WAYS:
        return True
    names = {name for demand in demands for way in demand.ways for one in way for name, _ in one.factors}
    always = list(_always(names))
    return any(can_hold_together([*always, *(one for lines in way for one in lines)]) for way in ways)


def _always(names: Iterable[str]) -> Iterator[Line]:
    """What holds of every count that can be true: none is negative, no part is more than its whole."""
    known = set(names)
    for name in sorted(known):
        yield line({name: 1}, 0)
    for smaller, larger in NEVER_MORE:
        parts = [name for name in smaller if name in known]
        if larger in known and parts:
            yield line(_each([larger], 1) | _each(parts, -1), 0)
