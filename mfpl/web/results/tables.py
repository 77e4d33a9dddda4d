"""Votes and members side by side: the stored counts of a question as rows, what is too few to be told kept back."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mfpl.web.results.centers import VotedCenter
from mfpl.web.wording.findings import Detail
from mfpl.web.words import lazy as _l

COLUMNS = {
    "eligible": _l("On the roll"),
    "ballots": _l("Cast"),
    "yes": _l("For"),
    "no": _l("Against"),
    "abstain": _l("Abstentions"),
    "blank": _l("Left blank"),
}
ALWAYS = ("eligible", "ballots", "yes", "no")
PUBLIC = "eligible"
UNITS = {"votes": _l("Votes, with their weight"), "members": _l("Ballots, one by one")}


@dataclass(frozen=True)
class Row:
    """One line of numbers: a center's, or the whole's (no center); None where a number is kept back."""

    center: VotedCenter | None
    numbers: tuple[int | None, ...]


@dataclass(frozen=True)
class Group:
    """The lines of one unit: votes with their weight, or ballots one by one."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class CountTable:
    """The counts of one question: headings of the columns, and a group of lines per unit."""

    headings: tuple[str, ...]
    groups: tuple[Group, ...]


def totals(counts: Mapping[str, Any], unit: str) -> Counter[str]:
    """Return the counts of the whole in one unit."""
    whole: Counter[str] = Counter()
    for section in counts["sections"]:
        whole.update(section[unit])
    return whole


def count_table(counts: Mapping[str, Any], centers: Sequence[VotedCenter], *, detail: Detail) -> CountTable:
    """Return the table of a question; of what `detail` keeps back only who is on the roll is told."""
    names = [name for name in COLUMNS if name in ALWAYS or totals(counts, "members")[name]]
    alike = all(section["votes"] == section["members"] for section in counts["sections"])
    groups = [
        Group(heading, tuple(_rows(counts, centers, unit=unit, names=names, detail=detail)))
        for unit, heading in UNITS.items()
        if not (alike and unit == "votes")
    ]
    return CountTable(tuple(COLUMNS[name] for name in names), tuple(groups))


def _rows(
    counts: Mapping[str, Any], centers: Sequence[VotedCenter], *, unit: str, names: Sequence[str], detail: Detail
) -> Iterator[Row]:
    by_code = {section["id"]: section for section in counts["sections"]}
    for center in centers:
        yield Row(center, _numbers(by_code[center.code][unit], names, told=detail is Detail.EVERYTHING))
    yield Row(None, _numbers(totals(counts, unit), names, told=detail is not Detail.NOTHING))


def _numbers(counted: Mapping[str, int], names: Sequence[str], *, told: bool) -> tuple[int | None, ...]:
    return tuple(counted.get(name, 0) if told or name == PUBLIC else None for name in names)
