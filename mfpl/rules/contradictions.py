"""Counts that cannot be true together."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from mfpl.rules.codes import CountName, ErrorCode, Unit
from mfpl.rules.counts import Counts, Section, Tally
from mfpl.rules.errors import DocumentError, Param, pointer
from mfpl.rules.ranges import CAME, VOTED

NEVER_MORE: tuple[tuple[tuple[CountName, ...], CountName], ...] = (
    (VOTED, CountName.BALLOTS),
    (CAME, CountName.PRESENT),
    ((*CAME, CountName.ABSENT), CountName.ELIGIBLE),
    ((CountName.BALLOTS,), CountName.PRESENT),
    ((CountName.BALLOTS, CountName.ABSENT), CountName.ELIGIBLE),
    ((CountName.PRESENT, CountName.ABSENT), CountName.ELIGIBLE),
    ((CountName.SIGNED,), CountName.ELIGIBLE),
    ((CountName.BLOCKS,), CountName.ELIGIBLE),
)
"""What can never be more than what. Invalid papers are not held against ballots: some sources count them apart."""

_ROUNDING = 1000
"""Published totals differ from the sum of their sections by a few votes; up to one in a thousand is let pass."""


def contradictions(counts: Counts) -> list[DocumentError]:
    """Every contradiction inside a pool, and between the sections and the totals."""
    found = [
        error
        for index, section in enumerate(counts.sections)
        for error in _in_pool(section.tallies, ("sections", index), section.id)
    ]
    if counts.totals is not None:
        found.extend(_in_pool(counts.totals, ("totals",), ""))
        found.extend(_between(counts, counts.totals))
    return [*found, *_in_contest(counts)]


def _in_contest(counts: Counts) -> Iterator[DocumentError]:
    """Pairs of options about which more ballots speak than there are people entitled, where that is known."""
    entitled = [tally.get(CountName.ELIGIBLE) for _, tally in counts.whole(Unit.VOTES)]
    known = [number for number in entitled if number is not None]
    if counts.contest is None or len(known) < len(entitled):
        return
    for row, column, ballots in counts.contest.pairs():
        if ballots > sum(known):
            first, second = counts.contest.options[row], counts.contest.options[column]
            params: dict[str, Param] = {"first": first.number, "second": second.number}
            params |= {"sum": ballots, "eligible": sum(known)}
            yield DocumentError(ErrorCode.PAIRWISE_CONTRADICTS, pointer("pairwise", row, column), params)


def _in_pool(tallies: Mapping[Unit, Tally], path: tuple[str | int, ...], section: str) -> Iterator[DocumentError]:
    for unit, tally in _distinct(tallies):
        for smaller, larger in NEVER_MORE:
            given = [name for name in smaller if tally.get(name)]
            total = sum(tally[name] for name in given)
            if larger in tally and total > tally[larger]:
                params: dict[str, Param] = {
                    "section": section,
                    "unit": str(unit),
                    "larger": str(larger),
                    "larger_value": tally[larger],
                    "smaller": "+".join(given),
                    "smaller_value": total,
                }
                yield DocumentError(ErrorCode.COUNTS_CONTRADICT, pointer(*path), params)


def _distinct(tallies: Mapping[Unit, Tally]) -> list[tuple[Unit, Tally]]:
    """The tallies of a pool; counts that answer for every unit are looked at once."""
    seen: list[tuple[Unit, Tally]] = []
    for unit, tally in tallies.items():
        if all(tally is not other for _, other in seen):
            seen.append((unit, tally))
    return seen


def _kind(section: Section) -> str:
    return section.kind or ""


def _between(counts: Counts, totals: Mapping[Unit, Tally]) -> Iterator[DocumentError]:
    for _, same_kind in groupby(sorted(counts.sections, key=_kind), key=_kind):
        sections = list(same_kind)
        for unit, tally in _distinct(totals):
            for name, total in tally.items():
                together = sum(section.tally(unit).get(name, 0) for section in sections)
                if (together - total) * _ROUNDING > total:
                    params: dict[str, Param] = {"unit": str(unit), "name": str(name), "total": total, "sum": together}
                    yield DocumentError(ErrorCode.TOTALS_CONTRADICT, pointer("totals", name), params)
