"""Voters who answer otherwise, come, or stay away: their moves, and counts as they would be after them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mfpl.rules.codes import CountName, Unit
from mfpl.rules.counts import Counts, Tally
from mfpl.rules.ranges import CAME

AWAY = CountName.ABSENT
"""Stands in a move for not voting at all."""

_CAME_WITH = (CountName.BALLOTS, CountName.PRESENT)
_Tallies = Mapping[Unit, Tally]


@dataclass(frozen=True)
class Move:
    """So many of a section (None: wherever they are) who would have to answer `to` and not `origin`.

    `origin` and `to` are `yes`, `no` or `abstain`; `absent` stands for not voting.
    """

    section: str | None
    origin: CountName
    to: CountName
    voters: int

    def to_json(self) -> dict[str, str | int | None]:
        """The move as plain JSON data."""
        return {"section": self.section, "from": str(self.origin), "to": str(self.to), "voters": self.voters}


def moved(counts: Counts, moves: Iterable[Move]) -> Counts:
    """The counts after the moves, the totals with their sections.

    Each voter is taken to have one vote: they move one in votes and one in members, as far as there are members.
    Where nobody counted something, it stays unknown. A move of nowhere in particular moves the totals, or else the
    sections in their order.
    """
    for move in moves:
        counts = _moved(counts, move)
    return counts


def room(counts: Counts, section: str | None, origin: CountName) -> int | None:
    """How many of a section, or of the totals (None), can still be taken from an answer; None: nothing limits it."""
    tallies = _tallies(counts, section)
    if origin is not AWAY:
        return max(tally.get(origin, 0) for tally in tallies.values())
    limits = [limit for tally in tallies.values() if (limit := _away(tally)) is not None]
    return min(limits, default=None)


def with_totals(counts: Counts) -> Counts:
    """The counts with totals, so that a move of nowhere in particular leaves every section as it is.

    Where they were given none, they are the sums of what every section counted.
    """
    if counts.totals is not None:
        return counts
    return replace(counts, totals={unit: _sum([one.tally(unit) for one in counts.sections]) for unit in Unit})


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
    rest = move.voters
    for section in counts.sections:
        there = room(counts, section.id, move.origin)
        taken = rest if there is None else min(rest, there)
        counts = _moved(counts, replace(move, section=section.id, voters=taken))
        rest -= taken
    return counts


def _changed(tallies: _Tallies, move: Move) -> _Tallies:
    """The tallies after a move; counts that answer for both units stay one and the same."""
    changed = {id(tally): _after(tally, move) for tally in tallies.values()}
    return {unit: changed[id(tally)] for unit, tally in tallies.items()}


def _after(tally: Tally, move: Move) -> Tally:
    there = _away(tally) if move.origin is AWAY else tally.get(move.origin, move.voters)
    voters = move.voters if there is None else min(move.voters, there)
    changes = {move.origin: -voters, move.to: voters}
    if AWAY in changes:
        changes |= dict.fromkeys(_CAME_WITH, -changes[AWAY])
    return {name: number + changes.get(name, 0) for name, number in tally.items()}
