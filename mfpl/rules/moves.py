"""Votes or voters that answer otherwise, come, or stay away: their moves, and counts as they would be after them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from mfpl.rules.codes import CountName, Unit
from mfpl.rules.counts import NOTHING_KNOWN, Counts, Tally
from mfpl.rules.ranges import CAME

AWAY = CountName.ABSENT
"""Stands in a move for not voting at all."""

_CAME_WITH = (CountName.BALLOTS, CountName.PRESENT)
_AS_WELL: Mapping[CountName, Sequence[CountName]] = MappingProxyType({
    CountName.YES: (CountName.NO, CountName.ABSTAIN, AWAY),
    AWAY: (CountName.YES, CountName.ABSTAIN, CountName.NO),
})  # fmt: skip
_Tallies = Mapping[Unit, Tally]


@dataclass(frozen=True)
class Move:
    """So many of a section (None: wherever they are) who would have to answer `to` and not `origin`.

    `origin` and `to` are `yes`, `no` or `abstain`; `absent` stands for not voting. `number` is in `unit`: votes or
    members, or None where each voter has one vote and it is both. `at_least`: it is a number of votes, and whether just
    as many can be cast depends on whose they are; fewer would not have been enough.
    """

    section: str | None
    origin: CountName
    to: CountName
    number: int
    unit: Unit | None = None
    at_least: bool = False

    def to_json(self) -> dict[str, str | int | None]:
        """The move as plain JSON data."""
        return {
            "section": self.section,
            "from": str(self.origin),
            "to": str(self.to),
            "number": self.number,
            "unit": self.unit and str(self.unit),
            "at_least": self.at_least,
        }


def moved(counts: Counts, moves: Iterable[Move]) -> Counts:
    """The counts after the moves, the totals with their sections.

    A move changes both units by its number, whichever it is measured in: a vote is that of no more than one member, so
    members move at most so far. Where there are fewer of them in the old answer than votes that move, others move in
    their stead (to say yes, those who said no, abstained, did not vote), because they may be those whose votes do.
    Where nobody counted something, it stays unknown. A move of nowhere in particular moves the totals, or else the
    sections in their order.
    """
    for move in moves:
        counts = _moved(counts, move)
    return counts


def gathered(moves: Sequence[Move]) -> tuple[Move, ...]:
    """The moves with those of the same kind and unit in one section together."""
    kinds = dict.fromkeys(replace(one, number=0) for one in moves)
    return tuple(
        replace(kind, number=sum(one.number for one in moves if replace(one, number=0) == kind)) for kind in kinds
    )


def room(counts: Counts, section: str | None, origin: CountName) -> int | None:
    """How many of a section, or of the totals (None), can still be taken from an answer; None: nothing limits it.

    In the unit of which there are more.
    """
    tallies = _tallies(counts, section)
    if origin is not AWAY:
        return max(tally.get(origin, 0) for tally in tallies.values())
    limits = [limit for tally in tallies.values() if (limit := _away(tally)) is not None]
    return max(limits, default=None)


def with_totals(counts: Counts) -> Counts:
    """The counts with totals, so that a move of nowhere in particular leaves every section as it is.

    Where they were given none, they are the sums of what every section counted.
    """
    if counts.totals is not None:
        return counts
    return replace(counts, totals={unit: _sum([one.tally(unit) for one in counts.sections]) for unit in Unit})


def alike(counts: Counts) -> bool:
    """Whether all that is counted in votes is counted in members, with the same numbers: each voter has one vote."""
    return all(tallies.get(Unit.VOTES) == tallies.get(Unit.MEMBERS) for tallies in _pools(counts))


def in_unit(counts: Counts, unit: Unit) -> Counts:
    """The counts of one unit, standing for both."""
    return replace(
        counts,
        sections=tuple(replace(one, tallies=dict.fromkeys(Unit, one.tally(unit))) for one in counts.sections),
        totals=None if counts.totals is None else dict.fromkeys(Unit, counts.totals.get(unit, NOTHING_KNOWN)),
    )


def has_one_vote_each(counts: Counts, section: str | None, origin: CountName) -> bool:
    """Whether those with an answer, in a section or (None) anywhere, surely have one vote each."""
    pools = _pools(counts) if section is None else (_tallies(counts, section),)
    each = [[_there(tallies.get(unit, NOTHING_KNOWN), origin) for unit in Unit] for tallies in pools]
    return all(votes is not None and votes == members for votes, members in each)


def _pools(counts: Counts) -> Sequence[_Tallies]:
    return [*([] if counts.totals is None else [counts.totals]), *(one.tallies for one in counts.sections)]


def _there(tally: Tally, origin: CountName) -> int | None:
    return _away(tally) if origin is AWAY else tally.get(origin)


def _sum(tallies: Sequence[Tally]) -> Tally:
    known = [name for name in CountName if all(name in tally for tally in tallies)]
    return {name: sum(tally[name] for tally in tallies) for name in known}


def _tallies(counts: Counts, section: str | None) -> _Tallies:
    if section is None:
        return counts.totals or {}
    found = counts.section(section)
    return {} if found is None else found.tallies


def _away(tally: Tally) -> int | None:
    """How many did not vote: those absent, or those entitled without those who came; None where neither is known."""
    if CountName.ABSENT in tally:
        return tally[CountName.ABSENT]
    if CountName.ELIGIBLE not in tally:
        return None
    came = max(sum(tally.get(name, 0) for name in CAME), *(tally.get(name, 0) for name in _CAME_WITH))
    return tally[CountName.ELIGIBLE] - came


def _moved(counts: Counts, move: Move) -> Counts:
    if move.section is None and counts.totals is None:
        return _spread(counts, move)
    sections = tuple(
        replace(one, tallies=_changed(one.tallies, move)) if one.id == move.section else one for one in counts.sections
    )
    totals = None if counts.totals is None else _changed(counts.totals, move)
    return replace(counts, sections=sections, totals=totals)


def _spread(counts: Counts, move: Move) -> Counts:
    rest = move.number
    for section in counts.sections:
        there = room(counts, section.id, move.origin)
        taken = rest if there is None else min(rest, there)
        counts = _moved(counts, replace(move, section=section.id, number=taken))
        rest -= taken
    return counts


def _changed(tallies: _Tallies, move: Move) -> _Tallies:
    """The tallies after a move; counts that answer for both units stay one and the same."""
    changed = {id(tally): _after(tally, move) for tally in tallies.values()}
    return {unit: changed[id(tally)] for unit, tally in tallies.items()}


def _after(tally: Tally, move: Move) -> Tally:
    """The tally after a move; where too few gave the old answer, others whose move serves as well."""
    rest = move.number
    for origin in dict.fromkeys((move.origin, *_AS_WELL.get(move.to, ()))):
        there = _there(tally, origin)
        taken = rest if there is None else min(rest, there)
        tally = _taken(tally, origin, move.to, taken)
        rest -= taken
    return tally


def _taken(tally: Tally, origin: CountName, to: CountName, number: int) -> Tally:
    changes = {origin: -number, to: number}
    if AWAY in changes:
        changes |= dict.fromkeys(_CAME_WITH, -changes[AWAY])
    return {name: count + changes.get(name, 0) for name, count in tally.items()}
